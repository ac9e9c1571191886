"""Every state that nodes can reach, whatever the order of messages and the faults."""

from collections import Counter, deque

from ..naming import naming
from .limit import refuse_below_one
from .reached import Reached, WorldQuestion
from .snapshots import Snapshots


def reach(make, invariant, *, outcome=None, bound=None, limit=100_000):
    """Visit, breadth first, every state that a world can reach; stop at a violation.

    `make()` returns a new World with its nodes, clients and faults. There is no time:
    whatever the world has yet to do may come next, be it the arrival of a message, the
    end of a timer, the begin of a fault or its end. So Crash tries a crash at every
    moment, a Cut with an end the loss of any messages in a row; Pause and ClockJump
    have no meaning here, and every clock shows 0.

    `invariant(world)` must hold in every state. It may ask for the nodes, the results
    and the history; of the trace there are only the begins and ends of operations,
    which are part of the state, so that `check_linearizable(history(world.trace), ...)`
    can be asked. `outcome(world)` is counted for the states in which nothing more can
    happen. A state for which `bound(world)` does not hold is judged, and not gone on
    from. At `limit` states the search stops and says so.

    Raises ValueError for a loss or duplication between 0 and 1, and for nodes that
    change each other otherwise than by messages. What a node, a client or a question
    raises carries its schedule.

    >>> from minicluster import Node, World
    >>> class Doctor(Node):
    ...     calls = 0
    ...     def on_start(self):
    ...         if self.name == "ann":
    ...             self.send("bob", "call me")
    ...     def on_message(self, request, message):
    ...         self.calls += 1
    >>> def make():
    ...     world = World(seed=1, duplication=1)
    ...     world.add(Doctor("bob"), Doctor("ann"))
    ...     return world
    >>> found = reach(make, lambda world: world.nodes["bob"].calls < 2)
    >>> found
    the invariant is broken by
    bob: receive call me from ann
    bob: receive call me from ann
    covered: 3 states
    >>> found.shortest
    '0.0'
    """
    refuse_below_one(limit)
    return Search(WorldQuestion(make, invariant, outcome, bound), limit).run()


class Search:
    """One search through the states of a world."""

    def __init__(self, question, limit):
        self.question = question
        self.limit = limit  # states
        self.snapshots = Snapshots(question.make())
        self.met = set()  # keys of states
        self.ahead = deque()  # states to go on from
        self.ends = 0
        self.outcomes = Counter()
        self.bounded = False  # is there a state beyond the bound?

    def run(self):
        """Search, and return what was found."""
        start = self.snapshots.start
        if not self._meet(start, start.key()):
            return self._broken(start)
        while self.ahead:
            state = self.ahead.popleft()
            for choice, pending in enumerate(state.choices()):
                following = self.snapshots.after(state, choice, pending)
                key = following.key()
                if key in self.met:
                    continue
                if len(self.met) == self.limit:
                    covered = f"{self.limit:,} states, the limit"
                    return self._found(True, covered, complete=False)
                if not self._meet(following, key):
                    return self._broken(following)
        within = " within the bound" if self.bounded else ""
        return self._found(True, f"all {len(self.met):,} states{within}")

    def _meet(self, state, key):
        """Judge a new state; return whether all is well."""
        self.met.add(key)
        if state is not self.snapshots.loaded:
            self.snapshots.load(state)
        world = self.snapshots.world
        with naming(state.schedule, "make"):
            if not self.question.invariant(world):
                return False
            if not state.pending:
                self.ends += 1
                if self.question.outcome:
                    self.outcomes[self.question.outcome(world)] += 1
            elif self.question.bound and not self.question.bound(world):
                self.bounded = True
            else:
                self.ahead.append(state)
        return True

    def _broken(self, state):
        return self._found(False, f"{len(self.met):,} states", state.schedule())

    def _found(self, ok, covered, shortest=None, complete=True):
        return Reached(
            question=self.question,
            ok=ok,
            states=len(self.met),
            ends=self.ends,
            outcomes=dict(self.outcomes),
            shortest=shortest,
            complete=complete,
            covered=covered,
        )
