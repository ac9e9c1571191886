"""Each of the layers between Python and the page holds by itself.

There are four: the page's policy, which the worker inherits; the names that are taken
away from the worker; a module `js` that holds nothing; and no module of JavaScript to
import. Here each is seen alone, past the others, in one Python that has started as on
any page. `test_running` has a cell that tries them all together, in each engine.
"""

from types import SimpleNamespace

import pytest
from building import NEEDS_RUNNER
from serving import Pages, serve

from .cells import COUNT, PAGE, START

pytestmark = NEEDS_RUNNER

# Stands in for Pyodide's script, and loads it. Keeps what the worker will take away,
# and looks into the module `js` once Python has started, before it is dropped.
SPY = b"""import { loadPyodide as load } from "./pyodide.mjs?itself";
self.kept = { fetch: self.fetch.bind(self) };
export async function loadPyodide(options) {
  const pyodide = await load(options);
  const snapshot = pyodide.makeMemorySnapshot;
  pyodide.makeMemorySnapshot = () => {
    const made = snapshot.call(pyodide);
    kept.offered = pyodide.runPython(`
import js
" ".join(each for each in ("eval", "fetch", "Object") if hasattr(js, each))
`);
    return made;
  };
  return pyodide;
}"""
# A turn later, since the browser lets the code of a debugger do more.
REACH = """async (elsewhere) => {
  await new Promise((resolve) => setTimeout(resolve));
  const ways = {
    "another host": () => kept.fetch(elsewhere, { mode: "no-cors" }),
    "code of text": () => new Function("return 1")(),
    "code of an address": () => import("data:text/javascript,export default 1"),
  };
  const reached = [];
  for (const [name, act] of Object.entries(ways))
    try { await act(); reached.push(name); } catch { /* as it should be */ }
  return reached;
}"""
# Every name by which code in a worker can ask, store, or speak to other code.
REACHING = [
    *("fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource"),
    *("importScripts", "FontFace", "fonts", "caches", "indexedDB", "navigator"),
    *("webkitRequestFileSystem", "webkitResolveLocalFileSystemURL"),
    *("Worker", "SharedWorker", "BroadcastChannel", "MessageChannel", "postMessage"),
    *("onmessage", "close"),
]
OWNED = """(names) => names.filter((name) => {
  for (let owner = self; owner; owner = Object.getPrototypeOf(owner)) {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    if (own?.get || own?.value !== undefined) return true;
  }
})"""
IMPORTS = """found = []
for name in ("js", "pyodide_js", "pyodide_js._api"):
    try:
        __import__(name)
        found.append(name)
    except ImportError:
        pass
print("imported:", found)
"""


class SpiedPages(Pages):
    """Serve the site with the spy in the place of Pyodide's script."""

    def content_of(self, path):
        if self.path.endswith("/pyodide.mjs"):
            return SPY, None, '"spy"'
        return super().content_of(path)


@pytest.fixture(scope="module")
def python(browser, site):
    """Start Python once, by a cell that tries to import; give what there is to see."""
    context = browser.new_context()
    with serve(site, pages=SpiedPages) as address:
        page = context.new_page()
        page.goto(f"{address}/{PAGE}")
        cell = page.locator("[data-run]").nth(COUNT)
        cell.locator(".run-edit").click()
        cell.locator(".cm-content").fill(IMPORTS)
        cell.locator(".run-go").click()
        text = cell.locator(".run-text")
        text.wait_for(timeout=START * 1000)
        (worker,) = page.workers
        yield SimpleNamespace(worker=worker, printed=text.inner_text())
    context.close()


def test_the_policy_alone_refuses_other_hosts_and_code_of_text(python, server):
    assert python.worker.evaluate(REACH, f"{server}/{PAGE}") == []


def test_what_reaches_out_of_the_worker_is_taken_away(python):
    assert python.worker.evaluate(OWNED, REACHING) == []


def test_the_module_of_javascript_holds_nothing(python):
    assert python.worker.evaluate("kept.offered") == ""


def test_no_module_of_javascript_can_be_imported(python):
    assert python.printed.startswith("imported: []")
