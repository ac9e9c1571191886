"""The frame of a page: header, side bars and focus, on any device, with and without
scripts."""

import re

import pytest
from playwright.sync_api import expect

from .test_site import CHAPTERS, PHONE, brightness

CHAPTER = CHAPTERS[0]
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")  # where icon fonts put their glyphs


@pytest.fixture
def desktop(page, server):
    page.goto(f"{server}/{CHAPTER}.html")
    return page


@pytest.fixture
def phone(open_context, server):
    page = open_context(**PHONE).new_page()
    page.goto(f"{server}/{CHAPTER}.html")
    return page


def toggle_of(page, bar):
    return page.locator(f"button[aria-controls='pst-{bar}-sidebar']")


def drawer_of(page, bar):
    return page.locator(f"#pst-{bar}-sidebar-modal")


# Drawers of a phone


@pytest.fixture(params=["primary", "secondary"])
def drawer(request, phone):
    """Open a drawer; return its button, the drawer and the page."""
    toggle, drawer = toggle_of(phone, request.param), drawer_of(phone, request.param)
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.tap()
    expect(drawer).to_be_visible()
    return toggle, drawer, phone


def test_an_open_drawer_has_a_name_and_its_button_says_so(drawer):
    toggle, opened, _ = drawer

    assert toggle.get_attribute("aria-expanded") == "true"
    assert opened.get_attribute("aria-label") == toggle.get_attribute("aria-label")
    assert opened.locator("nav a").count() > 1


@pytest.mark.parametrize("way", ["Escape", "button", "outside"])
def test_a_drawer_closes_and_gives_the_focus_back(drawer, way):
    toggle, opened, page = drawer
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "button":
        opened.get_by_role("button", name="Close").tap()
    else:
        page.touchscreen.tap(
            180 + 170 * (1 if "primary" in opened.get_attribute("id") else -1), 500
        )
    expect(opened).not_to_be_visible()

    expect(toggle).to_be_focused()
    assert toggle.get_attribute("aria-expanded") == "false"
    toggle.tap()
    expect(opened.locator("nav a").first).to_be_visible()


def test_a_section_chosen_in_the_drawer_is_shown_without_it(phone):
    toggle_of(phone, "secondary").tap()
    link = drawer_of(phone, "secondary").locator("nav a").nth(2)
    anchor = link.get_attribute("href").removeprefix("#")
    link.tap()

    expect(drawer_of(phone, "secondary")).not_to_be_visible()
    expect(phone.locator(f"[id='{anchor}'] h2")).to_be_in_viewport()


def test_a_page_chosen_in_the_drawer_comes_back_without_it(phone):
    toggle_of(phone, "primary").tap()
    drawer_of(phone, "primary").locator("nav a:not([href='#'])").nth(1).tap()
    phone.wait_for_url(lambda url: CHAPTER not in url)
    phone.go_back()

    expect(drawer_of(phone, "primary")).not_to_be_visible()


def test_a_drawer_closes_when_the_side_bar_finds_room(open_context, server):
    page = open_context(viewport={"width": 800, "height": 1280}).new_page()
    page.goto(f"{server}/{CHAPTER}.html")
    toggle_of(page, "primary").click()
    expect(drawer_of(page, "primary")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})

    expect(drawer_of(page, "primary")).not_to_be_visible()
    expect(page.locator("#pst-primary-sidebar nav a").first).to_be_visible()
    expect(toggle_of(page, "primary")).to_have_attribute("aria-expanded", "true")


def test_the_side_bar_of_a_desktop_can_be_hidden(desktop):
    bar, toggle = desktop.locator("#pst-primary-sidebar"), toggle_of(desktop, "primary")
    expect(bar).to_be_visible()
    toggle.click()
    expect(bar).not_to_be_visible()

    assert toggle.get_attribute("aria-expanded") == "false"
    expect(toggle).to_be_focused()
    toggle.click()
    expect(bar).to_be_visible()


# Names and landmarks


def names_and_roles(page):
    """Return (role, name) of all that assistive software is told of."""
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"] and "role" in node
    ]


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_each_control_has_words_for_a_name(request, device):
    page = request.getfixturevalue(device)
    named = [
        (role, name)
        for role, name in names_and_roles(page)
        if role in ("button", "link", "DisclosureTriangle", "searchbox")
    ]

    assert len(named) > 30
    assert [each for each in named if not re.search(r"\w\w", each[1])] == []
    assert [each for each in named if PRIVATE_USE.search(each[1])] == []
    assert ("button", "Contents of the course") in named


def test_copy_buttons_have_a_name_of_their_own(desktop):
    """WebKit takes neither a hint nor an icon's title for one."""
    buttons = desktop.locator("button.copybtn")

    assert buttons.count() > 3
    assert {each.get_attribute("aria-label") for each in buttons.all()} == {
        "Copy to clipboard"
    }


def test_dialogs_have_names(desktop):
    names = [
        each.get_attribute("aria-label") for each in desktop.locator("dialog").all()
    ]

    assert len(names) == 3
    assert all(names)


def test_no_landmark_is_empty_and_links_to_pages_stand_in_one(desktop):
    roles = names_and_roles(desktop)

    assert ("navigation", "Previous and next page") in roles
    assert "banner" not in {role for role, _ in roles}


def test_the_button_of_the_colours_says_which_are_shown(desktop):
    button = desktop.locator(".theme-switch-button")
    expect(button).to_have_accessible_name("Colours: as the system has them")
    button.click()
    expect(button).to_be_focused()
    mode = desktop.evaluate("document.documentElement.dataset.mode")

    expect(button).to_have_accessible_name(f"Colours: {mode}")


# Focus


@pytest.mark.parametrize("opened", ["button", "keys"])
def test_the_search_gives_the_focus_back(desktop, opened):
    button = desktop.locator(".search-button-field")
    button.focus()
    if opened == "button":
        button.click()
    else:
        desktop.keyboard.press("Control+k")
    expect(desktop.locator("#pst-search-dialog input")).to_be_focused()
    desktop.keyboard.press("Escape")

    expect(desktop.locator("#pst-search-dialog")).not_to_be_visible()
    expect(button).to_be_focused()


RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor];
}"""
KIND = """() => {
  const one = document.activeElement;
  return `${one.tagName} ${one.className}`;
}"""


@pytest.mark.parametrize("forced", ["none", "active"])
def test_whatever_has_the_focus_shows_a_ring(open_context, server, forced):
    page = open_context(forced_colors=forced).new_page()
    page.goto(f"{server}/{CHAPTER}.html")
    seen, without = set(), []
    for _ in range(80):
        page.keyboard.press("Tab")
        kind = page.evaluate(KIND)
        seen.add(kind)
        style, width, _ = page.evaluate(RING)
        if style == "none" or width < 2:
            without.append(kind)

    assert {"SUMMARY btn", "A reference internal"} <= seen
    assert any("sidebar-toggle" in kind for kind in seen)
    assert without == []


# Narrow pages, large text


@pytest.mark.parametrize("width", [320, 360])
def test_menus_fit_a_narrow_page(open_context, server, width):
    page = open_context(viewport={"width": width, "height": 640}).new_page()
    for name in CHAPTERS[:1] + CHAPTERS[-1:]:
        page.goto(f"{server}/{name}.html")
        for menu in page.locator("details.menu").all():
            menu.locator("summary").click()
            for part in menu.locator("ul, li, li i, li img, li span").all():
                box = part.bounding_box()
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width


def test_with_text_twice_as_large_the_header_stays_on_the_page(phone):
    phone.add_style_tag(content="html { font-size: 200% !important }")
    buttons = phone.locator(".bd-header-article :is(button, summary)")

    assert buttons.filter(visible=True).count() >= 7
    for each in buttons.filter(visible=True).all():
        box = each.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 360
    toggle_of(phone, "secondary").tap()
    expect(drawer_of(phone, "secondary").locator("nav a").first).to_be_visible()


@pytest.mark.parametrize("width", [960, 992, 1020, 1050, 1280])
def test_the_name_of_the_course_is_whole(open_context, server, width):
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{server}/{CHAPTER}.html")
    name = page.locator("#pst-primary-sidebar .logo__title").bounding_box()
    bar = page.locator("#pst-primary-sidebar").bounding_box()

    assert name["x"] + name["width"] <= bar["x"] + bar["width"] - 8


def test_fingers_see_the_copy_buttons_where_they_hide_no_code(open_context, server):
    tablet = open_context(**PHONE | {"viewport": {"width": 800, "height": 1000}})
    page = tablet.new_page()
    page.goto(f"{server}/{CHAPTER}.html")
    button = page.locator("button.copybtn").filter(visible=True).first
    assert button.evaluate("e => getComputedStyle(e).opacity") == "1"

    page.set_viewport_size({"width": 360, "height": 740})

    expect(page.locator("button.copybtn").filter(visible=True)).to_have_count(0)


def test_a_phone_shows_every_line_that_was_printed_whole(phone):
    outputs = phone.locator(".cell_output > .output pre").filter(visible=True)

    assert outputs.count() > 2
    for output in outputs.all():
        assert output.evaluate("e => e.scrollWidth <= e.clientWidth")


# Without a script, less motion, on paper


@pytest.mark.parametrize("width", [360, 1280])
def test_without_a_script_nothing_is_dead_and_the_contents_are_there(
    open_context, server, width
):
    viewport = {"width": width, "height": 740}
    page = open_context(java_script_enabled=False, viewport=viewport).new_page()
    page.goto(f"{server}/{CHAPTER}.html")

    assert page.locator("button").filter(visible=True).count() == 0
    entry = page.locator("#pst-primary-sidebar .bd-links a").nth(1)
    if width == 360:
        page.get_by_role("link", name="Contents", exact=True).click()
        expect(page.locator("#pst-primary-sidebar")).to_be_in_viewport()
        assert page.locator("h1").bounding_box()["y"] < entry.bounding_box()["y"]
    expect(entry).to_be_visible()
    entry.click()
    page.wait_for_url(lambda url: CHAPTER not in url)


def test_with_a_script_no_link_stands_in_for_the_button(phone):
    assert phone.get_by_role("link", name="Contents", exact=True).count() == 0


def test_who_wants_less_motion_gets_none(open_context, server):
    page = open_context(reduced_motion="reduce").new_page()
    page.goto(f"{server}/book/who-holds-the-lock.html")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(one => {
          const style = getComputedStyle(one);
          return style.transitionDuration.split(",").some(t => parseFloat(t) > 0)
            || style.animationName !== "none";
        }).map(one => one.outerHTML.slice(0, 80))"""
    )

    assert moving == []
    page.locator("details.hide > summary").first.click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_folds_are_open_on_paper_and_shut_again(page, server):
    page.goto(f"{server}/book/who-holds-the-lock.html")
    answers = "[data-question] *, [data-task] *, [data-reveal] *"
    folds = page.locator(f"article details:not({answers})")
    closed = "all => all.filter(one => !one.open).length"
    count = folds.evaluate_all(closed)
    assert count > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folds.evaluate_all(closed) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert folds.evaluate_all(closed) == count


def test_the_front_door_has_the_icon(page, server):
    html = page.request.get(f"{server}/").text()
    icon = re.search(r'<link rel="icon" href="([^"]+)"', html)[1]

    assert page.request.get(f"{server}/{icon}").ok


def test_the_sign_between_two_keys_can_be_read(page, server):
    page.goto(f"{server}/search.html")
    signs = page.locator(".search-button__kbd-shortcut").filter(visible=True)
    paper = brightness(page, "body", "background-color")

    assert signs.count() > 0
    for sign in signs.all():
        colour = sign.evaluate("one => getComputedStyle(one).color")
        parts = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
        assert paper - sum(parts) / 3 > 100
