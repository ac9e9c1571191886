"""Repair a retry so that no change is lost and all finish: for A6."""

from types import SimpleNamespace

from minicluster import When
from minicluster.interleavings.beginnings import LONGEST
from minicluster.interleavings.execution import Execution

from ..races import Rules, judge_race
from ..task import Judged, Task
from ..thinking_time import hasty_line

NAMES = ("Ann", "Bob", "Cy", "Dan", "Eve")
LETTERS = ("ABC", "XYZ")  # what three of them add, in one run and in another
MANY = "ABCDE"  # what five add, of whom Ann stops between two steps
WITH_MANY = "Nor is one lost when up to four save while one stops between two steps."


def editing(save, letters):
    """Return a race: editors add a letter each to one page."""

    def begin():
        page = SimpleNamespace(text="", version=12)
        pairs = zip(NAMES, letters, strict=False)
        return page, {name: save(page, letter) for name, letter in pairs}

    return begin


def rules_for(letters):
    """Return the rules where these letters are added."""

    def what_went_wrong(page):
        for letter in letters:
            if letter not in page.text:
                return "loses a letter"
        return "writes a letter twice" if len(page.text) > len(letters) else ""

    return Rules(
        never=what_went_wrong,
        harm="lose a letter or write one twice",
        ended=lambda shared: f"the page says {shared['text'] or 'nothing'}",
        outcome=lambda page: page.text,
        undone=lambda outcomes: "",  # all letters are there, so all have finished
    )


def judge_retry(save):
    """Search every schedule of the three editors, with two sets of letters.

    Then ask for time to think: no step may read the text and write what it makes of it.
    """
    for letters in LETTERS:
        judged = judge_race(
            editing(save, letters),
            rules_for(letters),
            name="retry-without-loss",
            goal="Spoil the page.",
            shows={"text": "page", "version": "version"},
            believes=believes,
        )
        if not judged.ok:
            return judged
    line = hasty_line(editing(save, letters), "text", lambda text: f"Q{text}Q")
    if line:
        return Judged(
            False,
            f"The step of line {line} reads and writes the text at once; an editor "
            "needs time to think in between. Read in one step, keep what you need in "
            "a variable, and write in a later step.",
        )
    return judge_many(save) or Judged(True, f"{judged.text} {WITH_MANY}")


def judge_many(save):
    """Refuse what goes wrong only when many save while Ann stops between two steps."""
    for others in range(1, len(MANY)):
        letters = MANY[: others + 1]
        rules = rules_for(letters)
        for steps, page in stopped(editing(save, letters)):
            harm = rules.never(page)
            if harm:
                ended = rules.ended(vars(page))
                who = "another saves" if others == 1 else f"{others} others save"
                said = f"If Ann stops before step {steps + 1} and {who} meanwhile"
                return Judged(False, f"{said}, it {harm}: {ended}.")
    return None


def stopped(race):
    """Yield (number, page): Ann stops after so many steps, and all others come.

    Whoever has to wait goes on when he can.
    """
    steps, is_over = 0, False
    while not is_over:
        steps += 1
        run = Execution(race)
        is_over = not go_on(run, "0", steps)
        for digit in [*list(run.names)[1:], *run.names]:
            go_on(run, digit, LONGEST)
        yield steps, run.shared


def go_on(run, digit, most):
    """Let one take so many steps, or as many as it can; say whether it took them."""
    for _ in range(most):
        if digit not in run.enabled():
            return False
        run.advance(digit)
    return True


def believes(name, state):
    """Say what an editor has read."""
    holds = state["actors"][name]["holds"]
    return f"read version {holds['version']}" if "version" in holds else ""


STARTER = """
def save(page, letter):
    yield "SELECT text, version"
    new, version = page.text + letter, page.version
    while True:
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text, page.version = new, version + 1
            return
        yield "SELECT version"
        version = page.version
"""

TASK = Task(
    name="retry-without-loss",
    asks="save",
    starter=STARTER,
    judge=judge_retry,
    gives={"When": When},
    hints=(
        "After a refusal the version is read again. What about the text that is "
        "written?",
        "Whatever was worked out from the old text is worthless now. Work `new` out "
        "again from the text that you read again, in the same step as its version.",
    ),
    repairs={
        "begin again from the top": """
def save(page, letter):
    while True:
        yield "SELECT text, version"
        new, version = page.text + letter, page.version
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text, page.version = new, version + 1
            return
""",
        "read both again": """
def save(page, letter):
    yield "SELECT text, version"
    new, version = page.text + letter, page.version
    while True:
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text, page.version = new, version + 1
            return
        yield "SELECT text, version"
        new, version = page.text + letter, page.version
""",
        "version and text in two reads, the version first": """
def save(page, letter):
    while True:
        yield "SELECT version"
        version = page.version
        yield "SELECT text"
        new = page.text + letter
        yield "think"
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text, page.version = new, version + 1
            return
""",
        "hold a lock while thinking": """
def save(page, letter):
    yield When("SELECT FOR UPDATE", lambda: not getattr(page, "locked", False))
    page.locked = True
    new = page.text + letter
    yield "UPDATE; COMMIT"
    page.text, page.version = new, page.version + 1
    page.locked = False
""",
        "read again where the write was refused": """
def save(page, letter):
    yield "SELECT text, version"
    while True:
        new, version = page.text + letter, page.version
        yield "UPDATE WHERE version RETURNING"
        if page.version == version:
            page.text, page.version = new, version + 1
            return
""",
        "two functions": """
def read(page):
    yield "SELECT text, version"
    return page.text, page.version

def write(page, text, version):
    yield "UPDATE WHERE version"
    is_mine = page.version == version
    if is_mine:
        page.text, page.version = text, version + 1
    return is_mine

def save(page, letter):
    is_done = False
    while not is_done:
        text, version = yield from read(page)
        is_done = yield from write(page, text + letter, version)
""",
        "think in many small steps": """
def save(page, letter):
    while True:
        yield "SELECT text, version"
        text, version = page.text, page.version
        yield "think"
        new = text + letter
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text, page.version = new, version + 1
            return
""",
        "keep a copy of the row": """
import copy

def save(page, letter):
    while True:
        yield "SELECT *"
        row = copy.copy(page)
        yield "UPDATE WHERE version"
        if page.version == row.version:
            page.text, page.version = row.text + letter, row.version + 1
            return
""",
        "the lock, and give it back in a step of its own": """
def save(page, letter):
    yield When("lock", lambda: not getattr(page, "locked", False))
    page.locked = True
    yield "SELECT"
    text = page.text
    yield "UPDATE"
    page.text = text + letter
    yield "unlock"
    page.locked = False
""",
        "compare the text itself": """
def save(page, letter):
    done = False
    while not done:
        yield "SELECT text"
        seen = page.text
        yield "UPDATE WHERE text"
        if page.text == seen:
            page.text = seen + letter
            done = True
""",
    },
    tricks={
        "the starter": STARTER,
        "let the database append": """
def save(page, letter):
    yield "UPDATE SET text = text || letter"
    page.text += letter
    page.version += 1
""",
        "append, and no version": """
def save(page, letter):
    yield "UPDATE"
    page.text += letter
""",
        "read in one step, and once more in the step that writes": """
def save(page, letter):
    yield "SELECT text"
    new = page.text + letter
    yield "UPDATE"
    new = page.text + letter
    page.text, page.version = new, page.version + 1
""",
        "the right loop, and the text is read in its UPDATE": """
def save(page, letter):
    while True:
        yield "SELECT version"
        version = page.version
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text, page.version = page.text + letter, version + 1
            return
""",
        "the whole loop, and the text is read again in its UPDATE": """
def save(page, letter):
    while True:
        yield "SELECT text, version"
        new, version = page.text + letter, page.version
        yield "UPDATE WHERE version"
        if page.version == version:
            new = page.text + letter
            page.text, page.version = new, version + 1
            return
""",
        "in one step only after a refusal": """
def save(page, letter):
    yield "SELECT text, version"
    new, version = page.text + letter, page.version
    yield "UPDATE WHERE version"
    if page.version != version:
        new = page.text + letter
    page.text, page.version = new, page.version + 1
""",
        "read through a copy": """
import copy

def save(page, letter):
    yield "UPDATE"
    seen = copy.copy(page)
    page.text = seen.text + letter
""",
        "read through vars": """
def save(page, letter):
    yield "UPDATE"
    row = vars(page)
    row["text"] = "".join([*row["text"], letter])
""",
        "a list beside the text": """
def save(page, letter):
    yield "UPDATE"
    page.letters = [*getattr(page, "letters", []), letter]
    page.text = "".join(page.letters)
""",
        "a function that does it all": """
def append(page, letter):
    text = str(page.text)
    yield "think, and write"
    text = str(page.text)
    page.text = text + letter

def save(page, letter):
    yield from append(page, letter)
""",
        "a lock for one step": """
def save(page, letter):
    yield When("SELECT FOR UPDATE", lambda: not getattr(page, "locked", False))
    page.locked = True
    page.text += letter
    page.locked = False
""",
        "before the first step": """
def save(page, letter):
    page.text += letter
    yield "UPDATE"
""",
        "type what should come out": """
def save(page, letter):
    yield "UPDATE"
    page.text = "ABC"
""",
        "do not look at the count": """
def save(page, letter):
    yield "SELECT text, version"
    new, version = page.text + letter, page.version
    yield "UPDATE WHERE version"
    if page.version == version:
        page.text, page.version = new, version + 1
""",
        "forget to raise the version": """
def save(page, letter):
    while True:
        yield "SELECT text, version"
        new, version = page.text + letter, page.version
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text = new
            return
""",
        "two reads in two steps": """
def save(page, letter):
    while True:
        yield "SELECT text"
        new = page.text + letter
        yield "SELECT version"
        version = page.version
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text, page.version = new, version + 1
            return
""",
        "a version that comes back": """
def save(page, letter):
    while True:
        yield "SELECT text, version"
        new, version = page.text + letter, page.version
        yield "UPDATE WHERE version"
        if page.version % 3 == version % 3:
            page.text, page.version = new, page.version + 1
            return
""",
        "try twice, then give up": """
def save(page, letter):
    for attempt in range(2):
        yield "SELECT text, version"
        new, version = page.text + letter, page.version
        yield "UPDATE WHERE version"
        if page.version == version:
            page.text, page.version = new, version + 1
            return
""",
        "wait for the old version to come back": """
def save(page, letter):
    yield "SELECT text, version"
    new, version = page.text + letter, page.version
    yield When("version", lambda: page.version == version)
    page.text, page.version = new, version + 1
""",
        "write anyway": """
def save(page, letter):
    yield "SELECT text"
    new = page.text + letter
    yield "UPDATE"
    page.text = new
""",
        "try without end in one step": """
def save(page, letter):
    yield "SELECT text, version"
    new, version = page.text + letter, page.version
    yield "UPDATE WHERE version"
    while page.version != version:
        pass
    page.text, page.version = new, version + 1
""",
    },
)
