"""A second engine of accessibility rules, beside axe: IBM's, inside the page.

The engine comes from npm as tools/accessibility/package-lock.json pins it, and runs in
our own browser; nothing is fetched. Besides faults it asks questions ("verify that
...") of every page. A rule that can only ask, or that errs here, is named with the
reason and not run; whatever else it finds or asks is a fault.
"""

import os

import pytest
from building import ROOT, pages_of_the_book

ENGINE = ROOT / "tools/accessibility/node_modules/accessibility-checker-engine/ace.js"
PAGES = pages_of_the_book()
# A phone shows the same parts of another style: two pages stand for all.
LOOKS = [(name, (1280, 800)) for name in PAGES]  # CSS pixels
LOOKS += [(name, (360, 740)) for name in PAGES[:2]]
NOISE = {
    "aria_content_in_landmark": "it counts the link that skips to the text, which "
    "stands before all landmarks; axe's rule `region` knows such links",
    "aria_form_label_unique": "a form without a name is no landmark (HTML-AAM); the "
    "legend names the question",
    "aria_landmark_name_unique": "the same, for the same forms; axe's rule "
    "`landmark-unique` knows it",
    "element_tabbable_role_valid": "code that scrolls takes the focus, so that keys "
    "can scroll it, as axe's rule `scrollable-region-focusable` asks",
    "element_tabbable_unobscured": "asks a person to look, of every menu that is shut",
    "element_tabbable_visible": "asks a person to look, of every link in a shut menu",
    "style_focus_visible": "asks a person to look, of every element whose outline or "
    "border a style sheet sets",
    "style_color_misuse": "asks the same of every style sheet",
    "style_highcontrast_visible": "asks the same of every style sheet",
    "style_viewport_resizable": "asks the same of every style sheet",
    "img_alt_background": "asks of every fade at the edge of a box that scrolls",
    "text_sensory_misuse": "asks of words like `lower`, `left` and `round` in prose",
    "text_block_heading": "asks of the titles in the links to the next page",
    "input_label_visible": "asks of buttons with an icon, whose name is in a label",
    "script_onclick_avoid": "asks of the button that prints",
    "form_submit_button_exists": "asks for a submit button; nothing is ever submitted",
    "input_fields_grouped": "asks of a single menu whether it is a group",
    "blockquote_cite_exists": "asks for an address; the source stands in the text",
    "text_contrast_sufficient": "reads each style of each element, and takes as long "
    "as all other rules; axe's rule `color-contrast` looks at every page in both modes",
    "media_alt_brief": "asks for short words; a figure's tell all that it shows",
}
CHECK = """async (noise) => {
  const checker = new ace.Checker();
  const rules = checker.rulesetRules;
  for (const name of Object.keys(rules))
    rules[name] = rules[name].filter((rule) => !noise.includes(rule));
  const { results } = await checker.check(document, ["IBM_Accessibility"]);
  const isFound = ({ value: [, outcome] }) => ["FAIL", "POTENTIAL"].includes(outcome);
  return results.filter(isFound).map(({ ruleId, message, snippet }) =>
    `${ruleId}: ${message}: ${snippet.slice(0, 120)}`);
}"""


@pytest.fixture(scope="module")
def rules():
    """The engine's code."""
    if not ENGINE.is_file():
        complaint = f"no {ENGINE.relative_to(ROOT)}: run `make test`, which gets it"
        if os.environ.get("LOCKS_NO_SKIP"):
            pytest.fail(complaint, pytrace=False)
        pytest.skip(complaint)
    return ENGINE.read_text("utf-8")


def faults(page, rules):
    """List what IBM's rules find wrong with a page, one line each."""
    page.evaluate(rules)
    return page.evaluate(CHECK, list(NOISE))


@pytest.mark.parametrize(("name", "size"), LOOKS)
def test_the_second_engine_finds_nothing(page, server, rules, name, size):
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.goto(f"{server}/{name}.html")

    assert faults(page, rules) == []


def test_the_second_engine_finds_faults_where_they_are(page, rules):
    page.set_content("<main><h1>Faults</h1><img src='data:,'><button></button></main>")
    found = {line.split(":")[0] for line in faults(page, rules)}

    assert found >= {"html_lang_exists", "img_alt_valid", "input_label_exists"}
