"""Lock two rows so that no schedule is stuck and no money is lost: for A8."""

from types import SimpleNamespace

from minicluster import When, explore, replay

from ..races import Rules, judge_race
from ..task import Judged, Task

CIRCLE = {"Ann": ("x", "y"), "Bob": ("y", "z"), "Cy": ("z", "x")}  # from, to
AMOUNTS = ((10, 20, 30), (7, 3, 5))  # what they move, in one run and in another
APART = {"Ann": ("x", "y"), "Bob": ("u", "v")}  # two that share no row
ALL_IN_A_ROW = (
    "But nobody ever moves money while another does, not even between other rows: "
    "that is right, and slow where there are many."
)
MOVED_OTHERWISE = (
    "It moves the money without `move`, and is right as far as the database does each "
    "of your steps in one piece, too."
)


def lock(bank, row):
    """Wait until nobody has a lock on a row, and take it."""
    yield When(f"lock {row}", lambda: row not in bank.locked)
    bank.locked.append(row)


def move(bank, source, target, amount):
    """Move money: read both balances in one step, write both in the next."""
    yield "read"
    left = bank.balance[source] - amount
    more = bank.balance[target] + amount
    bank.moving += 1
    yield "write"
    bank.balance[source] = left
    bank.balance[target] = more
    bank.moving -= 1
    bank.moved += 1


def unlock(bank, *rows):
    """Give locks back, as COMMIT does."""
    bank.locked[:] = [row for row in bank.locked if row not in rows]


def new_bank(rows):
    """Return a bank with 100 on each row, where nobody moves anything yet."""
    balance = dict.fromkeys(rows, 100)
    # moving: transfers between read and write; moved: those that `move` has done
    return SimpleNamespace(balance=balance, locked=[], moving=0, moved=0)


def transfers(transfer, amounts):
    """Return a race: three transfers at once, in a circle."""

    def begin():
        bank = new_bank("xyz")
        pairs = zip(CIRCLE.items(), amounts, strict=True)
        return bank, {
            name: transfer(bank, *rows, amount) for (name, rows), amount in pairs
        }

    return begin


def transfers_apart(transfer):
    """Return a race: two transfers at once that share no row."""

    def begin():
        bank = new_bank("uvxy")
        return bank, {n: transfer(bank, *rows, 10) for n, rows in APART.items()}

    return begin


def moves_by_move(transfer):
    """Say whether it is `move` that moves the money, in a schedule as in any other."""
    race = transfers(transfer, AMOUNTS[0])
    ((schedule, _),) = explore(race, limit=1).all
    return replay(race, schedule).state.moved == len(CIRCLE)


def never_overlap(transfer):
    """Say whether even two transfers that share no row take turns."""
    race = transfers_apart(transfer)
    try:
        found = explore(race, invariant=lambda bank: bank.moving < 2, merge=True)
    except Exception:  # it knows the rows x, y and z alone, and is right for them
        return False
    return not found.bad_schedules


def balances_after(amounts):
    """Return the balances when all three transfers are done."""
    balance = new_bank("xyz").balance
    for (source, target), amount in zip(CIRCLE.values(), amounts, strict=True):
        balance[source] -= amount
        balance[target] += amount
    return balance


def rules_for(amounts):
    """Return the rules where these amounts are moved."""
    after = balances_after(amounts)

    def what_went_wrong(bank):
        is_over = not bank.locked  # else somebody is stuck, or has not unlocked
        return "loses a transfer" if is_over and bank.balance != after else ""

    return Rules(
        never=what_went_wrong,
        harm="lose a transfer",
        ended=lambda shared: in_words(shared, after),
        outcome=lambda bank: tuple(bank.locked),
        undone=undone,
    )


def undone(outcomes):
    """Say what a transfer leaves out, given what is locked at each end; or nothing."""
    if outcomes != [()]:
        return "In some schedule a lock is never given back: unlock what you lock."
    return ""


def in_words(shared, after):
    """Say which balances there are, and which there should be.

    >>> in_words({"balance": {"x": 90, "y": 100}}, {"x": 90, "y": 110})
    'the balances are x 90, y 100, and should be x 90, y 110'
    """
    there, right = (
        ", ".join(f"{row} {amount}" for row, amount in balance.items())
        for balance in (shared["balance"], after)
    )
    should = "as they should be" if there == right else f"and should be {right}"
    return f"the balances are {there}, {should}"


def judge_transfers(transfer):
    """Search every schedule of the three transfers, with two sets of amounts."""
    for amounts in AMOUNTS:
        judged = judge_race(
            transfers(transfer, amounts),
            rules_for(amounts),
            name="order-the-locks",
            goal="Lose a transfer.",
            shows=lambda state: {
                **state["shared"]["balance"],
                "locked": ", ".join(state["shared"]["locked"]) or "none",
            },
            believes=lambda name, state: "",
        )
        if not judged.ok:
            return judged
    if not moves_by_move(transfer):
        return Judged(True, f"{judged.text} {MOVED_OTHERWISE}")
    if never_overlap(transfer):
        return Judged(True, f"{judged.text} {ALL_IN_A_ROW}")
    return judged


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
        "a list of the rows": """
def transfer(bank, source, target, amount):
    for row in sorted([source, target], key=["x", "y", "z"].index):
        yield from lock(bank, row)
    yield from move(bank, source, target, amount)
    unlock(bank, source, target)
""",
        "additions in one step": """
def transfer(bank, source, target, amount):
    yield "UPDATE"
    bank.balance[source] -= amount
    bank.balance[target] += amount
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
        "before the first step": """
def transfer(bank, source, target, amount):
    bank.balance[source] -= amount
    bank.balance[target] += amount
    yield "COMMIT"
""",
        "give back and begin again": """
def transfer(bank, source, target, amount):
    while True:
        yield "NOWAIT"
        if source not in bank.locked:
            bank.locked.append(source)
            yield "NOWAIT"
            if target not in bank.locked:
                bank.locked.append(target)
                break
            unlock(bank, source)
    yield from move(bank, source, target, amount)
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
