"""Reads the histories that Jepsen and porcupine recorded, with their verdicts.

Where they come from, and why some of them are not here, says `recorded/README.md`.
"""

import json
import os
import re
from pathlib import Path

from minicluster import CasRegister, KeyValue, Operation

VENDORED = Path(__file__).resolve().parent / "recorded"
SHARED = Path(__file__).resolve().parents[4] / "shared"
FOLDER = Path(os.environ.get("PORCUPINE_ORACLES", SHARED / "oracles/porcupine"))
ETCD = re.compile(r"INFO\s+jepsen\.util - (\d+)\t:(\w+)\t:(\w+)\t(.*)")
KV = re.compile(r'{:process (\d+), :type :(\w+), :f :(\w+), :key "(.*)", :value (.*)}')


def cases():
    """Return {name: (history, model, verdict)} of all that are there."""
    return {**vendored_cases(), **etcd_cases()}


def vendored_cases():
    """Return {name: (history, model, verdict)} of a key-value store."""
    return {
        path.name: (_kv(path.read_text()), KeyValue(), path.stem.endswith("ok"))
        for path in sorted(VENDORED.glob("*.txt"))
    }


def etcd_cases():
    """Return {name: (history, model, verdict)} of etcd; empty without the folder."""
    if not FOLDER.exists():
        return {}
    verdicts = json.loads((FOLDER / "verdicts.json").read_text())
    return {
        name: (_etcd((FOLDER / "jepsen" / name).read_text()), CasRegister(), verdict)
        for name, verdict in verdicts.items()
        if name.startswith("etcd")
    }


def why_etcd_is_missing():
    """Return why the logs of etcd are missing, and whether they ought to be there."""
    ought = "PORCUPINE_ORACLES" in os.environ or SHARED.exists()
    return f"the logs of etcd have no licence and are not in {FOLDER}", ought


def _etcd(text):
    operations = {}  # by the time of their calls, which is the number of the line
    running = {}  # by process: the time of its call that has no answer yet
    for time, line in enumerate(text.splitlines()):
        match = ETCD.match(line)
        if not match:
            continue
        process, kind, name, value = match.groups()
        if kind == "invoke":
            numbers = map(int, re.findall(r"-?\d+", value))
            args = () if name == "read" else tuple(numbers)
            running[process] = time
            operations[time] = Operation(process, name, args, None, time, None)
        elif kind != "info" and value != ":timed-out":
            asked = running.pop(process)
            if kind == "fail" and name == "write":
                del operations[asked]
                continue
            read = None if value == "nil" or name != "read" else int(value)
            result = read if name != "cas" else kind == "ok"
            operations[asked] = operations[asked]._replace(result=result, ret=time)
    return list(operations.values())


def _kv(text):
    operations = {}  # by the time of their calls, which is the number of the line
    running = {}  # by process: the time of its call that has no answer yet
    for time, line in enumerate(text.splitlines()):
        process, kind, name, key, value = KV.match(line).groups()
        if kind == "invoke":
            args = (key,) if name == "get" else (key, value.strip('"'))
            running[process] = time
            operations[time] = Operation(process, name, args, None, time, None)
        else:
            asked = running.pop(process)
            result = value.strip('"') if name == "get" else None
            operations[asked] = operations[asked]._replace(result=result, ret=time)
    return list(operations.values())
