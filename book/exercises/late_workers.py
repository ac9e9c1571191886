"""Two workers, a lock whose holder may be late, and a place that may check a write."""

from dataclasses import dataclass, replace

from minicluster import search


@dataclass(frozen=True)
class Lock:
    """A lock service."""

    servers: int  # that have to run for it
    forgets: str = ""  # what makes it forget its holder, in words; empty: nothing
    has_tokens: bool = False  # does each holder get a number that rises?


LOCKS = {
    "none": Lock(0),
    "one redis": Lock(1, "the Redis restarts empty", has_tokens=True),
    "redlock": Lock(5, "one of the three with the key restarts empty"),
    "etcd": Lock(3, has_tokens=True),
}
CHECKS = ("none", "fence", "compare and set", "unique key")


@dataclass(frozen=True)
class Worker:
    """How far a worker has come."""

    at: str = "begins"  # then "works", "ready" (it has read), "done"; or "refused"
    token: int = 0  # that came with the lock
    saw: int | None = None  # the version that it has read


@dataclass(frozen=True)
class Place:
    """Where the workers write, and the lock service that they ask."""

    workers: tuple = (("Ann", Worker()), ("Bob", Worker()))
    holder: str | None = None  # whom the lock service takes for the holder
    last_token: int = 0  # that the lock service gave out
    has_forgotten: bool = False  # a lock service forgets once at most
    written: tuple = ()  # whose writes were accepted, from first to last
    highest: int = 0  # the highest token that the place has seen
    is_stale: bool = False  # was a write accepted that knew nothing of the last one?

    def with_worker(self, name, worker, **changes):
        """Return the place once a worker has come further."""
        workers = {**dict(self.workers), name: worker}
        return replace(self, workers=tuple(workers.items()), **changes)


@dataclass(frozen=True)
class Protocol:
    """What two workers do with a lock and a check, as plain steps.

    >>> found = Protocol("redlock", "none").search(lambda place: not place.is_stale)
    >>> print(*[label for label, _ in found.path], sep="; ")
    Ann: take lock; Ann: read; time is up for Ann; Bob: take lock; Bob: read; \
Ann: write; Bob: write
    """

    lock: str  # of LOCKS
    check: str  # of CHECKS
    looks: bool = False  # does a worker stop who reads that it has been written?
    with_faults: bool = True  # may time run out, may the lock service forget?

    def steps(self, place):
        """Say what can happen next."""
        for name, worker in place.workers:
            if worker.at == "begins":
                yield self._taking(place, name, worker)
            elif worker.at == "works":
                yield self._reading(place, name, worker)
            elif worker.at == "ready":
                yield self._writing(place, name, worker)
        if self.with_faults:
            yield from self._faults(place)

    def _taking(self, place, name, worker):
        if self.lock == "none":
            begun = replace(worker, at="works")
            return f"{name}: begin", place.with_worker(name, begun)
        label = f"{name}: take lock"
        if place.holder:
            return label, place.with_worker(name, replace(worker, at="refused"))
        token = place.last_token + 1
        worker = replace(worker, at="works", token=token)
        return label, place.with_worker(name, worker, holder=name, last_token=token)

    def _reading(self, place, name, worker):
        label = f"{name}: read"
        is_late = self.check == "fence" and worker.token < place.highest
        if is_late or (self.looks and place.written):
            return label, place.with_worker(name, replace(worker, at="refused"))
        worker = replace(worker, at="ready", saw=len(place.written))
        highest = max(place.highest, worker.token)
        return label, place.with_worker(name, worker, highest=highest)

    def _writing(self, place, name, worker):
        label = f"{name}: write"
        if not self._accepts(place, worker):
            return label, place.with_worker(name, replace(worker, at="refused"))
        return label, place.with_worker(
            name,
            replace(worker, at="done"),
            written=(*place.written, name),
            highest=max(place.highest, worker.token),
            is_stale=place.is_stale or worker.saw != len(place.written),
        )

    def _accepts(self, place, worker):
        """Say whether the place accepts a write."""
        if self.check == "fence":
            return worker.token >= place.highest
        if self.check == "compare and set":
            return worker.saw == len(place.written)
        if self.check == "unique key":
            return not place.written
        return True

    def _faults(self, place):
        if place.holder and dict(place.workers)[place.holder].at in ("works", "ready"):
            yield f"time is up for {place.holder}", replace(place, holder=None)
        lock = LOCKS[self.lock]
        remembers = place.holder or (lock.has_tokens and place.last_token)
        if lock.forgets and remembers and not place.has_forgotten:
            empty = replace(place, holder=None, last_token=0, has_forgotten=True)
            yield lock.forgets, empty

    def search(self, safe):
        """Search every order of the steps and faults for a state that is not safe."""
        return search(Place(), self.steps, safe)


def at_work(place):
    """Return the names of those who work and believe that they may."""
    return [name for name, worker in place.workers if worker.at in ("works", "ready")]


def have_worked(place):
    """Return the names of those who have done the work, in vain or not."""
    return [name for name, worker in place.workers if worker.at in ("ready", "done")]
