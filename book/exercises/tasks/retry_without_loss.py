"""Repair a retry so that no change is lost and all finish: for A6."""

from types import SimpleNamespace

from minicluster import When

from ..races import Rules, judge_race
from ..task import Task

NAMES = ("Ann", "Bob", "Cy")
LETTERS = ("ABC", "XYZ")  # what they add, in one run and in another


def editing(save, letters):
    """Return a race: three editors add a letter each to one page."""

    def begin():
        page = SimpleNamespace(text="", version=12)
        pairs = zip(NAMES, letters, strict=True)
        return page, {name: save(page, letter) for name, letter in pairs}

    return begin


def rules_for(letters):
    """Return the rules where these letters are added."""
    return Rules(
        never=lambda page: sorted(page.text) != sorted(letters),
        harm="lose a letter or write one twice",
        outcome=lambda page: page.text,
        still=lambda outcomes: True,  # all letters are there, so all have finished
        lazy="",
    )


def judge_retry(save):
    """Search every schedule of the three editors, with two sets of letters."""
    for letters in LETTERS:
        judged = judge_race(
            editing(save, letters),
            rules_for(letters),
            name="retry-without-loss",
            goal="Lose a letter.",
            shows={"text": "page", "version": "version"},
            believes=believes,
            told=lambda state: f"The page says {state['shared']['text'] or 'nothing'}.",
        )
        if not judged.ok:
            break
    return judged


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
        "let the database append": """
def save(page, letter):
    yield "UPDATE SET text = text || letter"
    page.text += letter
    page.version += 1
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
