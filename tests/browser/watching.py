"""A server of pages that hears what goes wrong on them, in any browser.

A script in the head of each page tells the server, at once, of each error, unhandled
rejection, `console.error` and part that did not load. A policy lets no page ask another
host; the browser tells the script when one tries. The server itself notes what it was
asked for and does not have. So one list holds all complaints, whatever the engine.
"""

from functools import partial
from http import HTTPStatus

from serving import Pages

HEARD = "/heard"
FRAMED = "/without-a-script?"
ONLY_HERE = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:"
# The request is made before anything else happens, so no complaint comes too late.
LISTEN = f"""<script>(() => {{
const tell = (words) => {{
  const request = new XMLHttpRequest();
  request.open("POST", "{HEARD}", false);
  request.send(`${{location.pathname}}: ${{words}}`);
}};
const log = console.error;
console.error = (...words) => {{ tell(words.join(" ")); log(...words); }};
addEventListener("unhandledrejection", (event) => tell(`rejected: ${{event.reason}}`));
addEventListener("securitypolicyviolation", (event) =>
  tell(`asked another host: ${{event.blockedURI}}`));
addEventListener("error", (event) => {{
  const {{ target, message }} = event;
  tell(message ?? `did not load: ${{target.src || target.href || target.tagName}}`);
}}, true);
}})();</script>"""
REFUSE_STORAGE = """<script>
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {
    get() { throw new DOMException("refused", "SecurityError"); }
  });
</script>"""
# A frame that may run no script, seen by a page that may look into it.
FRAME = """<!DOCTYPE html><html lang="en"><title>Without a script</title>
<link rel="icon" href="data:,">
<style>body {{ margin: 0 }} iframe {{ width: 100vw; height: 100vh; border: 0 }}</style>
<iframe sandbox="allow-same-origin" src="{}"></iframe></html>"""


class WatchedPages(Pages):
    """Serve pages with a listener in their head; `complaints` is the list to add to."""

    def __init__(self, *arguments, complaints, head="", **options):
        self.complaints = complaints
        self.head = (LISTEN + head).encode()
        super().__init__(*arguments, **options)

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.complaints.append(self.rfile.read(length).decode())
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def do_GET(self):
        if not self.path.startswith(FRAMED):
            super().do_GET()
            return
        body = FRAME.format(self.path.removeprefix(FRAMED)).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_missing(self, with_body):
        self.complaints.append(f"there is no {self.path}")
        super().send_missing(with_body)

    def end_headers(self):
        self.send_header("Content-Security-Policy", ONLY_HERE)
        super().end_headers()

    def content_of(self, path):
        raw, small, etag = super().content_of(path)
        if path.suffix != ".html":
            return raw, small, etag
        return raw.replace(b"<head>", b"<head>" + self.head, 1), None, etag


def watched(complaints, head=""):
    """Return the class of pages for `serve`; `head` is more HTML for their heads."""
    return partial(WatchedPages, complaints=complaints, head=head)
