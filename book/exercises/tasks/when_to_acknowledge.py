"""Say when a leader acknowledges, and whom a failover promotes: for B1."""

import ast
from collections import Counter
from dataclasses import dataclass
from types import SimpleNamespace

from explorable import play
from minicluster import Crash, Node, World, call, reach
from minicluster.cluster.actions import FaultStep, Request
from minicluster.cluster.faults import Fault

from ..answer import AnswerError
from ..task import Judged, Task

FOLLOWERS = ("f1", "f2")
WRITES = "abc"
MOST_WRITES = 3  # by one client, one after the other
MOST_STATES = 30_000  # of one search


class Server(Node):
    """A server with a log; the leader acknowledges as the reader says."""

    durable = ("log", "role")

    def __init__(self, name, rules=None):
        super().__init__(name)
        self.log = ""
        self.role = "leader" if rules else "follower"
        self.stored = dict.fromkeys(FOLLOWERS, 0)  # as far as the leader knows
        self.waiting = {}  # writes that are not acknowledged, by position
        self.rules = rules

    def saved(self):
        """Leave out the rules: they are the same in every state."""
        return {k: value for k, value in super().saved().items() if k != "rules"}

    def put_back(self, saved):
        """Keep the rules, which are not part of a state."""
        super().put_back({**saved, "rules": self.rules})

    def on_message(self, request, message):
        """Act on a write, a copy, or the word that a copy is stored."""
        kind, *rest = message
        getattr(self, f"on_{kind}")(request, *rest)

    def on_write(self, request, write):
        """Keep a write and send each follower what it lacks."""
        self.log += write
        self.waiting[len(self.log)] = request
        for name, start in self.stored.items():
            self.send(name, ("copy", start, self.log[start:]))
        self.acknowledge()

    def on_copy(self, request, start, news):
        """Store what is new, and say how much there is."""
        if self.role == "leader":
            return
        if len(self.log) < start + len(news):
            self.log = self.log[:start] + news
        self.send(request.source, ("stored", len(self.log)))

    def on_stored(self, request, position):
        """Take note of how far a follower is."""
        self.stored[request.source] = max(self.stored[request.source], position)
        self.acknowledge()

    def acknowledge(self):
        """Answer the writes that may be acknowledged now."""
        for position in sorted(self.waiting):
            far = len(self.log), *self.stored.values()
            if self.rules.acknowledge(position, *far):
                self.reply(self.waiting.pop(position), "ok")


@dataclass(frozen=True)
class Failover(Fault):
    """The leader dies, and later the follower that the reader chose leads."""

    promote: object
    at: int = 0

    def begin(self, world):
        """Stop the leader for good."""
        world.take_down("leader")
        world.plan(0, FaultStep(self, "end"))

    def end(self, world):
        """Promote a follower."""
        name = self.promote(*(len(world.nodes[name].log) for name in FOLLOWERS))
        world.nodes[name].become("leader")


def writer(writes):
    """Write one after the other, and remember what was acknowledged."""
    told = ""
    for write in writes:
        yield call("leader", ("write", write))
        told += write
    return told


def world_of(rules, writes, fault):
    """Return what `reach` is given: a function that makes a world."""

    def make():
        world = World(seed=1, faults=[fault] if fault else [])
        world.add(Server("leader", rules), *map(Server, FOLLOWERS))
        world.start("Ann", writer, WRITES[:writes])
        return world

    return make


def told_to_ann(world):
    """Return the writes that Ann was told are kept."""
    ann = world.nodes["Ann"]
    ann.catch_up()
    if ann.finished:
        return ann.result
    return ann.generator.gi_frame.f_locals.get("told", "")


def new_leader(world):
    """Return the follower that was promoted, or None."""
    followers = [world.nodes[name] for name in FOLLOWERS]
    return next((each for each in followers if each.role == "leader"), None)


def nothing_is_lost(world):
    """Say whether the new leader has all that Ann was told is kept."""
    leader = new_leader(world)
    return leader is None or set(told_to_ann(world)) <= set(leader.log)


def is_open(world):
    """Say whether Ann can still be told something that the new leader lacks."""
    under_way = [action for _, _, action in world.queue if isinstance(action, Request)]
    return new_leader(world) is None or any(r.destination == "Ann" for r in under_way)


def everything_is_told(writes):
    """Return what asks whether Ann is not left without an answer."""

    def is_told(world):
        return bool(world.queue) or len(told_to_ann(world)) == writes

    return is_told


def rules_of(answer):
    """Return the reader's two functions, whose answers are looked at."""
    return SimpleNamespace(
        acknowledge=checked(answer, "acknowledge", (True, False)),
        promote=checked(answer, "promote", FOLLOWERS),
    )


def checked(answer, name, allowed):
    """Return one of the reader's functions, which must return what is allowed."""
    function = answer.names.get(name)
    if not callable(function):
        raise AnswerError(f"There is no function `{name}` any more; define it again.")
    line = getattr(getattr(function, "__code__", None), "co_firstlineno", 2)
    known = {}  # by arguments: the answer must follow from them alone

    def check(*arguments):
        said = function(*arguments)
        if type(said) not in (bool, str) or said not in allowed:
            words = " or ".join(
                f'"{each}"' if isinstance(each, str) else str(each) for each in allowed
            )
            raise AnswerError(
                f"`{name}`, from line {line} on, returned {said!r}; return {words}."
            )
        if known.setdefault(arguments, said) != said:
            raise AnswerError(
                f"`{name}`, from line {line} on, answers the same question in two "
                "ways; let it go by its arguments alone."
            )
        return said

    return check


def judge_rules(answer):
    """Search for a lost write first, then for a write that nobody acknowledges."""
    rules = rules_of(answer)
    seen = Counter()
    for writes in range(1, MOST_WRITES + 1):
        fault = Failover(rules.promote)
        make = world_of(rules, writes, fault)
        found = searched(make, nothing_is_lost, bound=is_open)
        if not found.ok:
            return loses(found, writes)
        seen["states"] += found.states
    for fault in (None, *(Crash(name, at=0) for name in FOLLOWERS)):
        for writes in range(1, MOST_WRITES + 1):
            make = world_of(rules, writes, fault)
            found = searched(make, everything_is_told(writes))
            if not found.ok:
                return is_stuck(found, writes, fault)
            seen["states"] += found.states
    return Judged(
        True,
        f"All {seen['states']:,} situations were tried that up to {MOST_WRITES} "
        "writes, one after the other, can lead to when messages arrive in any order "
        "and at most one of the three servers dies, at any moment: in 0 of them an "
        "acknowledged write is lost, and with a follower dead every write is "
        "acknowledged in the end.",
    )


def searched(make, invariant, bound=None):
    """Search a world; AnswerError where there are too many states."""
    found = reach(make, invariant, bound=bound, limit=MOST_STATES)
    if not found.complete:
        raise AnswerError(
            f"There are more than {MOST_STATES:,} states to visit; simplify the rule."
        )
    return found


def loses(found, writes):
    """Return a Judged for rules that lose an acknowledged write."""
    world = found.world
    leader = new_leader(world)
    gone = [write for write in told_to_ann(world) if write not in leader.log]
    logs = {name: log_in_words(world.nodes[name].log) for name in FOLLOWERS}
    said = (
        f"In the shortest bad run Ann is told that {gone[0]} is kept, the leader dies, "
        f"and {leader.name} is promoted: its log is {logs[leader.name]}"
    )
    other = next(name for name in FOLLOWERS if name != leader.name)
    if gone[0] in world.nodes[other].log:
        said += f", and {other} has {logs[other]}"
    return Judged(
        False, f"{said}.", drawn(found, writes, "Lose a write that was acknowledged.")
    )


def is_stuck(found, writes, fault):
    """Return a Judged for rules under which Ann is not answered."""
    waits = WRITES[len(told_to_ann(found.world))]
    when = f"{fault.node} dies" if fault else "nothing fails"
    said = (
        f"Nothing is lost, but when {when}, Ann can wait for ever: nobody acknowledges "
        f"her write {waits}."
    )
    return Judged(False, said, drawn(found, writes, "Let Ann wait for ever."))


def log_in_words(log):
    """Return a log as a reader would say it."""
    return " ".join(log) or "empty"


def drawn(found, writes, goal):
    """Draw the shortest bad run, to be played; None if there are too many states."""
    try:
        return play(
            graph_of(found, writes),
            name="when-to-acknowledge",
            goal=goal,
            shows=looks,
            actors=["Ann"],
            moves=moves,
            believes=believes,
            ends=None,
            told=told,
        )
    except ValueError:  # too many states, or too many bytes
        return None


def graph_of(found, writes):
    """Return the states: hearing ok, Ann sends her next write in the same step."""
    data = found.graph().as_data()
    for state in data["states"]:
        state["actors"]["Ann"]["waits"] = None  # she waits for a message, as all do
        following = WRITES[len(told_in(state)) + 1 : writes]
        for move in state["moves"]:
            if move["label"].startswith("receive ok") and following:
                move["label"] = f"hear ok, write {following[0]}"
    return SimpleNamespace(as_data=lambda: data)


def told_in(state):
    """Return what Ann was told is kept, in a state of the graph."""
    holds = state["actors"]["Ann"]["holds"]
    return holds.get("result", holds.get("told", ""))


def looks(state):
    """Say what is seen: the logs, and what Ann was told."""
    logs = {name: log_of(name, state) for name in ("leader", *FOLLOWERS)}
    heard = ", ".join(f"{write} ok" for write in told_in(state))
    return {**logs, "Ann was told": heard or "nothing"}


def log_of(name, state):
    """Return a server's log as words, and what has become of the server."""
    holds = state["actors"][name]["holds"]
    log = log_in_words(holds["log"])
    if name in state["shared"]["down"]:
        return f"{log} (dead)"
    return f"{log} (leads)" if holds["role"] == "leader" else log


def moves(who, label):
    """Say a move as the reader would: what arrives, and what happens to a server."""
    happens = {
        "begin of failover": "leader: die",
        "end of failover": "promote a follower",
        "begin of crash": f"{who}: die",
    }
    if label in happens:
        return None, happens[label]
    if label == "timer wake":
        return who, f"write {WRITES[0]}"
    if label.startswith("hear ok"):
        return who, label
    verb, _, rest = label.partition(" ")
    message, _, source = rest.rpartition(" from ")
    if message == "ok":
        return who, "hear ok"
    kind, *rest = ast.literal_eval(message)
    if kind == "write":
        said = f"write {rest[-1]}"
    elif kind == "copy":
        said = f"copy of {' and '.join(rest[-1])}"
    else:
        said = f"“{source} has {rest[-1]}”"
    return None, f"{who}: {'lose' if verb == 'lose' else 'get'} {said}"


def believes(name, state):
    """Say what Ann takes for true."""
    heard = told_in(state)
    return f"believes: {' and '.join(heard)} kept" if heard else ""


def told(state):
    """Say how a run ended."""
    if state["verdict"]["ok"]:
        return "Here it is well. Try another order."
    if any(state["actors"][name]["holds"]["role"] == "leader" for name in FOLLOWERS):
        return "Ann was told ok, and the new leader does not have it."
    return "Nothing more can happen, and Ann still waits."


STARTER = """
def acknowledge(position, leader, f1, f2):
    return leader >= position

def promote(f1, f2):
    return "f1"
"""

LONGEST = """
def promote(f1, f2):
    return "f1" if f1 >= f2 else "f2"
"""


def with_longest(rule):
    """Return an answer with such a rule that promotes the longest log."""
    return f"\ndef acknowledge(position, leader, f1, f2):\n{rule}\n{LONGEST}"


TASK = Task(
    name="when-to-acknowledge",
    asks="acknowledge",
    starter=STARTER,
    judge=judge_rules,
    hints=(
        "The leader dies, and what it alone has is gone. Who else must have the write "
        "before Ann may hear ok? And if one of the two followers is dead?",
        "One of the two is enough, whichever it is, as long as the failover looks for "
        "that one: compare the two logs in `promote`.",
    ),
    repairs={
        "one of the two has it": with_longest("    return max(f1, f2) >= position"),
        "either, said in words": """
def acknowledge(position, leader, f1, f2):
    on_first = f1 >= position
    on_second = f2 >= position
    return on_first or on_second

def promote(f1, f2):
    if f2 > f1:
        return "f2"
    return "f1"
""",
        "a majority of the three logs": """
def acknowledge(position, leader, f1, f2):
    logs = [leader, f1, f2]
    return sum(log >= position for log in logs) >= 2

def promote(f1, f2):
    return max([(f1, "f1"), (f2, "f2")])[1]
""",
        "the middle one of the three": with_longest(
            "    return sorted([leader, f1, f2])[1] >= position"
        ),
        "one of the two has the whole log": with_longest(
            "    return max(f1, f2) == leader"
        ),
    },
    tricks={
        "the starter": STARTER,
        "at once, and promote the longest": with_longest("    return True"),
        "one of the two has it, and always promote the first": """
def acknowledge(position, leader, f1, f2):
    return max(f1, f2) >= position

def promote(f1, f2):
    return "f1"
""",
        "one of the two has it, and promote the shorter": """
def acknowledge(position, leader, f1, f2):
    return max(f1, f2) >= position

def promote(f1, f2):
    return "f1" if f1 < f2 else "f2"
""",
        "when both have it": with_longest("    return min(f1, f2) >= position"),
        "a standby with a name": """
def acknowledge(position, leader, f1, f2):
    return f1 >= position

def promote(f1, f2):
    return "f1"
""",
        "never": with_longest("    return False"),
        "once the leader is further": with_longest("    return leader > position"),
        "any follower has anything": with_longest("    return f1 > 0 or f2 > 0"),
        "one behind will do": with_longest("    return max(f1, f2) >= position - 1"),
        "count what both have together": with_longest("    return f1 + f2 >= position"),
        "the second on its own word": with_longest(
            "    return f1 >= position or f2 == leader - 1"
        ),
        "only when the followers agree": with_longest(
            "    return f1 == f2 and f1 >= position"
        ),
        "the average of the two": with_longest(
            "    return (f1 + f2 + 1) // 2 >= position"
        ),
        "no word": with_longest("    return f1 >= position or None"),
        "changes its mind": """
asked = []

def acknowledge(position, leader, f1, f2):
    asked.append(position)
    return max(f1, f2) >= position and len(asked) > 2

def promote(f1, f2):
    return "f1" if f1 >= f2 else "f2"
""",
    },
)
