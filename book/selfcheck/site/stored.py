"""What a page holds of the questions, as HTML: found, and compared with the files.

A part is a question, what reveals a bet, or the box on interviews. It stands on the
page as a directive or a notebook's cell put it there.
"""

import hashlib
import re
from dataclasses import dataclass

from ..interview_box import render_box
from ..render import render
from ..revealed import render_reveal

PATTERNS = {
    "question": re.compile(
        r'<form class="sc-question"[^>]* data-question="(?P<name>\w+)".*?</form>', re.S
    ),
    "reveal": re.compile(
        r'<div class="sc-reveal" data-reveal="(?P<name>\w+)".*?</details>\n</div>', re.S
    ),
    "interview": re.compile(
        r'<section class="sc-say" data-box="(?P<name>[\w ]+)">.*?</section>', re.S
    ),
}


@dataclass(frozen=True)
class Part:
    """One part of a page."""

    kind: str  # question, reveal or interview
    name: str  # the id; of a box on several questions their ids, with spaces
    html: str

    @property
    def hash(self):
        """What the reader's answer is kept by, beside the id; "" for a box."""
        found = re.search(r'data-hash="(\w+)"', self.html)
        return found[1] if found else ""

    @property
    def is_bet(self):
        """Whether this is a question that is asked before the run."""
        return 'data-when="before"' in self.html.partition(">")[0]

    @property
    def anchor(self):
        """The id that the part is to have on its page."""
        return anchor_of(self.kind, self.name)

    @property
    def digest(self):
        """A short text that changes when the HTML does."""
        return digest_of(self.html)


def anchor_of(kind, name):
    """Return the id that a part has on its page.

    >>> anchor_of("interview", "A3 A4")
    'interview-A3-A4'
    """
    return f"{kind}-{name.replace(' ', '-')}"


def parts_of(html):
    """List the parts that stand in the HTML of a page."""
    return [
        Part(kind, found["name"], found[0])
        for kind, pattern in PATTERNS.items()
        for found in pattern.finditer(html)
    ]


def expected(kind, name, course):
    """Return the HTML of a part as the files have it, or None if they lack it."""
    if any(id not in course.questions for id in name.split()):
        return None
    questions = [course.questions[id] for id in name.split()]
    if kind == "question":
        return render(questions[0], course)
    if kind == "reveal":
        return render_reveal(questions[0], course) if questions[0].is_bet else None
    if any(question.usual is None for question in questions):
        return None
    return render_box(questions, course)


def digest_of(html):
    """Return a short text that changes when the HTML does; "" for None."""
    return hashlib.sha256(html.encode()).hexdigest() if html is not None else ""
