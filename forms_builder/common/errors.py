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


class Refusal(Exception):
    """What was asked is not done; the text is meant for the person, never a traceback."""

    def __init__(self, message: str = "", problems: tuple[Problem, ...] | list[Problem] = ()):
        self.problems = tuple(problems) or (Problem(message),)
        self.message = message or "; ".join(str(problem) for problem in self.problems)
        super().__init__(self.message)


class DomainError(Refusal):
    """A rule of the field forbids it as it is: the page says what to correct."""


class NotAllowed(Refusal):
    """The acting person may not do this; the message says why.

    No page catches it, and none means to: the site answers 403 with the message.
    """


class Conflict(DomainError):
    """Somebody else changed the same thing meanwhile; nothing was overwritten."""
