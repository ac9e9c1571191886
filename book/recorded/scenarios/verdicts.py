"""Words and verdicts that several subjects share."""

from ..steps import CANNOT_SERIALIZE, DEADLOCK, NOT_UNIQUE, Verdict

MEANING = {CANNOT_SERIALIZE: "begin again", NOT_UNIQUE: "it is there already"}


def no_deadlock(otherwise):
    """Return a rule: a run is over, and bad, as soon as a deadlock was found.

    ``otherwise`` judges all other runs.
    """

    def judge(moment):
        for victim, answer in moment.errors():
            if answer.error == DEADLOCK:
                rest = ", ".join(name for name in moment.told if name != victim)
                return Verdict(False, f"deadlock: {victim} was refused, {rest} goes on")
        return otherwise(moment)

    return judge


def told_errors(moment):
    """Return the words for each error that a session was told.

    >>> from ..steps import Answer, Moment
    >>> refused = Answer("UPDATE", "", 0, error="40001")
    >>> told_errors(Moment({}, {"Ann": (), "Bob": (refused,)}, {}, True))
    ['Bob was told error 40001 (begin again)']
    """
    return [f"{who} was {in_short(answer)}" for who, answer in moment.errors()]


def in_short(answer):
    """Return the words for an answer that is an error, the common ones in short."""
    return f"told error {answer.error} ({MEANING.get(answer.error, answer.message)})"
