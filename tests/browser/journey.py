"""The steps of a reader's way through a chapter, for a `Reader` in any engine.

Each step does what a reader would, and asserts what the reader should see then.
"""

import json
import re
from dataclasses import dataclass
from functools import partial

# The controls of a question: how an answer is given, by the question's type.
FORMS = """return [...document.querySelectorAll("form[data-question]")].map((form) => ({
  id: form.dataset.question,
  type: form.dataset.type,
  isBet: form.dataset.when === "before",
  choices: [...form.querySelectorAll(".sc-row input, .sc-row select")]
    .map((field) => field.matches("select") ? field.name : field.value),
  right: [...form.querySelectorAll(".sc-reasons > li[data-right]")]
    .map((reason) => reason.dataset.key),
}))"""


@dataclass(frozen=True)
class Question:
    """A question of the page that is open."""

    id: str  # "A1a"
    type: str  # "single", "multiple", "numeric" or "order"
    isBet: bool  # asked before the run, and settled by it
    choices: list  # the keys that can be chosen, as the page shows them
    right: list  # those of them that are right, for a single or multiple question

    @property
    def form(self):
        """The selector of the question's form."""
        return f'form[data-question="{self.id}"]'


def questions(reader):
    """List the questions of the page, in the order of reading."""
    return [Question(**each) for each in reader.run(FORMS)]


def first_question(reader, is_bet, of_type):
    """Give the first bet, or the first question that is none, of one of the types."""
    fitting = [
        each
        for each in questions(reader)
        if each.isBet == is_bet and each.type in of_type
    ]
    assert fitting, f"{reader.driver.current_url} has no such question"
    return fitting[0]


def answer(reader, question, key):
    """Choose the option `key`, or type it as a number, and press the filled button."""
    if question.type == "numeric":
        reader.click(f"{question.form} .sc-row input")
        reader.keys(key)
    else:
        reader.click(f'{question.form} input[value="{key}"]')
    reader.click(f"{question.form} .sc-buttons button")


def verdict_on(reader, question):
    """Give what the page says about the reader's answer; "" while there is none."""
    return reader.run(
        "return document.querySelector(arguments[0]).textContent.trim()",
        f"{question.form} [role=status]",
    )


def place_a_bet(reader, question):
    """Bet 2, or on the first option, and hear that the bet is placed."""
    assert verdict_on(reader, question) == ""
    bet = "2" if question.type == "numeric" else question.choices[0]
    answer(reader, question, bet)
    assert verdict_on(reader, question).startswith("Your bet: ")


def answer_wrong_then_right(reader, question):
    """Choose a wrong option, read why it is wrong, and choose the right one."""
    wrong = next(key for key in question.choices if key not in question.right)
    answer(reader, question, wrong)
    assert verdict_on(reader, question).startswith("Not this one")
    assert reader.text(f"{question.form} .sc-note").startswith("Not this one.")

    answer(reader, question, question.right[0])
    assert verdict_on(reader, question) == "Right after 2 tries."
    assert reader.count(f"{question.form} .sc-explanation") == 1


@dataclass(frozen=True)
class Opener:
    """An opener of the page that is open: what can be played."""

    name: str  # "two-buyers"
    states: list  # by number; of each [values, lanes, moves, end]
    actors: list  # the names that a move's number stands for

    @property
    def figure(self):
        """The selector of the opener."""
        return f'[data-play="{self.name}"]'

    def words_of(self, move):
        """What the button of a move says: "Ann: check"."""
        actor, label, _ = move
        return label if actor < 0 else f"{self.actors[actor]}: {label}"


def opener_of(reader, name):
    """Read the opener of that name from the page that is open."""
    graph = json.loads(
        reader.run(
            "return document.querySelector(arguments[0]).dataset.graph",
            f'[data-play="{name}"]',
        )
    )
    return Opener(name, graph["states"], graph["actors"])


def shortest_way(states):
    """Return the states and moves of a shortest way to a bad end: [(state, place)].

    >>> step, bad = [[], [], [[0, "take", 1]], 0], [[], [], [], [False, "oversold"]]
    >>> shortest_way([step, bad])
    [(0, 0)]
    """
    way_to = {0: []}
    ahead = [0]
    for number in ahead:  # it grows meanwhile: breadth first
        _, _, moves, end = states[number]
        if end and not end[0]:
            return way_to[number]
        for place, (_, _, following) in enumerate(moves):
            if following not in way_to:
                way_to[following] = [*way_to[number], (number, place)]
                ahead.append(following)
    raise ValueError("no move leads to a bad end")


def moves_open(reader, opener):
    """List the buttons of moves that can be pressed: (button, what it says)."""
    buttons = reader.all(f"{opener.figure} .xp-go:not([aria-disabled=true])")
    return [(each, re.sub(r"^\d\s*", "", each.text.strip())) for each in buttons]


def button_of(reader, opener, number, place):
    """Find the button of the move at a place of a state's list."""
    words = opener.words_of(opener.states[number][2][place])
    fitting = [button for button, says in moves_open(reader, opener) if says == words]
    assert fitting, f"{opener.name}: no button says {words!r}"
    return fitting[0]


def is_won(reader, opener):
    """See whether the opener says that its goal is reached."""
    return reader.count(f"{opener.figure} .xp-verdict.xp-won") == 1


def says_the_goal_is_reached(reader, opener, way):
    """See the verdict with the count of moves, and only moves that are left."""
    assert is_won(reader, opener)
    assert f"{len(way)} move" in reader.text(f"{opener.figure} .xp-verdict")
    number, place = way[-1]
    left = opener.states[opener.states[number][2][place][2]][2]
    said = [says for _, says in moves_open(reader, opener)]
    assert sorted(said) == sorted(opener.words_of(move) for move in left)


def play_by_mouse(reader, name):
    """Play an opener to its goal in the fewest moves."""
    opener = opener_of(reader, name)
    way = shortest_way(opener.states)
    assert not is_won(reader, opener)
    for number, place in way:
        reader.click_on(button_of(reader, opener, number, place))
    says_the_goal_is_reached(reader, opener, way)


def play_by_keys(reader, name):
    """Play an opener to its goal by keys alone, and undo it all."""
    opener = opener_of(reader, name)
    verdict = partial(reader.text, f"{opener.figure} .xp-verdict")
    way = shortest_way(opener.states)
    at_start = verdict()
    reader.run("arguments[0].focus()", moves_open(reader, opener)[0][0])
    for number, place in way:
        button = button_of(reader, opener, number, place)
        reader.keys(button.get_attribute("aria-keyshortcuts"))
    says_the_goal_is_reached(reader, opener, way)
    for _ in way:
        reader.keys("u")
    assert verdict() == at_start
    assert reader.run(f"return document.activeElement.matches('{opener.figure} *')")
