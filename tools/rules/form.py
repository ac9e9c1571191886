"""The form of a chapter: its parts, in their order (second form)."""

import re
from itertools import pairwise

from chapters.parts import Role, main_line, parts_of, pieces_of
from chapters.words import words_of

BETS = 2
BOX = "In an interview"
SENTENCES = 3
LONGEST_SENTENCE = 25  # words
OUTLINE = re.compile(
    r"^\s*([-*+]|\d+[.)]) |\b(you will|this chapter|this page|in this notebook)\b",
    re.IGNORECASE | re.MULTILINE,
)
SENTENCE_END = re.compile(r"[.!?][\"')]*(?=\s|$)")
# The order of the parts that a call shows; bets and reveals alternate with runs.
ORDER = [Role.OPENER, Role.BET, Role.TASK, Role.INTERVIEW, Role.QUESTION]
PLACE = {role: place for place, role in enumerate(ORDER)} | {Role.REVEAL: 1}
NEEDED = {
    Role.OPENER: "an opener: `two_buyers.opener()`, tagged remove-input",
    Role.TASK: "a task: a cell that begins with `%%task <name>`",
    Role.INTERVIEW: 'a box: `interview("A1")`, tagged remove-input',
    Role.QUESTION: 'a question to check oneself: `show("A1")`, tagged remove-input',
}


def first_cell_is_short(notebook):
    """The first cell asks, and says in one to three short sentences what happens."""
    title, _, text = notebook.cells[0].source.partition("\n")
    sentences = [each for each in SENTENCE_END.split(text) if each.strip()]
    problems = []
    if not title.endswith("?"):
        problems.append("cell 1: the title asks; end it with a question mark")
    if not 1 <= len(sentences) <= SENTENCES:
        problems.append(
            f"cell 1: {len(sentences)} sentences under the title, not 1 to 3"
        )
    for sentence in sentences:
        length = len(words_of(sentence))
        if length > LONGEST_SENTENCE:
            problems.append(f"cell 1: a sentence of {length} words, at most 25")
    found = OUTLINE.search(text)
    if found:
        said = found[0].strip()
        problems.append(f"cell 1: {said!r} begins an outline; say what happens instead")
    return problems


def bets_are_few(notebook):
    """One bet a chapter, two at most."""
    bets = [piece for piece in pieces_of(parts_of(notebook)) if piece.role == Role.BET]
    return [f"{len(bets)} bets, at most {BETS}"] if len(bets) > BETS else []


def bets_are_settled(notebook):
    """A bet stands before the run that settles it, and its reveal after the run."""
    pieces = pieces_of(parts_of(notebook))
    bets = {piece.question for piece in pieces if piece.role == Role.BET}
    problems = [
        f'cell {piece.number}: reveal("{piece.question}") settles no bet of this page'
        for piece in pieces
        if piece.role == Role.REVEAL and piece.question not in bets
    ]
    for place, piece in enumerate(pieces):
        if piece.role == Role.BET:
            problems += unsettled(piece, pieces[place + 1 :])
    return problems


def unsettled(bet, following):
    """Return what is wrong with a bet, of which the following pieces are given."""
    run = False
    for piece in following:
        if piece.role == Role.REVEAL and piece.question == bet.question:
            text = "no run stands between the bet and its reveal"
            return [] if run else [f"cell {piece.number}: {bet.question}: {text}"]
        run = run or piece.role == Role.CODE
    call = f'`reveal("{bet.question}")`'
    return [f"cell {bet.number}: bet {bet.question} has no {call} under its run"]


def parts_are_in_order(notebook):
    """What can be recognised stands in the order that every chapter has."""
    parts = parts_of(notebook)
    placed = [piece for piece in main_line(parts) if piece.role in PLACE]
    # The first opener begins the page; a second one may stand wherever it is needed.
    later = [piece for piece in placed if piece.role == Role.OPENER][1:]
    pieces = [piece for piece in placed if piece not in later]
    problems = [
        f"cell {two.number}: the {two.role} stands below the {one.role}; put it above"
        for one, two in pairwise(pieces)
        if PLACE[one.role] > PLACE[two.role]
    ]
    problems += [
        f"cell {piece.number}: the opener is cell 2, right under the title"
        for piece in pieces
        if piece.role == Role.OPENER and piece.number != 2
    ]
    ranks = [(part.is_further + 2 * part.is_sources, part) for part in parts]
    return problems + [
        f"cell {two[1].pieces[0].number}: {two[1].heading!r} stands below "
        f"{one[1].heading!r}; folds come last but for the sources"
        for one, two in pairwise(ranks)
        if one[0] > two[0]
    ]


def every_part_is_there(notebook):
    """A chapter has what no chapter goes without."""
    parts = parts_of(notebook)
    pieces = main_line(parts)
    roles = {piece.role for piece in pieces}
    problems = [f"missing: {NEEDED[role]}" for role in NEEDED if role not in roles]
    if not any(part.is_sources for part in parts):
        problems.append("missing: a part `## Sources`")
    asked = {piece.question for piece in pieces if piece.role == Role.QUESTION}
    return problems + [
        f"cell {piece.number}: {piece.question} has a box and is not asked below it: "
        f'show("{piece.question}")'
        for piece in pieces
        if piece.role == Role.INTERVIEW and piece.question not in asked
    ]


def boxes_have_their_heading(notebook):
    """The list of a page's parts leads to the box."""
    return [
        f"cell {piece.number}: the box stands below {part.heading!r}; end the cell "
        f"above it with `## {BOX}`"
        for part in parts_of(notebook)
        for piece in part.pieces
        if piece.role == Role.INTERVIEW and part.heading != BOX
    ]
