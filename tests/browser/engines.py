"""Start Chromium, Firefox or WebKit, each driven by selenium.

`start("Firefox")` gives a driver while its block runs. A fresh profile each time; no
engine shows a window, and none is asked to fetch anything by itself.
"""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from browsing import QUIET, find_windowless_browser
from engine_programs import (
    find_chromedriver,
    find_chromium,
    find_firefox,
    find_geckodriver,
    find_mini_browser,
    find_webkit_driver,
    find_xvfb,
    missing_for,
)
from selenium import webdriver

SCREEN = "1400x1000x24"  # of WebKit: wider and higher than any window of a test
# WebKit's small browser cannot be narrower than its buttons: none, and no room for any.
NARROW = "* { padding: 0; margin: 0; border-width: 0; min-width: 0; min-height: 0 }"
POPUP = "open('about:blank', '_blank', 'popup,width=360,height=740')"


class MissingEngine(Exception):
    """An engine, or what drives it, is not on this machine."""


def chromium(refuse_storage):
    """Start Chromium; with `refuse_storage` it blocks what sites want to store.

    That is a setting of the whole program. The engine alone has none, and is quicker.
    """
    options = webdriver.ChromeOptions()
    program = find_chromium() if refuse_storage else find_windowless_browser()
    options.binary_location = program
    options.enable_bidi = True
    for argument in [*QUIET, "--headless=new"]:
        options.add_argument(argument)
    if refuse_storage:
        setting = {"profile.default_content_setting_values.cookies": 2}
        options.add_experimental_option("prefs", setting)
    service = webdriver.ChromeService(find_chromedriver())
    return webdriver.Chrome(options, service)


def firefox(refuse_storage):
    """Start Firefox; with `refuse_storage` it blocks what sites want to store."""
    options = webdriver.FirefoxOptions()
    options.binary_location = find_firefox()
    options.enable_bidi = True
    options.add_argument("-headless")
    if refuse_storage:
        options.set_preference("network.cookie.cookieBehavior", 2)
    service = webdriver.FirefoxService(find_geckodriver())
    return webdriver.Firefox(options, service)


def webkit(display, home):
    """Start WebKit's small browser on an X display, with a folder to keep things in."""
    settings = home / "gtk-3.0"
    settings.mkdir()
    (settings / "gtk.css").write_text(NARROW)
    own = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    own |= {"XDG_CACHE_HOME": str(home), "NO_AT_BRIDGE": "1", "GDK_BACKEND": "x11"}
    own["MESA_SHADER_CACHE_DISABLE"] = "true"
    options = webdriver.WebKitGTKOptions()
    options.binary_location = find_mini_browser()
    options.add_argument("--automation")
    options.add_argument("--javascript-can-open-windows-automatically=true")
    service = webdriver.WebKitGTKService(
        find_webkit_driver(), env={**os.environ, **own, "DISPLAY": display}
    )
    driver = webdriver.WebKitGTK(options, service)
    # A popup has no row of buttons, so it can be as narrow as a phone.
    first = driver.current_window_handle
    driver.execute_script(POPUP)
    (popup,) = {*driver.window_handles} - {first}
    driver.switch_to.window(popup)
    return driver


@contextmanager
def screen():
    """Run an X server without a screen; give the name of its display."""
    number, write = os.pipe()
    command = [find_xvfb(), "-displayfd", str(write), "-screen", "0", SCREEN]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with open(number) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def started(engine, refuse_storage):
    """Start an engine by its name; stop what was started beside it in the end."""
    if engine == "WebKit":
        # Its processes may still be writing for a moment when its driver has stopped.
        kept = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        with screen() as display, kept as home:
            yield webkit(display, Path(home))
    else:
        yield {"Chromium": chromium, "Firefox": firefox}[engine](refuse_storage)


@contextmanager
def start(engine, refuse_storage=False):
    """Give a driver of an engine: "Chromium", "Firefox" or "WebKit".

    WebKit has no setting that refuses storage; its pages need `REFUSE_STORAGE`. Raises
    MissingEngine with the names of the packages that this machine lacks.
    """
    missing = missing_for(engine)
    if missing:
        raise MissingEngine(f"no {engine} here: install {', '.join(missing)}")
    with started(engine, refuse_storage) as driver:
        try:
            yield driver
        finally:
            driver.quit()
