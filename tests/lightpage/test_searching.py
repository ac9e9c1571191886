"""What the search loads is written from every page, and weighs each as it is told."""

import json
from fnmatch import fnmatch

import yaml
from building import pages_of_the_book
from lightpage.searching import weight_of


def known(site):
    text = (site / "_static" / "sections.js").read_text("utf-8")
    return json.loads(text.removeprefix("startSearch(").removesuffix(");\n"))


def test_every_page_is_known_with_its_title(site):
    pages = known(site)

    assert {address for address, _, _ in pages} == {
        f"{name}.html" for name in pages_of_the_book() if name != "search"
    }
    for _, weight, sections in pages:
        assert 0 < weight <= 1
        assert sections[0][0] == ""
        assert sections[0][1]


def test_each_section_is_reached_by_an_anchor_of_its_page(site):
    for address, _, sections in known(site):
        html = (site / address).read_text("utf-8")
        for anchor, *_ in sections[1:]:
            assert f'id="{anchor}"' in html, (address, anchor)


def test_each_weight_is_for_a_page_that_there_is(root):
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    weights = config["sphinx"]["config"]["lightpage_search_weights"]

    assert weights
    for pattern in weights:
        assert any(fnmatch(name, pattern) for name in pages_of_the_book()), pattern


def test_the_first_pattern_that_fits_counts():
    assert weight_of("book/lab-a", {"book/lab-*": 0.5, "book/*": 0.1}) == 0.5
    assert weight_of("book/a", {"book/lab-*": 0.5}) == 1
