"""What a reader chooses is run, and the answer says what a kill cannot tell."""

import pytest
from task_of_a_lab import above_the_task

THREE = [1, 2, 3]
KILL = "One holder after a kill: a killed process keeps what the kernel has.\n"
CHOICES = [
    ([], [1], "no", "always", "One holder: too few of her servers have forgotten."),
    ([1, 2, 3], [], "no", "always", "Ann got no majority. Let fewer be down."),
    ([4, 5], [1], "no", "always", "That is one way; now with all five up"),
    ([], [1, 2, 3, 4], "no", "always", "Two holders. Fewer restarts will do."),
    ([], THREE, "no", "always", "Two holders, with the fewest. Now settings"),
    ([], THREE, "yes", "no", KILL),
    ([], THREE, "yes", "no", "with appendfsync no her key may not be"),
    ([], [1, 2], "yes", "always", "nothing was forgotten"),
    ([4], [4], "yes", "always", "none of the servers that restarted had her key"),
    ([], THREE, "yes", "always", "by Redis's manual a\npower cut would"),
    ([], [0], "yes", "always", "Servers are called 1 to 5."),
    ([], THREE, True, "always", "appendonly is True; Redis takes 'yes' or 'no'."),
    ([], THREE, "yes", "often", "appendfsync is 'often'; take one of"),
]


@pytest.fixture(scope="module")
def lab(redis_program):
    # The tables and the five runs take long, and the task needs none of them.
    runs = ("faults = ", "for title, lock in", "from openers.five_servers")
    with above_the_task(
        "lab-redlock-on-five-processes", "down = ", without=runs
    ) as names:
        yield names


@pytest.mark.parametrize(
    ("down", "restarts", "appendonly", "appendfsync", "sentence"), CHOICES
)
def test_a_choice_is_told_what_it_shows(
    lab, capsys, down, restarts, appendonly, appendfsync, sentence
):
    capsys.readouterr()
    lab["check"](down, restarts, appendonly, appendfsync)

    assert sentence in capsys.readouterr().out


def test_only_the_setting_that_lasts_through_a_power_cut_is_solved(lab):
    for appendfsync in ("always", "everysec", "no"):
        told = lab["said"]([], THREE, "yes", appendfsync, 5, 0)

        assert ("Solved." in told) == (appendfsync == "always")
