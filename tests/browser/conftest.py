"""A server for the built book and a browser: one of each per test process.

`server` is the address where `site` (see `tests/conftest.py`) is served. `browser`
is a Playwright browser. `context` and `page` are a fresh browsing context and tab
per test; a page that reports an error fails its test.

Without a browser these tests are skipped, unless LOCKS_NO_SKIP is set: then they
fail, because continuous integration must not pass by leaving things out.
"""

import os
import shutil

import pytest
from playwright.sync_api import Error, sync_playwright
from serving import serve

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=AutofillServerCommunication,OptimizationHints",
]


def find_browser():
    """Return the path of a Chromium: the one that CHROMIUM names, or a system one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def server(site):
    """Serve the built book on a free port; return the address without a slash."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """Start the system's Chromium, headless."""
    executable = find_browser()
    complaint = "no browser: install chromium, or name one in CHROMIUM"
    if executable is None:
        if os.environ.get("LOCKS_NO_SKIP"):
            pytest.fail(complaint, pytrace=False)
        pytest.skip(complaint)
    with sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=executable, args=QUIET)
        except Error as error:
            pytest.fail(f"{executable} does not start: {error}", pytrace=False)
        yield running
        running.close()


@pytest.fixture
def context(browser):
    """Open a browsing context with an empty storage and cache."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900})
    yield fresh
    fresh.close()


@pytest.fixture
def page(context):
    """Open a tab; any console error or uncaught exception fails the test."""
    tab = context.new_page()
    complaints = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type == "error" else None
        ),
    )
    yield tab
    assert complaints == []
