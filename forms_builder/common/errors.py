"""Errors that a person can read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    message: a Russian sentence that says what to do; place: where it is («строка 3, столбец «ИНН»»,
    an item's code, a field's name), empty when the whole input is meant.
    """

    message: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class DomainError(Exception):
    """A refusal by a rule of the field; its text is meant for the person, never a traceback."""

    def __init__(self, message: str = "", problems: tuple[Problem, ...] | list[Problem] = ()):
        self.problems = tuple(problems) or (Problem(message),)
        self.message = message or "; ".join(str(problem) for problem in self.problems)
        super().__init__(self.message)


class NotAllowed(DomainError):
    """The acting person may not do this; the message says why."""


class Conflict(DomainError):
    """Somebody else changed the same thing meanwhile; nothing was overwritten."""
