"""Make an order of two units safe, and once only when it is sent twice: for A2."""

from dataclasses import dataclass
from types import SimpleNamespace

from minicluster import When

from ..answer import AnswerError
from ..races import Rules, judge_race, listed
from ..task import Judged, Task


@dataclass(frozen=True)
class Sale:
    """Who sends which orders to a shop, all at once."""

    had: int  # units in stock
    units: dict  # that are asked for, by the number of the order
    sent: dict  # name -> the number that is sent
    right: tuple  # which orders may be served in the end, each time with all its units
    lazy: str  # what is said where other orders are served

    def of(self, place_order):
        """Return the race."""

        def begin():
            shop = SimpleNamespace(stock=self.had, orders={})
            clients = {
                name: place_order(shop, number, self.units[number])
                for name, number in self.sent.items()
            }
            return shop, clients

        return begin


ANN_TWICE = {"Ann": 7, "Bob": 8, "Ann again": 7}
BOB_TWICE = {"Ann": 7, "Bob": 8, "Bob again": 8}
SALES = (
    Sale(
        4,
        {7: 2, 8: 3},
        ANN_TWICE,
        ({7}, {8}),
        "With 4 in stock, one of the two orders can be served; in some schedule it is "
        "not, or not with all its units.",
    ),
    Sale(
        5,
        {7: 2, 8: 3},
        ANN_TWICE,
        ({7, 8},),
        "With 5 in stock, both orders can be served; in some schedule one is not.",
    ),
    Sale(
        4,
        {7: 2, 8: 2},
        BOB_TWICE,
        ({7, 8},),
        "With 4 in stock, two orders for 2 units each can be served; in some schedule "
        "one is not.",
    ),
)


def wrong(sale):
    """Return a function that says what went wrong in a shop, or nothing."""

    def what_went_wrong(shop):
        refuse_no_number(shop)
        taken = sale.had - shop.stock
        too_many = taken - sum(shop.orders.values())  # units that are in no order
        if shop.stock < 0:
            return "takes more than is there"
        if too_many < 0:
            return "records an order without taking all its units"
        for number, n in sale.units.items():
            twice = list(sale.sent.values()).count(number) > 1
            if twice and too_many == n and shop.orders.get(number) == n:
                return f"takes the units of order {number} twice"
        return "takes units that are in no order" if too_many else ""

    return what_went_wrong


def refuse_no_number(shop):
    """Raise AnswerError where the units of an order are no number."""
    for number, n in shop.orders.items():
        if not isinstance(n, int):
            raise AnswerError(
                f"`shop.orders[{number!r}]` is {n!r}; record the units of an order as "
                "a number, 0 if it is refused."
            )


def served(shop):
    """Return the orders that were served, with their units."""
    return tuple(sorted(order for order in shop.orders.items() if order[1]))


def judge_orders(place_order):
    """Search every schedule of each sale."""
    said = []
    for sale in SALES:
        judged = judge_sale(place_order, sale)
        if not judged.ok:
            return judged
        said.append(judged.text)
    more = (
        "With 5 in stock both orders are served as well, and so are two of equal size."
    )
    return Judged(True, f"{said[0]} {more}")


def judge_sale(place_order, sale):
    """Judge one sale."""
    right = {
        tuple((number, sale.units[number]) for number in sorted(numbers))
        for numbers in sale.right
    }
    rules = Rules(
        never=wrong(sale),
        harm="make the stock wrong",
        ended=lambda shared: in_words(shared, sale.had),
        outcome=served,
        undone=lambda outcomes: "" if set(outcomes) <= right else sale.lazy,
    )
    return judge_race(
        sale.of(place_order),
        rules,
        name="two-units-once",
        goal="Make the stock wrong.",
        shows=shown,
        believes=lambda name, state: "",
    )


def shown(state):
    """Say what is seen: the stock, and the orders on record."""
    shop = state["shared"]
    orders = [f"{number}: {n} units" for number, n in shop["orders"].items()]
    return {"in stock": shop["stock"], "orders": ", ".join(orders) or "none"}


def on_record(orders):
    """Say which orders are recorded.

    >>> on_record({7: 2, 8: 3})
    'order 7 (2 units) and order 8 (3 units)'
    """
    return listed(f"order {number} ({n} units)" for number, n in orders.items())


def in_words(shared, had):
    """Say how a shop stands.

    >>> in_words({"stock": 0, "orders": {7: 2}}, 4)
    '4 of 4 units are taken, for order 7 (2 units)'
    """
    orders = on_record(shared["orders"]) if shared["orders"] else "no order"
    return f"{had - shared['stock']} of {had} units are taken, for {orders}"


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
        "record the order, and do not serve it": """
def place_order(shop, number, n):
    yield "INSERT order"
    known = number in shop.orders
    shop.orders[number] = n
    yield "UPDATE"
    if not known and shop.stock >= n:
        shop.stock -= n
""",
        "take without a record": """
def place_order(shop, number, n):
    yield "UPDATE"
    if shop.stock >= n:
        shop.stock -= n
""",
        "before the first step": """
def place_order(shop, number, n):
    if number not in shop.orders and shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
    yield "UPDATE"
""",
        "known by its units": """
def place_order(shop, number, n):
    yield "UPDATE and INSERT"
    if n not in shop.orders.values() and shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
""",
        "only order 7 is sent twice": """
def place_order(shop, number, n):
    yield "UPDATE and INSERT"
    known = number == 7 and number in shop.orders
    if not known and shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
""",
        "a refused order has no number of units": """
def place_order(shop, number, n):
    yield "UPDATE and INSERT"
    if number not in shop.orders:
        shop.orders[number] = n if shop.stock >= n else None
        shop.stock -= shop.orders[number] or 0
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
