"""The reader's code, run so that nothing it does reaches the rest of the page."""

import ast
import builtins
import traceback
from contextlib import redirect_stdout

from .limits import Printed, Ticks, count_rounds

FILE = "<your turn>"
MOST_WORDS = 200  # characters of an error's own text
MAGIC = "\n"  # stands for the line of `%%task`: lines count as in the reader's cell


class AnswerError(Exception):
    """What is wrong with an answer that cannot be judged, in a sentence."""


class Answer:
    r"""What the reader wrote, and the function that was asked for.

    ``source`` is Python, ``asks`` the name of the function, ``gives`` the names that
    the code may use beside Python's own. Raises AnswerError, with the reader's line,
    for code that does not parse, raises, prints too much, does not end, or does not
    define the function. Line 1 is that of ``%%task``; the source begins on line 2.

    >>> Answer("def rule(shop):\n    return shop > 1", "rule")(2)
    True
    """

    def __init__(self, source, asks, gives=None):
        self.source, self.asks = source, asks
        self.ticks = Ticks()
        code = _compiled(source)
        self.names = {
            **(gives or {}),
            "__name__": "answer",
            "__builtins__": dict(vars(builtins)),  # a copy: ours stay whole
            "__tick__": self.ticks,
        }
        self.watch(lambda _: exec(code, self.names))
        self.function = self.names.get(asks)
        if not callable(self.function):
            raise AnswerError(
                f"There is no function `{asks}` any more; define it again."
            )

    def __call__(self, *arguments):
        return self.function(*arguments)

    @property
    def line(self):
        """The line on which the function begins."""
        return getattr(getattr(self.function, "__code__", None), "co_firstlineno", 2)

    def watch(self, act):
        """Return `act(self)`, while prints are held back and rounds are counted.

        Raises AnswerError, with the reader's line, for whatever the code raises.
        """
        self.ticks.left = self.ticks.most
        try:
            with redirect_stdout(Printed()):
                return act(self)
        except (AnswerError, KeyboardInterrupt):  # a reader may stop the judge
            raise
        except BaseException as error:
            raise AnswerError(self._told(error)) from error

    def _told(self, error):
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame.lineno for frame in frames if frame.filename == FILE]
        if isinstance(error, Ticks.OutOfRounds | Printed.TooMuch):
            return f"Line {own[-1]} {error}"
        text = str(error).partition("\n")[0]
        if len(text) > MOST_WORDS:
            text = f"{text[:MOST_WORDS]} …"
        if not own:  # it is about what the function yields or how long it goes on
            return f"`{self.asks}`, from line {self.line} on: {text}"
        told = f"Line {own[-1]} raises {type(error).__name__}"
        return f"{told}: {text}" if text else f"{told}."


def _compiled(source):
    try:
        tree = count_rounds(ast.parse(MAGIC + source, FILE))
        return compile(tree, FILE, "exec")
    except (MemoryError, RecursionError) as error:
        raise AnswerError("This is too deep to be read; write it flatter.") from error
    except SyntaxError as error:
        line = error.lineno or 2  # none for a null byte
        raise AnswerError(f"Line {line} does not parse: {error.msg}.") from error
