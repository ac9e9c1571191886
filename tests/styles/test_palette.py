"""The course's colours can be read on every ground of the page, light and dark."""

import re

import pytest
from building import ROOT

STYLE = (ROOT / "book/static/site.css").read_text("utf-8")
MODES = {"light": ":root", "dark": 'html[data-theme="dark"]'}
# The theme's own grounds: of the page, of a cell's code, of a card.
GROUNDS = {
    "light": ["#ffffff", "#f3f4f5"],
    "dark": ["#121212", "#14181e", "#222832", "#29313d"],
}
COLOURS = [f"actor-{number}" for number in range(4)]
COLOURS += ["bad", "good", "wait", "bet", "task", "question"]
TEXT = 4.5  # WCAG 1.4.3


def palette(mode):
    """Return the colours of a mode by name, as `#rrggbb`."""
    block = STYLE.partition(f"{MODES[mode]} {{\n  --actor-0")[2].partition("}")[0]
    found = re.findall(r"--([\w-]+): (#[0-9a-f]+);", f"  --actor-0{block}")
    return {name: in_full(colour) for name, colour in found}


def in_full(colour):
    """Write `#abc` as `#aabbcc`."""
    if len(colour) == 4:
        return "#" + "".join(digit * 2 for digit in colour[1:])
    return colour


def luminance(colour):
    """Return the relative luminance of a colour, from 0 to 1, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#e69f00", "#ffffff") == pytest.approx(2.25, abs=0.005)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", COLOURS)
def test_a_colour_can_be_read_on_every_ground(mode, name):
    colours = palette(mode)
    grounds = [*GROUNDS[mode], colours["bad-ground"], colours["good-ground"]]

    assert [g for g in grounds if contrast(colours[name], g) < TEXT] == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", COLOURS)
def test_words_can_be_read_on_a_ground_of_a_colour(mode, name):
    colours = palette(mode)

    assert contrast(colours["on-actor"], colours[name]) >= TEXT


def test_dark_and_light_have_the_same_colours():
    assert set(palette("light")) == set(palette("dark"))
    assert set(COLOURS) < set(palette("light"))
