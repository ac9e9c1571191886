"""What the search knows of a page: its sections, questions and terms, as plain words.

Answers stay out: a reader who looks for a question's words finds the question, and no
result prints why an option is right. Of figures only the captions are in.
"""

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString

UNSAID = ", ".join(
    [
        # answers, reasons, hints and solutions
        "[data-question] details",
        "[data-task] details",
        "details.ch-further:has(> summary:-soup-contains('solution'))",
        # what is true, of which the usual answer itself is said
        "[data-usual] dt ~ dt, [data-usual] dt ~ dt ~ dd",
        ".sc-usual > p",
        # what is said on the page of usual answers too, where more words are around it
        ".sc-say",
        ".sc-mark",
        ".sc-answer",
        ".sc-explanation",
        ".sc-why",
        "[data-reveal]",
        # what is no text
        ".sc-count",
        ".ch-meta",
        "summary > .collapsed, summary > .expanded",
        ".headerlink",
        "button",
        "select",
        "script",
        "style",
        "template",
        "figure > :not(figcaption)",
    ]
)
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
INLINE = {
    "a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u", "var",
}  # fmt: skip
# Nine tenths of a page's elements are shapes of its figures, which say nothing here.
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
SPACE = re.compile(r"\s+")
WORD = re.compile(r"[^\W_]{3,}")  # shorter ones of code name nothing


@dataclass
class Section:
    """A part of a page that a result of a search can lead to."""

    anchor: str  # its id on the page; "" is the top
    title: str
    pieces: list = field(default_factory=list)  # of its prose, in order
    code: set = field(default_factory=set)  # words of its code and outputs

    def as_data(self):
        """Return [anchor, title, prose, words that only its code has]."""
        title = SPACE.sub(" ", self.title).strip()
        prose = SPACE.sub(" ", "".join(self.pieces)).strip()
        only_in_code = self.code - set(WORD.findall(prose.lower()))
        return [self.anchor, title, prose, " ".join(sorted(only_in_code))]


def sections_of(html):
    """Return the sections of a page's HTML: anchor, title, prose, words of its code.

    A question and a term of a glossary are sections of their own. Code is kept as the
    set of its words, since whole listings would be two thirds of what a search loads.

    >>> sections_of(
    ...     '<section id="a"><h1>Leases</h1><p>A lease ends.</p><section id="b">'
    ...     "<h2>Pauses</h2><p>One<br>two</p><pre>SET x 1</pre></section></section>"
    ... )
    [['', 'Leases', 'A lease ends.', ''], ['b', 'Pauses', 'One two', 'set']]
    """
    page = BeautifulSoup(DRAWING.sub("", html), "html.parser")
    for element in page.select(UNSAID):
        element.decompose()
    sections = [Section("", "")]
    _gather(page, sections[0], sections)
    return [section.as_data() for section in sections if section.title]


def _gather(element, section, sections):
    """Put what an element says into its section; begin the sections inside it."""
    for child in element.children:
        if type(child) is NavigableString:
            section.pieces.append(child)
        elif child.name is not None:
            section = _enter(child, section, sections)


def _enter(child, section, sections):
    """Take in an element; return the section that what follows it belongs to."""
    inside = section
    if child.name in HEADINGS and not section.title:
        section.title = child.get_text()
        return section
    if child.name == "pre":
        section.code.update(WORD.findall(child.get_text().lower()))
        return section
    if child.name == "section" and sections[0].title and _has_a_name(child):
        inside = _begin(sections, child.get("id") or _anchor_before(child), "")
    elif child.name == "form" and child.has_attr("data-question"):
        inside = _begin(sections, _anchor_before(child), _name_of(child))
    elif child.name == "dt" and child.get("id"):
        return _begin(sections, child["id"], child.get_text())
    space = "" if child.name in INLINE else " "
    inside.pieces.append(space)
    _gather(child, inside, sections)
    inside.pieces.append(space)
    return section


def _begin(sections, anchor, title):
    sections.append(Section(anchor, title))
    return sections[-1]


def _has_a_name(section):
    return section.get("id") or section.find(HEADINGS, recursive=False)


def _anchor_before(box):
    """Return the id that links to a question or a box aim at; it stands before it."""
    if box.get("id"):
        return box["id"]
    before = box.find_previous(id=True)
    return before["id"] if before else ""


def _name_of(question):
    """Take the name of a question out of its form."""
    name = question.select_one(".sc-name")
    return name.extract().get_text() if name else "Question"
