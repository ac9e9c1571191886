"""The built site as files: whole, self-contained, and with links that lead somewhere.

The build itself is the first test: `site` runs it with warnings as errors.
"""

import re
from functools import cache
from io import BytesIO
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from building import ROOT, pages_of_the_book
from fontTools.ttLib import TTFont
from PIL import Image

PAGES = pages_of_the_book()
NOTEBOOKS = [page for page in PAGES if (ROOT / f"{page}.ipynb").exists()]
# What a browser fetches by itself when it shows a page.
FETCHED = (
    ("img", "src"),
    ("script", "src"),
    ("iframe", "src"),
    ("source", "srcset"),
    ("link[rel=stylesheet], link[rel=icon], link[rel=preload]", "href"),
)


@cache
def soup(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def targets_in(page):
    return {tag["id"] for tag in soup(page).select("[id]")} | {"", "top"}


def broken_links(page):
    """List the links of a page that lead to no file, or to no place in it."""
    problems = []
    for link in soup(page).select("a[href]"):
        address = urlsplit(link["href"])
        if address.scheme or address.netloc:
            continue
        target = page
        if address.path:
            target = (page.parent / unquote(address.path)).resolve()
        if not target.is_file():
            problems.append(f"{link['href']}: no such file")
        elif target.suffix == ".html" and address.fragment not in targets_in(target):
            problems.append(f"{link['href']}: no such place on that page")
    return problems


def foreign_fetches(page):
    """List what a page would make a browser fetch from another host."""
    return [
        tag[attribute]
        for selector, attribute in FETCHED
        for tag in soup(page).select(selector)
        if tag.get(attribute) and urlsplit(tag[attribute]).netloc
    ]


def pictures_without_words(page):
    """List the pictures of a page that say nothing to a reader who cannot see."""
    problems = []
    for image in soup(page).select("img"):
        words = image.get("alt")
        # The marks beside the course's name and in the menus stand beside words.
        beside_words = image.find_parent(class_=["site-title", "menu"])
        decoration = words == "" and beside_words
        if not decoration and (not words or re.search(r"\.(png|svg)$|/", words)):
            problems.append(f"{image['src']}: alt={words!r}")
    for drawing in soup(page).select("article svg"):
        hidden = drawing.find_parent(attrs={"aria-hidden": "true"})
        named = drawing.find("title") or drawing.get("aria-label")
        if not (named or hidden or drawing.get("aria-hidden")):
            problems.append("an inline drawing without a <title>")
    return problems


def test_the_book_builds_without_a_warning(site):
    assert [name for name in PAGES if not (site / f"{name}.html").is_file()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_somewhere(site, name):
    assert broken_links(site / f"{name}.html") == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_no_foreign_file(site, name):
    assert foreign_fetches(site / f"{name}.html") == []


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_says_what_it_shows(site, name):
    assert pictures_without_words(site / f"{name}.html") == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_h1_and_no_id_twice(site, name):
    page = soup(site / f"{name}.html")
    ids = [tag["id"] for tag in page.select("[id]")]

    assert len(page.select("h1")) == 1
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_every_page_has_its_own_title_and_description(site):
    heads = [soup(site / f"{name}.html").head for name in PAGES]
    titles = [head.title.text for head in heads]
    descriptions = [
        head.select_one("meta[name=description]")["content"] for head in heads
    ]

    assert len(set(titles)) == len(PAGES)
    assert len(set(descriptions)) == len(PAGES)
    assert min(map(len, descriptions)) > 20


def test_the_front_door_leads_to_the_landing_page_and_says_what_it_is(site):
    door, landing = soup(site / "index.html"), soup(site / "book/index.html")

    assert door.select_one("meta[http-equiv=refresh]")["content"] == (
        "0; url=book/index.html"
    )
    assert door.title == landing.title
    for name in ("name=description", "property='og:title'"):
        assert door.select_one(f"meta[{name}]") == landing.select_one(f"meta[{name}]")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_rocket_opens_the_notebook_of_its_page_in_jupyterlab(site, name):
    page = soup(site / f"{name}.html")
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["repository"]
    owner_and_name = settings["url"].removeprefix("https://github.com/")
    wanted = (
        f"https://mybinder.org/v2/gh/{owner_and_name}/{settings['branch']}"
        f"?urlpath=lab/tree/{name}.ipynb"
    )

    assert wanted in [link["href"] for link in page.select(".menu-launch-buttons a")]


def test_every_binder_link_in_the_prose_names_a_file_of_the_repository(site):
    for name in PAGES:
        for link in soup(site / f"{name}.html").select("a[href*='mybinder.org']"):
            path = link["href"].partition("?urlpath=lab/tree/")[2]

            assert (ROOT / path).is_file(), link["href"]
            assert path.endswith(".ipynb"), link["href"]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "search"])
def test_a_page_can_be_edited_and_its_source_seen(site, name):
    links = [link["href"] for link in soup(site / f"{name}.html").select("a[href]")]
    sources = [
        link for link in links if re.search(rf"/(edit|blob)/main/{name}\.", link)
    ]

    assert len(sources) == 2


def test_the_address_of_the_repository_stands_in_one_place():
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    address = settings["repository"]["url"].split("github.com/")[1]
    patterns = ["*.md", "*.yml", "Makefile", "book/**/*.md"]
    patterns += [f"{folder}/**/*.py" for folder in ("book", "extensions", "tools")]
    files = [path for pattern in patterns for path in ROOT.glob(pattern)]
    files += [*ROOT.glob("book/*.ipynb"), *ROOT.glob(".github/**/*.yml")]

    assert [path.name for path in files if address in path.read_text("utf-8")] == [
        "_config.yml"
    ]


def test_every_icon_of_every_page_has_its_glyph(site):
    style = (site / "_static/book.css").read_text("utf-8")
    glyphs = {
        family: set(
            TTFont(BytesIO((site / f"_static/{font}.woff2").read_bytes())).getBestCmap()
        )
        for family, font in (("solid", "fa-solid-900"), ("brands", "fa-brands-400"))
    }
    classes = {
        tuple(tag["class"])
        for name in PAGES
        for tag in soup(site / f"{name}.html").select("[class*='fa-']")
    }

    assert len(classes) > 5
    for names in classes:
        family = "brands" if {"fab", "fa-brands"} & set(names) else "solid"
        icons = [name for name in names if icon_of(name, style)]
        assert icons, f"no rule in the style sheet draws any of {names}"
        for name in icons:
            assert ord(icon_of(name, style)) in glyphs[family], name


def icon_of(name, style):
    """Return the sign that a style sheet puts before elements of a class, or None."""
    found = re.search(
        rf"\.{re.escape(name)}:+before\b[^{{}}]*\{{content: ?\"([\ue000-\uf8ff])\"",
        style,
    )
    return found and found[1]


def test_the_social_card_has_the_size_that_networks_ask_for(site):
    card = site / "_static/social-card.png"

    assert Image.open(card).size == (1200, 630)
    assert card.stat().st_size <= 40_000


def test_the_script_of_the_search_is_on_the_search_page_only(site):
    for name in PAGES:
        page = soup(site / f"{name}.html")
        scripts = str(page.select("script"))

        assert ("_static/search.js" in scripts) == (name == "search"), name
        assert ("sections.js" in str(page)) == (name == "search"), name
        assert "searchindex.js" not in scripts, name


def test_no_page_brings_a_script_it_can_do_without(site):
    for name in PAGES:
        scripts = str(soup(site / f"{name}.html").select("script"))

        assert not re.search(
            "fontawesome|bootstrap|thebe|mathjax|require", scripts, re.I
        ), name


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob(".github/workflows/*.yml")), ids=lambda path: path.name
)
def test_a_workflow_is_valid_and_pins_its_actions_by_major_version(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]

    assert {"name", True, "jobs"} <= set(workflow)  # YAML reads the key `on` as True
    assert all("uses" in step or "run" in step for step in steps)
    assert all(re.search(r"@v\d+$", step["uses"]) for step in steps if "uses" in step)


def workflow(name):
    path = ROOT / ".github" / "workflows" / f"{name}.yml"
    return yaml.safe_load(path.read_text("utf-8"))


def test_a_site_is_published_after_its_test_and_never_cut_short():
    publish = workflow("publish")
    condition = publish["jobs"]["build"]["if"]

    assert publish[True]["workflow_run"]["workflows"] == [workflow("test")["name"]]
    assert "push" not in publish[True]
    assert publish["concurrency"]["cancel-in-progress"] is False
    assert "workflow_run.conclusion == 'success'" in condition
    assert "workflow_run.event == 'push'" in condition


def test_every_python_from_the_oldest_is_tested():
    matrix = workflow("test")["jobs"]["test"]["strategy"]["matrix"]

    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_binder_gets_what_the_notebooks_need():
    binder = ROOT / "binder"

    assert (binder / "runtime.txt").read_text() == "python-3.12\n"
    assert "-r ../requirements.txt" in (binder / "requirements.txt").read_text()
    assert not (binder / "postBuild").exists()


# The checks above can fail: each is shown a page with the fault that it looks for.


@pytest.fixture
def broken(tmp_path):
    def write(html):
        page = tmp_path / f"{abs(hash(html))}.html"
        page.write_text(html)
        return page

    return write


def test_a_link_to_a_missing_file_or_place_is_found(broken):
    page = broken(
        '<a href="none.html">a</a> <a href="#no">b</a> <a href="https://x.example">c</a>'
    )

    assert broken_links(page) == [
        "none.html: no such file",
        "#no: no such place on that page",
    ]


def test_a_picture_of_another_host_is_found(broken):
    assert foreign_fetches(
        broken('<img src="//x.example/a.png"><img src="b.png">')
    ) == ["//x.example/a.png"]


def test_a_picture_named_after_its_file_is_found(broken):
    page = broken(
        '<img src="a.png" alt="_build/a.png"><img src="b.png"><article><svg/></article>'
    )

    assert len(pictures_without_words(page)) == 3


def test_an_opener_comes_alive_before_the_frame_of_its_page(site):
    html = (site / "book/when-is-it-a-race.html").read_text("utf-8")
    scripts = re.findall(r'<script defer.*?src="[^"]*/([\w-]+\.js)', html)

    assert scripts[0] == "play.js"
    assert scripts[-1] == "book.js"
