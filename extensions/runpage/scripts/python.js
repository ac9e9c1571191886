// The life of the worker that holds Python: started at the first run, ended by Stop.

// What the page, and with it the worker, may ask for from now on: this site alone, and no
// code made of text. A worker that is made of a blob is held to the page's policy.
const POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:;"
  + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'none'";
const KEPT = "locks-and-quorums-python"; // the cache with a snapshot of Python, once it has started

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
    const kept = await caches.open(KEPT);
    const found = await kept.match(key);
    return found ? await found.arrayBuffer() : null;
  } catch { return null; }
}

async function keepSnapshot(key, snapshot) {
  try {
    await caches.delete(KEPT); // those of other builds
    await (await caches.open(KEPT)).put(key, new Response(snapshot));
  } catch { /* it will start as at first */ }
}

export async function isKept() {
  try { return (await (await caches.open(KEPT)).keys()).length > 0; } catch { return false; }
}

export async function forget() {
  try { await caches.delete(KEPT); } catch { /* nothing was kept */ }
}

export class Stopped extends Error {}

export class Python {
  constructor(here) {
    this.here = here;
    this.key = `${here}snapshot`;
    this.worker = null;
    this.job = null; // what it does now: { resolve, reject, printed, starting }
  }

  get isBusy() { return this.job !== null; }

  // Run some cells. `tell` has starting(bytes), ready() and printed(text),
  // called while it goes on.
  run(sources, tell) {
    return new Promise((resolve, reject) => {
      this.job = { resolve, reject, ...tell };
      (this.worker ? Promise.resolve() : this.start()).then(() => this.worker?.postMessage({ run: sources }), (error) => this.fail(error));
    });
  }

  async start() {
    holdToPolicy();
    const script = new Blob([`import ${JSON.stringify(`${this.here}worker.js`)};`], { type: "text/javascript" });
    const address = URL.createObjectURL(script);
    const worker = new Worker(address, { type: "module" });
    this.worker = worker;
    worker.onmessage = ({ data }) => this.worker === worker && this.hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.worker === worker) this.fail(new Error(event.message || "its files are missing"));
    };
    this.job?.starting(0);
    const snapshot = await recallSnapshot(this.key);
    if (this.worker === worker) worker.postMessage({ start: { snapshot } });
  }

  hear({ loaded, ready, snapshot, printed, shown, failed }) {
    if (ready) this.job?.ready();
    if (loaded) this.job?.starting(loaded);
    if (snapshot) keepSnapshot(this.key, snapshot);
    if (printed) this.job?.printed(printed);
    if (shown) this.end("resolve", shown);
    if (failed) this.fail(new Error(failed));
  }

  end(how, what) {
    const { job } = this;
    this.job = null;
    job?.[how](what);
  }

  drop() {
    this.worker?.terminate();
    this.worker = null;
  }

  stop() {
    this.drop();
    this.end("reject", new Stopped());
  }

  // Whatever ended it: the next run starts it anew, and not from what was kept.
  fail(error) {
    this.drop();
    forget();
    this.end("reject", error);
  }
}
