"""Measure pages of the built book with Lighthouse, as a phone would see them.

    make lighthouse                          the first chapter
    python tools/lighthouse.py book/index book/glossary --runs 3

Mobile, with `--throttling-method=devtools`: the slow network and processor are
really applied. The default, simulated throttling guesses from a fast load and
jumps by fifty points between runs of the same page. On the same network and processor
it then takes the time until the page's first opener has a button to press. Reports the
median of the runs and exits 1 when one is not as good as the course asks for.

Needs node and npm; Lighthouse is installed in node_modules on the first run.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

from browsing import QUIET, find_browser
from playwright.sync_api import sync_playwright
from serving import serve

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"
RELEASE = "lighthouse@12"  # the last that runs on Node 20
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_MS = 2_000  # until the first opener is usable
SLOW_NETWORK = {  # what Lighthouse 12 applies for a phone: mobileSlow4G in constants.js
    "offline": False,
    "latency": 562.5,  # ms
    "downloadThroughput": 1_474.56 * 1024 / 8,  # bytes a second
    "uploadThroughput": 675 * 1024 / 8,
}
SLOWER_PROCESSOR = 4  # times
USABLE = """
new MutationObserver((_, watcher) => {
    if (!document.querySelector("[data-play] button:enabled")) return;
    window.usableAfter = performance.now();
    watcher.disconnect();
}).observe(document, {subtree: true, childList: true, attributes: true});
"""
TIMES = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
}


def install():
    """Put Lighthouse in node_modules, unless it is there; exit when npm is missing."""
    if LIGHTHOUSE.exists():
        return
    if shutil.which("npm") is None:
        sys.exit("lighthouse: node and npm are needed (apt-get install npm)")
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", RELEASE]
    subprocess.run(command, cwd=ROOT, check=True)


def measure(address):
    """Run Lighthouse once; return its scores, its times and the failed audits."""
    done = subprocess.run(
        [
            LIGHTHOUSE,
            address,
            "--quiet",
            "--output=json",
            "--throttling-method=devtools",
            f"--chrome-flags=--headless {' '.join(QUIET)}",
        ],
        env=os.environ | {"CHROME_PATH": find_browser() or ""},
        stdout=subprocess.PIPE,
        check=True,
    )
    report = json.loads(done.stdout)
    figures = {
        name: round(100 * report["categories"][name]["score"]) for name in LEAST
    } | {label: report["audits"][name]["numericValue"] for name, label in TIMES.items()}
    failed = [
        audit["id"]
        for name in LEAST
        if name != "performance"
        for reference in report["categories"][name]["auditRefs"]
        if (audit := report["audits"][reference["id"]])["score"] == 0
        and reference["weight"] > 0
    ]
    return figures, failed


def opener_usable(address):
    """Return the ms from asking for a page until its opener has a button to press.

    None for a page without an opener.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
        page.add_init_script(USABLE)
        page.goto(address)
        if page.query_selector("[data-play]") is None:
            return None
        return page.wait_for_function("window.usableAfter").json_value()


def tell_opener(address, runs):
    """Print how long the opener of a page takes; return whether that is well."""
    times = [opener_usable(address) for _ in range(runs)]
    if None in times:
        return True
    good = median(times) < MOST_MS
    verdict = "" if good else f"  ABOVE {MOST_MS}"
    print(
        f"  {'opener ms':15} {median(times):8.6g}"
        f"  ({min(times):.4g} to {max(times):.4g}){verdict}"
    )
    return good


def main(arguments=None):
    """Measure the pages named; return 1 when one is below what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", help="such as book/when-is-it-a-race")
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args(arguments)
    install()
    good = True
    with serve(ROOT / "_build" / "html") as server:
        for page in wanted.pages:
            runs = [measure(f"{server}/{page}.html") for _ in range(wanted.runs)]
            print(f"{page}: median of {wanted.runs} (lowest to highest)")
            for name in runs[0][0]:
                values = sorted(figures[name] for figures, _ in runs)
                least = LEAST.get(name, float("-inf"))
                verdict = "" if median(values) >= least else f"  BELOW {least}"
                good &= not verdict
                print(
                    f"  {name:15} {median(values):8.6g}"
                    f"  ({values[0]:.4g} to {values[-1]:.4g}){verdict}"
                )
            good &= tell_opener(f"{server}/{page}.html", wanted.runs)
            for failed in sorted({name for _, names in runs for name in names}):
                print(f"  failed: {failed}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
