"""A figure with knobs shows, at rest, every setting it offers."""

import html
import json
import re

import pandas
import pytest
from explorable import knobs
from explorable.widget import knobs_widget
from hypothesis import given
from hypothesis import strategies as st


def majority(n):
    return n // 2 + 1


def labels(figure):
    return re.findall(r'<p class="xp-label">(.*?)</p>', figure._repr_html_(), re.S)


@given(
    st.lists(st.integers(), min_size=1, max_size=6, unique=True),
    st.lists(st.text(max_size=5), min_size=1, max_size=6, unique=True),
)
def test_every_setting_is_computed_and_named(numbers, words):
    figure = knobs(lambda n, word: f"{n} {word}", n=numbers, word=words)

    expected = [
        html.escape(f"n = {n}, word = {word}") for n in numbers for word in words
    ]
    assert labels(figure) == expected
    assert f"Precomputed: {len(expected)} setting" in figure._repr_html_()


def test_results_of_every_kind_are_shown():
    table = pandas.DataFrame({"tea": [1]})
    results = {"text": "<tea>", "number": 0.5, "table": table}

    shown = knobs(lambda kind: results[kind], kind=list(results))._repr_html_()

    assert '<pre class="xp-result">&lt;tea&gt;</pre>' in shown
    assert '<pre class="xp-result">0.5</pre>' in shown
    assert 'class="dataframe"' in shown


def test_the_controls_are_described_for_the_script():
    shown = knobs(
        lambda n, lost_messages: n, n=range(3, 5), lost_messages=["none", "all"]
    )._repr_html_()

    described = json.loads(html.unescape(re.search(r'data-knobs="(.*?)"', shown)[1]))
    assert described == [
        ["n", "range", "3", "4"],
        ["lost_messages", "list", "none", "all"],
    ]
    assert "n = 3, lost messages = none" in shown


def test_the_same_figure_is_the_same_html():
    assert knobs(majority, n=range(3, 8))._repr_html_() == (
        knobs(majority, n=range(3, 8))._repr_html_()
    )


def test_nothing_in_the_html_is_alive_without_a_script():
    shown = knobs(majority, n=range(3, 8), caption="A majority & more.")._repr_html_()

    assert not re.search(r"<(button|input|select|script)|\bid=", shown)
    assert "A majority &amp; more." in shown


def test_at_rest_there_is_no_widget():
    bundle = knobs(majority, n=range(3, 8))._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/plain"] == "Knobs: n (5 settings)"


def test_too_many_settings_are_refused_with_their_number():
    knobs(majority, n=range(40))
    with pytest.raises(ValueError, match=r"compute 42 settings \(n: 6, m: 7\), more"):
        knobs(lambda n, m: n, n=range(6), m=range(7))


@pytest.mark.parametrize(
    ("settings", "message"),
    [({}, "nothing to turn"), ({"n": []}, "n has no values")],
)
def test_a_figure_without_settings_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        knobs(majority, **settings)


def test_a_function_that_returns_nothing_is_refused_with_its_setting():
    with pytest.raises(ValueError, match="returned None; return what") as caught:
        knobs(lambda n: None, n=range(3, 5))

    assert caught.value.__notes__ == ["in knobs, at n = 3"]


def test_live_any_whole_number_is_computed_anew():
    figure = knobs(
        lambda n, kind: f"{kind} {10 // n}", n=range(3, 8), kind=["plain", "odd"]
    )
    widget = knobs_widget(figure, figure._repr_html_())

    widget.asked = {"count": 1, "setting": {"n": 10, "kind": 1}}
    assert widget.result == {
        "label": "n = 10, kind = odd",
        "html": '<pre class="xp-result">odd 1</pre>',
    }

    widget.asked = {"count": 2, "setting": {"n": 0, "kind": 0}}
    assert widget.result["label"] == "n = 0, kind = plain"
    assert widget.result["error"].startswith("ZeroDivisionError")
