"""The site's own search: what it loads, written when the book is built.

`_static/search.js` is the program, `_static/sections.js` what it searches: every
section of every page in `_toc.yml`, as words. Only the page of results loads them.

Sphinx's search ranks pages by the alphabet where it should by weight, leads to the top
of a page, and takes its excerpts from all that a page holds, answers included.
"""

import json
from fnmatch import fnmatch
from pathlib import Path

from live.modules import join
from sphinx.util.osutil import relative_uri

from lightpage.sections import sections_of

HERE = Path(__file__).parent
FOLDER = "sections"  # of the doctrees: one file a page, so that a build can go on


def note_sections(app, pagename, templatename, context, doctree):
    """Keep the sections of a page that is written, for the next builds as well."""
    if doctree is None or "body" not in context:
        return
    path = kept(app, pagename)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(sections_of(context["body"])), "utf-8")


def kept(app, pagename):
    """Return the file that keeps the sections of a page between builds."""
    return Path(app.doctreedir) / FOLDER / f"{pagename}.json"


def write_search(app, exception):
    """Write the program of the search and what it searches."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    write_if_new(static / "search.js", program(static))
    write_if_new(static / "sections.js", f"startSearch({known_sections(app)});\n")


def program(static):
    """Return the search as one script: the library, Sphinx's word stems, and ours."""
    paths = [
        HERE / "vendor" / "minisearch.js",
        static / "language_data.js",
    ]
    others = [path.read_text("utf-8") for path in paths]
    ours = join(HERE / "scripts" / "search" / "results.js")
    return "\n;".join([*others, f"(() => {{\n{ours}}})();\n"])


def known_sections(app):
    """Return JSON of every page's address, title, weight and sections."""
    pages = []
    for name in sorted(app.env.found_docs):
        if kept(app, name).exists():
            address = relative_uri("search.html", app.builder.get_target_uri(name))
            sections = json.loads(kept(app, name).read_text("utf-8"))
            weight = weight_of(name, app.config.lightpage_search_weights)
            pages.append([address, weight, sections])
    return json.dumps(pages, ensure_ascii=False, separators=(",", ":"))


def weight_of(name, weights):
    """Return what a page counts for: the weight of the first pattern that fits, or 1.

    >>> weight_of("book/lab-leases", {"book/lab-*": 0.5}), weight_of("book/a", {})
    (0.5, 1)
    """
    return next((each for like, each in weights.items() if fnmatch(name, like)), 1)


def write_if_new(path, text):
    """Write a file unless it says the same already."""
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
