"""A drawing to step through is, at rest, the whole drawing and the whole log."""

import re
from types import SimpleNamespace

import pytest
from explorable import step_through
from explorable.widget import steps_widget


def drawing(steps=3, lines=3):
    marks = "".join(f'<g data-step="{k}"></g>' for k in range(1, steps + 1))
    log = [f"step <{k}>" for k in range(1, lines + 1)]
    return SimpleNamespace(
        svg=f'<svg role="img">{marks}</svg>', log=log, caption="It is late."
    )


def test_the_whole_drawing_and_the_whole_log_are_there():
    shown = step_through(drawing(), name="paused-holder")._repr_html_()

    assert drawing().svg in shown
    assert re.findall("<li>(.*)</li>", shown) == [
        f"step &lt;{k}&gt;" for k in (1, 2, 3)
    ]
    assert "<figcaption>It is late.</figcaption>" in shown
    assert 'data-steps="paused-holder"' in shown
    assert not re.search(r"<(button|input|select|script|a )|\bid=", shown)


def test_a_caption_of_its_own_comes_before_the_drawings():
    assert "Early." in step_through(drawing(), name="a", caption="Early.")._repr_html_()
    assert (
        "figcaption" not in step_through(drawing(), name="a", caption="")._repr_html_()
    )


@pytest.mark.parametrize("name", ["", "Paused", "paused holder", "a=1", "a--b", "a#b"])
def test_a_name_that_no_link_can_carry_is_refused(name):
    with pytest.raises(ValueError, match="use lower-case words and hyphens"):
        step_through(drawing(), name=name)


@pytest.mark.parametrize(
    ("steps", "lines", "message"),
    [
        (3, 2, "draws step 3, but its log tells steps 1 to 2; give each step a line"),
        (0, 2, "has no steps; draw a trace that has some"),
        (0, 0, "has no steps; draw a trace that has some"),
    ],
)
def test_a_drawing_and_a_log_that_do_not_fit_are_refused(steps, lines, message):
    with pytest.raises(ValueError, match=message):
        step_through(drawing(steps, lines), name="race")


def test_a_step_zero_is_refused():
    odd = drawing()
    odd.svg = odd.svg.replace('data-step="1"', 'data-step="0"')

    with pytest.raises(ValueError, match="draws step 0"):
        step_through(odd, name="race")


def test_live_python_knows_the_step_the_reader_looks_at():
    shown = step_through(drawing(), name="race")
    assert shown.step == 1

    steps_widget(shown, shown._repr_html_()).asked = {"step": 2}

    assert shown.step == 2
