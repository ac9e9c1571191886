"""Whatever a reader writes, one sentence with the line comes back."""

import pytest
from exercises import judge, open_task
from exercises.answer import Answer, AnswerError
from exercises.apart import judge_apart

BAD = [
    ("def broken(shop) return True", "Line 1 does not parse: expected ':'."),
    ("def broken(shop):\n\tif shop:\n        return 1", "Line 3 does not parse: "),
    ("\0", "Line 1 does not parse: "),
    ("def broken(shop):\n    return shop.no", "Line 2 raises AttributeError: "),
    ("def broken(shop):\n    raise SystemExit", "Line 2 raises SystemExit."),
    ("import nothing_like_it", "Line 1 raises ModuleNotFoundError: "),
    (
        "def broken(shop):\n    while True:\n        pass",
        "Line 3 was still going on after 2,000,000 rounds of its loops; let it come",
    ),
    (
        "def broken(shop):\n    try:\n        while True:\n            shop\n"
        "    except Exception:\n        return False",
        "Line 4 was still going on after 2,000,000 rounds",
    ),
    (
        "def broken(shop):\n    print('x' * 1_000_000)",
        "Line 2 prints more than 2,000 characters; print less.",
    ),
    ("def broken(shop):\n    return 'yes'", "`broken`, from line 1 on, returned 'yes'"),
    ("def broken(shop):\n    pass", "`broken`, from line 1 on, returned None"),
    ("def broken():\n    return True", "`broken`, from line 1 on: broken() takes 0"),
    ("rule = 3", "There is no function `broken` any more; define it again."),
    ("broken = 3", "There is no function `broken` any more; define it again."),
    ("", "There is no function `broken` any more; define it again."),
    ("x = " + "not " * 100_000 + "1", "This is too deep to be read"),
    ("x = " + "1 + " * 20_000 + "1", "This is too deep to be read"),
    ("raise ValueError('x' * 1_000_000)", "Line 1 raises ValueError: xxxxxxxx"),
    ("__builtins__.clear()\nlen([])", "Line 2 raises NameError: "),
    (
        "def broken(shop):\n    return broken(shop)",
        "Line 2 raises RecursionError: ",
    ),
]


@pytest.mark.parametrize(("source", "said"), BAD)
def test_one_sentence_says_what_is_wrong_and_where(source, said, capsys):
    judged = judge("find-the-rule", source)

    assert not judged.ok
    assert judged.text.startswith(said)
    assert "\n" not in judged.text
    assert len(judged.text) < 300
    assert capsys.readouterr().out == ""


def test_what_is_printed_does_not_reach_the_page(capsys):
    source = "def rule(shop):\n    print(shop)\n    return True"

    answer = Answer(source, "rule")

    assert answer.watch(lambda rule: rule(1))
    assert capsys.readouterr().out == ""


def test_each_judgement_has_all_rounds_for_itself():
    answer = Answer("def rule(n):\n    for _ in range(n):\n        pass", "rule")

    for _ in range(3):
        answer.watch(lambda rule: rule(1_500_000))
    with pytest.raises(AnswerError, match="Line 3 was still going on"):
        answer.watch(lambda rule: rule(2_500_000))


def test_a_reader_can_stop_the_judge():
    answer = Answer("def rule():\n    raise KeyboardInterrupt", "rule")

    with pytest.raises(KeyboardInterrupt):
        answer.watch(lambda rule: rule())


HOSTILE = [
    ("import os\nos._exit(3)", "It ended Python itself (exit code 3)"),
    ("import os\nos.kill(os.getpid(), 9)", "It ended Python itself (exit code -9)"),
    ("import itertools\nsum(itertools.count())", "It was still going on after 2 s"),
    ("9**9**9", "It was still going on after 2 s"),
    ("import sys\nsys.__stdout__.write('{}')", "There is no function `broken`"),
    ("import builtins\nvars(builtins).clear()", "There is no function `broken`"),
    ("raise ValueError('\\ud800')", "Line 1 raises ValueError: "),
]


@pytest.mark.parametrize(("source", "said"), HOSTILE)
def test_in_a_process_of_its_own_it_reaches_nothing(source, said, capfd):
    judged = judge_apart("find-the-rule", source, seconds=2)

    assert judged.text.startswith(said) or said.startswith("There is no")
    assert not judged.ok
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["find-the-rule", "retry-without-loss"])
def test_a_process_of_its_own_says_the_same(name):
    task = open_task(name)

    for source in (task.starter, task.solution):
        here, apart = judge(name, source), judge_apart(name, source)

        assert (here.ok, here.text) == (apart.ok, apart.text)
        assert repr(here.figure) == repr(apart.figure)
        if here.figure:
            assert here.figure._repr_html_() == apart.figure._repr_html_()


def test_so_many_steps_are_refused_as_such(monkeypatch):
    monkeypatch.setattr("exercises.races.MOST_STATES", 500)
    steps = "\n".join(f"    yield 'step {n}'" for n in range(40))
    source = f"def place_order(shop, number, n):\n{steps}"

    judged = judge("two-units-once", source)

    assert judged.text == "There are more than 500 states to visit; take fewer steps."
