"""The graphs of a race, a world and plain steps: plain data, whole, with reasons."""

import json
import math

import pytest
from minicluster import Crash, Cut, Node, When, World, call, explore, reach, search
from minicluster.graphs.state_graph import GraphError, plain
from minicluster.search.reactions import Reactions
from random_worlds import random_world


def buyer(shop):
    yield "check"
    enough = shop["stock"] > 0
    yield "take"
    if enough:
        shop["stock"] -= 1
        shop["sold"] += 1


def sale():
    shop = {"stock": 1, "sold": 0}
    return shop, {"Ann": buyer(shop), "Bob": buyer(shop)}


def sold_twice(shop):
    return shop["sold"] > 1


def locker(locks, first, second):
    for name in (first, second):
        yield When(f"take {name}", lambda name=name: locks[name])
        locks[name] = False
    yield "give back"
    locks[first] = locks[second] = True


def crossed():
    locks = {"x": True, "y": True}
    return locks, {"ann": locker(locks, *"xy"), "bob": locker(locks, *"yx")}


class Register(Node):
    value = 0

    def on_message(self, request, message):
        if message != "read":
            self.value = message
        self.reply(request, self.value)


def writer():
    reply = yield call("n1", 7)
    return reply


def lossy():
    faults = [Crash("n1", at=0, restart=1), Cut("ann", "n1", at=0)]
    world = World(seed=1, faults=faults)
    world.add(Register("n1"))
    world.start("ann", writer)
    return world


def calm():
    world = World(seed=1)
    world.add(Register("n1"))
    world.start("ann", writer)
    return world


def always(world):
    return True


def result_of_ann(world):
    return world.results["ann"]


def acknowledged_is_kept(world):
    return "ann" not in world.results or world.nodes["n1"].value == 7


GRAPHS = {
    "race": lambda: explore(sale, bad=sold_twice).graph(),
    "deadlock": lambda: explore(crossed).graph(),
    "world": lambda: reach(lossy, acknowledged_is_kept).graph(),
    "world with outcome": lambda: reach(calm, always, outcome=result_of_ann).graph(),
    "steps": lambda: search(0, add_one, safe=lambda number: number < 3).graph(),
}


def add_one(number):
    if number < 4:
        yield "add", number + 1


@pytest.fixture(params=GRAPHS)
def graph(request):
    return GRAPHS[request.param]()


def test_a_graph_is_written_as_json_and_read_again(graph):
    data = graph.as_data()

    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_every_move_leads_to_a_state_and_every_state_is_reached(graph):
    numbers = [state.number for state in graph.states]
    reached = {move.to for state in graph.states for move in state.moves}

    assert numbers == list(range(len(graph.states)))
    assert reached | {0} == set(numbers)


def test_the_run_is_over_exactly_where_there_is_a_verdict(graph):
    for state in graph.states:
        assert (state.verdict is None) == bool(state.moves)
        assert state.verdict is None or state.verdict.reason


def test_what_was_done_is_as_long_as_the_shortest_way(graph):
    distance = {0: 0}
    for state in graph.states:
        for move in state.moves:
            distance.setdefault(move.to, distance[state.number] + 1)
    for state in graph.states:
        done = sum(len(actor.done) for actor in state.actors.values())
        assert done <= distance[state.number]


def test_the_graph_of_a_race_has_its_clients_their_steps_and_variables():
    graph = explore(sale, bad=sold_twice).graph()
    start = graph.states[0]
    both_checked = next(
        s
        for s in graph.states
        if len(s.moves) == 2 and s.actors["Ann"].done and s.actors["Bob"].done
    )

    assert start.shared == {"stock": 1, "sold": 0}
    moves = [(move.who, move.label) for move in start.moves]
    assert moves == [("Ann", "check"), ("Bob", "check")]
    assert both_checked.actors["Ann"].holds == {"enough": True}
    assert graph.fewest_moves() == 4
    wrong = [s.verdict for s in graph.states if s.verdict and not s.verdict.ok]
    assert {verdict.reason for verdict in wrong} == {"sold twice"}


def test_the_schedules_of_a_race_are_the_paths_of_its_graph():
    found = explore(sale, bad=sold_twice)
    graph = found.graph()
    ways = [0] * len(graph.states)
    ways[0] = 1
    ends = {True: 0, False: 0}
    for state in graph.states:  # a state comes after those that lead to it
        for move in state.moves:
            assert move.to > state.number
            ways[move.to] += ways[state.number]
        if state.verdict:
            ends[state.verdict.ok] += ways[state.number]

    assert ends == {False: found.bad_schedules, True: 2}


def test_who_waits_and_what_for_is_told():
    graph = explore(crossed).graph()
    dead = [s for s in graph.states if s.verdict and not s.verdict.ok]

    assert len(dead) == 1
    assert dead[0].actors["ann"].waits == "take y"
    assert dead[0].actors["bob"].waits == "take x"
    assert dead[0].verdict.reason == (
        "deadlock: ann waits for take y, bob waits for take x"
    )
    assert graph.fewest_moves() == 2


def test_a_client_that_tries_again_without_end_is_a_circle():
    def waiter(shop):
        while not shop["open"]:
            yield "knock"

    def race():
        shop = {"open": False}
        return shop, {"ann": waiter(shop), "bob": opener(shop)}

    def opener(shop):
        yield "open"
        shop["open"] = True

    with_circle = graph_of(race)

    assert any(m.to == s.number for s in with_circle.states for m in s.moves)


def graph_of(race):
    from minicluster.graphs.race import graph_of_race
    from minicluster.interleavings.found import Question

    return graph_of_race(Question(race))


def test_what_comes_to_a_node_that_is_down_is_lost():
    graph = reach(lossy, acknowledged_is_kept).graph()
    arrivals = [
        (move.label.partition(" ")[0], move.who in state.shared["down"])
        for state in graph.states
        for move in state.moves
        if " from " in move.label
    ]

    assert set(arrivals) == {("receive", False), ("lose", True)}


def test_the_graph_of_a_world_has_nodes_messages_and_faults():
    graph = reach(lossy, acknowledged_is_kept).graph()
    labels = {(m.who, m.label) for s in graph.states for m in s.moves}
    bad = [s for s in graph.states if s.verdict and not s.verdict.ok]

    assert {
        ("ann", "timer wake"),
        ("n1", "receive 7 from ann"),
        ("ann", "receive 7 from n1"),
        ("n1", "begin of crash"),
        ("n1", "end of crash"),
        (None, "begin of cut"),
    } <= labels
    assert bad[0].actors["ann"].holds == {"result": 7}
    assert bad[0].actors["n1"].holds["value"] == 0
    assert bad[0].verdict.reason == "not acknowledged is kept"
    assert graph.fewest_moves() == reach(lossy, acknowledged_is_kept).world.now
    waiting = [s.actors["ann"].waits for s in graph.states]
    assert {"the end of its sleep", "the reply of n1", None} == set(waiting)
    assert any(s.actors["n1"].waits == "a restart" for s in graph.states)
    assert any(
        s.shared["under way"] == ["message 7 from ann to n1"] for s in graph.states
    )


def test_where_the_invariant_is_broken_the_run_is_over():
    graph = explore(sale, invariant=lambda shop: shop["sold"] < 1).graph()
    over = [s for s in graph.states if s.shared["sold"]]

    assert over
    assert not any(s.moves for s in over)
    assert {s.verdict.reason for s in over} == {"not the invariant"}


def test_outcomes_are_the_reasons_of_good_ends():
    graph = explore(sale, bad=sold_twice, outcome=lambda shop: shop["sold"]).graph()

    good = {s.verdict.reason for s in graph.states if s.verdict and s.verdict.ok}
    assert good == {"outcome: 1"}


def test_a_bound_ends_the_run_without_harm():
    found = search(0, lambda n: [("add", n + 1)], lambda n: True, bound=lambda n: n < 3)
    graph = found.graph()

    assert [s.verdict and s.verdict.reason for s in graph.states] == [
        None,
        None,
        None,
        "beyond the bound",
    ]
    assert graph.fewest_moves() is None


def test_more_than_2000_states_are_refused():
    small = search(0, lambda n: [("add", n + 1)] * (n < 1_999), lambda n: True)
    large = search(0, lambda n: [("add", n + 1)] * (n < 2_000), lambda n: True)

    assert len(small.graph().states) == 2_000
    with pytest.raises(GraphError, match="more than 2,000 states: take fewer clients"):
        large.graph()


def test_a_bound_on_preemptions_is_refused():
    with pytest.raises(GraphError, match="leave out preemptions"):
        explore(sale, preemptions=1).graph()


class Crate:
    pass


class Told:
    def __str__(self):
        return "told"


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (None, None),
        (True, True),
        (2.5, 2.5),
        (math.nan, "nan"),
        ((1, "a", [2]), [1, "a", [2]]),
        (frozenset("ba"), ["a", "b"]),
        ({1: {2: 3}}, {"1": {"2": 3}}),
        (b"x", "b'x'"),
        (Crate(), {}),
        (Crate, "Crate"),
        (plain, "plain"),
        (object(), "object"),
        ([[[[[[[[1]]]]]]]], [[[[[["[[1]]"]]]]]]),
    ],
)
def test_values_become_plain_data(value, data):
    assert plain(value) == data


@pytest.mark.parametrize("seed", [3, 8, 12, 21, 34, 41])
def test_a_state_is_described_as_the_world_stands_in_it(seed, monkeypatch):
    """A reaction that is known is not run again: that changes nothing in the graph."""
    make = random_world(seed)

    def few(world):
        return sum(getattr(node, "count", 0) for node in world.nodes.values()) < 3

    found = reach(make, few, bound=lambda world: world.now < 6)
    known = found.graph().as_data()
    monkeypatch.setattr(Reactions, "find", lambda self, state, pending: None)

    assert found.graph().as_data() == known


def test_the_end_of_plain_steps_is_no_harm():
    asked = {"safe": lambda number: True, "outcome": lambda number: number}

    plain_end = search(0, add_one, asked["safe"]).graph().states[-1].verdict
    with_outcome = search(0, add_one, **asked).graph().states[-1].verdict

    assert (plain_end.ok, plain_end.reason) == (True, "no step can be taken")
    assert (with_outcome.ok, with_outcome.reason) == (True, "outcome: 4")


def test_the_label_of_a_plain_step_may_be_any_value():
    def steps(number):
        return [(("add", frozenset({1})), number + 1)] * (number < 1)

    graph = search(0, steps, lambda number: True).graph()

    assert graph.states[0].moves[0].label == "('add', frozenset({1}))"
    json.dumps(graph.as_data())
