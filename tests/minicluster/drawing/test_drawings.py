"""The three drawings: complete, small, and coupled to their logs."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from minicluster import (
    CasRegister,
    ClockJump,
    Crash,
    Cut,
    KeyValue,
    Node,
    Operation,
    Pause,
    World,
    call,
    check_linearizable,
    explore,
    lattice,
    sleep,
    space_time,
    timeline,
)
from minicluster.judging.verdict import Verdict


class Echo(Node):
    def on_message(self, request, message):
        self.reply(request, message)


def talk(*words):
    for word in words:
        yield call("n1", word, timeout=4_000)
        yield sleep(1_000)


def eventful():
    faults = [
        Pause("ann", at=2_500, duration=2_000),
        Crash("n1", at=6_000, restart=9_000),
        ClockJump("n1", at=9_500, by=-500),
        Cut("ann", "n1", at=10_000, until=11_000),
    ]
    world = World(seed=1, latency=700, faults=faults)
    world.add(Echo("n1"))
    world.start("ann", talk, "one", ("two", 2), "a < b & c")
    world.after(500, world.note, "ann", "thinks")
    world.span("ann", "holds the lease", 1_400, 8_000)
    world.run()
    return space_time(world.trace, caption="A bad day.")


def register_history():
    history = [
        Operation("ann", "write", (1,), None, 0, 30),
        Operation("bob", "read", (), 1, 10, 20),
        Operation("cal", "write", (7,), None, 15, None),
        Operation("bob", "read", (), None, 40, 50),
    ]
    return history, check_linearizable(history, CasRegister())


def buyers():
    def buyer(shop):
        yield "read"
        seen = shop.stock
        yield "write"
        shop.stock = seen - 1

    def race():
        shop = SimpleNamespace(stock=5)
        return shop, {"ann": buyer(shop), "bob": buyer(shop)}

    return explore(race, bad=lambda shop: shop.stock != 3)


DRAWINGS = {
    "space_time": eventful,
    "timeline": lambda: timeline(*register_history()),
    "lattice": lambda: lattice(buyers()),
}


@pytest.fixture(params=DRAWINGS)
def drawing(request):
    return DRAWINGS[request.param]()


def test_a_drawing_is_a_figure_with_an_image_a_title_and_a_caption(drawing):
    figure = ElementTree.fromstring(drawing._repr_html_())
    image = figure.find("svg")

    assert (figure.tag, figure.get("class")) == ("figure", "mc-figure")
    assert (image.get("role"), image.get("width")) == ("img", "100%")
    assert image.find("title").text == drawing.alt
    assert figure.find("figcaption").text == drawing.caption
    assert len(drawing.alt) > 60


def test_every_step_of_a_drawing_has_its_line_in_the_log(drawing):
    steps = [int(step) for step in re.findall(r'data-step="(\d+)"', drawing.svg)]

    assert steps == list(range(1, len(drawing.log) + 1))


def test_a_drawing_has_no_id_no_script_and_no_foreign_address(drawing):
    html = drawing._repr_html_()

    assert not re.search(r'\sid=|<script|https?:|url\(|\son\w+="', html)


def test_a_drawing_is_small_and_its_numbers_are_whole(drawing):
    assert len(drawing.svg) < 7_000
    body = re.sub(r"<(title|text)\b.*?</\1>", "", drawing.svg, flags=re.S)
    body = re.sub(r' (stroke-dasharray|fill-opacity|style)="[^"]*"', "", body)
    assert not re.search(r"\d\.\d", body)


def test_the_words_of_a_drawing_stay_inside_it(drawing):
    image = ElementTree.fromstring(drawing.svg)
    _, _, width, height = map(int, image.get("viewBox").split())

    for label in image.iter("text"):
        x, long = int(label.get("x")), len(label.text) * 7.6
        anchor = label.get("text-anchor", "start")
        left = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert left >= -1
        assert left + long <= width + 8
        assert 10 <= int(label.get("y")) <= height


def test_text_takes_the_colour_of_the_page(drawing):
    image = ElementTree.fromstring(drawing.svg)

    assert image.get("fill") == "currentColor"
    assert all(label.get("fill") is None for label in image.iter("text"))


def test_a_drawing_prints_as_its_alternative_text(drawing):
    assert repr(drawing) == f"Drawing: {drawing.alt}"


def test_the_space_time_diagram_tells_every_event():
    log = "\n".join(eventful().log)

    for words in (
        "0 ms  ann → n1: one, arrives 0.7 ms",
        "ann: thinks",
        "ann: holds the lease until 8 ms",
        "ann: pause until 4.5 ms",
        "n1: crash until 9 ms",
        "n1: restart",
        "n1: clock jump -500 µs",
        "ann: cut ann ↔ n1",
        "ann: heal ann ↔ n1",
        "two 2, ",
        "a < b & c, lost",
    ):
        assert words in log


def test_who_chooses_the_lines_from_top_to_bottom():
    world = World(seed=1)
    world.add(Echo("n1"), Echo("n2"))
    world.start("ann", talk, "one")
    world.span("n2", "idle", 0, 500)
    world.run()

    drawing = space_time(world.trace, who=["n1", "ann"])

    assert drawing.log == [
        "0 µs  ann → n1: one, arrives 1000 µs",
        "1000 µs  n1 → ann: one, arrives 2000 µs",
    ]
    assert drawing.svg.index(">n1<") < drawing.svg.index(">ann<")


def test_a_span_is_a_bar_from_its_start_to_its_end_told_in_time_order():
    world = World(seed=1)
    world.add(Echo("n1"))
    world.start("ann", talk, "one")
    world.run()
    world.span("n1", "lease 33", 1_000, 2_000)

    drawing = space_time(world.trace, who=["ann", "n1"])

    assert [line.split()[0] for line in drawing.log] == ["0", "1000", "1000"]
    assert drawing.log[2] == "1000 µs  n1: lease 33 until 2000 µs"
    group = list(ElementTree.fromstring(drawing.svg).iter("g"))[2]
    bar, arrows = group.find("rect"), re.findall(r"M(\d+) \d+L(\d+)", drawing.svg)
    assert (bar.get("x"), bar.get("fill-opacity")) == (arrows[2][1], "0.4")
    assert group.find("text").text == "lease 33"


def test_words_hide_neither_words_nor_lines_where_there_is_room():
    image = ElementTree.fromstring(eventful().svg)
    labels = [
        (int(label.get("x")), int(label.get("y")), len(label.text) * 8)
        for group in image.iter("g")
        for label in group.iter("text")
    ]

    for place, (x, y, long) in enumerate(labels):
        for a, b, wide in labels[:place]:
            assert abs(y - b) >= 11 or x >= a + wide or a >= x + long


def test_a_message_still_on_its_way_is_in_flight():
    world = World(seed=1)
    world.add(Echo("n1"))
    world.start("ann", talk, "one")
    world.run(until=500)

    assert space_time(world.trace).log == ["0 µs  ann → n1: one, in flight"]


def test_a_message_to_oneself_is_one_arrow():
    class Muser(Node):
        def on_start(self):
            self.send(self.name, "hi")

    world = World(seed=1)
    world.add(Muser("n1"))
    world.run()

    assert space_time(world.trace).log == ["0 µs  n1 → n1: hi, arrives 1000 µs"]


def test_a_note_may_be_any_value():
    world = World(seed=1)
    world.add(Node("n1"))
    world.note("n1", 5)

    assert space_time(world.trace).log == ["0 µs  n1: 5"]


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
    assert ">fits nowhere<" in drawing.svg
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


def test_a_crash_ends_with_its_own_restart():
    world = World(seed=1, faults=[Crash("n1", 500, 500), Pause("n1", 700, 100)])
    world.add(Echo("n1"))
    world.run()

    assert space_time(world.trace).log == [
        "500 µs  n1: crash until 500 µs",
        "500 µs  n1: restart",
        "700 µs  n1: pause until 800 µs",
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
    test_the_words_of_a_drawing_stay_inside_it(drawing)


def test_a_lattice_has_room_for_long_names_of_steps():
    def query(shop):
        yield "SELECT stock FROM items WHERE id = 1 FOR UPDATE NOWAIT"

    drawing = lattice(explore(lambda: ({}, {"ann": query({}), "bob": query({})})))

    test_the_words_of_a_drawing_stay_inside_it(drawing)
    left, right = re.search(r'd="M(\d+) \d+L(\d+) ', drawing.svg).groups()
    assert int(left) + 100 < int(right)


def test_an_empty_history_has_an_empty_timeline():
    assert timeline([], check_linearizable([], CasRegister())).log == []


def test_every_point_of_a_linearizable_timeline_lies_within_its_bar():
    history = [
        Operation("ann", "write", (1,), None, 0, 100),
        Operation("bob", "write", (2,), None, 0, 100),
        Operation("cal", "read", (), 1, 0, 100),
        Operation("dan", "read", (), 2, 90, 100),
    ]
    verdict = check_linearizable(history, CasRegister())

    image = ElementTree.fromstring(timeline(history, verdict).svg)

    bars = {bar.get("y"): bar for bar in image.iter("rect")}
    marks = [p for p in image.iter("path") if p.get("stroke") == "#009E73"]
    assert len(bars) == len(marks) == 4
    for mark in marks:
        x, top = re.match(r"M(\d+) (\d+)", mark.get("d")).groups()
        bar = bars[str(int(top) + 7)]
        left = int(bar.get("x"))
        assert left <= int(x) <= left + int(bar.get("width"))


def test_the_lattice_shades_the_hopeless_point_and_draws_the_shortest_bad_path():
    drawing = lattice(buyers())
    named = lattice(buyers(), caption="In turn.", alt="Four steps in turn.")

    assert "shaded: every schedule is bad" in drawing.svg
    assert drawing.svg.count("<rect") == 1
    assert drawing.log == ["ann: read", "bob: read", "bob: write", "ann: write"]
    assert (named.caption, named.alt) == ("In turn.", "Four steps in turn.")


def test_words_are_escaped():
    drawing = lattice(buyers(), alt="<b>", caption="x < y")

    assert "&lt;b&gt;" in drawing.svg
    assert "x &lt; y" in drawing._repr_html_()


class Elected(Node):
    def on_start(self):
        self.become("follower")
        if self.name == "n1":
            self.set_timer("election", 1_000)

    def on_timer(self, name):
        self.become("leader")
        self.note("term 2")
        self.send("n2", "follow me")


def elected():
    world = World(seed=1, faults=[Crash("n1", at=4_000)])
    world.add(Elected("n1"), Elected("n2"))
    world.run()
    world.span("n2", "lease", 2_000, 3_000)
    return space_time(world.trace, who=["n1", "n2"])


def test_a_role_is_a_bar_until_the_next_or_a_crash():
    drawing = elected()
    bars = list(ElementTree.fromstring(drawing.svg).iter("rect"))
    ends = [
        (int(bar.get("x")), int(bar.get("x")) + int(bar.get("width"))) for bar in bars
    ]
    fills = [bar.get("fill") for bar in bars]
    leader = fills.index("#CC79A7")

    assert fills.count("#888") == 2
    assert ends[0][1] == ends[leader][0]  # n1 follows until it leads
    assert ends[leader][1] < 470 == ends[1][1] - 2  # until it crashes; n2 to the end
    assert "1000 µs  n1: leader" in drawing.log
    assert ">leader<" in drawing.svg


def test_the_drawing_of_roles_keeps_what_holds_for_all():
    drawing = elected()

    test_every_step_of_a_drawing_has_its_line_in_the_log(drawing)
    test_the_words_of_a_drawing_stay_inside_it(drawing)


def test_an_undecided_history_is_drawn_as_far_as_the_search_came():
    history, _ = register_history()
    verdict = Verdict(None, order=history[:1], covered="the first state")

    drawing = timeline(history, verdict)

    assert "Undecided" in drawing.caption
    assert drawing.log[1] == "0 µs  ann: point 1"
    assert "fits nowhere" not in drawing.svg
