"""Where each question is asked, and in which order a reader comes to it."""

from .links import page_of
from .stored import anchor_of


class Places:
    """The pages of the questions, as seen from one page of the site."""

    def __init__(self, app, course, docname):
        self.app, self.course, self.docname = app, course, docname
        order = reading_order(app.env)
        self._rank = {name: index for index, name in enumerate(order)}
        self._home = {}  # question id -> (page, place on the page)
        for name in sorted(app.env.metadata, key=self._rank_of):
            stored = app.env.metadata[name].get("selfcheck_stored", ())
            for index, id in enumerate(stored):
                if id not in self._home or self._is_chapter_of(id, name):
                    self._home[id] = (name, index)

    def _rank_of(self, page):
        return self._rank.get(page, len(self._rank))

    def _is_chapter_of(self, id, page):
        """Say whether a page is the one that answers a question."""
        question = self.course.questions.get(id)
        if question is None or question.is_recall:
            return False
        return page_of(self.app, self.course, question.section) == page

    def in_reading_order(self, questions):
        """Return questions as a reader meets them; those on no page come last."""

        def rank(question):
            page, index = self._home.get(question.id, ("", 0))
            return self._rank_of(page), index

        return sorted(questions, key=rank)

    def link_to(self, id):
        """Return the address of a question, or None if no page asks it."""
        if id not in self._home:
            return None
        return f"{self._uri(self._home[id][0])}#question-{id}"

    def chapter_of(self, id):
        """Return (address, title) of the page of a question, or None without one."""
        question = self.course.questions.get(id)
        if question is None:
            return None
        page, _ = self._home.get(id, (None, 0))
        page = page or page_of(self.app, self.course, question.section)
        if page not in self.app.env.titles:
            return None
        return self._uri(page), self.app.env.titles[page].astext()

    def box_of(self, id):
        """Return the address of the box on interviews that tells an answer, or None."""
        for page, data in self.app.env.metadata.items():
            for kind, name in data.get("selfcheck_parts", {}):
                if kind == "interview" and id in name.split():
                    return f"{self._uri(page)}#{anchor_of(kind, name)}"
        return None

    def _uri(self, page):
        return self.app.builder.get_relative_uri(self.docname, page)


def reading_order(env):
    """List the pages in the order of the table of contents."""
    order = []

    def visit(page):
        if page not in order:
            order.append(page)
            for child in env.toctree_includes.get(page, ()):
                visit(child)

    visit(env.config.root_doc)
    return order
