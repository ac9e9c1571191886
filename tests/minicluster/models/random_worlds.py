"""Small worlds at random: nodes that follow a table, clients, faults."""

import random

from minicluster import Crash, Cut, Node, Partition, World, begin, call, end

ACTIONS = ("send", "reply", "timer", "cancel", "count")


class Automaton(Node):
    """Does what its program says for each kind of event, a few times."""

    durable = ("count",)

    def __init__(self, name, program, budget):
        super().__init__(name)
        self.program = program
        self.budget = budget
        self.count = 0

    def on_start(self):
        self.act("start")

    def on_message(self, request, message):
        self.act(message, request)

    def on_timer(self, name):
        self.act(name)

    def act(self, kind, request=None):
        if kind != "start":
            if self.budget == 0:
                return
            self.budget -= 1
        for what, peer, letter in self.program[kind]:
            self.do(what, peer, letter, request)

    def do(self, what, peer, letter, request):
        timer = "tick" if letter == "x" else "tock"
        if what == "send" and peer != self.name:
            self.send(peer, letter)
        elif what == "reply" and request is not None:
            self.reply(request, letter)
        elif what == "timer":
            self.set_timer(timer, 5)
        elif what == "cancel":
            self.cancel_timer(timer)
        elif what == "count":
            self.count += 1


def asker(names, quorum):
    yield begin("read")
    replies = yield call(names, "x", timeout=5, quorum=quorum)
    yield end(len(replies))
    if replies:
        yield call(names[0], "y", timeout=3)
    return sorted(replies)


def random_world(seed):
    """Return a function that makes the world of this number, the same each time."""
    chance = random.Random(seed)
    names = ["n0", "n1", "n2"][: chance.choice([2, 2, 3])]
    programs = {name: random_program(chance, names) for name in names}
    budget = chance.choice([2, 3])
    faults = random_faults(chance, names)
    duplication = chance.choice([0, 0, 1])
    clients = chance.choice([0, 1, 2])
    quorum = chance.choice([1, 2])

    def make():
        world = World(seed=seed, duplication=duplication, faults=faults)
        world.add(*[Automaton(name, programs[name], budget) for name in names])
        for number in range(clients):
            world.start(f"c{number}", asker, names, quorum)
        return world

    return make


def random_program(chance, names):
    kinds = ("start", "x", "y", "z", "tick", "tock")
    program = {}
    for kind in kinds:
        size = chance.choice([0, 1, 1, 2])
        program[kind] = [
            (chance.choice(ACTIONS), chance.choice(names), chance.choice("xyz"))
            for _ in range(size)
        ]
    return program


def random_faults(chance, names):
    faults = []
    if chance.random() < 0.4:
        faults.append(Crash(names[0], at=5, restart=chance.choice([None, 9])))
    if chance.random() < 0.4:
        one_way, until = chance.random() < 0.5, chance.choice([None, 7])
        faults.append(Cut(names[0], names[1], at=1, until=until, one_way=one_way))
    if chance.random() < 0.2:
        faults.append(Partition(names[:1], names[1:], at=1, until=3))
    return faults
