"""Serve a folder as GitHub Pages would: gzip, ETag, a cache life of ten minutes."""

import gzip
import hashlib
import sys
from argparse import ArgumentParser
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

COMPRESSED = (
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".svg",
    ".json",
    ".txt",
    ".ico",
    ".ipynb",
    ".xml",
)
PORTS = range(65536)  # 0 stands for any free one


@cache
def _body(path, changed):
    """Return the bytes of a file, their gzip form (or None) and their ETag.

    `changed` is the file's time of change: a rebuilt page is read again.
    """
    raw = Path(path).read_bytes()
    small = None
    if path.endswith(COMPRESSED):
        small = gzip.compress(raw, compresslevel=6, mtime=0)
    return raw, small, '"' + hashlib.sha256(raw).hexdigest()[:16] + '"'


class Pages(SimpleHTTPRequestHandler):
    """Answer one request; log nothing."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".woff2": "font/woff2",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".ipynb": "application/x-ipynb+json",
    }

    def do_GET(self):
        self.answer(with_body=True)

    def do_HEAD(self):
        self.answer(with_body=False)

    def answer(self, with_body):
        """Send the file at the address, or say why not."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.split("?")[0].endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", self.path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path.is_dir():
            path = path / "index.html"
        if path.is_file():
            self.send_file(path, with_body)
        else:
            self.send_missing(with_body)

    def send_missing(self, with_body):
        """Say that there is no such file."""
        body = b"not found"
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def send_file(self, path, with_body):
        """Send a file, compressed if possible, or say that it has not changed."""
        raw, small, etag = self.content_of(path)
        if self.headers.get("If-None-Match") == etag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", etag)
            self.end_headers()
            return
        zipped = small is not None and "gzip" in self.headers.get("Accept-Encoding", "")
        body = small if zipped else raw
        self.send_response(HTTPStatus.OK)
        kind = self.guess_type(str(path))
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", etag)
        self.send_header("Cache-Control", "max-age=600")
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def content_of(self, path):
        """Return a file's bytes, their gzip form (or None) and their ETag."""
        return _body(str(path), path.stat().st_mtime_ns)

    def log_message(self, format, *args):
        """Stay silent: a test's output is its verdict."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Ignore a browser that hangs up early."""


@contextmanager
def serve(folder, port=0, pages=Pages):
    """Serve `folder` on 127.0.0.1 while the block runs; give its address.

    `port` 0 is any free one; `pages` is the class that answers requests. Raises OSError
    when the port is taken.
    """
    server = _Server(("127.0.0.1", port), partial(pages, directory=str(folder)))
    # A block that ends is noticed at once, not after half a second.
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def serve_near(folder, port, pages=Pages):
    """Serve `folder` at a port, or say that it is taken and take a free one."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(serve(folder, port, pages))
        except OSError as error:
            print(f"Port {port}: {error.strerror}; taking a free one.", flush=True)
            address = stack.enter_context(serve(folder, 0, pages))
        yield address


def port_in(text):
    """Return the number of a port; exit with a line that says what is wrong with it.

    >>> port_in("8000")
    8000
    """
    if not text.isdecimal() or int(text) not in PORTS:
        sys.exit(f"PORT={text}: a port is a whole number from 0 to {PORTS[-1]}.")
    return int(text)


def main(arguments=None):
    """Serve a folder until Ctrl+C; take a free port when the wanted one is taken."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", default="8000")
    parser.add_argument("--check", action="store_true", help="look at the port only")
    wanted = parser.parse_args(arguments)
    port = port_in(wanted.port)
    if wanted.check:
        return
    try:
        with serve_near(wanted.folder, port) as address:
            print(f"The book: {address}/book/index.html (Ctrl+C stops)", flush=True)
            Event().wait()
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
