"""What the head of a page says about it: to search engines, chats and readers."""

import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError

LONGEST = 160  # characters of a description that search engines show
OTHER_PAGES = {
    "search": "Search every chapter of the course.",
}


def describe(app, pagename, templatename, context, doctree):
    """Give the page's template a `description` and a `social_card` address.

    The description is what the page says of itself (`html_meta.description` in
    its front matter or notebook metadata), or else the start of its first
    paragraph. Raises ExtensionError when a page has neither.
    """
    context["description"] = OTHER_PAGES.get(pagename) or described(doctree)
    if not context["description"]:
        raise ExtensionError(
            f"{pagename}: the page has no description; add "
            "`myst: {html_meta: {description: ...}}` to its front matter or metadata"
        )
    # The template writes the description itself, in one form for all pages.
    context["metatags"] = ""
    site = app.config.html_baseurl
    context["social_card"] = f"{site}_static/social-card.png" if site else None
    context["is_landing_page"] = pagename == app.config.root_doc


def described(doctree):
    """Return the description that a page gives of itself, or its first sentences.

    `doctree` is None for pages made from a template alone; those have none.
    """
    if doctree is None:
        return ""
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "description":
            return meta["content"].strip()
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            return shortened(" ".join(paragraph.astext().split()))
    return ""


def shortened(text, longest=LONGEST):
    """Cut a text at a word's end, so that at most `longest` characters are left.

    >>> shortened("Two buyers see one item and both buy it.", longest=22)
    'Two buyers see one…'
    """
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def write_front_door(app, exception):
    """Write the page at the site's own address, which leads on to the landing page.

    It has the landing page's title and description, since this is the address
    that people pass on.
    """
    landing = Path(app.outdir) / f"{app.config.root_doc}.html"
    if exception or app.builder.name != "html" or landing.parent == Path(app.outdir):
        return
    html = landing.read_text("utf-8")
    head = re.findall(r"<title>.*?</title>|<meta (?:name|property)=.*?>", html)
    target = f"{app.config.root_doc}.html"
    (Path(app.outdir) / "index.html").write_text(
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8" />\n'
        + "\n".join(head)
        + '\n<link rel="icon" href="_static/favicon.svg" />'
        + f'\n<link rel="canonical" href="{app.config.html_baseurl}{target}" />'
        f'\n<meta http-equiv="refresh" content="0; url={target}" />'
        f'\n<p><a href="{target}">{escape(app.config.html_title)}</a></p>\n</html>\n',
        "utf-8",
    )
