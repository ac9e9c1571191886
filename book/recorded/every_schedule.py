"""Every schedule of a scenario is run on a real server; equal states are made one."""

from dataclasses import dataclass, field

from .run import RecordingError
from .steps import Moment, Verdict

MOST_STATES = 2_000


@dataclass
class Node:
    """A moment of a run, reached by one beginning of a schedule."""

    moment: Moment
    verdict: Verdict | None
    moves: list = field(default_factory=list)  # of (who, label)


def graph_of(bench, level):
    """Return how many schedules were run at a level, and the states as plain data.

    Each schedule is run from its beginning on fresh tables. Where two beginnings lead
    to the same picture, and everything that can follow is the same too, they are made
    one state. Raises RecordingError where a run made again is not the same.
    """
    bench.at(level)
    tree, schedules = run_all(bench)
    states = numbered(merged(tree))
    if len(states) > MOST_STATES:
        name = bench.scenario.name
        raise RecordingError(
            f"{name} has {len(states):,} states, more than {MOST_STATES:,}; "
            "take fewer steps"
        )
    return schedules, states


def run_all(bench):
    """Run every schedule; return the Node of every beginning, and how many schedules.

    A beginning is a tuple of numbers: which of the moves was made, each time.
    """
    tree = {}
    schedules = 0
    ahead = [()]
    while ahead:
        wanted = ahead.pop()
        bench.start()
        way = ()
        while True:
            moves = _seen(bench, way, tree)
            if not moves:
                break
            if len(way) < len(wanted):
                choice = wanted[len(way)]
            else:
                choice = 0
                ahead.extend((*way, other) for other in range(1, len(moves)))
            bench.make(*moves[choice])
            way = (*way, choice)
        schedules += 1
    return tree, schedules


def _seen(bench, way, tree):
    """Look at the run, note what is new, and return the moves that can be made."""
    moment = bench.look()
    verdict = bench.scenario.verdict(moment)
    moves = [] if verdict else bench.moves()
    if not moves and not verdict:
        name = bench.scenario.name
        raise RecordingError(f"{name}: the run {way} ends without a verdict")
    node = Node(moment, verdict, [(who, step.label) for who, step in moves])
    if tree.setdefault(way, node) != node:
        name = bench.scenario.name
        raise RecordingError(f"{name}: the run {way} was another when made again")
    return moves


def merged(tree):
    """Return the root of the tree with equal parts made one.

    A part is a picture and what follows each of its moves. Parts are equal if the
    pictures are, and the parts that follow: so nothing that can be seen is lost.
    """
    parts = {}  # every part, by what it is made of

    def part(way):
        node = tree[way]
        following = [part((*way, choice)) for choice in range(len(node.moves))]
        state = described(node)
        state["moves"] = list(zip(node.moves, following, strict=True))
        key = repr([state["shared"], state["actors"], state["verdict"], node.moves])
        return parts.setdefault((key, *map(id, following)), state)

    return part(())


def described(node):
    """Return the picture of a moment as plain data."""
    moment = node.moment
    actors = {
        name: {"done": [], "holds": held(answers), "waits": moment.waits[name]}
        for name, answers in moment.told.items()
    }
    verdict = node.verdict and {"ok": node.verdict.ok, "reason": node.verdict.reason}
    return {"shared": moment.shared, "actors": actors, "verdict": verdict}


def held(answers):
    """Return what a session holds: the value it read last, and what it was told last.

    >>> from .steps import Answer
    >>> held([Answer("SELECT qty", "SELECT 1", 1, read=1)])
    {'read': 1}
    >>> held([Answer("UPDATE", "", 0, error="40001", message="could not")])
    {'told': 'error 40001: could not'}
    """
    holds = {}
    for answer in answers:
        if answer.error:
            holds = {"told": f"error {answer.error}: {answer.message}"}
        elif answer.status.startswith("SELECT"):
            holds = {"read": "no row" if answer.rows == 0 else answer.read}
        else:
            holds["told"] = answer.status
    return holds


def numbered(root):
    """Return the states in the order of their distance from the root, as plain data."""
    numbers = {id(root): 0}
    states = [root]
    for state in states:  # it grows meanwhile: breadth first
        state["number"] = numbers[id(state)]
        moves = []
        for (who, label), following in state["moves"]:
            if id(following) not in numbers:
                numbers[id(following)] = len(states)
                states.append(following)
                _tell_done(state, following, who, label)
            moves.append({"who": who, "label": label, "to": numbers[id(following)]})
        state["moves"] = moves
    order = ("number", "shared", "actors", "moves", "verdict")
    return [{name: state[name] for name in order} for state in states]


def _tell_done(before, after, who, label):
    for name, actor in after["actors"].items():
        actor["done"] = list(before["actors"][name]["done"])
    after["actors"][who]["done"].append(label)
