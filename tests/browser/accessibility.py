"""What axe, an engine of accessibility rules, finds wrong in a page that is open."""

from axe_playwright_python.sync_playwright import Axe

# Rules that hold are not listed, which halves the time; and style sheets are not
# fetched once more.
OPTIONS = {"resultTypes": ["violations"], "preload": False}


def violations(page, part=None, **options):
    """List what axe finds wrong within a part of a page, one line each.

    `part` is a selector; without it the whole page is looked at. `options` are axe's.
    """
    found = Axe().run(page, context=part, options=OPTIONS | options)
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
