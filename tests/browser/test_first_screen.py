"""Something to move is on the first screen, on a phone and on a desktop.

A control counts if it can be used, lies wholly within the window, and is not covered.
"""

import pytest
from building import ROOT, pages_of_the_book

from .reader import reading
from .small_book import build_small_book

SCREENS = [(360, 740), (1280, 800)]  # CSS pixels: a phone and a desktop
LANDING, *OTHERS = pages_of_the_book()
CHAPTERS = [
    name
    for name in OTHERS
    if (ROOT / f"{name}.ipynb").exists() and not name.startswith("book/lab-")
]
HELD = [LANDING, *CHAPTERS]  # the pages that have to have something to move
MOVABLE = "[data-play] .xp-go, [data-knobs] select, [data-knobs] input"
ON_THE_FIRST_SCREEN = """
const isUsable = (control) =>
  !control.disabled && control.getAttribute("aria-disabled") !== "true";
const isWhole = ({ left, top, right, bottom }) =>
  left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
const isOnTop = (control, { left, top, width, height }) =>
  control.contains(document.elementFromPoint(left + width / 2, top + height / 2));
return [...document.querySelectorAll(arguments[0])].filter((control) => {
  const box = control.getBoundingClientRect();
  return isUsable(control) && isWhole(box) && isOnTop(control, box);
}).length;"""


def movable(reader):
    """Count what can be moved on the first screen."""
    return reader.run(ON_THE_FIRST_SCREEN, MOVABLE)


@pytest.mark.elsewhere(HELD[:2])
@pytest.mark.parametrize("name", HELD)
def test_something_to_move_is_on_the_first_screen(reader, name):
    for size in SCREENS:
        reader.has_size(*size)  # first: what moves when a window changes may cover
        reader.open(f"{name}.html")
        assert (size, bool(movable(reader))) == (size, True)


@pytest.fixture(scope="module")
def small_book(tmp_path_factory):
    return build_small_book(tmp_path_factory.mktemp("screens"))


def test_what_is_below_covered_or_greyed_does_not_count(engine, small_book):
    with reading(engine, small_book) as reader:
        reader.has_size(1280, 800)
        reader.open("openers.html")
        assert movable(reader) == 2

        hide = "const all = [...document.querySelectorAll('.xp-go')];"
        reader.run(f"{hide} all[0].setAttribute('aria-disabled', 'true')")
        assert movable(reader) == 1
        reader.run(f"{hide} all[1].style.cssText = 'position: relative; z-index: -1'")
        assert movable(reader) == 0

        reader.reload()
        reader.run("document.querySelector('figure').style.marginTop = '100vh'")
        assert movable(reader) == 0
