"""Find a Chromium on this machine, and start it so that it is quiet by itself."""

import os
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WINDOWLESS = "chromium-headless-shell"
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


def find_windowless_browser():
    """Return a Chromium that never draws a window, if there is one; else any.

    It is the same engine without the program around it, and takes half the time.
    """
    return os.environ.get("CHROMIUM") or shutil.which(WINDOWLESS) or find_browser()
