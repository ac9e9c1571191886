// Python, in a worker of its own: no page, no storage, no network.
//
// The page sends { start: { snapshot } } once, then { run: sources } again and again. It is
// sent { loaded: bytes }, { snapshot }, { ready }, { begun: number of a cell }, { printed },
// { shown } and { failed }.

import { loadPyodide } from "./pyodide.mjs";

const HERE = new URL(".", import.meta.url).href;
const FOLDER = "/course"; // the book: the working directory, as in a notebook
const send = self.postMessage.bind(self);
// What of a worker reaches out of it. None of that is Python's.
const REACHING = [
  "fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource",
  "caches", "indexedDB", "BroadcastChannel", "SharedWorker", "Worker", "MessageChannel",
  "navigator", "importScripts", "postMessage", "onmessage", "cookieStore", "Notification",
  "RTCPeerConnection", "webkitRequestFileSystem", "webkitRequestFileSystemSync", "close",
  "webkitResolveLocalFileSystemURL", "webkitResolveLocalFileSystemSyncURL", "FontFace", "fonts",
];
const IMPORTS = `
import os, sys
sys.path.insert(0, "${FOLDER}")
os.chdir("${FOLDER}")
import in_page, minicluster, explorable, openers, recorded, recorded.lab_output
import exercises.apart, collections, itertools, random
`;

// Each file is counted as it comes: the reader sees how far it is. Python's core is packed.
function countFiles() {
  const fetchFile = self.fetch.bind(self);
  self.fetch = async (asked) => {
    const address = String(asked.url ?? asked);
    const isCore = address.endsWith("/pyodide.asm.wasm");
    const answer = await fetchFile(isCore ? `${HERE}pyodide.wasm.bin` : address);
    if (!answer.ok) throw new Error(`${address} is missing (${answer.status})`);
    const counted = answer.body.pipeThrough(new TransformStream({
      transform(part, out) {
        send({ loaded: part.byteLength });
        out.enqueue(part);
      },
    }));
    if (!isCore) return new Response(counted, { headers: answer.headers });
    const unpacked = counted.pipeThrough(new DecompressionStream("gzip"));
    return new Response(unpacked, { headers: { "Content-Type": "application/wasm" } });
  };
}

function putFiles(pyodide, files) {
  for (const [path, text] of Object.entries(files)) {
    const whole = `${FOLDER}/${path}`;
    pyodide.FS.mkdirTree(whole.slice(0, whole.lastIndexOf("/")));
    pyodide.FS.writeFile(whole, text);
  }
}

function takeAway() {
  for (const name of REACHING)
    for (let owner = self; owner; owner = Object.getPrototypeOf(owner))
      if (Object.hasOwn(owner, name)) Object.defineProperty(owner, name, { value: undefined, configurable: false, writable: false });
}

// Pyodide’s own start has imported some of its modules, so they are dropped as well. That
// leaves functions of JavaScript in reach (what prints is one), whose constructor would
// make code of text: the page’s policy refuses it, and it would find nothing to ask with.
function unregister(pyodide) {
  for (const module of ["js", "pyodide_js"]) pyodide.unregisterJsModule(module);
  pyodide.runPython(`
import sys
for name, module in list(sys.modules.items()):
    if type(module).__name__ == "JsProxy":
        del sys.modules[name]
`);
}

async function start({ snapshot }) {
  countFiles();
  const course = fetch(`${HERE}course.json`).then((answer) => answer.json());
  const pyodide = await loadPyodide({
    indexURL: HERE,
    lockFileContents: LOCK_FILE,
    packages: [],
    jsglobals: Object.create(null),
    ...(snapshot ? { _loadSnapshot: new Uint8Array(snapshot) } : { _makeSnapshot: true }),
  });
  putFiles(pyodide, await course);
  if (snapshot) {
    send({}, [snapshot]); // the page frees its 30 MB; here Pyodide would hold them for ever
    pyodide.runPython(`import os; os.chdir("${FOLDER}")`);
  } else {
    pyodide.runPython(IMPORTS);
    const made = pyodide.makeMemorySnapshot();
    send({ snapshot: made }, [made.buffer]);
  }
  const run = pyodide.runPython(`
import json
from in_page import Thread

def hold(tell, begin):
    thread = Thread(tell, begin)
    return lambda sources: json.dumps(thread.run(json.loads(sources)))

hold
`)((text) => send({ printed: text }), (number) => send({ begun: number }));
  unregister(pyodide);
  takeAway();
  return run;
}

let python;

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.start) python = start(data.start);
    if (data.run) {
      const run = await python;
      send({ ready: true });
      send({ shown: JSON.parse(run(JSON.stringify(data.run))) });
    } else await python;
  } catch (error) {
    send({ failed: String(error?.message || error) });
  }
});
