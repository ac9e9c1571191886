"""What the tests of the drawings share: the worlds they draw, and how they read SVG."""

import random
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from minicluster import (
    ClockJump,
    Crash,
    Cut,
    Node,
    Pause,
    World,
    call,
    record,
    sleep,
    space_time,
)
from minicluster.drawing.figure import Box
from minicluster.drawing.letters import LINE, SIZE, width_of

MS = 1_000  # microseconds


@dataclass(frozen=True)
class Word:
    """A label of a drawing, with the box that it may take at most."""

    text: str
    box: Box


def svgs(drawing):
    """Return the wide and the narrow SVG of a drawing, parsed."""
    found = re.findall(r"<svg.*?</svg>", drawing.svg, re.S)
    assert len(found) == 2
    return [ElementTree.fromstring(svg) for svg in found]


def size_of(image):
    """Return width and height of an SVG, in its units."""
    _, _, wide, high = map(int, image.get("viewBox").split())
    return wide, high


def words_of(image):
    """Return all words of an SVG as Words."""
    found = []
    for label in image.iter("text"):
        lines = [label.text, *[line.text for line in label]]
        bold = any(style in label.get("class", "") for style in ("bold", "bad"))
        wide = max(width_of(line, bold) for line in lines)
        x, y = int(label.get("x")), int(label.get("y")) - SIZE + 1
        found.append(Word(" ".join(lines), Box(x, y, wide, LINE * len(lines))))
    return found


def texts_of(image):
    """Return the texts of all words of an SVG."""
    return [word.text for word in words_of(image)]


class Echo(Node):
    """A server that says what it heard, and keeps it."""

    heard = None

    def on_message(self, request, message):
        self.heard = message
        self.reply(request, message)


def talk(*words):
    for word in words:
        yield call("n1", word, timeout=4_000)
        yield sleep(1_000)


def eventful():
    """Draw a world in which nearly everything happens."""
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


def chatter(servers, words):
    for word in words:
        yield call(servers, word, timeout=3 * MS)
        yield sleep(500)


def accident(seed, steps=4):
    """Return the trace of a random world: messages lost or doubled, crashes, pauses."""
    chance = random.Random(seed)
    servers = [f"server-{number}" for number in range(chance.randint(1, 5))]
    clients = ["Ann", "Bob", "Charlotte"][: chance.randint(1, 3)]
    faults = []
    for name in (*servers, *clients):
        at = chance.randint(0, 20) * MS
        if chance.random() < 0.4:
            faults.append(Crash(name, at=at, restart=at + chance.randint(0, 9) * MS))
        if chance.random() < 0.4:
            faults.append(Pause(name, at=at, duration=chance.randint(0, 20) * MS))
    world = World(
        seed=seed,
        latency=lambda stream, *ends: stream.randint(200, 4_000),
        loss=0.2,
        duplication=0.1,
        faults=faults,
    )
    world.add(*map(Echo, servers))
    for name in clients:
        words = [chance.choice(["ping", "write 7", "a longer message"])] * steps
        delay = chance.choice([0, 3 * MS, 900_000])
        world.start(name, chatter, servers, words, delay=delay)
    record(
        world,
        stored=dict.fromkeys(servers, "heard"),
        believed={name: lambda variables: variables.get("word") for name in clients},
    )
    return world.trace
