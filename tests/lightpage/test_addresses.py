from types import SimpleNamespace

import pytest
from lightpage.addresses import binder_link, fill_in


@pytest.fixture
def config():
    return SimpleNamespace(
        html_baseurl="",
        html_theme_options={
            "repository_url": "https://github.com/ann/course",
            "repository_branch": "main",
            "launch_buttons": {"binderhub_url": "https://mybinder.org"},
        },
        myst_url_schemes={"https": None},
    )


@pytest.fixture(autouse=True)
def _bare_surroundings(monkeypatch):
    for name in ("REPOSITORY_URL", "BRANCH", "SITE_URL"):
        monkeypatch.delenv(f"COURSE_{name}", raising=False)


def test_without_surroundings_the_settings_hold(config):
    fill_in(None, config)

    assert (
        config.html_theme_options["repository_url"] == "https://github.com/ann/course"
    )
    assert config.html_baseurl == ""
    assert config.myst_url_schemes["binder"]["url"] == (
        "https://mybinder.org/v2/gh/ann/course/main?urlpath=lab/tree/{{path}}"
    )
    assert "https" in config.myst_url_schemes


def test_the_publisher_overrides_every_address(config, monkeypatch):
    monkeypatch.setenv("COURSE_REPOSITORY_URL", "https://github.com/bob/fork.git")
    monkeypatch.setenv("COURSE_BRANCH", "next")
    monkeypatch.setenv("COURSE_SITE_URL", "https://bob.github.io/fork")
    fill_in(None, config)

    assert config.html_theme_options["repository_url"] == "https://github.com/bob/fork"
    assert config.html_theme_options["repository_branch"] == "next"
    assert config.html_baseurl == "https://bob.github.io/fork/"
    assert "/gh/bob/fork/next?" in config.myst_url_schemes["binder"]["url"]


def test_a_binder_link_opens_the_notebook_in_jupyterlab():
    link = binder_link(
        "https://hub.example", "https://github.com/a/b/", "main", "x.ipynb"
    )

    assert link == "https://hub.example/v2/gh/a/b/main?urlpath=lab/tree/x.ipynb"
