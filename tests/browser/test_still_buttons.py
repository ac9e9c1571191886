"""The buttons of an opener stay under the thumb, whatever the move before was.

Each state that an opener can be in is shown, by a link to a way there, and every button
looked at. The openers are found on the pages, so new ones are held to it as they come.
"""

import json

import pytest

from .journey import shortest_way
from .test_journey import WITH_OPENERS, openers_on

MOST = 4  # CSS pixels that a button may move, or change in size
HEADER = 60  # CSS pixels at the top of a phone's screen that stay covered
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
}
NARROW = PHONE | {"viewport": {"width": 320, "height": 640}}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
EVERY_STATE = """(figure) => {
  const { states } = JSON.parse(figure.dataset.graph);
  const boxesOf = (selector) => [...figure.querySelectorAll(selector)].map((each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    return [left + scrollX, top + scrollY, right + scrollX, bottom + scrollY];
  });
  const ways = new Map([[0, ""]]); // it grows meanwhile: a way to each state
  const seen = [];
  for (const [number, way] of ways) {
    states[number][2].forEach((move, place) => {
      if (!ways.has(move[2])) ways.set(move[2], way ? `${way}.${place}` : `${place}`);
    });
    history.replaceState(null, "", `#${figure.dataset.play}=${way}`);
    dispatchEvent(new Event("hashchange"));
    const buttons = boxesOf(".xp-moves button");
    const answers = boxesOf(".xp-shelf, .xp-moves, .xp-verdict");
    const height = Math.max(...answers.map((box) => box[3]))
      - Math.min(...answers.map((box) => box[1]));
    seen.push({ way, buttons, height });
  }
  return seen;
}"""


def farthest(one, other):
    """Return how far the edges of two lists of boxes are apart, at most."""
    assert len(one) == len(other), "there are as many buttons as before"
    pairs = zip(one, other, strict=True)
    return max(
        abs(a - b) for box, same in pairs for a, b in zip(box, same, strict=True)
    )


@pytest.mark.parametrize("screen", [PHONE, NARROW, DESKTOP], ids=["360", "320", "1280"])
@pytest.mark.parametrize("name", WITH_OPENERS)
def test_no_button_moves_in_any_state(open_context, server, site, name, screen):
    page = open_context(**screen).new_page()
    page.goto(f"{server}/{name}.html")
    for cover in page.locator(".sc-cover button").all():
        cover.click()
    for opener in openers_on(site, f"{name}.html"):
        figure = page.locator(f"[data-play={opener}]")
        start, *others = figure.evaluate(EVERY_STATE)
        moved = {
            state["way"]: farthest(start["buttons"], state["buttons"])
            for state in others
        }
        assert {way: far for way, far in moved.items() if far > MOST} == {}
        if screen is PHONE:
            room = PHONE["viewport"]["height"] - HEADER
            assert max(state["height"] for state in [start, *others]) <= room


def who_moves(buttons, actors):
    """Return the name that each button begins with; None where the move is nobody's."""
    names = [text.partition(":")[0] for text in buttons.all_inner_texts()]
    return [name if name in actors else None for name in names]


@pytest.mark.parametrize("name", WITH_OPENERS)
def test_what_is_tapped_again_moves_nobody_else(open_context, server, site, name):
    """Every button says the same client's name, all the way to the goal."""
    page = open_context(**PHONE).new_page()
    page.goto(f"{server}/{name}.html")
    for cover in page.locator(".sc-cover button").all():
        cover.click()
    for opener in openers_on(site, f"{name}.html"):
        figure = page.locator(f"[data-play={opener}]")
        graph = json.loads(figure.get_attribute("data-graph"))
        buttons = figure.locator(".xp-go")
        before = who_moves(buttons, graph["actors"])
        for number, place in shortest_way(graph["states"]):
            actor, label, _ = graph["states"][number][2][place]
            who = f"{graph['actors'][actor]}: " if actor >= 0 else ""
            figure.get_by_role("button", name=f"{who}{label}", exact=True).tap()
            assert who_moves(buttons, graph["actors"]) == before
        assert figure.locator(".xp-won").count() == 1
