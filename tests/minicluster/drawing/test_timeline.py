"""The picture of a history: bars from call to return, points in their order."""

from minicluster import (
    CasRegister,
    KeyValue,
    Operation,
    check_linearizable,
    timeline,
)
from minicluster.judging.verdict import Verdict
from pictures import svgs, texts_of
from test_drawings import assert_legible, register_history


def test_the_points_of_several_keys_are_in_the_order_of_time():
    history = [
        Operation("ann", "put", ("a", "1"), None, 0, 10),
        Operation("bob", "put", ("b", "1"), None, 0, 10),
        Operation("bob", "get", ("b",), "1", 20, 30),
        Operation("ann", "get", ("a",), "1", 100, 110),
    ]

    log = timeline(history, check_linearizable(history, KeyValue())).log

    assert "20 µs  bob: point 3" in log
    assert "100 µs  ann: point 4" in log


def test_the_timeline_shows_the_order_and_what_fits_nowhere():
    history, verdict = register_history()

    drawing = timeline(history, verdict)

    assert not verdict.ok
    assert drawing.log == [
        "0 µs  ann: write(1) until 30 µs",
        "0 µs  ann: point 1",
        "10 µs  bob: read() → 1 until 20 µs",
        "10 µs  bob: point 2",
        "15 µs  cal: write(7), never answered",
        "40 µs  bob: read() → None until 50 µs",
        "50 µs  bob: fits nowhere",
    ]
    assert "fits nowhere" in texts_of(svgs(drawing)[0])
    assert "Not linearizable" in drawing.caption
    assert "fits nowhere" not in timeline(history).svg


def test_clients_may_be_numbers():
    history = [
        Operation(1, "write", (1,), None, 0, 0),
        Operation(2, "read", (), 1, 0, 9),
    ]

    drawing = timeline(history, check_linearizable(history, CasRegister()))

    assert drawing.log == [
        "0 µs  1: write(1) until 0 µs",
        "0 µs  2: read() → 1 until 9 µs",
        "0 µs  1: point 1",
        "0 µs  2: point 2",
    ]


def test_times_are_told_to_the_microsecond():
    history = [Operation("ann", "write", (1,), None, 1_234_561, 1_234_564)]

    assert timeline(history).log == [
        "1234.561 ms  ann: write(1) until 1234.564 ms",
    ]


def test_long_words_are_shortened_in_the_picture_alone():
    long = [Operation("a" * 60, "cas", ("x" * 30, "y" * 40), True, 0, 5)]

    drawing = timeline(long)

    assert "x" * 30 in drawing.log[0]
    assert_legible(drawing)


def test_an_empty_history_has_an_empty_timeline():
    assert timeline([], check_linearizable([], CasRegister())).log == []


def test_every_point_of_a_linearizable_timeline_lies_within_its_bar():
    history = [
        Operation("ann", "write", (1,), None, 0, 100),
        Operation("bob", "write", (2,), None, 0, 100),
        Operation("cal", "read", (), 1, 0, 100),
        Operation("dan", "read", (), 2, 90, 100),
    ]
    drawing = timeline(history, check_linearizable(history, CasRegister()))
    wide = svgs(drawing)[0]
    found = {}
    for group, line in zip(wide.iter("g"), drawing.log, strict=True):
        client = line.split()[2]
        if "point" in line:
            mark = next(p for p in group.iter("path") if p.get("class") == "good thick")
            left, wide_bar = found[client]
            x = int(mark.get("d")[1:].split()[0])
            assert left <= x <= left + wide_bar
        else:
            bar = group.find("rect")
            found[client] = int(bar.get("x")), int(bar.get("width"))
    assert len(found) == 4


def test_an_undecided_history_is_drawn_as_far_as_the_search_came():
    history, _ = register_history()
    verdict = Verdict(None, order=history[:1], covered="the first state")

    drawing = timeline(history, verdict)

    assert "Undecided" in drawing.caption
    assert drawing.log[1] == "0 µs  ann: point 1"
    assert "fits nowhere" not in drawing.svg


def test_the_third_client_has_a_triangle_and_the_fourth_a_diamond():
    """As in an opener and in running text."""
    names = ["ann", "bob", "cal", "dan"]
    history = [Operation(name, "read", (), None, 0, 10) for name in names]

    for image in svgs(timeline(history)):
        signs = [each for each in image if "full" in each.get("class", "")]
        assert [sign.tag for sign in signs] == ["circle", "rect", "path", "path"]
        assert [sign.get("d").count("l") for sign in signs[2:]] == [3, 4]
