"""Run the threads of some pages, in whatever Python this is: THREADS.json FOLDER.

The folder holds what a page's Python holds, and is the working directory. Prints the
outputs of each cell, as JSON: the cells one after another, then all from the last to
the first, and the platform.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path


def outputs(sources):
    """Return what each cell shows, on the way down the page and on the way back."""
    thread = import_module("in_page").Thread()  # it lies in the folder
    counts = range(1, len(sources) + 1)
    onward = [thread.run(sources[:count]) for count in counts]
    back = [thread.run(sources[:count]) for count in reversed(counts)]
    return {"onward": onward, "back": back[::-1]}


def main(threads, folder):
    """Run them all, and print."""
    pages = json.loads(Path(threads).read_text("utf-8"))
    sys.path.insert(0, folder)
    os.chdir(folder)
    told = {name: outputs(sources) for name, sources in pages.items()}
    print(json.dumps({"platform": sys.platform, "pages": told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
