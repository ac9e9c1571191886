"""Words that were searched for are marked where a reader looks for them."""

import re

import pytest
from playwright.sync_api import expect

# How often the words stand in the texts below an element, split by marks or not.
COUNT = """(root, words) => {
  const text = root.textContent.toLowerCase();
  return words.map(word => text.split(word).length - 1).reduce((a, b) => a + b);
}"""
SOUND = "<p>A lease is no lock.</p>"


def follow(page, server, words, name):
    """Search for words and open the page `name` from the results."""
    page.goto(f"{server}/search.html?q={words.replace(' ', '+')}")
    page.locator(f'#search-results li a[href^="{name}"]').first.click()
    page.wait_for_url(re.compile(re.escape(name)))
    expect(page.locator(".highlight-link")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("buyer", "book/when-is-it-a-race.html"),
        ("lease pause", "book/leases-and-fencing.html"),
    ],
)
def test_every_hit_in_the_prose_is_marked(page, server, words, name):
    follow(page, server, words, name)
    for paragraph in page.locator("article p").all():
        held = paragraph.evaluate(COUNT, words.split())

        assert paragraph.locator(".highlighted").count() == held


def test_nothing_is_marked_outside_of_the_article(page, server):
    follow(page, server, "lock", "book/leases-and-fencing.html")

    assert page.locator("article .highlighted").count() > 0
    assert page.locator(".highlighted:not(article *)").count() == 0


@pytest.fixture
def marked(page, server):
    """Put HTML in the article of a page, mark a word there, and return the page."""

    def mark(html, word="lease"):
        page.goto(f"{server}/book/references.html")
        page.evaluate(
            "html => { document.querySelector('article').innerHTML = html }", html
        )
        page.evaluate(f"markTerms(document.querySelector('article'), ['{word}'])")
        return page

    return mark


def test_the_label_of_a_drawing_is_underlined_in_its_own_colour(marked):
    page = marked(
        "<svg fill='currentColor'><title>One lease</title><desc>a lease</desc>"
        "<g><text id='label'>lease and more</text></g></svg>"
    )
    label, mark = page.locator("#label"), page.locator("#label tspan.highlighted")

    assert page.locator(".highlighted").count() == 1
    assert mark.text_content() == "lease"
    assert mark.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    fill = "e => getComputedStyle(e).fill"
    assert mark.evaluate(fill) == label.evaluate(fill)


@pytest.mark.parametrize(
    "html",
    [
        "<math><mi>lease</mi></math>",
        "<select><option>lease</option></select>",
        "<textarea>lease</textarea>",
        "<button>lease</button>",
        "<script type='text/plain'>lease</script>",
    ],
)
def test_what_cannot_hold_a_mark_is_left_alone(marked, html):
    page = marked(html + SOUND)

    assert page.locator(".highlighted").count() == 1
    assert page.locator("p .highlighted").count() == 1


def test_signs_of_a_pattern_are_plain_signs(marked):
    page = marked("<p>SELECT count(*) FROM a</p>", "count(*)")

    assert page.locator(".highlighted").text_content() == "count(*)"


@pytest.mark.parametrize("way", ["link", "Escape"])
def test_marks_go_and_leave_the_page_as_it_was(page, server, way):
    name = "book/when-is-it-a-race.html"
    page.goto(f"{server}/{name}")
    before = page.locator("main").inner_html()
    page.goto(f"{server}/{name}?highlight=lock")
    expect(page.locator(".highlighted").first).to_be_visible()
    assert "highlight=" not in page.url
    if way == "link":
        page.get_by_role("link", name="Hide Search Matches").click()
    else:
        page.keyboard.press("Escape")

    # The link leads to a javascript: address, which the browser goes to in a moment.
    expect(page.locator(".highlighted, .highlight-link")).to_have_count(0)
    assert page.locator("main").inner_html() == before
