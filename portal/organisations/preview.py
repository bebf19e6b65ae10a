"""What an import would do, or did: new, changed cell by cell, unchanged, wrong."""

from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_builder.common.errors import Problem


class RowKind(models.TextChoices):
    WRONG = "wrong", gettext_lazy("с ошибкой")
    CHANGED = "changed", gettext_lazy("изменится")
    NEW = "new", gettext_lazy("новый")
    SAME = "same", gettext_lazy("без изменений")


@dataclass(frozen=True)
class Cell:
    """One cell: the column's name, what stood there, what will stand there."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class PreviewRow:
    """row: its number in the file; title: what the kindergarten is called.

    cells: the changed ones, of a new one all that are filled; wrong: column and what to do.
    """

    row: int
    kind: str
    title: str
    cells: tuple[Cell, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, with «строка 3, столбец «ИНН»» as place."""
        return [Problem(text, _place(self.row, column)) for column, text in self.wrong]


@dataclass
class RegistryPreview:
    """rows: one for each line of the file; faults: what is wrong with the file as a whole."""

    rows: list[PreviewRow] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[PreviewRow]:
        return [row for row in self.rows if row.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each kind of RowKind."""
        counts = dict.fromkeys(RowKind.values, 0)
        for row in self.rows:
            counts[row.kind] += 1
        return counts

    @property
    def problems(self) -> list[Problem]:
        return [*self.faults, *(one for row in self.of_kind(RowKind.WRONG) for one in row.problems)]


def problems_of(wrong: dict[str, list[str]], column_of: dict[str, str]) -> tuple[tuple[str, str]]:
    """Return column and sentence for each error of a validation; the column is empty for a row."""
    return tuple(
        ("" if name == NON_FIELD_ERRORS else column_of[name], text)
        for name, texts in wrong.items()
        for text in texts
    )


def _place(row: int, column: str) -> str:
    if not column:
        return _("строка %d") % row
    return _("строка %(row)d, столбец «%(column)s»") % {"row": row, "column": column}
