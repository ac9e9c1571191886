"""Link the first use of each term in a chapter to the glossary.

The link carries the entry's first sentence; `terms.js` shows it at hover, focus and
tap. Without a script it is a plain link.
"""

import hashlib
from html import escape
from pathlib import Path

from chapters.glossary import by_form, key_of, pattern_of, read_entries
from chapters.pages import is_notebook
from chapters.running_text import mark_words, running_texts


def link_terms(app, doctree, docname):
    """Link each term where it occurs first in the running text of a notebook."""
    glossary = glossary_of(app.env)
    is_page = app.builder.format == "html" and is_notebook(app.env, docname)
    if glossary is None or not is_page:
        return
    entries = by_form(entries_of(app.env, glossary))
    anchors = anchors_in(app.env)
    page = app.builder.get_relative_uri(docname, glossary)
    used = set()

    def link(match):
        entry = entries[key_of(match[0])]
        if entry.term in used:
            return None
        used.add(entry.term)
        address = escape(f"{page}#{anchors[entry.term]}")
        return (
            f'<a class="ch-term" href="{address}" '
            f'data-sentence="{escape(entry.sentence)}">{escape(match[0])}</a>'
        )

    pattern = pattern_of(entries.values())
    for text in running_texts(doctree):
        mark_words(text, pattern, link)


def glossary_of(env):
    """Return the name of the page with the glossary, or None for a book without one."""
    objects = env.domains["std"].get_objects()
    pages = {page for _, _, kind, page, *_ in objects if kind == "term"}
    return min(pages, default=None)


def anchors_in(env):
    """Return the anchor of each term on the page with the glossary."""
    return {
        name: anchor
        for name, _, kind, _, anchor, _ in env.domains["std"].get_objects()
        if kind == "term"
    }


def entries_of(env, glossary):
    """Return the entries of the glossary."""
    return read_entries(Path(env.doc2path(glossary)).read_text("utf-8"))


def rewrite_pages(app, env):
    """Return the pages to write anew: all notebooks, when the glossary has changed."""
    glossary = glossary_of(env)
    listed = str(entries_of(env, glossary)) if glossary else ""
    now = hashlib.sha256(listed.encode()).hexdigest()
    before = getattr(env, "chapters_glossary", now)
    env.chapters_glossary = now
    if now == before:
        return []
    return sorted(page for page in env.found_docs if is_notebook(env, page))
