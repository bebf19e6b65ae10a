"""The refusal of a tree that is no expression."""


class Malformed(ValueError):
    """reason: literal, number, operator, arguments, name, places, deep or many."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason
