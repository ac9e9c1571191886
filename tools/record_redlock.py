"""Let one of five real Redis servers restart under a Redlock; write redlock.json.

    PYTHONPATH=book .venv/bin/python tools/record_redlock.py

Ann sets the lock on servers 1 to 3; her requests to 4 and 5 are not sent. Then one
server is killed (SIGKILL) and started again with the same command and whatever files it
has. Bob asks all five, and each server answers him once: the client does not try again.
This is done for each of the five servers, under each pair of settings, so that each
setting is also changed by itself. Nothing here measures time: the lock lasts ten
minutes.
"""

import json
from pathlib import Path

from labs import RedisNodes

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "book/recorded/redlock.json"
LASTS = 600_000  # ms
SETTINGS = (
    ("no", "everysec"),
    ("no", "always"),
    ("yes", "no"),
    ("yes", "everysec"),
    ("yes", "always"),
)
HOW = (
    "Ann's lock on servers 1 to 3 of 5, one server killed and started again, "
    "clients of redis-py that try once"
)
LIMIT = (
    "a killed process keeps what it has handed to the operating system, so these runs "
    "tell appendonly yes from no and not the values of appendfsync; no power was cut"
)


def ask(nodes, servers, client):
    """Return on how many of some servers a client gets the lock."""
    answers = [
        nodes[server].client(timeout=5).set("lock", client, nx=True, px=LASTS)
        for server in servers
    ]
    return sum(map(bool, answers))


def restart_with_files(nodes, server):
    """Kill a server and start it with the same command and the files that it has."""
    nodes[server].process.restart()
    nodes[server].wait_until_ready()


def is_given_twice(nodes, restarted):
    """Say whether Bob gets a majority although Ann has one."""
    for server in range(5):
        nodes[server].client(timeout=5).flushall()
    assert ask(nodes, range(3), "Ann") == 3
    restart_with_files(nodes, restarted)
    return ask(nodes, range(5), "Bob") >= 3


def record():
    """Return what is stored, given real servers."""
    runs = []
    for appendonly, appendfsync in SETTINGS:
        persist = appendonly == "yes"
        with RedisNodes(5, persist=persist, appendfsync=appendfsync) as nodes:
            twice = [is_given_twice(nodes, server) for server in range(5)]
            version = nodes[0].client(timeout=5).info("server")["redis_version"]
        settings = {"appendonly": appendonly, "appendfsync": appendfsync}
        runs.append({**settings, "two holders": sum(twice), "restarts": len(twice)})
    return {"server": f"Redis {version}", "how": HOW, "limit": LIMIT, "runs": runs}


if __name__ == "__main__":
    TARGET.write_text(json.dumps(record(), indent=1) + "\n", "utf-8")
    print(f"wrote {TARGET}")
