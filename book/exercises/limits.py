"""How long a reader's code may go on, and how much it may print."""

import ast
import io

MOST_ROUNDS = 2_000_000  # of all loops and calls together, in one judgement
MOST_PRINTED = 2_000  # characters


class Ticks:
    """Counts the rounds of loops and the calls of functions down to nothing."""

    class OutOfRounds(BaseException):
        """So many rounds: it does not end. No `except Exception` holds it up."""

    most = MOST_ROUNDS

    def __init__(self):
        self.left = self.most

    def __call__(self):
        self.left -= 1
        if self.left < 0:
            raise Ticks.OutOfRounds(
                f"was still going on after {self.most:,} rounds of its loops; let it "
                "come to an end."
            )


class Printed(io.StringIO):
    """What is printed, and thrown away; too much of it raises TooMuch."""

    class TooMuch(BaseException):
        """Somebody prints without end."""

    def write(self, text):
        """Take what is printed, up to the limit."""
        if self.tell() + len(text) > MOST_PRINTED:
            raise Printed.TooMuch(
                f"prints more than {MOST_PRINTED:,} characters; print less."
            )
        return super().write(text)


class _Counting(ast.NodeTransformer):
    """Puts `__tick__()` first in the body of each loop and function."""

    def _count(self, node):
        self.generic_visit(node)
        tick = ast.parse("__tick__()").body[0]
        ast.copy_location(tick, node.body[0])
        for part in ast.walk(tick):
            ast.copy_location(part, node.body[0])
        first = (
            1 if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) else 0
        )
        node.body.insert(first, tick)
        return node

    visit_For = visit_While = visit_FunctionDef = _count


def count_rounds(tree):
    r"""Return a syntax tree in which every loop and function counts its rounds.

    >>> tree = count_rounds(ast.parse("while True:\n    pass"))
    >>> print(ast.unparse(tree))
    while True:
        __tick__()
        pass
    """
    return ast.fix_missing_locations(_Counting().visit(tree))
