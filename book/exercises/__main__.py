"""Check the tasks, or judge one answer in a process of its own.

python -m exercises lint [name ...]  print every problem, with its line and its mend
python -m exercises judge name       judge what stands on the standard input
"""

import os
import sys

from .apart import as_json
from .lint import lint
from .task import judge

USAGE = "usage: python -m exercises lint [name ...] | python -m exercises judge name"


def judge_input(name):
    """Write the Judged to the standard output, where the reader's code cannot write."""
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    source = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    said = as_json(judge(name, source))
    os.write(out, said.encode("ascii"))
    os._exit(0)  # what the code has left behind is not waited for


def main(arguments):
    """Run one command; 1 for problems, 2 for bad usage."""
    match arguments:
        case ["lint", *names]:
            return lint(names)
        case ["judge", name]:
            return judge_input(name)
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
