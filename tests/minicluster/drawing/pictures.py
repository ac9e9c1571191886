"""What the tests of the drawings share: the worlds they draw, and how they read SVG."""

import itertools
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
from minicluster.drawing.letters import LINE, OVER, SIZE, UNDER, width_of

MS = 1_000  # microseconds


@dataclass(frozen=True)
class Word:
    """A label of a drawing, with the box that it may take at most."""

    text: str
    box: Box
    style: str = ""  # the class of its element
    step: str = ""  # "" for none
    letters: tuple = ()  # a Box for each of its lines, with no air over and under


@dataclass(frozen=True)
class Shape:
    """A path, a bar or a disc of a drawing, as points along its lines."""

    style: str  # the class of its element
    step: str  # "" for none
    points: tuple  # (x, y) of int and float, at most a unit apart

    def meets(self, box, air=0):
        """Say whether a line of it runs through a box, less some air inside."""
        return any(
            box.x + air < x < box.right - air and box.y + air < y < box.low - air
            for x, y in self.points
        )


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
        x, y = int(label.get("x")), int(label.get("y")) - SIZE + 1
        letters = tuple(
            Box(x, y + LINE * n + OVER, width_of(line, bold), LINE - OVER - UNDER)
            for n, line in enumerate(lines)
        )
        box = Box(x, y, max(line.wide for line in letters), LINE * len(lines))
        style, step = label.get("class", ""), label.get("data-step", "")
        found.append(Word(" ".join(lines), box, style, step, letters))
    return found


def shapes_of(image):
    """Return all lines of an SVG but those of signs, as Shapes."""
    found = []
    for parent in (image, *image.iter("g")):
        step = parent.get("data-step", "")
        for each in parent:
            if each.tag in LINES_OF and not is_sign(each):
                points = tuple(itertools.starmap(along, LINES_OF[each.tag](each)))
                points = tuple(itertools.chain.from_iterable(points))
                found.append(Shape(each.get("class"), step, points))
    return found


def signs_of(image):
    """Return the grounds of the signs of an SVG, as Boxes."""
    return [box_of(bar) for bar in image.iter("rect") if is_sign(bar)]


def is_sign(element):
    return element.get("class", "").endswith("sign")


def box_of(bar):
    """Return an SVG rectangle as a Box."""
    return Box(*(int(bar.get(name)) for name in ("x", "y", "width", "height")))


def along(start, end):
    """Return points on a line, at most a unit apart."""
    (x, y), (right, low) = start, end
    steps = max(abs(right - x), abs(low - y), 1)
    shares = [step / steps for step in range(steps + 1)]
    return [(x + (right - x) * share, y + (low - y) * share) for share in shares]


def lines_of_path(path):
    """Return the lines of a path of M, m, L and l, each as a pair of points."""
    lines, here = [], None
    for letter, *pair in re.findall(r"([MmLl])(-?\d+) (-?\d+)", path.get("d")):
        x, y = map(int, pair)
        if letter.islower():
            x, y = here[0] + x, here[1] + y
        if letter in "Ll":
            lines.append((here, (x, y)))
        here = x, y
    return lines


def lines_of_bar(bar):
    """Return the edges of a rectangle."""
    box = box_of(bar)
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.low)]
    corners += [(box.x, box.low), (box.x, box.y)]
    return list(itertools.pairwise(corners))


def lines_of_disc(disc):
    """Return two lines across a disc."""
    x, y, half = (int(disc.get(name)) for name in ("cx", "cy", "r"))
    return [((x - half, y), (x + half, y)), ((x, y - half), (x, y + half))]


LINES_OF = {"path": lines_of_path, "rect": lines_of_bar, "circle": lines_of_disc}


def step_of(image, number):
    """Return all that an SVG draws in a step: its group, with its words added."""
    group = next(g for g in image.iter("g") if g.get("data-step") == str(number))
    whole = ElementTree.Element("g")
    whole.extend(group)
    whole.extend(text for text in image.iter("text") if is_in(text, number))
    return whole


def is_in(element, number):
    return element.get("data-step") == str(number)


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
