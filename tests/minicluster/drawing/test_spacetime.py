"""The picture of a run: every event told, true to time, the lost near their target."""

import re

import pytest
from minicluster import Crash, Cut, Node, Pause, World, space_time
from minicluster.drawing.letters import LINE
from pictures import (
    Echo,
    accident,
    box_of,
    eventful,
    lines_of_path,
    shapes_of,
    step_of,
    svgs,
    talk,
    texts_of,
    words_of,
)
from redlock import paused_holder, paused_world, two_holders


def test_the_space_time_diagram_tells_every_event():
    log = "\n".join(eventful().log)

    for words in (
        "0 ms  ann → n1: one, arrives 0.7 ms",
        "ann: thinks",
        "ann: holds the lease until 8 ms",
        "8 ms  ann: holds the lease ends",
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


def test_who_chooses_the_lanes():
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


def bars(image, axis):
    """Return start and length of every bar, along the axis of time."""
    along = {"x": "width", "y": "height"}
    return [
        (int(bar.get(axis)), int(bar.get(along[axis]))) for bar in image.iter("rect")
    ]


def spans_of(image, words):
    """Return the bars of the steps whose label is these words."""
    steps = [g.get("data-step") for g in image.iter("g")]
    return [
        step_of(image, step).find("rect")
        for step in steps
        if words in [label.text for label in step_of(image, step).iter("text")]
    ]


@pytest.mark.parametrize(("drawn", "side"), [(0, "width"), (1, "height")])
def test_leases_of_the_same_length_are_drawn_so(drawn, side):
    image = svgs(paused_holder())[drawn]
    groups = {int(group.get("data-step")): group for group in image.iter("g")}
    steps = [
        number
        for number, line in enumerate(paused_holder().log, 1)
        if re.search("locks: lease . until", line)
    ]

    lengths = [int(groups[step].find("rect").get(side)) for step in steps]

    assert len(lengths) == 2
    assert abs(lengths[0] - lengths[1]) <= 1
    assert lengths[0] > 150


def test_the_end_of_a_lease_is_a_step_with_its_word():
    drawing = paused_holder()

    step = drawing.log.index("32 ms  locks: lease 1 ends") + 1
    for image in svgs(drawing):
        group = step_of(image, step)
        assert [label.text for label in group.iter("text")] == ["ends"]
        assert group.find("path") is not None


def lanes_of(image, at):
    """Return where the seven lanes of `two_holders` are: their x (at 0) or y (1)."""
    ways = [lines_of_path(path) for path in image.findall("path")]
    ends = [way[0] for way in ways if len(way) == 1]
    return sorted(start[at] for start, end in ends if start[at] == end[at])[:7]


def words_in_step(drawing, drawn, line):
    """Return the Words that belong to a line of the log."""
    return words_of(step_of(svgs(drawing)[drawn], drawing.log.index(line) + 1))


def lane_before(lanes, word, axis):
    """Return the number of the last lane whose line is before the middle of a word."""
    middle = getattr(word.box.middle, axis)
    return sum(lane <= middle for lane in lanes) - 1


NAMES = [("A", "B"), ("Ann", "Bob"), ("Annabel", "Barbara")]


@pytest.mark.parametrize(("first", "second"), NAMES)
@pytest.mark.parametrize(("drawn", "axis"), [(0, "y"), (1, "x")])
def test_what_is_stored_stands_at_its_own_lane(drawn, axis, first, second):
    drawing = two_holders(first, second)
    lanes = lanes_of(svgs(drawing)[drawn], {"x": 0, "y": 1}[axis])

    for line, servers in (
        (f"2 ms  r1, r2, r3: store {first}", [1, 2, 3]),
        (f"22 ms  r3, r4, r5: store {second}", [3, 4, 5]),
    ):
        words = words_in_step(drawing, drawn, line)
        stand = [lane_before(lanes, word, axis) for word in words]
        assert set(stand) <= set(servers)
        assert len(stand) == len(set(stand))
        assert all(word.box.low <= lowest_end(drawing, drawn) for word in words)


def lowest_end(drawing, drawn):
    """Return the y at which the lowest bar ends."""
    bars_of = svgs(drawing)[drawn].iter("rect")
    return 1 + max(int(bar.get("y")) + int(bar.get("height")) for bar in bars_of)


@pytest.mark.parametrize(("drawn", "axis"), [(0, "y"), (1, "x")])
def test_a_lost_message_ends_near_its_target(drawn, axis):
    """Closer to it than to the lane before, which lies on the way."""
    image = svgs(two_holders())[drawn]
    at = {"x": 0, "y": 1}[axis]
    lanes = lanes_of(image, at)
    crosses = [
        path
        for path in list(image.iter("g"))[1].iter("path")
        if path.get("class") == "bad"
    ]
    assert len(crosses) == 2
    for cross, lane in zip(crosses, (4, 5), strict=True):
        ends = [point[at] for line in lines_of_path(cross) for point in line]
        middle = (min(ends) + max(ends)) / 2
        assert 0 < lanes[lane] - middle < (lanes[lane] - lanes[lane - 1]) / 2


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("drawn", [0, 1])
def test_the_cross_of_a_lost_message_touches_no_bar(drawn, mirrored):
    drawing = two_holders(mirrored=mirrored)
    image = svgs(drawing)[drawn]
    step = drawing.log.index("0 ms  A → r1, r2, r3: A, arrives 2 ms; r4, r5: lost") + 1
    crosses = [s for s in shapes_of(image) if (s.style, s.step) == ("bad", str(step))]
    bars = [box_of(bar) for bar in image.iter("rect")]

    assert len(crosses) == 2
    for cross in crosses:
        assert not any(cross.meets(bar, air=-2) for bar in bars)


DISC = 14  # from a client's name back to the middle of its sign, and half of that


@pytest.mark.parametrize("drawing", [two_holders, paused_holder])
def test_a_heading_is_over_the_middle_of_its_lane(drawing):
    """The middle of its line and all its bars, and not of the line alone."""
    image = svgs(drawing())[1]
    names = [word for word in words_of(image) if word.style == "bold"]
    names.sort(key=lambda word: word.box.x)
    ways = [lines_of_path(path) for path in image.findall("path")]
    ends = [way[0] for way in ways if len(way) == 1]
    lines = sorted({start[0] for start, end in ends if start[0] == end[0]})
    lines = lines[-len(names) :]
    sides = {line: [line, line] for line in lines}
    for bar in image.iter("rect"):
        box = box_of(bar)
        if box.y > LINE * 2 and not bar.get("class").endswith("sign"):
            line = max(line for line in lines if line <= box.middle.x + 1)
            left, right = sides[line]
            sides[line] = [min(left, box.x), max(right, box.right)]
    for word, (left, right) in zip(names, sides.values(), strict=True):
        is_client = word.text in ("A", "B", "Ann", "Bob")
        start = word.box.x - (DISC if is_client else 0)
        assert abs((start + word.box.right) / 2 - (left + right) / 2) <= 2, word.text


def test_a_lost_message_says_so():
    for image in svgs(two_holders()):
        assert texts_of(image).count("lost") == 2


def test_harm_is_hatched_and_named():
    drawing = two_holders()
    step = drawing.log.index("24 ms  two hold the lock")

    for image in svgs(drawing):
        group = step_of(image, step + 1)
        assert group.find("path").get("class") == "bad thin"
        words = [part for label in group.iter("text") for part in label.itertext()]
        assert " ".join(words) == "two hold the lock"


def test_what_is_stored_stands_along_the_lane():
    drawing = two_holders()

    assert "2 ms  r1, r2, r3: store A" in drawing.log
    assert "16 ms  r3: stores nothing" in drawing.log
    assert "22 ms  r3, r4, r5: store B" in drawing.log
    assert drawing.log.index("16 ms  r3: restart") < drawing.log.index(
        "16 ms  r3: stores nothing"
    )
    assert "49 ms  file: stores Bob's work" in paused_holder().log
    assert "empty" in texts_of(svgs(paused_holder())[0])


def test_the_same_message_to_several_is_one_step():
    assert "0 ms  A → r1, r2, r3: A, arrives 2 ms; r4, r5: lost" in two_holders().log


def test_a_long_quiet_time_is_left_out_with_a_sign_and_words():
    world = World(seed=1)
    world.add(Echo("n1"))
    world.start("ann", talk, "one")
    world.start("bob", talk, "two", delay=30_000_000)
    world.run()

    for image in svgs(space_time(world.trace)):
        left_out = [text for text in texts_of(image) if "left out" in text]
        assert left_out == ["29998 ms left out"]


def test_nothing_is_left_out_where_time_is_even():
    for image in svgs(paused_holder()):
        assert not [text for text in texts_of(image) if "left out" in text]


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


def test_a_crash_ends_with_its_own_restart():
    world = World(seed=1, faults=[Crash("n1", 500, 500), Pause("n1", 700, 100)])
    world.add(Echo("n1"))
    world.run()

    assert sorted(space_time(world.trace).log) == [
        "500 µs  n1: crash until 500 µs",
        "500 µs  n1: restart",
        "700 µs  n1: pause until 800 µs",
    ]


def test_cuts_of_one_moment_are_one_step():
    cuts = [Cut("ann", name, at=0, until=900) for name in ("n1", "n2")]
    world = World(seed=1, faults=cuts)
    world.add(Echo("n1"), Echo("n2"))
    world.start("ann", talk, "one")
    world.run()

    assert space_time(world.trace).log[0] == "0 µs  ann: cut ann ↔ n1, ann ↔ n2"


class Elected(Node):
    def on_start(self):
        self.become("follower")
        if self.name == "n1":
            self.set_timer("election", 1_000)

    def on_timer(self, name):
        self.become("leader")
        self.note("term 2")
        self.send("n2", "follow me")


def test_a_role_is_a_bar_until_the_next_or_a_crash():
    world = World(seed=1, faults=[Crash("n1", at=4_000)])
    world.add(Elected("n1"), Elected("n2"))
    world.run()
    wide = svgs(space_time(world.trace, who=["n1", "n2"]))[0]

    styles = [bar.get("class") for bar in wide.iter("rect")]
    first, second, leader, _ = bars(wide, "x")
    assert styles[:3] == ["grey soft", "grey soft", "c2 soft"]
    assert abs(sum(first) - leader[0]) <= 1  # n1 follows until it leads
    assert sum(leader) < sum(second)  # until it crashes; n2 to the end
    assert "leader" in texts_of(wide)


def test_a_picture_of_many_events_takes_time_in_proportion():
    """Counted in what is looked at, since clocks are noisy."""
    import cProfile
    import pstats

    def calls(steps):
        trace = accident(3, steps=steps)
        profile = cProfile.Profile()
        profile.runcall(space_time, trace)
        return pstats.Stats(profile).total_calls / len(trace)

    assert calls(40) < 1.5 * calls(20)


def test_the_world_is_the_same_with_a_record_or_without():
    plain = [e for e in paused_world().trace if e.kind in ("send", "receive", "pause")]

    assert len(plain) == 17
    assert plain[-1].time == 72_000
