"""Covers over runs: what would give a bet away is out of sight until the bet is placed.

Only pages of the site have covers. Without a script and on paper nothing is covered; in
a notebook the run stands cells away from the bet, and is the reader's to start.

What follows the reveal in its section explains the run, and is covered with it.

A cover is a button with a style that hides what is marked as its run. Taking it away
(``scripts/covers.js``) shows the run. The line of script beside it decides before the
run is drawn, so that nothing flashes.
"""

from dataclasses import dataclass
from itertools import takewhile

from docutils import nodes

from .stored import parts_of

# Where a search led to the section for a word of the run, that output is shown.
STYLE = """.{mark} {{ display: none !important; }}
:target .{mark}:has(.highlighted:not(.sc-reveal *)) {{ display: revert !important; }}"""
# It knows where `scripts/store.js` keeps answers: what is kept of a bet, uncovers. If
# the script of the page never comes, the cover goes too.
SCRIPT = """((cover) => {{
  try {{
    if (localStorage.getItem("locks-and-quorums:question:{id}:{hash}")) return;
  }} catch {{ /* a browser that keeps nothing */ }}
  cover.hidden = false;
  cover.firstChild.media = "screen";
  const isAlive = () => document.querySelector("form[data-ready]");
  addEventListener("load", () => isAlive() || cover.remove());
}})(document.currentScript.parentNode)"""
COVER = f"""<div class="sc-cover" data-question="{{id}}" data-hash="{{hash}}" \
data-when="before" style="margin: 1rem 0" hidden>\
<style media="not all">{STYLE}</style>\
<button type="button" class="sc-button">Show the run without a bet</button>
<script>{SCRIPT}</script></div>"""

# A fold that is printed open.
FOLD = """<details class="sc-after-play" style="margin: 1rem 0">\
<summary>What the run shows, once you have played</summary>
<style media="print">\
.sc-after-play::details-content {{ content-visibility: visible }}</style>
{reveal}
</details>"""


@dataclass(frozen=True)
class Waiting:
    """A bet on a page, and the place on the page that settles it."""

    id: str  # of the bet
    hash: str  # of the bet, as in its form
    bet: nodes.raw
    reveal: nodes.raw

    @property
    def mark(self):
        """The class of what waits for the bet.

        >>> Waiting("A1a", "0badc0de", None, None).mark
        'sc-waits-A1a'
        """
        return f"sc-waits-{self.id}"


def cover_runs(app, doctree, docname):
    """Cover, for each bet of a page, what shows its run."""
    if app.builder.format != "html":
        return
    for waiting in bets_that_wait(doctree):
        run = list(_runs_between(doctree, waiting))
        if any("data-play=" in node.astext() for node in run[:-1]):
            _fold(waiting.reveal)
        _put_cover_before(run[0], waiting)
        for node in run:
            _mark(node, waiting.mark)
        _cover_what_follows(waiting)


def bets_that_wait(doctree):
    """List the bets of a page that something after them settles."""
    bets, waiting = {}, []
    for raw in doctree.findall(nodes.raw):
        for part in parts_of(raw.astext()):
            if part.kind == "question" and part.is_bet:
                bets.setdefault(part.name, (part.hash, raw))
            if part.kind == "reveal" and part.name in bets:
                waiting.append(Waiting(part.name, *bets.pop(part.name), raw))
    return waiting


def _runs_between(doctree, waiting):
    """Yield the outputs and figures after a bet up to its reveal, and the reveal."""
    order = list(doctree.findall(nodes.Element))
    first, last = _place(order, waiting.bet) + 1, _place(order, waiting.reveal)
    covered = set()  # by id(): what lies within a node that is covered as a whole
    for node in order[first : last + 1]:
        is_run = node is waiting.reveal or (_shows_a_run(node) and not _asks(node))
        if is_run and id(node) not in covered:
            covered.update(id(each) for each in node.findall(nodes.Element))
            yield node


def _fold(reveal):
    """Fold what settles a bet that the reader settles by playing: play comes first."""
    reveal[:] = [nodes.Text(FOLD.format(reveal=reveal.astext()))]


def _cover_what_follows(waiting):
    """Put what explains the run, to the end of the reveal's section, in one container.

    Right under a page's title there is no such end: there it stays in sight.
    """
    section, block = _section_of(waiting.reveal)
    if section is None or isinstance(section.parent, nodes.document):
        return
    first = _place(section.children, block) + 1
    explained = list(takewhile(_explains, section.children[first:]))
    if explained:
        del section.children[first : first + len(explained)]
        box = nodes.container(classes=[waiting.mark])
        box += explained
        section.insert(first, box)


def _section_of(node):
    """Return the section that a node stands in, and the child of it that holds it."""
    while node.parent is not None and not isinstance(node.parent, nodes.section):
        node = node.parent
    return node.parent, node


def _explains(node):
    """Say whether a node is about the run: no next section, no question or count."""
    is_count = isinstance(node, nodes.raw) and "sc-count" in node.astext()
    return not (isinstance(node, nodes.section) or is_count or _asks(node))


def _place(order, wanted):
    """Return where a node stands; nodes of the same content are not the same."""
    return next(place for place, node in enumerate(order) if node is wanted)


def _shows_a_run(node):
    if isinstance(node, nodes.raw):
        return "<figure" in node.astext() or "data-play=" in node.astext()
    return isinstance(node, nodes.figure) or "cell_output" in node.get("classes", ())


def _asks(node):
    """Say whether a question stands in a node: it is not to be covered."""
    return any(
        part.kind == "question"
        for raw in node.findall(nodes.raw)
        for part in parts_of(raw.astext())
    )


def _put_cover_before(node, waiting):
    html = COVER.format(id=waiting.id, hash=waiting.hash, mark=waiting.mark)
    siblings = node.parent.children
    node.parent.insert(_place(siblings, node), nodes.raw("", html, format="html"))


def _mark(node, mark):
    if isinstance(node, nodes.raw):
        node[:] = [nodes.Text(f'<div class="{mark}">\n{node.astext()}\n</div>')]
    else:
        node["classes"].append(mark)
