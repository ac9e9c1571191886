"""Write the rule that tells three broken shops from two right ones: for A1."""

import copy
from dataclasses import dataclass
from types import SimpleNamespace

from explorable import play
from minicluster import explore, replay

from ..answer import AnswerError
from ..races import listed
from ..task import Judged, Task


def check_then_take(shop, name):
    yield "check"
    in_stock = shop.stock > 0
    yield "take"
    if in_stock:
        shop.stock -= 1
        shop.sold_to.append(name)


def read_then_write(shop, name):
    yield "read"
    seen = shop.stock
    yield "write one less"
    if seen > 0:
        shop.stock = seen - 1
        shop.sold_to.append(name)


def one_step(shop, name):
    yield "check and take"
    if shop.stock > 0:
        shop.stock -= 1
        shop.sold_to.append(name)


def deliver(shop, name):
    yield "read"
    seen = shop.stock
    yield "write one more"
    shop.had += 1
    shop.stock = seen + 1


def take_then_look(shop, name):
    yield "take"
    shop.stock -= 1
    mine = shop.stock >= 0
    yield "look"
    if mine:
        shop.sold_to.append(name)
    else:
        shop.stock += 1


@dataclass(frozen=True)
class Shop:
    """One of the five systems."""

    title: str  # a name, as in the text of the page
    goal: str  # what goes wrong there, to be brought about
    had: int  # items at the start
    clients: dict  # name -> what that client does

    def begin(self):
        """Build it anew, as `explore` wants it."""
        shop = SimpleNamespace(had=self.had, stock=self.had, sold_to=[])
        return shop, {name: act(shop, name) for name, act in self.clients.items()}

    def ends(self):
        """Return (schedule, shop) for every order of the steps."""
        schedules = [schedule for schedule, _ in explore(self.begin).all]
        return [(each, replay(self.begin, each).state) for each in schedules]


SHOPS = [
    Shop(
        "check first",
        "Sell more than there was.",
        1,
        {"Ann": check_then_take, "Bob": check_then_take},
    ),
    Shop(
        "write back",
        "Have more in stock than is left.",
        2,
        dict.fromkeys(("Ann", "Bob", "Cy"), read_then_write),
    ),
    Shop(
        "delivery",
        "Have another number in stock than is left.",
        1,
        {"Ann": read_then_write, "Bob": deliver},
    ),
    Shop("careful", "", 3, {"Ann": one_step, "Bob": one_step}),
    Shop("take first", "", 1, {"Ann": take_then_look, "Bob": take_then_look}),
]


def is_broken(shop):
    """More was sold than there was, or the stock does not say what is left."""
    sold = len(shop.sold_to)
    return sold > shop.had or shop.stock != shop.had - sold


def asked(broken, shop):
    """Return what the reader's rule says of a shop, which it may only look at."""
    shown = copy.deepcopy(shop)
    said = broken(shown)
    if not isinstance(said, bool):
        raise AnswerError(
            f"`broken`, from line {broken.line} on, returned {said!r}; "
            "return True or False."
        )
    if shown != shop:
        raise AnswerError(
            f"`broken`, from line {broken.line} on, changed the shop; only look at it."
        )
    return said


def judge_rule(broken):
    """Ask the rule about the end of every order of the five shops."""
    missed, accused = [], []
    caught = 0
    for shop in SHOPS:
        ends = [(shop, *end, asked(broken, end[1])) for end in shop.ends()]
        misses = [end for end in ends if is_broken(end[2]) and not end[3]]
        missed += misses[:1]
        accused += [end for end in ends if end[3] and not is_broken(end[2])][:1]
        caught += any(is_broken(end[2]) for end in ends) and not misses
    schedules = sum(len(shop.ends()) for shop in SHOPS)
    if not missed and not accused:
        return Judged(
            True,
            "Your rule catches the three broken shops in every schedule that goes "
            f"wrong, and accuses nobody wrongly: {schedules} schedules of five shops.",
        )
    said = f"Your rule catches {caught} of the 3 broken shops in full."
    if missed:
        shop, _, end, _ = missed[0]
        said += f" It lets this pass, in the shop “{shop.title}”: {in_words(end)}."
        return Judged(False, said, drawn(shop))
    shop, _, end, _ = accused[0]
    return Judged(
        False,
        f"{said} It accuses “{shop.title}”, and all is well there: {in_words(end)}.",
    )


def in_words(shop):
    """Say how a shop ended."""
    sold = listed(shop.sold_to) if shop.sold_to else "nobody"
    return f"it had {shop.had}, sold to {sold}, and has {shop.stock} in stock"


def believes(name, state):
    """Say what a client has read."""
    holds = state["actors"][name]["holds"]
    return f"read {holds['seen']}" if "seen" in holds else ""


def told(state):
    """Say how a run ended."""
    said = in_words(SimpleNamespace(**state["shared"]))
    return f"{said[0].upper()}{said[1:]}."


def drawn(shop):
    """Draw a broken shop, to be played."""
    return play(
        explore(shop.begin, bad=is_broken).graph(),
        name="find-the-rule",
        goal=shop.goal,
        shows={"had": "it had", "stock": "in stock", "sold_to": "sold to"},
        believes=believes,
        ends=("right", "broken"),
        told=told,
    )


STARTER = """
def broken(shop):
    return shop.stock < 0
"""

TASK = Task(
    name="find-the-rule",
    asks="broken",
    starter=STARTER,
    judge=judge_rule,
    hints=(
        "A shop can be wrong without going below zero. Compare what it had with what "
        "it sold and with what is left.",
        "Two comparisons are enough: nobody sells more than there was, and what is "
        "left is what it had less what it sold. Let one line ask both.",
    ),
    repairs={
        "both comparisons": """
def broken(shop):
    sold = len(shop.sold_to)
    return sold > shop.had or shop.stock != shop.had - sold
""",
        "below zero, or the books do not balance": """
def broken(shop):
    if shop.stock < 0:
        return True
    return shop.stock + len(shop.sold_to) != shop.had
""",
        "what a right shop looks like": """
def broken(shop):
    left = shop.had - len(shop.sold_to)
    right = left >= 0 and shop.stock == left
    return not right
""",
    },
    tricks={
        "the starter": STARTER,
        "accuse everybody": """
def broken(shop):
    return True
""",
        "accuse nobody": """
def broken(shop):
    return False
""",
        "sold too many only": """
def broken(shop):
    return len(shop.sold_to) > shop.had
""",
        "the books only": """
def broken(shop):
    return shop.stock + len(shop.sold_to) != shop.had
""",
        "too much only": """
def broken(shop):
    sold = len(shop.sold_to)
    return sold > shop.had or shop.stock + sold > shop.had
""",
        "what is left, but not below zero": """
def broken(shop):
    return shop.stock != max(0, shop.had - len(shop.sold_to))
""",
        "everything must be sold": """
def broken(shop):
    return len(shop.sold_to) != shop.had or shop.stock != 0
""",
        "mend the shop instead": """
def broken(shop):
    shop.stock = shop.had - len(shop.sold_to)
    return shop.stock < 0
""",
    },
)
