"""An opener is, at rest, the shortest way to the goal; its data is the whole graph."""

import json
import re
from html import unescape
from types import SimpleNamespace

import pytest
from explorable import play
from minicluster import When, explore, replay


def buyer(shop, name):
    yield "check"
    stock = shop.stock
    yield "take"
    if stock > 0:
        shop.stock -= 1
        shop.sold.append(name)


def sale():
    shop = SimpleNamespace(stock=1, sold=[])
    return shop, {name: buyer(shop, name) for name in ("Ann", "Bob")}


def sold_twice(shop):
    return len(shop.sold) > 1


ANN = '<b class="xp-who xp-actor-0">Ann</b>'
BOB = '<b class="xp-who xp-actor-1">Bob</b>'


def opener(**options):
    graph = explore(sale, bad=sold_twice).graph()
    asked = {"name": "two-buyers", "goal": "Sell it <twice>.", **options}
    return play(graph, **asked)


def data_of(shown):
    return json.loads(unescape(re.search('data-graph="(.*?)"', shown)[1]))


def test_at_rest_the_shortest_way_is_told_step_by_step():
    shown = opener(shows={"stock": "in stock", "sold": "sold to"})._repr_html_()

    assert re.findall("<li>(.*)</li>", shown) == [
        f"{ANN} check <small>in stock 1, sold to nobody</small>",
        f"{BOB} check <small>in stock 1, sold to nobody</small>",
        f"{ANN} take <small><strong>in stock 0</strong>, "
        "<strong>sold to Ann</strong></small>",
        f"{BOB} take <small><strong>in stock -1</strong>, "
        "<strong>sold to Ann, Bob</strong></small>",
    ]
    assert "Sell it &lt;twice&gt;." in shown
    assert "fewest moves possible: 4" in shown
    assert ">Goal reached. sold twice</p>" in shown
    assert not re.search(r"<(button|input|script|a )|\bid=", shown)


def test_every_way_through_the_data_is_a_schedule_that_replays():
    """The values, steps and ends that a reader sees are those of the race itself."""
    data = data_of(opener()._repr_html_())
    ends = {}

    def walk(number, schedule):
        values, _, moves, verdict = data["states"][number]
        state = replay(sale, schedule).state
        sold = ", ".join(state.sold) or "nobody"
        assert dict(zip(data["values"], values, strict=True)) == {
            "stock": str(state.stock),
            "sold": sold,
        }
        if verdict:
            assert verdict[0] != sold_twice(state)
            ends[schedule] = verdict[0]
        for who, label, to in moves:
            step = schedule + str(who)
            assert replay(sale, step).steps[-1].label == label
            walk(to, step)

    walk(0, "")

    found = explore(sale, bad=sold_twice)
    assert ends == {schedule: not bad for schedule, bad in found.all}


def sees(name, state):
    return f"sees {state['actors'][name]['holds'].get('stock')}"


def test_what_a_client_holds_is_told_in_words():
    data = data_of(opener(believes=sees)._repr_html_())

    told = {belief for _, actors, _, _ in data["states"] for belief, _ in actors}
    assert {"sees None", "sees 1", "sees 0"} <= told


def test_who_waits_and_what_for_is_in_the_data():
    def locker(locks, first, second):
        for name in (first, second):
            yield When(f"take {name}", lambda name=name: locks[name])
            locks[name] = False
        yield "give both back"
        locks[first] = locks[second] = True

    def crossed():
        locks = {"x": True, "y": True}
        return locks, {"Ann": locker(locks, *"xy"), "Bob": locker(locks, *"yx")}

    shown = play(explore(crossed).graph(), name="stuck", goal="Stop both.")

    waits = [
        actors
        for _, actors, _, told in data_of(shown._repr_html_())["states"]
        if told and not told[0]
    ]
    assert [[wait for _, wait in actors] for actors in waits] == [["take y", "take x"]]


def left(state):
    return f"{state['shared']['stock']} left"


def test_an_end_has_short_words_for_the_list_of_those_found():
    data = data_of(opener(kind=left)._repr_html_())
    plain = data_of(opener()._repr_html_())

    ends = [end for *_, end in data["states"] if end]
    assert {(len(end), end[2]) for end in ends} == {(3, "0 left"), (3, "-1 left")}
    assert {len(end) for *_, end in plain["states"] if end} == {2}


def test_a_goal_that_cannot_be_reached_is_refused():
    graph = explore(sale, bad=lambda shop: shop.stock > 1).graph()

    with pytest.raises(ValueError, match="two-buyers: no move leads to a bad state"):
        play(graph, name="two-buyers", goal="Sell nothing.")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "Two buyers"}, "use lower-case words and hyphens"),
        ({"shows": {"price": "price"}}, "has no value 'price', only stock, sold"),
        ({"harm": {"price": "high"}}, "has no value 'price', only stock, sold"),
        ({"actors": ["Cy"]}, "has no actor 'Cy', only Ann, Bob"),
        ({"believes": None, "actors": ["Bob", "Ann", "Cy"]}, "no actor 'Cy'"),
    ],
)
def test_what_does_not_fit_is_named(options, message):
    with pytest.raises(ValueError, match=message):
        opener(**options)


def test_too_many_states_are_refused():
    graph = SimpleNamespace(as_data=lambda: {"states": [{}] * 2_001})

    with pytest.raises(ValueError, match="big has 2,001 states, more than 2,000"):
        play(graph, name="big", goal="Wait.")


def test_it_says_what_it_is():
    assert repr(opener()) == "Play: two-buyers (14 states, 4 moves at least)"
