"""Whatever a reader writes, one sentence with the line comes back."""

import pytest
from exercises import judge
from exercises.answer import Answer, AnswerError

BAD = [
    ("def broken(shop) return True", "Line 1 does not parse: expected ':'."),
    ("def broken(shop):\n\tif shop:\n        return 1", "Line 3 does not parse: "),
    ("\0", "Line 1 does not parse: "),
    ("def broken(shop):\n    return shop.no", "Line 2 raises AttributeError: "),
    ("def broken(shop):\n    raise SystemExit", "Line 2 raises SystemExit."),
    ("import nothing_like_it", "Line 1 raises ModuleNotFoundError: "),
    (
        "def broken(shop):\n    while True:\n        pass",
        "Line 3 was still going on after 2,000,000 rounds; let it come to an end.",
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
