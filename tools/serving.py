"""Serve a folder as GitHub Pages would: gzip, ETag, a cache life of ten minutes."""

import gzip
import hashlib
from argparse import ArgumentParser
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".txt", ".ico", ".ipynb", ".xml")


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
        ".ipynb": "application/x-ipynb+json",
    }

    def do_GET(self):
        self._answer(with_body=True)

    def do_HEAD(self):
        self._answer(with_body=False)

    def _answer(self, with_body):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.split("?")[0].endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", self.path + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path = path / "index.html"
        if not path.is_file():
            body = b"not found"
            self.send_response(HTTPStatus.NOT_FOUND)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if with_body:
                self.wfile.write(body)
            return
        raw, small, etag = _body(str(path), path.stat().st_mtime_ns)
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

    def log_message(self, format, *args):
        """Stay silent: a test's output is its verdict."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Ignore a browser that hangs up early."""


@contextmanager
def serve(folder, port=0):
    """Serve `folder` on 127.0.0.1 while the block runs; give its address."""
    server = _Server(("127.0.0.1", port), partial(Pages, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def main(arguments=None):
    """Serve a folder until Ctrl+C; take a free port when the wanted one is taken."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8000)
    wanted = parser.parse_args(arguments)
    for port in (wanted.port, 0):
        try:
            with serve(wanted.folder, port) as address:
                print(f"The book: {address}/book/index.html (Ctrl+C stops)", flush=True)
                Event().wait()
        except KeyboardInterrupt:
            return
        except OSError as error:
            if port == 0:
                raise
            print(f"Port {port}: {error.strerror}; taking a free one.")


if __name__ == "__main__":
    main()
