"""The HTML of a question: complete by itself, and nothing in it can leave the page."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selfcheck.course import open_course
from selfcheck.render import render
from selfcheck.revealed import render_reveal
from selfcheck.text import blocks

SOUND = Path(__file__).with_name("data") / "quizzes"
COURSE = open_course(SOUND)
QUESTIONS = list(COURSE.questions.values())
VOID = {"input", "br", "mspace", "hr"}


class Reader(HTMLParser):
    """Collects tags with the tags around them, and the text a reader sees."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.around, self.text = [], [], ""
        self.feed(html)
        self.close()
        assert self.around == [], "every tag is closed"

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes), tuple(self.around)))
        if tag not in VOID:
            self.around.append(tag)

    def handle_endtag(self, tag):
        assert self.around.pop() == tag, "tags are closed in order"

    def handle_data(self, data):
        self.text += data


def words(text):
    return " ".join(re.sub(r"[`*$]", "", text).split())


@pytest.fixture(params=QUESTIONS, ids=lambda question: question.id)
def question(request):
    return request.param


def test_nothing_in_the_markup_can_act_without_the_script(question):
    tags = Reader(render(question, COURSE)).tags

    names = {tag for tag, _, _ in tags}
    assert names.isdisjoint({"script", "button", "style", "iframe"})
    for tag, attributes, _ in tags:
        assert "id" not in attributes, "an id would be doubled by a second copy"
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("type") in (None, "radio", "checkbox", "text")
        if tag == "form":
            assert attributes["method"] == "dialog", "Enter must not load a page"


def test_the_legend_is_the_question_and_comes_first(question):
    tags = Reader(render(question, COURSE)).tags

    place = [tag for tag, _, _ in tags].index("fieldset")
    assert tags[place + 1][0] == "legend"
    codes = [around for tag, _, around in tags if tag == "pre"]
    assert all("fieldset" not in around for around in codes)


def test_every_control_stands_in_its_label_and_in_the_fieldset(question):
    for tag, _, around in Reader(render(question, COURSE)).tags:
        if tag in ("input", "select"):
            assert around[:2] == ("form", "fieldset")
            assert around[-1] == "label"


def test_all_choices_reasons_and_hints_can_be_read(question):
    html = render(question, COURSE)
    if question.is_bet:
        html += render_reveal(question, COURSE)
    text = " ".join(Reader(html).text.split())
    choices, _ = question.asks()

    for each in choices:
        assert words(each.text) in text
    for each in (*choices, *getattr(question, "guesses", ())):
        assert words(each.why) in text
    for hint in question.hints:
        assert words(hint) in text


def test_the_status_is_there_and_empty(question):
    assert '<p class="sc-verdict" role="status"></p>' in render(question, COURSE)


def test_classes_carry_the_prefix(question):
    html = render(question, COURSE)
    html = re.sub(r'<pre class="highlight sc-code".*?</pre>', "", html, flags=re.S)

    for classes in re.findall(r'class="([^"]*)"', html):
        assert all(name.startswith("sc-") for name in classes.split()) or classes in (
            "math inline",
            "math block",
        )


def test_an_order_is_not_given_away_without_a_script():
    question = COURSE.questions["A4"]
    html = render(question, COURSE)

    shown = re.findall(r'<select name="([^"]+)"', html)
    assert sorted(shown) == sorted(item.key for item in question.items)
    assert shown != [item.key for item in question.items]


@given(st.permutations(COURSE.questions["A4"].items))
def test_no_order_is_given_away(items):
    question = replace(COURSE.questions["A4"], items=tuple(items))

    shown = re.findall(r'<select name="([^"]+)"', render(question, COURSE))

    assert shown != [item.key for item in items]
    assert sorted(shown) == sorted(item.key for item in items), "none is lost"


@given(st.text(max_size=60))
def test_no_text_of_an_author_becomes_markup(text):
    option = replace(COURSE.questions["A1"].options[0], text=text.replace("$", "s"))
    question = replace(COURSE.questions["A1"], options=(option,))

    tags = {tag for tag, _, _ in Reader(render(question, COURSE)).tags}

    assert tags.isdisjoint({"script", "style", "button", "iframe"})


def test_a_formula_is_mathml_and_code_is_highlighted():
    html = render(COURSE.questions["A1"], COURSE)

    assert "<math" in html
    assert '<span class="k">SELECT</span>' in html


def test_links_lead_to_the_page_at_rest_and_to_the_notebook_live():
    question = COURSE.questions["A1"]

    assert 'href="tea.html#six-orders"' in render(question, COURSE)
    assert 'href="tea.md#six-orders"' in render(question, COURSE, live=True)


def test_sources_are_cited_with_their_address():
    html = render(COURSE.questions["A1"], COURSE)

    assert (
        'Lamport 1978, <a href="https://doi.org/10.1145/359545.359563"><cite>Time'
        in html
    )
    assert "Berenson et al. 1995, <cite>A critique of ANSI SQL" in html


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("A1a", "Bet"),
        ("A1", "Check yourself · A1"),
        ("A2", "Check yourself · choose all that are right"),
        ("A4", "Check yourself"),
    ],
)
def test_a_question_says_what_it_is(id, name):
    """An id means something to a reader only if the map has it."""
    html = render(COURSE.questions[id], COURSE)

    assert f'<p class="sc-name">{name}</p>' in html


def test_hints_are_counted_if_there_are_several():
    question = COURSE.questions["A1"]
    one = replace(question, hints=question.hints[:1])

    assert "<summary>Hint 2 of 2</summary>" in render(question, COURSE)
    assert "<summary>Hint</summary>" in render(one, COURSE)


def test_a_formula_of_its_own_is_a_block_and_one_in_a_line_is_not():
    html = blocks("So $n$ is:\n\n$$\nn = 5\n$$\n")

    assert html.count('display="inline"') == 1
    assert html.count('display="block"') == 1


def test_the_answer_tells_its_tolerance_only_if_it_has_one():
    assert "0.667 (anything within 0.005)" in render(COURSE.questions["A3"], COURSE)
    assert "anything within" not in render(COURSE.questions["A1a"], COURSE)


def test_numbers_and_code_are_shown_as_they_are_written():
    small = replace(COURSE.questions["A3"], answer={"value": 1.0e-05, "tolerance": 0})
    html = render(small, COURSE)
    assert "The answer: 0.00001<" in html
    assert 'data-value="0.00001"' in html

    code = {"lang": "python", "text": "\n\ndef take(tin):\n\ttin.n -= 1\n"}
    html = render(replace(COURSE.questions["A1"], code=code), COURSE)
    shown = Reader(re.search(r"<pre.*?</pre>", html, re.S)[0]).text
    assert shown == code["text"].rstrip()
