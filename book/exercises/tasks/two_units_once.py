"""Make an order of two units safe, and once only when it is sent twice: for A2."""

from types import SimpleNamespace

from minicluster import When

from ..races import Rules, judge_race
from ..task import Judged, Task

ORDERS = {7: 2, 8: 3}  # units asked for, by the number of the order
SENT = {"Ann": 7, "retry": 7, "Bob": 8}  # the number that each sends


def sale(place_order, had):
    """Return a race: Ann's order, its retry and Bob's order, all at once."""

    def begin():
        shop = SimpleNamespace(stock=had, orders={})
        clients = {
            name: place_order(shop, number, ORDERS[number])
            for name, number in SENT.items()
        }
        return shop, clients

    return begin


def wrong(had):
    """Return a function that says whether a shop ended wrongly."""

    def sold_what_is_not_there(shop):
        taken = sum(shop.orders.values())
        return shop.stock < 0 or shop.stock + taken != had

    return sold_what_is_not_there


def served(shop):
    """Return the orders that were served, with their units."""
    return tuple(sorted(order for order in shop.orders.items() if order[1]))


def judge_orders(place_order):
    """Search every schedule with four units in stock, and then with five."""
    four = judge_one(
        place_order,
        had=4,
        lazy="With 4 in stock, one of the two orders can be served; in some schedule "
        "it is not, or not with all its units.",
        right={((7, 2),), ((8, 3),)},
    )
    if not four.ok:
        return four
    five = judge_one(
        place_order,
        had=5,
        lazy="With 5 in stock, both orders can be served; in some schedule one is not.",
        right={((7, 2), (8, 3))},
    )
    if not five.ok:
        return five
    return Judged(True, f"{four.text} With 5 in stock both orders are served as well.")


def judge_one(place_order, had, lazy, right):
    """Judge with a number of units in stock, where only `right` may be served."""
    rules = Rules(
        never=wrong(had),
        harm="take more than is there, or take an order's units twice",
        outcome=served,
        still=lambda outcomes: set(outcomes) <= right,
        lazy=lazy,
    )
    return judge_race(
        sale(place_order, had),
        rules,
        name="two-units-once",
        goal="Take more than is there, or an order's units twice.",
        shows=lambda state: {
            "in stock": state["shared"]["stock"],
            "orders": in_words(state["shared"]["orders"]),
        },
        believes=lambda name, state: "",
        told=lambda state: told(state, had),
    )


def in_words(orders):
    """Say which orders are recorded."""
    return ", ".join(f"{number}: {n} units" for number, n in orders.items()) or "none"


def told(state, had):
    """Say how a run ended."""
    stock, orders = state["shared"]["stock"], state["shared"]["orders"]
    taken = had - stock
    return f"{taken} units taken of {had}; recorded orders: {in_words(orders)}."


STARTER = """
def place_order(shop, number, n):
    yield "UPDATE"
    if shop.stock > 0:
        shop.stock -= n
        shop.orders[number] = n
"""

TASK = Task(
    name="two-units-once",
    asks="place_order",
    starter=STARTER,
    judge=judge_orders,
    gives={"When": When},
    hints=(
        "Two things are missing. Is there enough for the whole order? And has an order "
        "with this number been here before?",
        "Ask both in the step that takes: `number not in shop.orders` and "
        "`shop.stock >= n`.",
    ),
    repairs={
        "both conditions in one step": """
def place_order(shop, number, n):
    yield "UPDATE and INSERT"
    if number not in shop.orders and shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
""",
        "go away early": """
def place_order(shop, number, n):
    yield "transaction"
    if number in shop.orders:
        return
    if shop.stock < n:
        return
    shop.stock = shop.stock - n
    shop.orders[number] = n
""",
        "claim the number first, then take": """
def place_order(shop, number, n):
    yield "INSERT order"
    if number in shop.orders:
        return
    shop.orders[number] = 0
    yield "UPDATE"
    if shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
    else:
        del shop.orders[number]
""",
        "a refused order is recorded with nothing": """
def place_order(shop, number, n):
    yield "transaction"
    if number not in shop.orders:
        taken = n if shop.stock >= n else 0
        shop.stock -= taken
        shop.orders[number] = taken
""",
        "a lock around it": """
def place_order(shop, number, n):
    yield When("lock", lambda: not getattr(shop, "locked", False))
    shop.locked = True
    yield "check"
    free = number not in shop.orders and shop.stock >= n
    yield "take"
    if free:
        shop.stock -= n
        shop.orders[number] = n
    yield "unlock"
    shop.locked = False
""",
    },
    tricks={
        "the starter": STARTER,
        "enough, but twice": """
def place_order(shop, number, n):
    yield "UPDATE"
    if shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
""",
        "once, but too many": """
def place_order(shop, number, n):
    yield "UPDATE"
    if number not in shop.orders and shop.stock > 0:
        shop.stock -= n
        shop.orders[number] = n
""",
        "look first, in a step of its own": """
def place_order(shop, number, n):
    yield "SELECT order"
    known = number in shop.orders
    yield "UPDATE"
    if not known and shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
""",
        "sell nothing": """
def place_order(shop, number, n):
    yield "UPDATE"
""",
        "more than enough": """
def place_order(shop, number, n):
    yield "UPDATE"
    if number not in shop.orders and shop.stock > n:
        shop.stock -= n
        shop.orders[number] = n
""",
        "a guard for two": """
def place_order(shop, number, n):
    yield "UPDATE"
    if number not in shop.orders and shop.stock >= 2:
        shop.stock -= n
        shop.orders[number] = n
""",
        "a guard for three": """
def place_order(shop, number, n):
    yield "UPDATE"
    if number not in shop.orders and shop.stock >= 3:
        shop.stock -= n
        shop.orders[number] = n
""",
        "no step": """
def place_order(shop, number, n):
    if number not in shop.orders and shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
""",
        "never below zero": """
def place_order(shop, number, n):
    yield "UPDATE"
    if number not in shop.orders:
        shop.stock = max(0, shop.stock - n)
        shop.orders[number] = n
""",
        "keep the lock": """
def place_order(shop, number, n):
    yield When("lock", lambda: not getattr(shop, "locked", False))
    shop.locked = True
    if number not in shop.orders and shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
""",
    },
)
