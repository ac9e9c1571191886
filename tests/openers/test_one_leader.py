"""The nodes of the chapter on one leader, under thousands of schedules of faults."""

import json
from dataclasses import dataclass

import pytest
from building import ROOT
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from minicluster import Cut, World, call, reach, sleep
from openers import one_leader
from openers.one_leader import Failover, Replica, Server

MS = 1_000
CHAPTER = ROOT / "book" / "does-one-leader-keep-every-write.ipynb"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SCHEDULES = 1_000  # of each property


def shown_in_the_chapter(name):
    """Return a class as a cell of the chapter defines it."""
    cells = json.loads(CHAPTER.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    (source,) = [each for each in sources if f"class {name}(" in each]
    names = dict(vars(one_leader))
    exec(source, names)
    return names[name]


PatientServer = shown_in_the_chapter("PatientServer")


@dataclass(frozen=True)
class Schedule:
    """What happens to a leader and its followers."""

    writes: int  # of Ann's
    others: int  # writes of Bob's, meanwhile
    followers: int
    duplication: float  # the share of messages that arrive twice
    every: int  # microseconds between an ok and the next write
    seed: int  # of the latencies
    slowest: int  # microseconds that a message may take
    crash: int  # microseconds
    promote_after: int  # microseconds
    cuts: tuple  # (number of the follower, from, for how long)

    @property
    def names(self):
        return [f"f{number}" for number in range(1, self.followers + 1)]


SCHEDULE = st.builds(
    Schedule,
    writes=st.integers(1, 8),
    others=st.integers(0, 8),
    duplication=st.sampled_from([0, 0.3]),
    followers=st.integers(1, 3),
    every=st.integers(0, 4 * MS),
    seed=st.integers(0, 10**6),
    slowest=st.integers(1, 20 * MS),
    crash=st.integers(0, 90 * MS),
    promote_after=st.integers(1, 10 * MS),
    cuts=st.lists(
        st.tuples(st.integers(1, 3), st.integers(0, 60 * MS), st.integers(0, 40 * MS)),
        max_size=3,
    ).map(tuple),
)


def writer(writes, every):
    told = ""
    for write in writes:
        reply = yield call("leader", ("write", write))
        if reply == "ok":
            told += write
        yield sleep(every)
    return told


def run(schedule, kind, failover=Failover):
    """Run a schedule, and return the world after it."""
    promotion = schedule.crash + schedule.promote_after
    faults = [failover(at=schedule.crash, promote=promotion)]
    for number, at, duration in schedule.cuts:
        if number <= schedule.followers:
            faults.append(Cut("leader", f"f{number}", at=at, until=at + duration))
    world = World(
        seed=schedule.seed,
        latency=lambda stream, *_: stream.randint(1, schedule.slowest),
        duplication=schedule.duplication,
        faults=faults,
    )
    world.add(kind("leader", schedule.names), *map(kind, schedule.names))
    world.start("Ann", writer, LETTERS[: schedule.writes], schedule.every)
    others = LETTERS[: schedule.others].upper()
    world.start("Bob", writer, others, schedule.every)
    world.run()
    return world


def told_to(client):
    """Return what a client was told is kept, whether it has come to its end or not."""
    if client.finished:
        return client.result
    return client.generator.gi_frame.f_locals.get("told", "")


def acknowledged(world):
    """Return what Ann and Bob were told is kept, in the order of the leader's log."""
    told = told_to(world.nodes["Ann"]) + told_to(world.nodes["Bob"])
    return sorted(told, key=world.nodes["leader"].log.index)


def lost(world):
    """Return what was acknowledged and is not in the log of the new leader."""
    leaders = [n for n in world.nodes.values() if n.role == "leader"]
    (new,) = [node for node in leaders if node.name != "leader"]
    return [write for write in acknowledged(world) if write not in new.log]


def lag_of(world):
    """Return how many acknowledged writes had reached no follower at the promotion.

    This looks at the messages alone, and not at what the followers have.
    """
    reached = 0
    for event in world.trace:
        if event.kind == "role" and event.what == "leader" and event.who != "leader":
            break
        if event.kind == "receive" and event.what[:1] == ("copy",):
            _, start, news = event.what
            reached = max(reached, start + len(news))
    have = world.nodes["leader"].log[:reached]
    return sum(write not in have for write in acknowledged(world))


def test_a_failover_loses_as_much_as_the_lag_and_no_more_than_was_acknowledged():
    @settings(max_examples=SCHEDULES, derandomize=True, deadline=None, database=None)
    @given(SCHEDULE)
    def loses_the_lag(schedule):
        world = run(schedule, Server)
        told, lag = acknowledged(world), lag_of(world)
        seen.add(min(lag, 2))

        assert lost(world) == told[len(told) - lag :]  # the end of the log
        assert len(lost(world)) == min(len(told), lag)

    seen = set()
    loses_the_lag()
    assert seen == {0, 1, 2}  # it was no search without losses


@pytest.mark.parametrize("lag", range(7))
@pytest.mark.parametrize("writes", range(1, 9))
def test_writes_that_are_acknowledged_with_a_lag_of_so_many_lose_the_smaller(
    writes, lag
):
    """Copies take the time of so many writes more, as in the chapter."""
    last_ok = (10 * (writes - 1) + 2) * MS
    world = World(
        seed=1,
        latency=lambda _, source, to, message: (
            (10 * lag + 1) * MS if message[:1] == ("copy",) else MS
        ),
        faults=[Failover(at=last_ok + MS, promote=last_ok + 2 * MS)],
    )
    world.add(Server("leader", ["f1"]), Server("f1"))
    world.start("Ann", writer, LETTERS[:writes], 8 * MS)
    world.start("Bob", writer, "", 0)
    world.run()

    assert len(acknowledged(world)) == writes
    assert len(lost(world)) == min(writes, lag)


def loses_nothing(kind, failover=Failover, examples=SCHEDULES):
    """Fail if one crash can lose an acknowledged write."""
    numbers = set()

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
    )
    @given(SCHEDULE)
    def keeps_what_was_acknowledged(schedule):
        world = run(schedule, kind, failover)
        numbers.add(len(acknowledged(world)))

        assert lost(world) == []

    keeps_what_was_acknowledged()
    assert max(numbers) > 8  # it does acknowledge


def test_who_waits_for_a_follower_loses_nothing_by_one_crash():
    loses_nothing(PatientServer)


class TakesEveryCopy(PatientServer):
    """A follower that lets an old copy, come late, undo a newer one."""

    def on_copy(self, request, start, news):
        if self.role != "leader":
            self.log = self.log[:start] + news
            self.send(request.source, ("stored", len(self.log)))


class SaysStoredFirst(PatientServer):
    """A follower that says "stored" and stores with the next copy alone."""

    pending = (0, "")

    def on_copy(self, request, start, news):
        if self.role == "leader":
            return
        before, late = self.pending
        if len(self.log) < before + len(late):
            self.log = self.log[:before] + late
        self.pending = start, news
        self.send(request.source, ("stored", start + len(news)))


class AnswersAllThatWait(PatientServer):
    """A leader that takes any "stored" for all that it has sent."""

    def on_stored(self, request, position):
        super().on_stored(request, position)
        for place in sorted(self.waiting):
            self.reply(self.waiting.pop(place), "ok")


class PromotesTheShorter(Failover):
    """A failover that promotes the follower with the shortest log."""

    def end(self, world):
        followers = [n for n in world.nodes.values() if n.role == "follower"]
        min(followers, key=lambda node: len(node.log)).become("leader")


@pytest.mark.parametrize(
    ("kind", "failover"),
    [
        (Server, Failover),
        (TakesEveryCopy, Failover),
        (SaysStoredFirst, Failover),
        (AnswersAllThatWait, Failover),
        (PatientServer, PromotesTheShorter),
    ],
    ids=lambda each: each.__name__,
)
def test_without_one_of_its_rules_it_loses_an_acknowledged_write(kind, failover):
    with pytest.raises(AssertionError):
        loses_nothing(kind, failover)


def test_every_order_of_three_writes_and_one_crash():
    """The same by search: the first leader loses, the patient one does not."""

    def world_of(kind):
        def make():
            world = World(seed=1, faults=[Failover()])
            world.add(kind("leader", ["f1", "f2"]), kind("f1"), kind("f2"))
            world.start("Ann", one_leader.writer, "leader", "ab")
            return world

        return make

    assert not reach(world_of(Server), one_leader.nothing_is_lost).ok
    found = reach(world_of(PatientServer), one_leader.nothing_is_lost)
    assert found.ok
    assert found.complete


def test_a_follower_refuses_writes_until_it_is_promoted():
    def impatient():
        first = yield call("f1", ("write", "a"))
        yield sleep(10 * MS)
        second = yield call("f1", ("write", "b"))
        return first, second

    world = World(seed=1, faults=[Failover(at=5 * MS, promote=6 * MS)])
    world.add(Server("leader", ["f1"]), Server("f1"))
    world.start("Ann", impatient)
    world.run()

    assert world.results["Ann"] == ("read-only", "ok")
    assert isinstance(world.nodes["f1"], Replica)
