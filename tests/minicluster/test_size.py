"""The machinery is read whole, in an evening: it stays small."""

import ast
import io
import tokenize
from pathlib import Path

import minicluster
import pytest

MODULES = sorted(Path(minicluster.__file__).parent.glob("*.py"))
LATER = ("reach", "sessions", "state")  # used by no chapter yet
LIMIT, LIMIT_WITH_LATER, LIMIT_OF_A_MODULE = 680, 774, 85  # lines of code
BLANK = ("COMMENT", "NL", "NEWLINE", "INDENT", "DEDENT", "ENDMARKER")


def code_lines(source):
    """Count the lines that hold code: no comment, no docstring, not blank."""
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if tokenize.tok_name[token.type] not in BLANK:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (
            ast.get_docstring(node) is not None
        ):
            text = node.body[0]
            lines -= set(range(text.lineno, text.end_lineno + 1))
    return len(lines)


def test_the_counter_leaves_out_comments_docstrings_and_blank_lines():
    source = '"""Two\n\nlines."""\n\n# why\nx = """a\nb"""  # because\n\n\ndef f():\n'
    source += '    """Say."""\n    return [\n        1,\n    ]\n'

    assert code_lines(source) == 2 + 1 + 3


def test_the_machinery_is_read_in_an_evening():
    lines = {path.stem: code_lines(path.read_text()) for path in MODULES}

    assert sum(lines.values()) <= LIMIT_WITH_LATER
    assert sum(lines.values()) - sum(lines[name] for name in LATER) <= LIMIT


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_one_idea(path):
    assert code_lines(path.read_text()) <= LIMIT_OF_A_MODULE
