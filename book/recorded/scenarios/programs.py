"""What sessions of several subjects do."""

from ..steps import Step

COMMIT = Step("COMMIT", ("COMMIT",))


def two(program, *arguments):
    """Return Ann's and Bob's programs."""
    return {name: program(name, *arguments) for name in ("Ann", "Bob")}


def in_a_row(*steps):
    """Return the program of a session that sends its steps, until one is refused.

    >>> from ..steps import Answer
    >>> goes_on = in_a_row(Step("UPDATE", ("UPDATE ...",)), COMMIT)
    >>> [step.label for step in goes_on(())]
    ['UPDATE']
    >>> goes_on([Answer("UPDATE", "", 0, error="40P01")])
    ()
    """

    def next_steps(told):
        if told and told[-1].error:
            return ()
        return steps[len(told) : len(told) + 1]

    return next_steps


def begun(step):
    """Return a step with BEGIN sent along before it.

    >>> begun(Step("UPDATE", ("UPDATE ...",))).statements
    ('BEGIN', 'UPDATE ...')
    """
    return Step(step.label, ("BEGIN", *step.statements))
