"""The retry that a reader writes is judged at once, and by the way that it goes."""

import pytest
from task_of_a_lab import above_the_task

RIGHT = {
    "until there is an answer": """
def buy(meet):
    told = buy_once(read_then_write, meet, "SERIALIZABLE")
    while told.startswith("error"):
        told = buy_once(read_then_write, alone, "SERIALIZABLE")
    return told
""",
    "a barrier of its own": """
def buy(meet):
    while True:
        told = buy_once(read_then_write, meet, "SERIALIZABLE")
        if told in ("sold", "sold out"):
            return told
        meet = Barrier(1)
""",
    "at most thirty times": """
def buy(meet):
    for _ in range(30):
        told = buy_once(read_then_write, meet, "SERIALIZABLE")
        if told != "error 40001":
            return told
        meet = alone
    return "busy"
""",
    "by calling itself": """
def buy(meet):
    told = buy_once(read_then_write, meet, "SERIALIZABLE")
    return buy(alone) if "error" in told else told
""",
}
WRONG = {
    "no retry": (
        'def buy(meet): return buy_once(read_then_write, meet, "SERIALIZABLE")',
        "The buyers were told {'error 40001': 19, 'sold': 1}; the stock says 2.",
    ),
    "the same meeting again": (
        """
def buy(meet):
    told = buy_once(read_then_write, meet, "SERIALIZABLE")
    while told.startswith("error"):
        told = buy_once(read_then_write, meet, "SERIALIZABLE")
    return told
""",
        "let a retry go on without meeting",
    ),
    "the same meeting again, whatever goes wrong": (
        """
def buy(meet):
    while True:
        try:
            told = buy_once(read_then_write, meet, "SERIALIZABLE")
            if not told.startswith("error"):
                return told
        except Exception:
            pass
""",
        "let a retry go on without meeting",
    ),
    "an error called sold out": (
        """
def buy(meet):
    told = buy_once(read_then_write, meet, "SERIALIZABLE")
    return "sold out" if told.startswith("error") else told
""",
        "A buyer was told 'sold out'; its last try ended: error 40001.",
    ),
    "another way": (
        'def buy(meet): return buy_once(conditional_update, meet, "READ_COMMITTED")',
        "A buyer ran conditional_update at READ_COMMITTED: write the retry with",
    ),
    "another level": (
        'def buy(meet): return buy_once(read_then_write, meet, "REPEATABLE_READ")',
        "A buyer ran read_then_write at REPEATABLE_READ: write the retry with",
    ),
    "no such level": (
        'def buy(meet): return buy_once(read_then_write, meet, "serializable")',
        "write the retry with read_then_write at SERIALIZABLE",
    ),
    "another way in the retry": (
        """
def buy(meet):
    told = buy_once(read_then_write, meet, "SERIALIZABLE")
    while told.startswith("error"):
        told = buy_once(conditional_update, alone, "SERIALIZABLE")
    return told
""",
        "A buyer ran conditional_update at SERIALIZABLE: write the retry with",
    ),
    "never meets": (
        """
def buy(meet):
    told = "error"
    while told.startswith("error"):
        told = buy_once(read_then_write, alone, "SERIALIZABLE")
    return told
""",
        "The first try of a buyer did not meet the others",
    ),
    "until it has one": (
        """
def buy(meet):
    told = buy_once(read_then_write, meet, "SERIALIZABLE")
    while told != "sold":
        told = buy_once(read_then_write, alone, "SERIALIZABLE")
    return told
""",
        'A buyer who was told "sold out" tried 30 times',
    ),
    "no return": (
        'def buy(meet): buy_once(read_then_write, meet, "SERIALIZABLE")',
        "A buyer was told None; its last try ended:",
    ),
    "no shop at all": (
        'def buy(meet): meet.wait(); return "sold"',
        "A buyer was told 'sold'; its last try ended: None.",
    ),
    "a name misspelt": (
        'def buy(meet): return buy_onse(read_then_write, meet, "SERIALIZABLE")',
        "A buyer stopped: NameError: name 'buy_onse' is not defined.",
    ),
}


@pytest.fixture(scope="module")
def lab(postgres_program):
    with above_the_task(
        "lab-selling-the-last-item", "def buy(", without=("for buyer in ways",)
    ) as names:
        yield names


def said(lab, capsys, source):
    capsys.readouterr()
    exec(source, lab)
    lab["check"](lab["buy"])
    return capsys.readouterr().out


@pytest.mark.parametrize("name", RIGHT)
def test_a_retry_that_gives_each_buyer_an_answer_is_right(lab, capsys, name):
    assert said(lab, capsys, RIGHT[name]).startswith("Right.\n")


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_such_retry_is_refused_in_a_sentence(lab, capsys, name):
    source, sentence = WRONG[name]

    told = said(lab, capsys, source)

    assert told.startswith("Not yet.")
    assert sentence in told
