// The life of the worker that holds Python: started at the first run, ended by Stop.

// What the page, and with it the worker, may ask for from now on: this site alone, and no
// code made of text. A worker that is made of a blob is held to the page's policy.
const POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:;"
  + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'none'";
// What a browser keeps for the next time: a snapshot of Python that has started, and the
// runner's files (of this build: FILES, name -> bytes), for when there is no network.
const SNAPSHOT = "locks-and-quorums-python";
const RUNNER = "locks-and-quorums-runner";
const SIZE = "Content-Length";

let mayKeep = true; // until the reader has it forgotten

function holdToPolicy() {
  if (document.querySelector("meta[http-equiv='Content-Security-Policy']")) return;
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = POLICY;
  document.head.append(meta);
}

// A browser may keep nothing, or too little: then Python starts as it did at first.
async function recallSnapshot(key) {
  try {
    const kept = await caches.open(SNAPSHOT);
    const found = await kept.match(key);
    return found ? await found.arrayBuffer() : null;
  } catch { return null; }
}

async function keepSnapshot(key, snapshot) {
  if (!mayKeep) return;
  try {
    await caches.delete(SNAPSHOT); // those of other builds
    await (await caches.open(SNAPSHOT)).put(key, new Response(snapshot, { headers: { [SIZE]: snapshot.byteLength } }));
  } catch { /* it will start as at first */ }
}

// After the first start, when the browser has the files at hand.
async function keepFiles(here) {
  if (!mayKeep) return;
  try {
    const kept = await caches.open(RUNNER);
    if (await kept.match(`${here}runner.js`)) return;
    await Promise.all((await kept.keys()).map((request) => kept.delete(request))); // other builds
    await kept.addAll(Object.keys(FILES).map((name) => here + name));
    await navigator.serviceWorker.register(new URL("../../../run-offline.js", here));
  } catch { /* there will have to be a network */ }
}

async function keptIn(name) {
  return await caches.has(name) ? (await caches.open(name)).matchAll() : [];
}

// How many bytes the browser has kept: null if none, NaN if that cannot be told. No file
// is read for it, for a server tells how large it is packed: the build knows better.
export async function keptBytes(here) {
  try {
    const snapshots = (await keptIn(SNAPSHOT)).map((kept) => Number(kept.headers.get(SIZE) ?? NaN));
    const files = (await keptIn(RUNNER)).map((kept) => FILES[kept.url.slice(here.length)] ?? NaN);
    const sizes = [...snapshots, ...files];
    return sizes.length ? sizes.reduce((sum, size) => sum + size) : null;
  } catch { return null; }
}

// Forget a snapshot that may have been the trouble.
async function forgetSnapshot() {
  try { await caches.delete(SNAPSHOT); } catch { /* nothing was kept */ }
}

export async function forget() {
  mayKeep = false;
  try {
    await forgetSnapshot();
    await caches.delete(RUNNER);
    for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
  } catch { /* nothing was kept */ }
}

export class Stopped extends Error {}

export class Python {
  constructor(here) {
    this.here = here;
    this.key = `${here}snapshot`;
    this.worker = null;
    this.starting = null; // the promise of the worker that is there, or will be
    this.isFromSnapshot = false; // and has not come up yet
    this.job = null; // what it does now: { resolve, reject, sources, starting, ready, printed }
  }

  get isBusy() { return this.job !== null; }

  // Run some cells. `tell` has starting(bytes), ready(), begun(number) and printed(text),
  // called while it goes on.
  run(sources, tell) {
    return new Promise((resolve, reject) => {
      this.job = { resolve, reject, sources, ...tell };
      this.post();
    });
  }

  // Give the job to the worker, as soon as there is one.
  post() {
    const { sources } = this.job;
    (this.starting ??= this.start()).then((worker) => {
      if (worker === this.worker) worker.postMessage({ run: sources }); // else it was stopped
    }, (error) => this.fail(error));
  }

  async start() {
    holdToPolicy();
    const script = new Blob([`import ${JSON.stringify(`${this.here}worker.js`)};`], { type: "text/javascript" });
    this.address ??= URL.createObjectURL(script);
    const worker = new Worker(this.address, { type: "module" });
    this.worker = worker;
    worker.onmessage = ({ data }) => this.worker === worker && this.hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.worker === worker) this.fail(new Error(event.message || "its files are missing"));
    };
    this.job?.starting(0);
    const snapshot = await recallSnapshot(this.key);
    this.isFromSnapshot = snapshot !== null;
    worker.postMessage({ start: { snapshot } }, snapshot ? [snapshot] : []);
    return worker;
  }

  hear({ loaded, ready, snapshot, begun, printed, shown, failed }) {
    if (loaded) this.job?.starting(loaded);
    if (snapshot) keepSnapshot(this.key, snapshot);
    if (ready) {
      this.isFromSnapshot = false;
      this.job?.ready();
    }
    if (begun) this.job?.begun(begun);
    if (printed) this.job?.printed(printed);
    if (shown) {
      keepFiles(this.here);
      this.end("resolve", shown);
    }
    if (failed) this.fail(new Error(failed));
  }

  end(how, what) {
    const { job } = this;
    this.job = null;
    job?.[how](what);
  }

  drop() {
    this.worker?.terminate();
    this.worker = this.starting = null;
  }

  stop() {
    this.drop();
    this.end("reject", new Stopped());
  }

  // Whatever ended it, the next start is not from what was kept. A snapshot that is no
  // good costs the reader time, and no press.
  async fail(error) {
    const mayStartAgain = this.isFromSnapshot && this.job !== null;
    this.isFromSnapshot = false;
    const { job } = this;
    this.drop();
    await forgetSnapshot();
    if (mayStartAgain && this.job === job) this.post();
    else if (this.job === job) this.end("reject", error);
  }
}
