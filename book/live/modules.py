"""Join the parts of a script, plain ES modules, into the one text that is loaded.

A page is to ask for one small file, and a page that is opened as a file may load no
modules at all. A kernel joins the same parts, so nothing has to be installed for it.
The parts keep to few forms: ``import { name } from "./part.js";`` on one line,
``export`` before a function or const, and names that no other part has.
"""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+\.js)";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?function |const |let )", re.M)
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", re.M)
EXPORTED = re.compile(r"^export (?:async )?(?:function|const|let) (\w+)", re.M)
LEFT = re.compile(r"^\s*(?:import|export)\b.*", re.M)
COMMENT = re.compile(r"^\s*//.*\n|^\s*\n", re.M)


def join(entry):
    """Return the text of a module with all that it imports, each part once.

    Comments that have lines of their own are left out. Raises ValueError, with the
    file and the mend, for an import that leads nowhere, two parts with one name, parts
    that import each other, and forms of import or export that it does not know.
    """
    parts = _read(Path(entry))
    before = {path: set(_imports(path, text)) for path, text in parts.items()}
    try:
        order = list(TopologicalSorter(before).static_order())
    except CycleError as error:
        names = " and ".join(dict.fromkeys(path.name for path in error.args[1]))
        raise ValueError(f"{names} import each other; move what both need") from error
    _check(parts, order)
    return "".join(_bare(parts[path], path) for path in order)


def page_script(entry):
    """Return a script for a page: its names stay its own."""
    head = "// Made of the parts in scripts/ by `python -m live`; edit those.\n"
    return f"{head}(() => {{\n{join(entry)}}})();\n"


def _read(entry):
    """Read a module and, again and again, what the modules read so far import."""
    parts, waiting = {}, [entry]
    while waiting:
        path = waiting.pop()
        if path not in parts:
            parts[path] = path.read_text(encoding="utf-8")
            waiting += _imports(path, parts[path])
    return parts


def _imports(path, text):
    found = [path.with_name(name) for _, name in IMPORT.findall(text)]
    for file in found:
        if not file.is_file():
            raise ValueError(
                f"{path}: there is no {file.name} beside it; mend the import"
            )
    return found


def _check(parts, order):
    owner = {}
    for path in order:
        for name in DECLARED.findall(parts[path]):
            if name in owner:
                other = owner[name].name
                raise ValueError(
                    f"{path}: {other} has a {name} too; rename one of them"
                )
            owner[name] = path
        for names, source in IMPORT.findall(parts[path]):
            offered = EXPORTED.findall(parts[path.with_name(source)])
            for name in names.split(", "):
                if name not in offered:
                    text = f"{path}: {source} does not export {name}; mend the import"
                    raise ValueError(text)


def _bare(text, path):
    bare = COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", text)))
    left = LEFT.search(bare)
    if left:
        raise ValueError(f"{path}: `{left[0].strip()}` is no form that join knows")
    return bare
