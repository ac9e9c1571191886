"""The one error that the room raises for its readers."""


class QuestionError(ValueError):
    """A question that does not exist, or a file that cannot be used as it is."""
