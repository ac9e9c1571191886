"""What is stored of Redlock on five servers is what the Redis here does."""

import json

import pytest
from labs import RedisNodes
from record_redlock import SETTINGS, TARGET, record

pytestmark = pytest.mark.usefixtures("redis_program")


def test_a_recording_made_anew_is_the_same_but_for_the_version():
    stored = json.loads(TARGET.read_text("utf-8"))

    anew = record()

    del stored["server"], anew["server"]
    assert anew == stored


def test_the_servers_run_with_the_settings_that_are_named():
    for appendonly, appendfsync in SETTINGS:
        persist = appendonly == "yes"
        with RedisNodes(1, persist=persist, appendfsync=appendfsync) as nodes:
            said = nodes[0].client(timeout=5).config_get("append*")
            assert said["appendonly"] == appendonly
            assert said["appendfsync"] == appendfsync


def test_another_setting_is_refused_by_name():
    with pytest.raises(ValueError, match="appendfsync is 'sometimes'; take one of"):
        RedisNodes(1, appendfsync="sometimes")
