"""What it takes to run a cell in the page: `make benchmark` prints the figures.

A browser with windows is measured, as a reader has one. The first run of a cell is
counted from the press to what it shows; a visit is cold in a fresh context of the
browser, which keeps nothing, and later in one where Python has been started before.
"""

import gzip
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from browsing import QUIET, find_browser
from playwright.sync_api import sync_playwright
from serving import serve

ROOT = Path(__file__).resolve().parent.parent
CHAPTER = "book/when-is-it-a-race.html"
COUNT = 1  # the cell that counts schedules, from 0
VISITS = 10
RUNS, STOPS = 50, 20
# Presses Run and returns how long it took, in ms, until the cell says how it went.
RUN = """(number) => new Promise((resolve, reject) => {
  const cell = document.querySelectorAll("[data-run]")[number];
  const status = cell.querySelector(".run-status");
  const began = performance.now();
  status.textContent = "";
  const observer = new MutationObserver(() => {
    const said = status.textContent;
    if (/^(Starting|Running|$)/.test(said)) return;
    observer.disconnect();
    if (/^It ran/.test(said)) resolve(performance.now() - began);
    else reject(new Error(said));
  });
  observer.observe(status, { childList: true, characterData: true, subtree: true });
  cell.querySelector(".run-go").click();
})"""
STOP = """async (number) => {
  const cell = document.querySelectorAll("[data-run]")[number];
  const until = async (words) => {
    while (!cell.querySelector(".run-status").textContent.startsWith(words))
      await new Promise((resolve) => setTimeout(resolve, 10));
  };
  cell.querySelector(".run-go").click();
  await until("Running");
  cell.querySelector(".run-go").click();
  await until("Stopped");
}"""
KEPT = """async () => {
  const kept = async () => (await caches.open("locks-and-quorums-python")).keys();
  while (!(await kept()).length)
    await new Promise((resolve) => setTimeout(resolve, 10));
}"""
FOREVER = "while True: pass"
ROUNDS, BETWEEN = 8, 2_500  # of garbage collection, and ms: ended workers go by and by


@dataclass(frozen=True)
class Running:
    """Figures of one browser on one machine."""

    cold: list  # ms from the press to what the first cell shows, each visit
    later: list  # the same, where Python had been started before
    further: list  # ms of one more run of the cell
    loaded: int  # bytes of all files that a run may load, the editor too
    before: int  # bytes that the page transferred for it before the press
    memory: list  # bytes that a page holds: after one stop, 50 runs, 20 more stops


def running():
    """Return the Running of the built book."""
    with (
        serve(ROOT / "_build/html") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        cold, further = [], []
        for _ in range(VISITS):
            page = visit(browser.new_context(), address)
            cold.append(page.evaluate(RUN, COUNT))
            further += [page.evaluate(RUN, COUNT) for _ in range(3)]
            page.context.close()
        later = later_visits(browser.new_context(), address)
        before = before_the_press(browser.new_context(), address)
        browser.close()
        alone = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        memory = held(alone, address)
        alone.close()
    return Running(cold, later, further, size_of_the_runner(), before, memory)


def visit(context, address):
    """Open the chapter."""
    page = context.new_page()
    page.goto(f"{address}/{CHAPTER}")
    return page


def first_visit(context, address):
    """Start Python, so that the browser keeps it for later visits."""
    page = visit(context, address)
    page.evaluate(RUN, COUNT)
    page.evaluate(KEPT)
    page.close()


def later_visits(context, address):
    """Return the times of visits to where Python has been started before."""
    first_visit(context, address)
    times = []
    for _ in range(VISITS):
        page = visit(context, address)
        times.append(page.evaluate(RUN, COUNT))
        page.close()
    return times


def before_the_press(context, address):
    """Return the bytes that a page transfers for its Run buttons before any press."""
    page = context.new_page()
    sizes, names = {}, {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def received(event):
        names[event["requestId"]] = event["response"]["url"]

    def finished(event):
        sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    page.goto(f"{address}/{CHAPTER}", wait_until="networkidle")
    return sum(size for key, size in sizes.items() if "/_static/run" in names[key])


def size_of_the_runner():
    """Return the bytes of all files that a run loads, as a server sends them."""
    files = (ROOT / "_build/html/_static/run").glob("*/*")
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def held(browser, address):
    """Return a page's memory after one stop, 50 runs, and 20 more stops, in bytes.

    All that stays once is there from the first figure on: the editor, and what a first
    ended worker leaves. Python starts from what the browser has kept each time. All 50
    runs have the same Python; each stop ends one.
    """
    context = browser.new_context()
    first_visit(context, address)
    page = visit(context, address)
    cell = page.locator("[data-run]").nth(COUNT)
    cell.locator(".run-edit").click()
    stop(page, cell, times=1)
    figures = [_settled(page)]
    for _ in range(RUNS):
        page.evaluate(RUN, COUNT)
    figures.append(_settled(page))
    stop(page, cell, times=STOPS)
    return [*figures, _settled(page)]


def stop(page, cell, times):
    """Stop an endless loop in a cell some times, then run what the cell held before."""
    editor = cell.locator(".cm-content")
    before = editor.inner_text()
    editor.fill(FOREVER)
    for _ in range(times):
        page.evaluate(STOP, COUNT)
    editor.fill(before)
    page.evaluate(RUN, COUNT)


def growth(memory):
    """Return by how much the first of some figures is surpassed, in percent.

    >>> growth([200, 190, 210])
    5.0
    """
    first, *others = memory
    return 100 * (max(others) - first) / first


def _settled(page):
    """Return the memory of a page when what is free has been given back.

    Of a browser's renderers the page's holds the most. The others come and go.
    """
    session = page.context.new_cdp_session(page)
    for _ in range(ROUNDS):
        session.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(BETWEEN)
    whole = page.context.browser.new_browser_cdp_session()
    processes = whole.send("SystemInfo.getProcessInfo")["processInfo"]
    return max(_share(each["id"]) for each in processes if each["type"] == "renderer")


def _share(process):
    """Return the bytes that a process holds, with its share of what several hold."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) * 1024


def main():
    """Print the figures."""
    found = running()
    for name in ("cold", "later", "further"):
        times = getattr(found, name)
        told = f"{median(times):.0f} ms ({min(times):.0f} to {max(times):.0f})"
        print(f"{name}: {told}, median of {len(times)}")
    print(f"loaded: {found.loaded:,} bytes, {found.before:,} before the press")
    memory = [round(each / 1e6) for each in found.memory]
    print(f"memory of a page, MB: {memory}, growth {growth(found.memory):.1f} %")


if __name__ == "__main__":
    main()
