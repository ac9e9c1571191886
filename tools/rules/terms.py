"""Rules for the glossary: each entry is used, and its first sentence stands alone."""

import re
from collections import Counter

from chapters.glossary import pattern_of, read_entries
from chapters.words import without_code

LONGEST_SENTENCE = 30  # words
# What leans on a sentence before it, or sends the reader elsewhere.
LEANING = re.compile(r"(See|It|This|That|They|Such)\b")


def problems_of_the_glossary(text, prose):
    """Return the problems of a glossary's text, beside the prose of all chapters."""
    entries = read_entries(text)
    read = without_code(prose)
    problems = [problem for each in entries for problem in problems_of(each, read)]
    terms = [entry.term.lower() for entry in entries]
    if terms != sorted(terms):
        first = next(
            t for t, wanted in zip(terms, sorted(terms), strict=True) if t != wanted
        )
        problems.append(f"{first!r} is not in alphabetical order")
    forms = Counter(form.lower() for entry in entries for form in entry.forms)
    twice = [form for form, count in forms.items() if count > 1]
    return problems + [f"{form!r} is a form of two entries" for form in twice]


def problems_of(entry, read):
    """Return the problems of one entry."""
    problems = []
    words = len(entry.sentence.split())
    if not pattern_of([entry]).search(read):
        problems.append(f"{entry.term!r} is in no chapter; use it there or take it out")
    if LEANING.match(entry.sentence) or words > LONGEST_SENTENCE:
        problems.append(
            f"{entry.term!r}: the first sentence is shown alone; let it say in at most "
            f"{LONGEST_SENTENCE} words what the term means"
        )
    if not entry.sentence.endswith("."):
        problems.append(f"{entry.term!r}: end the first sentence with a full stop")
    return problems
