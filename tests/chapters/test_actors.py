"""Names of actors in running text, without a page around them."""

from chapters.actors import mark_names
from docutils import nodes


def test_what_is_written_small_is_no_name():
    text = nodes.Text("Ann reads without a network.")
    paragraph = nodes.paragraph("", "", text)
    mark_names(["network", "Ann"], [text])

    marked = [each.astext() for each in paragraph.findall(nodes.raw)]
    assert marked == ['<span class="ch-actor ch-actor-1">Ann</span>']


def test_without_a_name_nothing_is_marked():
    text = nodes.Text("A network has no name.")
    paragraph = nodes.paragraph("", "", text)
    mark_names(["network"], [text])

    assert list(paragraph.findall(nodes.raw)) == []
