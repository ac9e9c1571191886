"""Name the actors of a page's first opener in their colours, in its running text.

An opener's figure lists its actors in order; the first is blue with a disc wherever the
text below names it, and so on. The colours and marks are in `site.css`.
"""

import json
import re
from html import escape, unescape

from docutils import nodes

from chapters.running_text import mark_words, running_texts

FIGURE = re.compile(r'<figure\b[^>]*\bdata-play="[^>]*>')
GRAPH = re.compile(r'\bdata-graph="([^"]*)"')
COLOURS = 4


def mark_actors(app, doctree, docname):
    """Mark each name of an actor that stands below the first opener."""
    if app.builder.format != "html":
        return
    texts = running_texts(doctree)
    order = list(doctree.findall())
    for place, node in enumerate(order):
        actors = actors_in(node.astext()) if isinstance(node, nodes.raw) else []
        if actors:
            below = {id(each) for each in order[place:]}
            mark_names(actors, [text for text in texts if id(text) in below])
            return


def actors_in(html):
    """Return the names of the actors of the first opener in some HTML, in order.

    >>> graph = escape('{"actors": ["Ann", "Bob"]}')
    >>> actors_in(f'<figure data-play="sale" data-graph="{graph}"></figure>')
    ['Ann', 'Bob']
    >>> actors_in("<p>Ann</p>")
    []
    """
    figure = FIGURE.search(html)
    graph = GRAPH.search(figure[0]) if figure else None
    return json.loads(unescape(graph[1])).get("actors", []) if graph else []


def mark_names(actors, texts):
    """Mark the actors' names in some running texts.

    What is written small, such as "network", is no name: the text speaks of others too.
    """
    named = [actor for actor in actors if actor[0].isupper()]
    if not named:
        return
    names = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")

    def mark(match):
        colour = actors.index(match[0]) % COLOURS
        return f'<span class="ch-actor ch-actor-{colour}">{escape(match[0])}</span>'

    for text in texts:
        mark_words(text, pattern, mark)
