"""The checker against verdicts that others recorded: see recorded/README.md."""

import hashlib
import os

import pytest
import recorded_cases
from brute_force import assert_is_a_witness
from minicluster import check_linearizable

VENDORED = recorded_cases.vendored_cases()
ETCD = recorded_cases.etcd_cases()


def assert_agrees(case):
    history, model, expected = case

    verdict = check_linearizable(history, model)

    assert verdict.ok == expected
    assert_is_a_witness(verdict.order, verdict.order, model)
    if expected:
        assert_is_a_witness(verdict.order, history, model)


def missing(reason, ought, no_skip):
    """Skip, or fail where the logs ought to be and nothing may be skipped."""
    if ought and no_skip:
        pytest.fail(reason)
    pytest.skip(reason)


def test_the_verdicts_of_the_store_are_all_there_as_published():
    assert {name: expected for name, (*_, expected) in VENDORED.items()} == {
        "c01-bad.txt": False,
        "c01-ok.txt": True,
        "c10-bad.txt": False,
        "c10-ok.txt": True,
        "c50-bad.txt": False,
        "c50-ok.txt": True,
    }
    texts = b"".join((recorded_cases.VENDORED / name).read_bytes() for name in VENDORED)
    assert hashlib.sha256(texts).hexdigest()[:16] == "d8063a37c722d2eb"
    assert "Copyright (c) 2017-2021 Anish Athalye" in (
        recorded_cases.VENDORED / "LICENSE.md"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", VENDORED)
def test_the_checker_agrees_on_a_store(name):
    assert_agrees(VENDORED[name])


def test_the_checker_agrees_on_etcd():
    if not ETCD:
        no_skip = bool(os.environ.get("LOCKS_NO_SKIP"))
        missing(*recorded_cases.why_etcd_is_missing(), no_skip)
    assert len(ETCD) == 102
    assert sum(expected for *_, expected in ETCD.values()) == 23
    for name, case in ETCD.items():
        print(name)  # shown if it is wrong
        assert_agrees(case)


def test_verdicts_of_etcd_that_ought_to_be_there_are_not_skipped():
    with pytest.raises(pytest.fail.Exception, match="no licence"):
        missing("no licence", ought=True, no_skip=True)
    for ought, no_skip in [(False, True), (True, False), (False, False)]:
        with pytest.raises(pytest.skip.Exception, match="no licence"):
            missing("no licence", ought, no_skip)


@pytest.mark.parametrize(
    ("named", "shared", "ought"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_they_ought_to_be_there_if_named_or_if_the_shared_folder_is(
    named, shared, ought, monkeypatch, tmp_path
):
    monkeypatch.delenv("PORCUPINE_ORACLES", raising=False)
    if named:
        monkeypatch.setenv("PORCUPINE_ORACLES", str(tmp_path / "elsewhere"))
    monkeypatch.setattr(
        recorded_cases, "SHARED", tmp_path if shared else tmp_path / "no"
    )

    assert recorded_cases.why_etcd_is_missing()[1] == ought
