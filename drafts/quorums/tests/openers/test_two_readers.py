"""The nodes of the chapter on quorums, under thousands of schedules of faults."""

import json
import re
from dataclasses import dataclass
from itertools import product

import pytest
from building import ROOT
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from minicluster import (
    CasRegister,
    Crash,
    Cut,
    World,
    begin,
    call,
    check_linearizable,
    end,
    history,
    sleep,
)
from openers import two_readers
from openers.two_readers import Replica, read

MS = 1_000
CHAPTER = ROOT / "book" / "does-a-quorum-read-the-latest-write.ipynb"
SCHEDULES = 2_000  # of each property
NAMES = ["r1", "r2", "r3"]
CLIENTS = ["Ann", "reader 1", "reader 2", "reader 3"]
LINKS = list(product(CLIENTS, NAMES))


def shown_in_the_chapter(name):
    """Return a function as a cell of the chapter defines it."""
    cells = json.loads(CHAPTER.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    (source,) = [each for each in sources if f"def {name}(" in each]
    names = dict(vars(two_readers))
    exec(source.replace(f"judge({name})", ""), names)
    return names[name]


write = shown_in_the_chapter("write")
read_and_write_back = shown_in_the_chapter("read_and_write_back")


@dataclass(frozen=True)
class Schedule:
    """What happens to three replicas, a writer and several readers."""

    writes: int
    readers: int
    reads: int  # of each reader
    pause: int  # microseconds between two operations of a client, at most
    seed: int  # of the latencies
    slowest: int  # microseconds that a slow message may take
    slow: list  # for each of LINKS, whether messages on it may be slow
    loss: float
    duplication: float
    crashes: tuple  # (replica, from, for how long)
    cuts: tuple  # (client or replica, replica, from, for how long)


SPAN = st.tuples(
    st.sampled_from(NAMES), st.integers(0, 60 * MS), st.integers(1, 40 * MS)
)
SCHEDULE = st.builds(
    Schedule,
    writes=st.integers(1, 4),
    readers=st.integers(1, 3),
    reads=st.integers(1, 4),
    pause=st.integers(0, 3 * MS),
    seed=st.integers(0, 10**6),
    slowest=st.integers(1 * MS, 90 * MS),
    slow=st.lists(st.booleans(), min_size=len(LINKS), max_size=len(LINKS)),
    loss=st.sampled_from([0, 0.1]),
    duplication=st.sampled_from([0, 0.3]),
    crashes=st.lists(SPAN, max_size=3).map(tuple),
    cuts=st.lists(st.tuples(st.sampled_from(CLIENTS), SPAN), max_size=4).map(tuple),
)


def writer(schedule, write):
    for version in range(2, schedule.writes + 2):
        yield begin("write", version)
        yield from write(NAMES, (version, version))
        yield end()
        yield sleep(schedule.pause)


def reader(schedule, read):
    for _ in range(schedule.reads):
        yield begin("read")
        _, value = yield from read(NAMES)
        yield end(value if value != "old" else 1)
        yield sleep(schedule.pause)


def some_time(stream, schedule, ends):
    """Return how long a message takes: little, or on some links very long."""
    link = ends if ends[1] in NAMES else ends[::-1]
    is_slow = schedule.slow[LINKS.index(link)]
    return stream.randint(1, schedule.slowest if is_slow else MS)


def run(schedule, kind, read, write):
    """Return the history of a schedule."""
    faults = [
        Crash(who, at=at, restart=at + duration)
        for who, at, duration in schedule.crashes
    ]
    clients = CLIENTS[: schedule.readers + 1]
    for client, (replica, at, duration) in schedule.cuts:
        if client in clients:
            faults.append(Cut(client, replica, at=at, until=at + duration))
    world = World(
        seed=schedule.seed,
        latency=lambda stream, *ends: some_time(stream, schedule, ends[:2]),
        loss=schedule.loss,
        duplication=schedule.duplication,
        faults=faults,
    )
    world.add(*map(kind, NAMES))
    world.start("Ann", writer, schedule, write)
    for name in clients[1:]:
        world.start(name, reader, schedule, read)
    world.run()
    return history(world.trace)


def stays_linearizable(kind=Replica, read=read_and_write_back, write=write):
    """Fail if a schedule of faults has a history that is not linearizable."""
    ended = set()

    @settings(
        max_examples=SCHEDULES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
    )
    @given(SCHEDULE)
    def holds(schedule):
        told = run(schedule, kind, read, write)
        ended.add(sum(operation.ret is not None for operation in told))

        verdict = check_linearizable(told, CasRegister(1))
        assert verdict.ok, repr(verdict)

    holds()
    assert max(ended) > 12  # operations do come to their ends


def test_reads_that_write_back_are_linearizable_whatever_fails():
    stays_linearizable()


class TakesWhateverComes(Replica):
    """A replica that lets an older version replace a newer one."""

    def on_message(self, request, message):
        kind, *written = message
        if kind == "write":
            (self.held,) = written
        self.reply(request, self.held)


class Forgets(Replica):
    """A replica that comes back from a crash empty."""

    durable = ()


def reads_from_one(replicas):
    replies = yield call(replicas, ("read",), quorum=1)
    newest = max(replies.values())
    yield call(replicas, ("write", newest), quorum=2)
    return newest


def writes_back_the_older(replicas):
    replies = yield call(replicas, ("read",), quorum=2)
    yield call(replicas, ("write", min(replies.values())), quorum=2)
    return max(replies.values())


def writes_to_one(replicas, new):
    yield call(replicas, ("write", new), quorum=1)


@pytest.mark.parametrize(
    "broken",
    [
        {"read": read},
        {"read": reads_from_one},
        {"read": writes_back_the_older},
        {"write": writes_to_one},
        {"kind": TakesWhateverComes},
        {"kind": Forgets},
    ],
    ids=lambda each: next(iter(each.values())).__name__,
)
def test_without_one_of_its_rules_it_is_not(broken):
    with pytest.raises(AssertionError, match="fits nowhere"):
        stays_linearizable(**broken)


@pytest.mark.parametrize(("r", "w"), [(1, 3), (2, 2), (3, 1)])
def test_a_read_finds_each_write_that_has_ended(r, w):
    """The overlap itself, with three replicas: it needs no write-back."""

    def client():
        for version in range(2, 6):
            yield call(NAMES, ("write", (version, version)), quorum=w)
            replies = yield call(NAMES, ("read",), quorum=r)
            assert max(replies.values()) == (version, version)
        return "done"

    for seed in range(200):
        world = World(seed=seed, latency=lambda stream, *_: stream.randint(1, 40 * MS))
        world.add(*map(Replica, NAMES))
        world.start("Ann", client)
        world.run()
        assert world.results == {"Ann": "done"}


def test_the_chapter_comes_close_to_the_paper_on_staleness():
    """Fresh at once within a point, the times to 99.9 % within a fifth."""
    cells = json.loads(CHAPTER.read_text("utf-8"))["cells"]
    printed = [
        "".join(output.get("text", ""))
        for cell in cells
        for output in cell.get("outputs", [])
    ]
    (text,) = [each for each in printed if "99.9 % after" in each]
    at_once = {
        name: float(share) for name, share in re.findall(r"(.*): (\S+) at once", text)
    }
    times = re.findall(r"after (\S+) ms, paper (\S+)", text)

    assert abs(at_once["LNKD-DISK R=1 W=1"] - 0.439) < 0.01
    assert [float(paper) for _, paper in times] == [1.85, 45.5, 1364, 202]
    assert all(abs(float(ours) / float(paper) - 1) < 0.2 for ours, paper in times)
