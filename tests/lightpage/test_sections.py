"""What the search knows of a page: all that is said, and no answer."""

import pytest
from lightpage.sections import sections_of

PAGE = '<section id="page"><h1>Leases</h1>{}</section>'


def prose_of(html):
    return " | ".join(section[2] for section in sections_of(PAGE.format(html)))


def test_words_of_neighbouring_blocks_are_not_glued():
    assert prose_of("<p>run</p><pre>x</pre><p>again</p>") == "run again"
    assert prose_of("<ul><li>one</li><li>two</li></ul>") == "one two"
    assert prose_of("<p>fencing <code><span>tok</span><span>en</span></code>.</p>") == (
        "fencing token."
    )


@pytest.mark.parametrize(
    "secret",
    [
        '<details class="sc-answer"><p>{}</p></details>',
        '<div class="sc-explanation">{}</div>',
        '<p class="sc-why">{}</p>',
        "<div data-reveal='A1a'>{}</div>",
        '<form data-question="A1"><legend>Ask</legend>'
        "<details><summary>Hint</summary>{}</details></form>",
        '<div data-usual="A1"><dl><dt>They say</dt><dd><q>Seen</q></dd>'
        "<dt>What is true</dt><dd>{}</dd></dl></div>",
        '<div class="sc-usual"><h3>Race <span class="sc-mark">{}</span></h3></div>',
        '<div class="sc-usual"><h3>Race</h3><p>{}</p></div>',
        '<section id="b"><details class="ch-further"><summary><h2>Further: a solution'
        "</h2></summary><p>{}</p></details></section>",
        '<div data-task="release"><details>{}</details></div>',
    ],
)
def test_what_answers_is_left_out(secret):
    found = sections_of(PAGE.format(f"<p>Seen.</p>{secret.format('secret')}"))

    assert "Seen" in str(found)
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    "noise",
    [
        "<h2>Seen<a class='headerlink'>noise</a></h2>",
        "<figure><svg><title>noise</title></svg><figcaption>Seen</figcaption></figure>",
        "<p>Seen</p><button>noise</button><script>noise</script>",
        "<p>Seen</p><select><option>noise</option></select>",
        "<details><summary><i class='collapsed'>noise</i></summary>Seen</details>",
    ],
)
def test_what_is_no_text_is_left_out(noise):
    found = str(sections_of(PAGE.format(noise)))

    assert "Seen" in found
    assert "noise" not in found


def test_a_question_is_a_section_that_its_links_aim_at():
    question = (
        '<span id="question-A1"></span><form data-question="A1"><p class="sc-name">'
        "Question A1</p><legend>Who waits?</legend></form><p>After it.</p>"
    )

    assert sections_of(PAGE.format(question)) == [
        ["", "Leases", "After it.", ""],
        ["question-A1", "Question A1", "Who waits?", ""],
    ]


def test_a_box_is_a_section_if_it_has_a_heading():
    boxes = (
        '<span id="interview-A1"></span><section><h2>In an interview</h2><p>One.</p>'
        "</section><section data-task='a'><p>Two.</p></section>"
    )

    assert sections_of(PAGE.format(boxes)) == [
        ["", "Leases", "Two.", ""],
        ["interview-A1", "In an interview", "One.", ""],
    ]


def test_a_term_of_a_glossary_is_a_section():
    terms = '<dl><dt id="term-a">lease</dt><dd>Ends by itself.</dd></dl>'

    assert sections_of(PAGE.format(terms))[1] == [
        "term-a",
        "lease",
        "Ends by itself.",
        "",
    ]


def test_of_code_the_words_are_kept_that_the_prose_does_not_have():
    found = sections_of(PAGE.format("<p>A stock.</p><pre>take_stock(ann, 1)</pre>"))

    assert found == [["", "Leases", "A stock.", "ann take"]]


def test_the_line_of_a_question_on_another_page_is_no_question():
    row = "<table><tr data-question='A1'><th>A1</th></tr></table>"

    assert len(sections_of(PAGE.format(row))) == 1
