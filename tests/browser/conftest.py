"""A server for the built book and a browser: one of each per test process.

`server` is the address where `site` (see `tests/conftest.py`) is served. `browser`
is a Playwright browser. `context` and `page` are a fresh browsing context and tab
per test. A page that reports an error, or asks another host for anything, fails
its test.

Without a browser these tests are skipped, unless LOCKS_NO_SKIP is set: then they
fail, because continuous integration must not pass by leaving things out.
"""

import os
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest
from browsing import QUIET, find_windowless_browser
from engine_programs import ENGINES
from playwright.sync_api import Error, sync_playwright
from serving import serve

from .engines import MissingEngine, start
from .reader import reading


def pytest_configure(config):
    """Explain the mark of this folder."""
    config.addinivalue_line(
        "markers", "elsewhere(pages): engines but Chromium get these pages only"
    )


def pytest_collection_modifyitems(config, items):
    """Leave out what is marked `elsewhere`, in engines that are elsewhere.

    What differs from page to page is data, and Chromium sees all of it. What differs
    from engine to engine is how scripts and styles work, and a few pages have them all.
    """
    left_out = [item for item in items if _sees_nothing_new(item)]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def _sees_nothing_new(item):
    mark = item.get_closest_marker("elsewhere")
    if mark is None:
        return False
    chosen = item.callspec.params
    engine = chosen.get("engine", chosen.get("refusing"))
    return engine != "Chromium" and chosen["name"] not in mark.args[0]


@pytest.fixture(scope="session")
def server(site):
    """Serve the built book on a free port; return the address without a slash."""
    with serve(site) as address:
        yield address


def do_without(complaint):
    """Skip the test for want of a browser; fail where nothing may be skipped."""
    if os.environ.get("LOCKS_NO_SKIP"):
        pytest.fail(complaint, pytrace=False)
    pytest.skip(complaint)


@contextmanager
def started(name, **options):
    """Start an engine, or do without it; see `start`."""
    with ExitStack() as stack:
        try:
            driver = stack.enter_context(start(name, **options))
        except MissingEngine as error:
            do_without(str(error))
        yield driver


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    """Start each of the three engines in turn; a driver of selenium."""
    with started(request.param) as driver:
        yield driver


@pytest.fixture
def reader(engine, site):
    """Open the real site, each time as a new reader, in each engine."""
    with reading(engine, site) as reader:
        yield reader


@pytest.fixture(scope="session")
def browser():
    """Start the system's Chromium, headless."""
    executable = find_windowless_browser()
    if executable is None:
        do_without("no browser: install chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=executable, args=QUIET)
        except Error as error:
            pytest.fail(f"{executable} does not start: {error}", pytrace=False)
        yield running
        running.close()


@pytest.fixture
def open_context(browser):
    """Open browsing contexts, each with an empty storage and cache.

    `open_context(**options)` takes Playwright's options for a new context.
    """
    opened = []

    def open_one(**options):
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}} | options
        )
        opened.append(context)
        watch(context)
        return context

    yield open_one
    complaints = [complaint for context in opened for complaint in context.complaints]
    for context in opened:
        context.close()
    assert complaints == []


def watch(context):
    """Note in `context.complaints` what pages report and whom else they ask."""
    context.complaints = complaints = []

    def console(message):
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location.get('url')})")

    def request(asked):
        host = urlsplit(asked.url).hostname
        if host not in (None, "127.0.0.1", "localhost"):
            complaints.append(f"asked another host: {asked.url}")

    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", console)
    context.on("request", request)


@pytest.fixture
def context(open_context):
    """Open one browsing context with a desktop's window."""
    return open_context()


@pytest.fixture
def page(context):
    """Open one tab."""
    return context.new_page()
