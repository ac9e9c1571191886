"""Write the read of a quorum store so that no read goes back in time: for B2."""

from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace

from explorable import play
from minicluster import CasRegister, Node, Operation, call, check_linearizable, search
from minicluster.cluster.commands import Call, Sleep

from ..answer import AnswerError
from ..task import Judged, Task

REPLICAS = ("r1", "r2", "r3")
OLD, NEW = (1, "old"), (2, "new")  # version and value
READERS = ("Bob", "Cal")  # one after the other
CLIENTS = ("Ann", *READERS)
MOST_CALLS = 4  # of one read
MOST_STATES = 30_000  # of one search


class Replica(Node):
    """A replica as in the chapter."""

    held = (1, "old")  # version and value

    def on_message(self, request, message):
        """Keep what is newer, and answer with what is held."""
        kind, *written = message
        if kind == "write":
            self.held = max(self.held, *written)
        self.reply(request, self.held)


def answered(held, message):
    """Return what a replica holds after a message, and what it answers."""
    answers = []
    replica = Replica("r")
    replica.held = held
    replica.world = SimpleNamespace(transmit=lambda *sent: answers.append(sent[2]))
    replica.on_message(SimpleNamespace(source="client", call=1), message)
    return replica.held, answers[0]


@dataclass(frozen=True)
class Store:
    """Three replicas, Ann who writes, and two readers."""

    held: tuple = (OLD,) * len(REPLICAS)
    under_way: tuple = ()  # writes: (whose, replica, what is written)
    acks: int = 0  # of Ann's write
    reader: int = 0  # whose turn it is to read
    calls: tuple = ()  # what was heard in the calls of this read, one after the other
    heard: tuple = ()  # the answers to its last call so far: (replica, answer)
    results: tuple = ()  # the values that were read
    marks: tuple = ()  # the begins and ends of the history
    down: str | None = None
    may_die: tuple = ()  # one of these replicas may still die


class Reads:
    """The reader's function, called again for each answer: it must not remember."""

    def __init__(self, answer):
        self.answer = answer
        self.known = {}  # by the answers so far: what it asks, or what it returned

    def after(self, calls):
        """Return what the read does after these answers: a Call, Sleep or End."""
        if calls not in self.known:
            self.known[calls] = self._run(calls)
        return self.known[calls]

    def run_again(self):
        """Refuse a function that does not do the same after the same answers."""
        for calls, before in list(self.known.items()):
            if self._run(calls) != before:
                raise AnswerError(
                    f"`read`, from line {self.answer.line} on, does not do the same "
                    "after the same answers; two readers share no memory."
                )

    def asks_in_vain(self):
        """Say whether a read goes on though its first answers were all the same."""
        return any(
            len(calls) == 1
            and len(set(pairs_in(calls))) == 1
            and not isinstance(command, End)
            for calls, command in self.known.items()
        )

    def _run(self, calls):
        line = f"`read`, from line {self.answer.line} on,"
        reading = self.answer(REPLICAS)
        if not hasattr(reading, "send"):
            raise AnswerError(f"{line} asks nobody: write `yield call(...)` in it.")
        try:
            command = next(reading)
            for heard in calls:
                command = reading.send(reply_of(command, heard))
        except StopIteration as end:
            if end.value not in pairs_in(calls):
                raise AnswerError(
                    f"{line} returned {end.value!r}; return the version and value "
                    "that a replica answered."
                ) from None
            return End(end.value)
        finally:
            reading.close()
        if not isinstance(command, Call | Sleep):
            raise AnswerError(f"{line} yielded {command!r}; yield `call(...)`.")
        if len(calls) == MOST_CALLS:
            raise AnswerError(
                f"{line} had asked {MOST_CALLS} times in one read and had no result: "
                "as long as Ann's write is on its way, replicas can differ. "
                "Let a read come to its end."
            )
        if isinstance(command, Call):
            refuse_other_messages(command, pairs_in(calls), line)
        return command


@dataclass(frozen=True)
class End:
    """A read has come to its end."""

    result: tuple


def reply_of(command, heard):
    """Return what a client is given: a dict, one answer, or None after a timeout."""
    if isinstance(command, Sleep):
        return None
    return next(iter(dict(heard).values()), None) if command.alone else dict(heard)


def pairs_in(calls):
    """Return all that replicas have answered in the calls of a read."""
    return [pair for heard in calls for _, pair in heard]


def refuse_other_messages(command, pairs, line):
    """Raise AnswerError for a call of a stranger, or of another kind."""
    message = command.message
    is_read = message == ("read",)
    is_write = message in [("write", pair) for pair in pairs]
    strangers = [name for name in command.destinations if name not in REPLICAS]
    if strangers:
        raise AnswerError(f"{line} calls {strangers[0]!r}; call {', '.join(REPLICAS)}.")
    if not is_read and not is_write:
        raise AnswerError(
            f'{line} sends {message!r}; send ("read",), or ("write", newest) with '
            "a pair that a replica has answered."
        )


def first_state(may_die, reached=REPLICAS):
    """Return the store when Ann's write has gone out and Bob begins to read."""
    return Store(
        under_way=tuple(("Ann", name, NEW) for name in reached),
        marks=(("begin", "Ann", "write", "new"), ("begin", "Bob", "read", None)),
        may_die=may_die,
    )


def steps_of(reads):
    """Return the function that says what can happen next in a store."""

    def steps(store):
        for message in store.under_way:
            yield delivered(store, message)
        if store.reader < len(READERS):
            yield from read_on(store, reads)
        for name in store.may_die:
            left = tuple(each for each in store.under_way if each[1] != name)
            yield (
                f"{name}: die",
                replace(store, down=name, under_way=left, may_die=()),
            )

    return steps


def delivered(store, message):
    """Return what a write does that arrives, with its label."""
    whose, name, written = message
    place = REPLICAS.index(name)
    held = list(store.held)
    held[place], _ = answered(held[place], ("write", written))
    under_way = tuple(each for each in store.under_way if each != message)
    after = replace(store, held=tuple(held), under_way=under_way)
    if whose == "Ann":
        after = replace(after, acks=store.acks + 1)
        if after.acks == 2:
            after = replace(after, marks=(*store.marks, ("end", "Ann", "write", None)))
    label = f"Ann: reach {name}" if whose == "Ann" else f"{name}: get {whose}'s write"
    return label, after


def read_on(store, reads):
    """Say what the reader can do next whose turn it is."""
    reader = READERS[store.reader]
    command = reads.after(store.calls)
    if isinstance(command, Sleep):
        yield f"{reader}: wake up", gone_on(store, command, reads)
        return
    for name in dict.fromkeys(command.destinations):
        if name in dict(store.heard) or name == store.down:
            continue
        place = REPLICAS.index(name)
        held = list(store.held)
        held[place], answer = answered(held[place], command.message)
        heard = tuple(sorted((*store.heard, (name, answer))))
        after = replace(store, held=tuple(held), heard=heard)
        if len(heard) == command.quorum:
            after = gone_on(after, command, reads)
        yield f"{reader}: hear {name}", after
    if command.timeout is not None:
        yield f"{reader}: wait no longer", gone_on(store, command, reads)


def gone_on(store, command, reads):
    """Return the store once a reader goes on with what it has heard."""
    calls = (*store.calls, store.heard)
    under_way = dict.fromkeys((*store.under_way, *not_waited_for(store, command)))
    after = replace(store, calls=calls, heard=(), under_way=tuple(under_way))
    end = reads.after(calls)
    if not isinstance(end, End):
        return after
    value = end.result[1]
    marks = (*store.marks, ("end", READERS[store.reader], "read", value))
    return replace(
        after,
        reader=store.reader + 1,
        calls=(),
        results=(*store.results, value),
        marks=with_begin(marks, store.reader + 1),
    )


def not_waited_for(store, command):
    """Yield the writes of a call that may still arrive and change something."""
    if isinstance(command, Sleep) or command.message[0] != "write":
        return
    _, written = command.message
    for name, held in zip(REPLICAS, store.held, strict=True):
        asked = name in command.destinations and name not in dict(store.heard)
        if asked and name != store.down and held < written:
            yield READERS[store.reader], name, written


def with_begin(marks, reader):
    """Return the marks with the begin of the next read."""
    if reader == len(READERS):
        return marks
    return (*marks, ("begin", READERS[reader], "read", None))


@cache
def judged(marks):
    """Return the verdict of the checker on a history."""
    running, operations = {}, []
    for time, (kind, client, name, value) in enumerate(marks):
        if kind == "begin":
            running[client] = len(operations)
            args = (value,) if name == "write" else ()
            operations.append(Operation(client, name, args, None, time))
        else:
            place = running.pop(client)
            result = value if name == "read" else None
            operations[place] = operations[place]._replace(result=result, ret=time)
    return check_linearizable(operations, CasRegister("old"))


def judge_read(answer):
    """Search for a history that is not linearizable, then for a read that waits."""
    reads = Reads(answer)
    seen = 0
    for may_die in ((), REPLICAS):
        found = searched(reads, may_die)
        reads.run_again()
        if not found.ok:
            return refused(found, reads)
        seen += found.states
    if reads.asks_in_vain():
        return Judged(
            False,
            "No read is wrong and none waits for ever, but a read that was answered "
            "the same by both calls the replicas once more.",
        )
    return Judged(
        True,
        f"All {seen:,} states were tried that Bob's read and then Cal's can reach "
        "during one write of Ann's, with messages in any order, and with any one "
        "replica dying at any moment, or none: the checker finds every history "
        "linearizable, each read comes to its end, and where both answers are the "
        "same, one call is enough.",
    )


def searched(reads, may_die, reached=REPLICAS):
    """Search a store; AnswerError where there are too many states."""
    steps = steps_of(reads)

    def is_well(store):
        if judged(store.marks).ok is False:
            return False
        return store.reader == len(READERS) or any(True for _ in steps(store))

    found = search(
        first_state(may_die, reached),
        steps,
        is_well,
        bound=lambda store: store.reader < len(READERS),
        limit=MOST_STATES,
    )
    if not found.complete:
        raise AnswerError(
            f"There are more than {MOST_STATES:,} states to visit; ask less often."
        )
    return found


def refused(found, reads):
    """Say what the shortest bad run is, and draw it."""
    store = found.path[-1][1] if found.path else found.question.start
    verdict = judged(store.marks)
    if verdict.ok is False:
        why = " though Ann had been told that new is written"
        if len(store.results) == 2 and store.results[0] == "new":
            why = " after Bob has read new"
        reader, value = READERS[len(store.results) - 1], store.results[-1]
        said = (
            f"In the shortest bad run {reader} reads {value}{why}: the checker says "
            f"that {verdict.stuck.words()} fits nowhere."
        )
        return Judged(False, said, drawn(found, reads, "Let a read be wrong."))
    reader = READERS[store.reader]
    when = f" once {store.down} is dead" if store.down else " though nobody has died"
    said = f"No read is wrong, but {reader} can wait for ever{when}."
    return Judged(False, said, drawn(found, reads, "Let a reader wait for ever."))


def drawn(found, reads, goal):
    """Draw the shortest bad run, to be played.

    Where there are too many states, the graph is of a smaller store: Ann's write is on
    its way to those alone that it reaches in this run, and nobody else can die.
    """
    store = found.path[-1][1] if found.path else found.question.start
    labels = [label for label, _ in found.path]
    reached = tuple(name for name in REPLICAS if f"Ann: reach {name}" in labels)
    may_die = (store.down,) if store.down else ()
    for smaller in (False, True):
        try:
            now = searched(reads, may_die, reached) if smaller else found
            return play(
                now.graph(),
                name="finish-the-read",
                goal=goal,
                shows=looks,
                actors=list(CLIENTS),
                moves=moves,
                believes=believes,
                ends=None,
                told=told,
            )
        except ValueError:  # too many states, or too many bytes
            continue
    return None


def looks(state):
    """Say what is seen of the replicas."""
    shared = state["shared"]
    return {
        name: f"{value} (dead)" if name == shared["down"] else value
        for name, (_, value) in zip(REPLICAS, shared["held"], strict=True)
    }


def moves(_, label):
    """Give a client's step to its lane, and what happens to replicas to nobody."""
    who, _, what = label.partition(": ")
    return (who, what) if who in CLIENTS else (None, label)


def believes(client, state):
    """Say what a reader has read, or heard so far; and what Ann was told."""
    shared = state["shared"]
    if client == "Ann":
        told_ok = any(mark[:2] == ["end", "Ann"] for mark in shared["marks"])
        return "writes new: told ok" if told_ok else "writes new"
    place = READERS.index(client)
    if place < len(shared["results"]):
        return f"reads {shared['results'][place]}"
    if place > shared["reader"]:
        return f"begins when {READERS[place - 1]} has read"
    heard = ", ".join(f"{name} {pair[1]}" for name, pair in shared["heard"])
    again = f"asks again, {len(shared['calls']) + 1}: " if shared["calls"] else ""
    return again + (heard or "waits for answers")


def told(state):
    """Say how a run ended."""
    if state["verdict"]["ok"]:
        return "Here it is well. Try another order."
    shared = state["shared"]
    results = shared["results"]
    if judged(tuple(map(tuple, shared["marks"]))).ok:
        reader = READERS[shared["reader"]]
        return f"Nothing more can happen, and {reader} still waits."
    if len(results) > 1:
        return f"Bob read {results[0]}. Cal began later, and read {results[1]}."
    return f"Bob read {results[0]}, though Ann had been told ok."


STARTER = """
def read(replicas):
    asked = call(replicas, ("read",), quorum=2)
    replies = yield asked
    newest = max(replies.values())
    return newest
"""


def then(*lines):
    """Return the starter with lines between the choice of the newest and its return."""
    before, end = STARTER.rsplit("    return newest", 1)
    return (
        before + "".join(f"    {line}\n" for line in lines) + "    return newest" + end
    )


TASK = Task(
    name="finish-the-read",
    asks="read",
    gives={"call": call},
    starter=STARTER,
    judge=judge_read,
    hints=(
        "Bob knows that there is something new, and he is the only one who does. What "
        "must be true of the replicas before he may go home?",
        'A reader may write as well: `yield call(replicas, ("write", newest), ...)`. '
        "How many answers does Ann wait for? And when do two hold it already?",
    ),
    repairs={
        "write back when the answers differ": then(
            "if len(set(replies.values())) > 1:",
            '    yield call(replicas, ("write", newest), quorum=2)',
        ),
        "write to those that may lack it, and wait for one of them": then(
            "have = [n for n in replies if replies[n] == newest]",
            "lack = [n for n in replicas if n not in have]",
            "if len(have) < 2:",
            '    yield call(lack, ("write", newest), quorum=1)',
        ),
        "write back unless both have it": then(
            "both = list(replies.values()).count(newest) == 2",
            "if not both:",
            '    back = ("write", newest)',
            "    yield call(list(replicas), back, quorum=2)",
        ),
    },
    tricks={
        "the starter": STARTER,
        "write back, always": then(
            'yield call(replicas, ("write", newest), quorum=2)',
        ),
        "ask twice, and take the newest of both": then(
            "again = yield asked",
            "newest = max(newest, *again.values())",
        ),
        "write back and wait for one answer": then(
            'yield call(replicas, ("write", newest), quorum=1)',
        ),
        "write back to one replica": then(
            'yield call(["r1"], ("write", newest))',
        ),
        "write back without waiting": then(
            'yield call(replicas, ("write", newest), quorum=2, timeout=0)',
        ),
        "write back and wait for all three": then(
            'yield call(replicas, ("write", newest), quorum=3)',
        ),
        "write back to the two that answered": then(
            'yield call(list(replies), ("write", newest))',
        ),
        "write to the one that was behind": then(
            "for name in replies:",
            "    if replies[name] != newest:",
            '        yield call(name, ("write", newest))',
        ),
        "read all three": STARTER.replace("quorum=2", "quorum=3"),
        "read one": STARTER.replace("quorum=2", "quorum=1"),
        "take the older": STARTER.replace("max(", "min("),
        "write back the older": then(
            "oldest = min(replies.values())",
            'yield call(replicas, ("write", oldest), quorum=2)',
        ),
        "only return what two agree on": STARTER.replace(
            "    newest = max(replies.values())\n",
            "    while len(set(replies.values())) > 1:\n"
            "        replies = yield asked\n"
            "    newest = max(replies.values())\n",
        ),
        "refuse to answer when they differ": then(
            "if len(set(replies.values())) > 1:",
            "    return None",
        ),
        "always the first value": then('newest = (1, "old")'),
        "write a new version of it": then(
            "newest = (newest[0] + 1, newest[1])",
            'yield call(replicas, ("write", newest), quorum=2)',
        ),
        "remember what was read": """
seen = [(1, "old")]

def read(replicas):
    replies = yield call(replicas, ("read",), quorum=2)
    seen.append(max(*replies.values(), *seen))
    return seen[-1]
""",
        "no generator": """
def read(replicas):
    return (2, "new")
""",
    },
)
