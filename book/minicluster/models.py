"""What the answers should be: a register and a store of strings, done one by one."""


class _Any:
    """Stands for whatever answer, or for no state at all."""

    def __repr__(self):
        return "ANY"


ANY = _Any()


class CasRegister:
    """One value: `read()`, `write(v)`, and `cas(old, new)` answering True or False.

    >>> CasRegister(initial=1).apply(1, "cas", (1, 2))
    (True, 2)
    """

    names = {"read": 0, "write": 1, "cas": 2}
    reads = ("read",)

    def __init__(self, initial=None):
        self.initial = initial

    def apply(self, state, name, args):
        """Return the right answer (ANY if it tells nothing) and the state after it."""
        if name == "read":
            return state, state
        if name == "write":
            return ANY, args[0]
        return (True, args[1]) if state == args[0] else (False, state)

    def observes(self, operation):
        """Say whether an answered operation can have changed nothing."""
        failed = operation.name == "cas" and operation.result is False
        return failed or operation.name in self.reads

    def part(self, operation):
        """Return what an operation is about: each part is checked by itself."""
        return None

    def sets(self, name, args):
        """Return the state that an operation sets outright, ANY if it sets none."""
        return ANY if name == "read" else args[-1]

    def towards(self, state, answer):
        """Say whether `answer` may be read after `state`, if nothing is set between."""
        return state == answer


class KeyValue(CasRegister):
    """Strings by key: `get(k)`, `put(k, v)`, `append(k, v)`; at first all are "".

    >>> KeyValue().apply("a", "append", ("k", "b"))
    (ANY, 'ab')
    """

    names = {"get": 1, "put": 2, "append": 2}
    reads = ("get",)

    def __init__(self):
        super().__init__("")

    def apply(self, state, name, args):
        """Return the right answer, and the string of this key after it."""
        if name == "get":
            return state, state
        return ANY, args[1] if name == "put" else state + args[1]

    def part(self, operation):
        """Return the key."""
        return operation.args[0]

    def sets(self, name, args):
        """Return what a put puts."""
        return args[1] if name == "put" else ANY

    def towards(self, state, answer):
        """Say whether appending to `state` can make `answer`."""
        return str(answer).startswith(state)
