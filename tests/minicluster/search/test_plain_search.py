"""Plain states, breadth first."""

import pytest
from figure_8 import State, safe, steps
from minicluster import replay, search


def count_to(most):
    def one_more(number):
        if number < most:
            yield "add one", number + 1

    return one_more


def test_the_rule_of_figure_8_that_counts_copies_alone_loses_a_committed_entry():
    found = search(State(), steps(only_own_term=False), safe)

    assert not found.ok
    assert (found.states, len(found.path)) == (15_067, 10)
    assert found.path[-1][1].overwritten
    assert found.path == replay(
        State(), found.shortest, steps=steps(only_own_term=False)
    )


def test_the_rule_of_raft_keeps_every_committed_entry():
    found = search(State(), steps(only_own_term=True), safe)

    assert found.ok
    assert found.complete
    assert found.covered == "all 17,587 states"
    assert (found.path, found.shortest) == ((), None)


def test_an_unsafe_start_is_found_without_a_step():
    found = search(7, count_to(9), safe=lambda number: number < 7)

    assert (found.ok, found.states, found.path, found.shortest) == (False, 1, (), "")
    assert repr(found) == "not safe after\ncovered: 1 states"


def test_the_shortest_way_to_trouble_is_found():
    def double_or_add(number):
        yield "add one", number + 1
        yield "double", number * 2

    found = search(1, double_or_add, safe=lambda number: number != 10)

    assert found.path == (
        ("add one", 2),
        ("double", 4),
        ("add one", 5),
        ("double", 10),
    )
    assert found.shortest == "0.1.0.1"


def test_a_limit_is_reported():
    found = search(0, lambda n: [("add one", n + 1)], lambda n: True, limit=50)

    assert (found.ok, found.complete, found.states) == (True, False, 50)
    assert found.covered == "50 states, the limit"


def test_a_limit_below_one_is_refused():
    """A search that never has so few states would not stop."""
    with pytest.raises(ValueError, match="limit=0: give how many may be met"):
        search(0, count_to(3), lambda n: True, limit=0)


def test_as_many_states_as_the_limit_are_all():
    found = search(0, count_to(49), lambda n: True, limit=50)

    assert found.complete
    assert found.covered == "all 50 states"


def test_a_state_beyond_the_bound_is_judged_and_not_gone_on_from():
    grow = lambda n: [("add one", n + 1)]  # noqa: E731

    found = search(0, grow, lambda n: True, bound=lambda n: n < 5)
    broken = search(0, grow, lambda n: n < 5, bound=lambda n: n < 5)

    assert found.covered == "all 6 states within the bound"
    assert (broken.ok, broken.states) == (False, 6)


def test_outcomes_count_the_states_without_a_next_one():
    def halve(number):
        if number > 1:
            yield "round down", number // 2
            yield "round up", -(-number // 2)

    found = search(5, halve, lambda n: True, outcome=lambda n: n)

    assert found.outcomes == {1: 1}


def test_states_and_their_labels_are_printed():
    found = search(0, count_to(2), lambda number: number < 2)

    assert repr(found).splitlines() == [
        "not safe after",
        "add one: 1",
        "add one: 2",
        "covered: 3 states",
    ]
    assert repr(search(0, count_to(2), lambda n: True)).splitlines() == [
        "every state is safe",
        "covered: all 3 states",
    ]


def test_a_state_that_cannot_be_told_from_others_is_named():
    with pytest.raises(TypeError, match=r"state \[0\]: .*list.*make it of tuples"):
        search([0], count_to(2), lambda n: True)


def test_steps_that_lead_to_such_a_state_are_named():
    with pytest.raises(TypeError, match=r"state \[1\]: .*make it of tuples"):
        search(0, lambda n: [("wrap", [1])], lambda n: True)


def test_steps_that_differ_when_asked_for_twice_are_refused():
    asked = []

    def moody(number):
        asked.append(number)
        yield "add", number + len(asked)

    with pytest.raises(ValueError, match=r"steps\(0\) differ when asked for twice"):
        search(0, moody, lambda n: True, limit=100)


@pytest.mark.parametrize("schedule", ["2", "0.9", "0.x", "0.-1"])
def test_a_way_that_is_not_there_is_named(schedule):
    with pytest.raises(ValueError, match=r"step . of .* is no step here, there are"):
        replay(0, schedule, steps=lambda n: [("add one", n + 1), ("stay", n)])
