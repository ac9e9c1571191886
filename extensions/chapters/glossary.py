"""The entries of the glossary, read from its file.

An entry lists in a comment the other forms in which its term occurs:

    lease
      A lock that ends by itself at a given time.
      % also: leases, leased
"""

import re
from dataclasses import dataclass

ENTRIES = re.compile(r"^```\{glossary\}\n(.*?)^```", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"^(\S.*)\n((?:[ \t]+\S.*\n?)+)", re.MULTILINE)
ALSO = re.compile(r"^\s*% also:(.*)$", re.MULTILINE)
# A sentence ends at a mark before a capital letter; the dots of an ellipsis are none.
SENTENCE = re.compile(r".*?(?<!\.)[.!?](?=\s+[A-Z`*]|$)", re.DOTALL)
MARKUP = re.compile(r"\{\w+\}(?=`)|[`*]")


@dataclass(frozen=True)
class Entry:
    """A term of the glossary, and what a reader is shown of it elsewhere."""

    term: str
    forms: tuple  # every way in which it occurs in text, the term first
    definition: str  # plain text, without the markup

    @property
    def sentence(self):
        """Return the first sentence of the definition, which stands alone."""
        found = SENTENCE.match(self.definition)
        return found[0] if found else self.definition


def read_entries(text):
    """Return the entries of a glossary's Markdown text, in its order.

    >>> text = chr(10).join(["```{glossary}", "lease", "  A lock that ends. See `x`.",
    ...                      "  % also: leases, leased", "```"])
    >>> read_entries(text)[0].forms, read_entries(text)[0].sentence
    (('lease', 'leases', 'leased'), 'A lock that ends.')
    """
    listed = ENTRIES.search(text)
    return [entry_of(*found) for found in ENTRY.findall(listed[1])] if listed else []


def entry_of(term, definition):
    """Return the entry of a term from its indented definition."""
    listed = ALSO.search(definition)
    others = [form.strip() for form in listed[1].split(",")] if listed else []
    plain = MARKUP.sub("", ALSO.sub("", definition))
    forms = (term.strip(), *(form for form in others if form))
    return Entry(term.strip(), forms, " ".join(plain.split()))


def pattern_of(entries):
    """Return a pattern that finds every form of all entries in text, longest first.

    A form is found in capitals too, across a line's end, and never inside a word or
    beside a hyphen.

    >>> pattern = pattern_of([Entry("row lock", ("row lock", "row locks"), "")])
    >>> pattern.findall("Row locks, a row lock, an arrow lock, a row lock-step")
    ['Row locks', 'row lock']
    """
    forms = sorted({form for entry in entries for form in entry.forms}, key=len)
    words = [r"\s+".join(map(re.escape, form.split())) for form in reversed(forms)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)


def by_form(entries):
    """Return the entries by each of their forms, in lower case with single spaces."""
    return {key_of(form): entry for entry in entries for form in entry.forms}


def key_of(form):
    """Return a form as `by_form` knows it."""
    return " ".join(form.lower().split())
