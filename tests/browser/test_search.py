"""The search leads to the section on the subject, and gives no answer away."""

import json
import re

import pytest
from playwright.sync_api import expect
from serving import serve

from .accessibility import violations
from .test_site import CHAPTERS

# The page that a reader who searches for these words wants first.
WANTED = {
    "lease": "book/who-holds-the-lock.html",
    "leases": "book/who-holds-the-lock.html",
    "lost update": "book/when-is-it-a-race.html",
    "FOR UPDATE": "book/who-waits-for-for-update.html",
    '"FOR UPDATE"': "book/who-waits-for-for-update.html",
    "deadlock": "book/who-waits-for-for-update.html",
    "fencing": "book/what-does-a-fencing-token-stop.html",
    "redlock": "book/does-redlock-survive-two-failures.html",
    "race": "book/when-is-it-a-race.html",
    "version column": "book/what-if-you-have-to-think-first.html",
    "skip locked": "book/who-waits-for-for-update.html",
    "linearizable": "book/machinery-histories.html",
}


@pytest.fixture
def results(page, server):
    """Search for words; return the list items of the pages that were found."""

    def search(words, at=server):
        page.goto(f"{at}/search.html?q={words.replace(' ', '+')}")
        expect(page.locator("#search-summary")).to_contain_text(
            re.compile("page|Nothing")
        )
        return page.locator("#search-results li")

    return search


@pytest.mark.parametrize("words", WANTED)
def test_the_page_on_the_subject_is_first(results, words):
    link = results(words).first.locator("a").first

    assert link.get_attribute("href").split("?")[0] == WANTED[words]


def test_a_result_leads_to_its_section_and_marks_the_words_there(results, page):
    results("pause").first.locator("a").first.click()
    page.wait_for_url(re.compile(r"/book/[^?]*#"))
    anchor = page.url.split("#")[1]

    expect(page.locator(f"[id='{anchor}'] .highlighted").first).to_be_in_viewport()


def test_letters_inside_of_other_words_are_not_found(results, page):
    shown = [text.lower() for text in results("lease").all_inner_texts()]
    marked = {text.lower() for text in page.locator("mark").all_inner_texts()}

    assert shown
    assert marked <= {"lease", "leases", "leased"}
    # "least" and "release" have the letters.
    results("eas")
    expect(page.locator("#search-summary")).to_contain_text("Nothing")


def test_a_phrase_in_quotation_marks_is_found_as_it_is(results):
    words = results("update lost").count()
    assert words > 0
    assert results('"update lost"').count() == 0
    found = results('"lost update"')
    assert 0 < found.count() < words
    for each in found.all():
        assert re.search(r"lost\s+update", each.inner_text(), re.IGNORECASE)


def test_an_excerpt_is_prose_with_the_words_marked(results):
    excerpt = results("FOR UPDATE").first.locator(".context").first
    text = excerpt.inner_text()

    assert excerpt.locator("mark").count() > 0
    assert len(text) < 240
    assert not re.search(r"Repository|Suggest edit|[a-z](UPDATE|SELECT)", text)


@pytest.fixture
def question(page, server):
    """Open a chapter; return the id of its last question and a few of its words."""
    page.goto(f"{server}/{CHAPTERS[0]}.html")
    form = page.locator("form[data-question]").last
    words = form.locator("legend").inner_text().split()
    return form.get_attribute("data-question"), " ".join(words[:5])


@pytest.mark.parametrize("asked", ["its id", "its words"])
def test_a_question_is_found_and_its_link_leads_to_it(results, page, question, asked):
    name, words = question
    found = results(name if asked == "its id" else f'"{words}"')
    found.locator(f"a[href*='{CHAPTERS[0]}'][href*='#question-{name}']").first.click()

    expect(page.locator(f"form[data-question='{name}']")).to_be_in_viewport()


SECRETS = """() => {
  const kinds = ".sc-explanation, .sc-why, .sc-belief, [data-reveal], "
    + "[data-usual] details, [data-usual] dt ~ dt ~ dd, [data-task] details";
  const bare = text => text.replace(/\\s+/g, " ").trim();
  const said = [...document.querySelectorAll(kinds)]
    .flatMap(each => each.textContent.split(/[.:;?!]/)).map(bare)
    .filter(sentence => sentence.split(" ").length > 5);
  const article = document.querySelector("article").cloneNode(true);
  article.querySelectorAll("form, [data-usual], [data-reveal], [data-task]")
    .forEach(each => each.remove());
  return [said, bare(article.textContent)];
}"""


def test_no_answer_is_in_what_the_search_knows(page, server):
    known = page.request.get(f"{server}/_static/sections.js").text()
    secrets, prose = [], ""
    for name in CHAPTERS:
        page.goto(f"{server}/{name}.html")
        said, others = page.evaluate(SECRETS)
        secrets += said
        prose += others
        for legend in page.locator("legend").all_inner_texts():
            assert json.dumps(legend, ensure_ascii=False)[1:-1] in known

    assert len(secrets) > 100
    # What a chapter says in its running text as well is no secret.
    assert [each for each in secrets if each in known and each not in prose] == []


def test_words_that_stand_in_no_section_together_are_still_found(results, page):
    assert results("redlock oversold buyers").count() > 0
    expect(page.locator("#search-summary")).to_contain_text("No section has all of")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_results(open_context, server, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{server}/search.html?q=lost+update")
    expect(page.locator("#search-results mark").first).to_be_visible()

    assert violations(page) == []


def test_nothing_found_is_said_without_a_list(results, page):
    assert results("xyzzy").count() == 0
    expect(page.locator("#search-summary")).to_have_text(
        "Nothing in the course has xyzzy."
    )


def test_what_is_typed_is_no_markup_and_no_pattern(results, page):
    for typed in ("<img src=x>", '"(a+"', "count(*)", "\\"):
        results(typed.replace("+", "%2B"))
        assert page.locator("#search-results img").count() == 0


def test_from_a_file_the_search_finds_pages_and_excerpts(results, page, site):
    found = results("fencing", at=site.as_uri())

    assert found.locator(".context mark").count() > 0
    found.first.locator("a").first.click()
    expect(page.locator("article .highlighted").first).to_be_visible()


def test_below_a_path_the_results_lead_to_pages(results, page, site, tmp_path):
    (tmp_path / "mybook").symlink_to(site)
    with serve(tmp_path) as address:
        results("fencing", at=f"{address}/mybook").first.locator("a").first.click()
        page.wait_for_url(re.compile("/mybook/book/"))


def test_pages_load_nothing_of_the_search_before_it_is_asked(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/book/when-is-it-a-race.html", wait_until="networkidle")
    assert not [url for url in asked if re.search("search|sections|language", url)]
    page.goto(f"{server}/search.html", wait_until="networkidle")

    assert not [url for url in asked if "sections.js" in url]


@pytest.mark.parametrize("width", [320, 360])
def test_long_words_of_code_break_in_results(results, page, width):
    page.set_viewport_size({"width": width, "height": 740})
    results("lost update")
    page.add_style_tag(
        content="* {letter-spacing: .12em !important; word-spacing: .16em !important}"
    )

    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_the_key_slash_is_left_to_the_browser(page, server):
    page.goto(f"{server}/book/when-is-it-a-race.html")
    page.evaluate(
        "addEventListener('keydown', ({ defaultPrevented }) => {"
        " window.taken = defaultPrevented })"
    )
    page.keyboard.press("/")

    assert page.evaluate("window.taken") is False


# What the words that were searched for mark on the page.


@pytest.fixture
def marked(page, server):
    """Open a page whose article is some HTML, from a result; return the page."""

    def mark(html, *terms):
        def answer(route):
            found = route.fetch()
            body = re.sub(
                r"(<article[^>]*>).*</article>",
                lambda match: f"{match[1]}{html}</article>",
                found.text(),
                flags=re.DOTALL,
            )
            route.fulfill(response=found, body=body)

        page.route("**/references.html?*", answer)
        query = "&".join(f"highlight={term}" for term in terms or ["lease"])
        page.goto(f"{server}/book/references.html?{query}")
        return page

    return mark


SOUND = "<p>A lease is no lock.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<svg role='img'><title>One lease</title><text>lease</text></svg>",
        "<figure><p>lease</p><button>lease</button></figure>",
        "<math><mi>lease</mi></math>",
        "<select><option>lease</option></select>",
        "<textarea>lease</textarea>",
        "<button>lease</button>",
        "<script type='text/plain'>lease</script>",
        "<p>release, leases, at least, leaseholder</p>",
    ],
)
def test_what_is_no_word_of_the_prose_is_left_alone(marked, html):
    page = marked(html + SOUND)

    assert page.locator(".highlighted").all_text_contents() == ["lease"]
    assert page.locator("p .highlighted").count() == 1


def test_a_word_is_marked_wherever_it_stands(marked):
    page = marked(
        "<p>Lease, (lease) lease.</p><figure><svg></svg><figcaption>lease</figcaption>"
        "</figure><pre><span>a_lease</span> = lease</pre>"
    )

    assert page.locator(".highlighted").count() == 5


def test_a_phrase_is_marked_over_several_elements(marked):
    page = marked(
        "<p><code><span>FOR</span> <span>UPDATE</span></code> for you</p>", "for+update"
    )

    assert page.locator(".highlighted").all_text_contents() == ["FOR", "UPDATE"]


def test_signs_of_a_pattern_are_plain_signs(marked):
    page = marked("<p>SELECT a.* FROM ab</p>", "a.*")

    assert page.locator(".highlighted").count() <= 1
    assert page.locator("article").inner_text() == "SELECT a.* FROM ab"


def test_nothing_is_marked_outside_of_the_article(page, server):
    page.goto(f"{server}/book/who-holds-the-lock.html?highlight=lock")

    assert page.locator("article .highlighted").count() > 0
    assert page.locator(".highlighted:not(article *)").count() == 0


CONTRAST = """mark => {
  const parts = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (text) => parts(text).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const style = getComputedStyle(mark);
  const both = [light(style.color), light(style.backgroundColor)].sort((a, b) => b - a);
  return (both[0] + .05) / (both[1] + .05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_marked_can_be_read(open_context, server, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{server}/book/who-holds-the-lock.html?highlight=lock")
    for mark in page.locator("article .highlighted").all():
        assert mark.evaluate(CONTRAST) >= 4.5, mark.evaluate("e => e.outerHTML")


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_marks_go_and_leave_the_page_as_it_was(page, server, way):
    name = "book/when-is-it-a-race.html"
    page.goto(f"{server}/{name}")
    before = page.locator("main").inner_html()
    page.goto(f"{server}/{name}?highlight=lock")
    expect(page.locator(".highlighted").first).to_be_visible()
    assert "highlight=" not in page.url
    if way == "button":
        page.get_by_role("button", name="Hide the marks of the search").click()
    else:
        page.keyboard.press("Escape")

    assert page.locator(".highlighted, .highlight-link").count() == 0
    assert page.locator("main").inner_html() == before
