"""Reads the histories that Jepsen and porcupine recorded, with their verdicts."""

import json
import os
import re
from pathlib import Path

from minicluster import CasRegister, KeyValue, Operation

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(
    os.environ.get("PORCUPINE_ORACLES", ROOT.parent / "shared/oracles/porcupine")
)
ETCD = re.compile(r"INFO\s+jepsen\.util - (\d+)\t:(\w+)\t:(\w+)\t(.*)")
KV = re.compile(r'{:process (\d+), :type :(\w+), :f :(\w+), :key "(.*)", :value (.*)}')


def cases():
    """Return {name: (history, model, verdict)}; empty if the folder is absent."""
    if not (FOLDER / "verdicts.json").exists():
        return {}
    verdicts = json.loads((FOLDER / "verdicts.json").read_text())
    return {name: (*_read(name), expected) for name, expected in verdicts.items()}


def _read(name):
    if name.startswith("etcd"):
        return _etcd((FOLDER / "jepsen" / name).read_text()), CasRegister()
    return _kv((FOLDER / "kv" / name).read_text()), KeyValue()


def _etcd(text):
    operations, running = {}, {}
    for time, line in enumerate(text.splitlines()):
        match = ETCD.match(line)
        if not match:
            continue
        process, kind, name, value = match.groups()
        if kind == "invoke":
            args = (
                () if name == "read" else tuple(map(int, re.findall(r"-?\d+", value)))
            )
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
    operations, running = {}, {}
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
