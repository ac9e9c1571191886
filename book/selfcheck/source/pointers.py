"""Whether what a question or a misconception points at is there."""

from difflib import get_close_matches


def check_link(course, fields, name):
    """Check the field that holds ``page#anchor``."""
    page, anchor = fields[name].split("#", 1)
    if not course.book.page(page):
        mend = mend_of(page, course.book.pages(), "name a page of the book")
        yield (name,), f"there is no page `{page}`{mend}"
        return
    try:
        anchors = course.book.anchors(page)
    except ValueError as error:
        yield (name,), f"page `{page}` cannot be read: {error}"
        return
    if anchor not in anchors:
        mend = mend_of(anchor, anchors, f"put `({anchor})=` there")
        yield (name,), f"page `{page}` has no anchor `{anchor}`{mend}"


def check_sources(course, keys):
    """Check that the bibliography has each key."""
    try:
        known = course.book.sources
    except ValueError as error:
        yield ("sources",), str(error)
        return
    for index, key in enumerate(keys):
        if key not in known:
            text = f"source `{key}` is not in references.bib"
            yield ("sources", index), text + mend_of(key, known, "add it there")


def check_misconceptions(course, named, used):
    """Check that the catalogue has each key; add what is named to what is used."""
    for place, key in named:
        used.add(key)
        if key not in course.misconceptions:
            text = f"misconception `{key}` is not in misconceptions.yml"
            yield place, text + mend_of(key, course.misconceptions, "add it there")


def mend_of(word, words, otherwise):
    """Name the word that was most likely meant, or the other thing to do."""
    near = get_close_matches(word, list(words), 1)
    return f"; did you mean {near[0]}?" if near else f"; {otherwise}"
