"""Every schedule is run once, and only what cannot be told apart is made one state."""

from itertools import count

import pytest
from recorded.every_schedule import merged, numbered, run_all
from recorded.run import RecordingError
from recorded.steps import Answer, Moment, Scenario, Step, Verdict


class Desk:
    """Stands for the server: all can see one number."""

    def __init__(self, programs, number=len, verdict=None):
        verdict = verdict or when_over
        self.scenario = Scenario("desk", "", "", {}, programs, verdict)
        self.number = number  # made of the names of those who moved, in order
        self.runs = []

    def start(self):
        self.told = dict.fromkeys(self.scenario.programs, ())
        self.runs.append([])

    def moves(self):
        return [
            (name, step)
            for name, program in self.scenario.programs.items()
            for step in program(self.told[name])
        ]

    def make(self, name, step):
        self.runs[-1].append(name)
        answer = Answer(step.label, "UPDATE 1", 1)
        self.told = {**self.told, name: (*self.told[name], answer)}

    def look(self):
        waits = dict.fromkeys(self.told)
        number = self.number(self.runs[-1])
        return Moment({"number": number}, self.told, waits, not self.moves())


def steps(count):
    row = [Step(f"step {number}", ("UPDATE ...",)) for number in range(count)]
    return lambda told: row[len(told) : len(told) + 1]


def when_over(moment):
    return Verdict(True, f"{moment.shared['number']}") if moment.over else None


def test_every_order_is_run_once():
    desk = Desk({"Ann": steps(3), "Bob": steps(3)})

    _, schedules = run_all(desk)

    assert schedules == 20  # 6 steps, of which 3 are Ann's
    assert len({tuple(run) for run in desk.runs}) == 20


def test_orders_that_lead_to_the_same_are_one_state():
    desk = Desk({"Ann": steps(3), "Bob": steps(3)})
    tree, _ = run_all(desk)

    states = numbered(merged(tree))

    assert len(states) == 16  # each of the two has made 0, 1, 2 or 3 steps


def test_what_differs_only_later_is_told_apart():
    """Who came first is not to be seen until the end."""

    def first_in_the_end(run):
        return f"{run[0]} was first" if len(run) == 3 else len(run)

    desk = Desk({"Ann": steps(2), "Bob": steps(1)}, first_in_the_end)
    tree, schedules = run_all(desk)

    states = numbered(merged(tree))

    reasons = {state["verdict"]["reason"] for state in states if state["verdict"]}
    after_two = [state for state in states if state["shared"]["number"] == 2]
    assert schedules == 3
    assert reasons == {"Ann was first", "Bob was first"}
    assert len(after_two) == 3  # Ann Ann, and the two that look the same


def test_a_session_may_have_a_choice():
    choices = [Step("take", ("UPDATE ...",)), Step("leave", ("SELECT ...",))]

    def chooses(told):
        return [] if told else choices

    desk = Desk({"Ann": chooses})
    tree, schedules = run_all(desk)

    assert schedules == 2
    assert [label for _, label in tree[()].moves] == ["take", "leave"]


def test_a_run_that_differs_when_made_again_is_refused():
    looks = count()
    desk = Desk({"Ann": steps(2), "Bob": steps(1)}, lambda run: next(looks))

    with pytest.raises(RecordingError, match=r"desk: the run \(\) was another when"):
        run_all(desk)


def test_a_run_that_ends_without_a_verdict_is_refused():
    desk = Desk({"Ann": steps(1)}, verdict=lambda moment: None)

    with pytest.raises(RecordingError, match=r"desk: the run \(0,\) ends without a"):
        run_all(desk)


def test_where_the_verdict_is_early_nothing_follows():
    def at_two(moment):
        broken = moment.shared["number"] == 2
        return Verdict(False, "two") if broken else when_over(moment)

    desk = Desk({"Ann": steps(2), "Bob": steps(2)}, verdict=at_two)
    tree, schedules = run_all(desk)

    assert schedules == 4
    assert max(map(len, tree)) == 2
