"""The picture of a schedule: steps, what clients go by, and what is shared."""

import itertools

import pytest
from minicluster import When, lanes
from minicluster.interleavings.execution import ScheduleError
from pictures import step_of, svgs, texts_of
from test_drawings import believes, oversold, sale, two_buyers


def test_each_step_says_what_was_learned_and_what_changed():
    assert two_buyers().log == [
        "ann: check, believes: 1 in stock",
        "bob: check, believes: 1 in stock",
        "bob: take, stock = 0",
        "ann's belief is out of date",
        "ann: take, stock = -1, oversold",
    ]


def test_steps_are_equally_far_apart_and_are_not_called_time():
    image = svgs(two_buyers())[0]

    assert "steps, not time" in texts_of(image)
    places = [
        int(circle.get("cx"))
        for group in image.iter("g")
        for circle in group.iter("circle")
    ]
    gaps = {after - before for before, after in itertools.pairwise(places)}
    assert max(gaps) - min(gaps) <= 1


def test_the_value_that_breaks_the_rule_is_marked_with_a_word():
    for image in svgs(two_buyers()):
        last = step_of(image, len(two_buyers().log))
        assert "bad soft" in [bar.get("class") for bar in last.iter("rect")]
        assert "oversold" in " ".join(last.itertext())


def test_nothing_is_out_of_date_when_one_goes_after_the_other():
    drawing = lanes(sale, "0011", values=["stock"], believes=believes, bad=oversold)

    assert drawing.log == [
        "ann: check, believes: 1 in stock",
        "ann: take, stock = 0",
        "bob: check",
        "bob: take",
    ]
    assert "bad" not in "".join(texts_of(svgs(drawing)[0]))


def test_a_belief_ends_when_its_client_acts_on_it_though_it_goes_on():
    def clerk(shop):
        yield "read"
        seen = shop["stock"]
        yield "write"
        shop["stock"] = seen - 1
        yield "print"

    def race():
        shop = {"stock": 5}
        return shop, {"ann": clerk(shop)}

    def sees(variables):
        return ("sees 5", "stock") if "seen" in variables else None

    drawing = lanes(race, "000", values=["stock"], believes=sees)

    assert drawing.log == ["ann: read, sees 5", "ann: write, stock = 4", "ann: print"]
    wide = svgs(drawing)[0]
    belief = next(bar for bar in wide.iter("rect") if bar.get("class") == "c0 soft")
    dots = [int(dot.get("cx")) for g in wide.iter("g") for dot in g.iter("circle")]
    assert int(belief.get("x")) == dots[0]
    assert abs(int(belief.get("x")) + int(belief.get("width")) - dots[1]) <= 1


def test_a_value_that_nobody_shares_is_refused_by_name():
    with pytest.raises(
        ScheduleError, match="no shared value 'price', only stock, sold"
    ):
        lanes(sale, "01", values=["price"])


def test_a_step_that_cannot_be_taken_is_refused():
    def stuck(shop):
        yield When("lock", lambda: False)

    with pytest.raises(ScheduleError, match="position 1"):
        lanes(lambda: ({"x": 1}, {"ann": stuck({})}), "0", values=["x"])
