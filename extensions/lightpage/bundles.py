"""One style sheet, one script and one icon font instead of the theme's many files."""

import hashlib
import re
from pathlib import Path

from lightpage.icons import icons_in, subset
from lightpage.purge import PROPERTY, Used, purge, without_idle_properties
from lightpage.slim import slim

HERE = Path(__file__).parent
SCRIPTS_OF_OURS = HERE / "scripts"
# Constants that the scripts after them read; paths below _static.
OPTIONS = "documentation_options.js"
# In the order in which the theme loads them.
SCRIPTS = [
    "clipboard.min.js",
    "copybutton.js",
    "scripts/pydata-sphinx-theme.js",
]
# Scripts of ours, which follow those of others; page.js is about the whole page.
OURS = ["highlight.js", "drawers.js", "buttons.js", "page.js"]
STYLES = [
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "copybutton.css",
    "mystnb.*.css",
    "sphinx-design.min.css",
    "frame.css",
    "search.css",
    "site.css",
]
FONTS = {  # file: the classes that ask for it
    "fa-solid-900": {"fas", "fa-solid"},
    "fa-regular-400": {"far", "fa-regular"},
    "fa-brands-400": {"fab", "fa-brands"},
}
# The menus are <details> (see article-header-buttons.html), and the icons a font.
NEVER_LOADED = (
    "bootstrap.js",
    "fontawesome.js",
    "doctools.js",  # takes the key "/" from the reader
    "sphinx_highlight.js",  # ours is highlight.js
    "searchtools.js",  # ours is search.js
    "sphinx-book-theme.js",  # ours is drawers.js; it takes the focus from buttons
)
# Scripts for what few pages have: the mark in a page that calls for each.
ON_DEMAND = {"design-tabs.js": "sd-tab-label"}
IN_BUNDLES = (OPTIONS, *SCRIPTS, *STYLES, *NEVER_LOADED)
SET_BY_SCRIPT = re.compile(r"[A-Za-z][\w-]+")
NAME = re.compile(r"[\w-]+")
# Written when all pages are: the pages ask for them by their content in the end.
STAMPED = ("book.css", "book.js", "run.js", "search.js", "sections.js")
STAMP = re.compile(rf'(_static/({"|".join(map(re.escape, STAMPED))}))(\?v=\w+)?"')


def add_styles(app, config):
    """Put the style sheets of this extension beside those of others."""
    config.html_static_path.append(str(HERE / "styles"))


def slim_body(app, pagename, templatename, context, doctree):
    """Show a page's Python in few colours."""
    if "body" in context:
        context["body"] = slim(context["body"])


def link_bundles(app, pagename, templatename, context, doctree):
    """Take from a page the files that the bundles hold, and those it does not use."""
    body = context.get("body", "")

    def stays(asset):
        name = str(getattr(asset, "filename", asset) or "").removeprefix("_static/")
        if name in ON_DEMAND:
            return ON_DEMAND[name] in body
        return bool(name) and not any(
            Path(name).match(pattern) for pattern in IN_BUNDLES
        )

    for kind in ("css_files", "script_files"):
        context[kind][:] = filter(stays, context[kind])
    # Without a script nothing would resolve "auto" to a set of colours. The
    # template's first script puts the reader's choice in its place.
    context["default_mode"] = "light"


def write_bundles(app, exception):
    """Write the bundles from the finished pages, and finish the pages with them."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    pages = [
        path
        for path in sorted(Path(app.outdir).rglob("*.html"))
        if static not in path.parents
    ]
    script = join_scripts(static)
    (static / "book.js").write_text(script, "utf-8")
    used = used_names(pages, static)
    write_style(static, used, properties_named(pages, static), key_of_style(app))
    written = [name for name in STAMPED if (static / name).exists()]
    finish(pages, {name: static / name for name in written})


def key_of_style(app):
    """Return the file that tells what the style sheet was made from."""
    return Path(app.doctreedir) / "book.css.key"


def properties_named(pages, static):
    """Return the custom properties that anything but the joined styles names."""
    joined = {path for name in STYLES for path in static.glob(name)}
    scripts = [*static.glob("*.js"), *(static / name for name in SCRIPTS)]
    files = [*pages, *scripts, *static.glob("*.css")]
    apart = [
        path
        for path in files
        if path not in joined and path.name not in ("book.css", *NEVER_LOADED)
    ]
    return {
        name for path in apart for name in PROPERTY.findall(path.read_text("utf-8"))
    }


def write_style(static, used, named, key_file):
    """Write the style sheet and its fonts, unless all that they come from is as it was.

    `key_file` keeps a fingerprint of that: of the full style sheet, of the names in it
    that occur in the pages, and of the code that makes the one from the other.
    """
    full = join_styles(static)
    known = used.among(set(NAME.findall(full)))
    named = named & set(PROPERTY.findall(full))
    code = "".join(path.read_text("utf-8") for path in sorted(HERE.glob("*.py")))
    parts = f"{full}{known}{sorted(named)}{code}"
    key = hashlib.sha256(parts.encode()).hexdigest()
    target = static / "book.css"
    if target.exists() and key_file.exists() and key_file.read_text("utf-8") == key:
        return
    style = without_idle_properties(purge(full, used), named)
    target.write_text(with_small_fonts(style, static, used), "utf-8")
    key_file.write_text(key, "utf-8")


def join_scripts(static):
    """Return the scripts of every page as one, in which each runs by itself."""
    shared = [SCRIPTS_OF_OURS / "storage.js", static / OPTIONS]
    alone = [static / name for name in SCRIPTS]
    alone += [SCRIPTS_OF_OURS / name for name in OURS]
    parts = [path.read_text("utf-8") for path in shared]
    parts += [guarded(path.read_text("utf-8")) for path in alone]
    return "\n;".join(re.sub(r"//# sourceMappingURL=\S+", "", part) for part in parts)


def guarded(script):
    """Return a script that cannot end the next one, nor be ended by storage.

    What it throws is reported, as it would be from a file of its own. A reader who
    refuses storage loses what it would keep, and nothing else.
    """
    return (
        "try {(function (localStorage, sessionStorage) {\n"
        f"{script}\n"
        '})(storageThatNeverThrows("localStorage"), '
        'storageThatNeverThrows("sessionStorage"))'
        "} catch (error) { reportError(error) }"
    )


def join_styles(static):
    """Return the styles of every page as one."""
    paths = [path for name in STYLES for path in sorted(static.glob(name))]
    return "\n".join(path.read_text("utf-8") for path in paths)


def used_names(pages, static):
    """Return the names in the pages and the ones that scripts may set."""
    used = Used()
    for page in pages:
        used.read(page.read_text("utf-8"))
    for script in static.rglob("*.js"):
        if script.name not in (*NEVER_LOADED, "sections.js"):
            words = set(SET_BY_SCRIPT.findall(script.read_text("utf-8")))
            used.classes |= words
            used.elements |= {word for word in words if word.islower()}
            used.ids |= words
    return used


def with_small_fonts(style, static, used):
    """Write the icon fonts that `style` uses, and make it name those."""
    icons = icons_in(style)

    def face(match):
        name = re.search(r"(fa-[a-z]+-\d+)\.woff2", match[0])
        if name is None:
            return match[0]
        if not FONTS[name[1]] & used.classes:
            return ""
        source = static / "vendor" / "fontawesome" / "webfonts" / f"{name[1]}.woff2"
        small = subset(source, icons)
        (static / f"{name[1]}.woff2").write_bytes(small)
        address = f"{name[1]}.woff2?v={fingerprint(small)}"
        return re.sub(r"src:[^;}]*", f'src:url({address}) format("woff2")', match[0])

    return re.sub(r"@font-face[^{]*\{[^}]*\}", face, style)


def fingerprint(content):
    """Return eight letters that change when the content does."""
    return hashlib.sha256(content).hexdigest()[:8]


def finish(pages, bundles):
    """Make each page ask for the bundles by their content.

    An address that changes with the content keeps caches from being stale.
    """
    marks = {name: fingerprint(path.read_bytes()) for name, path in bundles.items()}
    for page in pages:
        old = page.read_text("utf-8")
        new = STAMP.sub(lambda match: f'{match[1]}?v={marks[match[2]]}"', old)
        if new != old:
            page.write_text(new, "utf-8")
