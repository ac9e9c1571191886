"""When the table of contents changes, every page that shows it is written again."""

from types import SimpleNamespace

from docutils import nodes
from lightpage.sidebars import rewrite_pages


def environment(titles, toctree_includes):
    return SimpleNamespace(
        titles={page: nodes.title("", text) for page, text in titles.items()},
        toctree_includes=toctree_includes,
        found_docs=set(titles),
    )


def test_pages_are_written_again_after_a_change_of_the_contents_only():
    env = environment({"index": "Tea", "cups": "Cups"}, {"index": ["cups"]})

    assert rewrite_pages(None, env) == []
    assert rewrite_pages(None, env) == []
    env.titles["cups"] = nodes.title("", "Mugs")
    assert rewrite_pages(None, env) == ["cups", "index"]
    env.toctree_includes = {"index": []}
    assert rewrite_pages(None, env) == ["cups", "index"]
    assert rewrite_pages(None, env) == []
