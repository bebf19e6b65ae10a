"""One thing that keeps a form from being frozen."""

from dataclasses import dataclass

from forms_builder.common.errors import Problem


@dataclass(frozen=True)
class Finding:
    """message: what to do; place: where, in words; uid: of the item, empty for the form itself."""

    message: str
    place: str = ""
    uid: str = ""

    def as_problem(self) -> Problem:
        return Problem(self.message, self.place)
