"""Figure 8 of the Raft paper as plain states (Ongaro and Ousterhout, ATC 2014).

Three servers, four terms, logs of two entries. An election and the copy of one entry
are one step each. A server that is never chosen for a step is a server that is down.
"""

from typing import NamedTuple

SERVERS = (0, 1, 2)
MOST_TERMS, LONGEST_LOG = 4, 2


class State(NamedTuple):
    """The cluster; an entry of a log is the term in which it was made."""

    terms: tuple = (0, 0, 0)
    leads: tuple = (False, False, False)  # does it take itself for a leader?
    logs: tuple = ((), (), ())
    committed: tuple = ()  # the log up to the last entry that was ever committed
    overwritten: bool = False  # was another entry committed at one of these places?


def put(values, place, value):
    return (*values[:place], value, *values[place + 1 :])


def up_to_date(log):
    return (log[-1] if log else 0), len(log)


def elections(state):
    """A server has another's vote in a term new to both: with its own, a majority."""
    for candidate in SERVERS:
        for voter in SERVERS:
            term = max(state.terms[candidate], state.terms[voter]) + 1
            if voter == candidate or term > MOST_TERMS:
                continue
            own, other = state.logs[candidate], state.logs[voter]
            if up_to_date(own) >= up_to_date(other):
                terms = put(put(state.terms, candidate, term), voter, term)
                leads = put(put(state.leads, voter, False), candidate, True)
                label = f"{voter} votes for {candidate} in term {term}"
                yield label, state._replace(terms=terms, leads=leads)


def appends(state):
    """A leader takes a new entry into its log."""
    for leader in SERVERS:
        log = state.logs[leader]
        if state.leads[leader] and len(log) < LONGEST_LOG:
            logs = put(state.logs, leader, (*log, state.terms[leader]))
            yield f"{leader} appends", state._replace(logs=logs)


def copies(state):
    """A leader copies one entry to a server whose log is the same up to there."""
    for leader in SERVERS:
        for follower in SERVERS:
            term = state.terms[leader]
            leads = state.leads[leader] and follower != leader
            if not leads or state.terms[follower] > term:
                continue
            own, other = state.logs[leader], state.logs[follower]
            for place in range(len(own)):
                same_before = own[:place] == other[:place]
                if same_before and own[: place + 1] != other[: place + 1]:
                    new = state._replace(
                        terms=put(state.terms, follower, term),
                        leads=put(state.leads, follower, False),
                        logs=put(state.logs, follower, own[: place + 1]),
                    )
                    yield f"{leader} copies entry {place + 1} to {follower}", new


def commits(state, only_own_term):
    """A leader commits what stands on a majority."""
    for leader in SERVERS:
        log = state.logs[leader]
        for length in range(1, len(log) + 1):
            holders = [s for s in SERVERS if state.logs[s][:length] == log[:length]]
            if not state.leads[leader] or len(holders) < 2:
                continue
            if only_own_term and log[length - 1] != state.terms[leader]:
                continue
            both = min(length, len(state.committed))
            if log[:both] != state.committed[:both]:
                new = state._replace(overwritten=True)
                yield f"{leader} commits {log[:length]}", new
            elif length > len(state.committed):
                new = state._replace(committed=log[:length])
                yield f"{leader} commits {log[:length]}", new


def steps(only_own_term):
    def all_steps(state):
        yield from elections(state)
        yield from appends(state)
        yield from copies(state)
        yield from commits(state, only_own_term)

    return all_steps


def safe(state):
    return not state.overwritten
