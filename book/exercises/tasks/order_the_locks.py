"""Lock two rows so that no schedule is stuck and no money is lost: for A8."""

from types import SimpleNamespace

from minicluster import When

from ..races import Rules, judge_race
from ..task import Task

CIRCLE = {"Ann": ("x", "y"), "Bob": ("y", "z"), "Cy": ("z", "x")}  # from, to
AMOUNTS = ((10, 20, 30), (7, 3, 5))  # what they move, in one run and in another
START = {"x": 100, "y": 100, "z": 100}


def lock(bank, row):
    """Wait until nobody has a lock on a row, and take it."""
    yield When(f"lock {row}", lambda: row not in bank.locked)
    bank.locked.append(row)


def move(bank, source, target, amount):
    """Move money: read both balances in one step, write both in the next."""
    yield "read"
    left = bank.balance[source] - amount
    more = bank.balance[target] + amount
    yield "write"
    bank.balance[source] = left
    bank.balance[target] = more


def unlock(bank, *rows):
    """Give locks back, as COMMIT does."""
    bank.locked[:] = [row for row in bank.locked if row not in rows]


def transfers(transfer, amounts):
    """Return a race: three transfers at once, in a circle."""

    def begin():
        bank = SimpleNamespace(balance=dict(START), locked=[])
        pairs = zip(CIRCLE.items(), amounts, strict=True)
        return bank, {
            name: transfer(bank, *rows, amount) for (name, rows), amount in pairs
        }

    return begin


def balances_after(amounts):
    """Return the balances when all three transfers are done."""
    balance = dict(START)
    for (source, target), amount in zip(CIRCLE.values(), amounts, strict=True):
        balance[source] -= amount
        balance[target] += amount
    return balance


def rules_for(amounts):
    """Return the rules where these amounts are moved."""
    after = balances_after(amounts)
    return Rules(
        never=lambda bank: not bank.locked and bank.balance != after,
        harm="lose a transfer",
        outcome=lambda bank: tuple(bank.locked),
        still=lambda outcomes: outcomes == [()],
        lazy="In some schedule a lock is never given back: unlock what you lock.",
    )


def judge_transfers(transfer):
    """Search every schedule of the three transfers, with two sets of amounts."""
    for amounts in AMOUNTS:
        judged = judge_race(
            transfers(transfer, amounts),
            rules_for(amounts),
            name="order-the-locks",
            goal="Get stuck, or lose a transfer.",
            shows=lambda state: {
                **state["shared"]["balance"],
                "locked": ", ".join(state["shared"]["locked"]) or "none",
            },
            believes=lambda name, state: "",
            told=told,
        )
        if not judged.ok:
            break
    return judged


def told(state):
    """Say how a run ended."""
    if not state["verdict"]["ok"] and state["shared"]["locked"]:
        return "Stuck: somebody waits for a lock that is not given back."
    balance = state["shared"]["balance"]
    told = ", ".join(f"{row} {amount}" for row, amount in balance.items())
    return f"The balances are {told}."


STARTER = """
def transfer(bank, source, target, amount):
    yield from lock(bank, source)
    yield from lock(bank, target)
    yield from move(bank, source, target, amount)
    unlock(bank, source, target)
"""

TASK = Task(
    name="order-the-locks",
    asks="transfer",
    starter=STARTER,
    judge=judge_transfers,
    gives={"When": When, "lock": lock, "move": move, "unlock": unlock},
    hints=(
        "A circle of waits needs somebody who holds a later row and waits for an "
        "earlier one. Which order can all three keep?",
        "`sorted([source, target])` gives the same order to everybody.",
    ),
    repairs={
        "sort the rows": """
def transfer(bank, source, target, amount):
    for row in sorted([source, target]):
        yield from lock(bank, row)
    yield from move(bank, source, target, amount)
    unlock(bank, source, target)
""",
        "with BEGIN and COMMIT as steps": """
def transfer(bank, source, target, amount):
    yield "BEGIN"
    for row in sorted([source, target]):
        yield from lock(bank, row)
    yield "locked"
    yield from move(bank, source, target, amount)
    yield "COMMIT"
    unlock(bank, source, target)
""",
        "the larger one first": """
def transfer(bank, source, target, amount):
    yield from lock(bank, max(source, target))
    yield from lock(bank, min(source, target))
    yield from move(bank, source, target, amount)
    unlock(bank, source, target)
""",
        "one lock for the bank": """
def transfer(bank, source, target, amount):
    yield from lock(bank, "bank")
    yield from move(bank, source, target, amount)
    unlock(bank, "bank")
""",
        "both locks in one step": """
def transfer(bank, source, target, amount):
    rows = [source, target]
    yield When("both", lambda: not set(rows) & set(bank.locked))
    bank.locked += rows
    yield from move(bank, source, target, amount)
    unlock(bank, source, target)
""",
    },
    tricks={
        "the starter": STARTER,
        "type what should come out": """
def transfer(bank, source, target, amount):
    yield "write"
    bank.balance.update(x=120, y=90, z=90)
""",
        "no locks": """
def transfer(bank, source, target, amount):
    yield from move(bank, source, target, amount)
""",
        "the source alone": """
def transfer(bank, source, target, amount):
    yield from lock(bank, source)
    yield from move(bank, source, target, amount)
    unlock(bank, source)
""",
        "target first": """
def transfer(bank, source, target, amount):
    yield from lock(bank, target)
    yield from lock(bank, source)
    yield from move(bank, source, target, amount)
    unlock(bank, source, target)
""",
        "never unlock": """
def transfer(bank, source, target, amount):
    for row in sorted([source, target]):
        yield from lock(bank, row)
    yield from move(bank, source, target, amount)
""",
        "unlock too early": """
def transfer(bank, source, target, amount):
    for row in sorted([source, target]):
        yield from lock(bank, row)
        unlock(bank, row)
    yield from move(bank, source, target, amount)
""",
        "move nothing": """
def transfer(bank, source, target, amount):
    for row in sorted([source, target]):
        yield from lock(bank, row)
    unlock(bank, source, target)
""",
        "take the locks by force": """
def transfer(bank, source, target, amount):
    yield "lock"
    bank.locked.clear()
    bank.locked += [source, target]
    yield from move(bank, source, target, amount)
    bank.locked.clear()
""",
    },
)
