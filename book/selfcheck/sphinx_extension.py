"""Sphinx: the directives of questions; the script only where it is needed."""

from pathlib import Path

from live.page import add_assets
from sphinx.errors import ExtensionError

from .errors import QuestionError
from .site import course_of, covers, directives, links, lists, pages

STATIC = Path(__file__).with_name("static")


def check_files(app):
    """Stop the build if any question file has an error: nothing half valid goes out."""
    try:
        errors = course_of(app).errors
    except QuestionError as error:
        errors = [error]
    if errors:
        raise ExtensionError("selfcheck: " + "\n".join(map(str, errors)))


def setup(app):
    """Register the directives; loaded by `local_extensions` in ``_config.yml``."""
    app.add_config_value("selfcheck_folder", "", "env")
    app.add_directive("quiz", directives.QuizDirective)
    app.add_directive("reveal", directives.RevealDirective)
    app.add_directive("interview", directives.InterviewDirective)
    for name, directive in lists.DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_node(lists.question_list)
    add_assets(
        app, static=STATIC, mark='data-question="', style="quiz.css", script="quiz.js"
    )
    for name in ("say", "usual", "map", "progress"):
        add_assets(app, static=STATIC, mark=f'class="sc-{name}"', style="lists.css")
    app.connect("builder-inited", check_files)
    app.connect("env-get-outdated", pages.find_outdated)
    app.connect("doctree-read", pages.note_questions)
    app.connect("env-check-consistency", links.check_links)
    app.connect("env-updated", lists.write_lists_anew)
    app.connect("doctree-resolved", lists.fill_lists)
    app.connect("doctree-resolved", links.aim_links)
    app.connect("doctree-resolved", covers.cover_runs)
    return {"version": "3", "parallel_read_safe": True, "parallel_write_safe": True}
