"""What an import would do, or did: new, changed cell by cell, unchanged, wrong."""

from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from import_export.results import Result, RowResult

from forms_builder.common.errors import Problem
from portal.organisations import columns
from portal.organisations.models import Organisation
from portal.organisations.resources import OrganisationResource

COLUMN_OF = {name: declared.column_name for name, declared in OrganisationResource.fields.items()}


@dataclass(frozen=True)
class Cell:
    """One changed cell: the column's name, what stood there, what will stand there."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangedRow:
    row: int
    organisation: Organisation
    cells: tuple[Cell, ...]


@dataclass
class RegistryPreview:
    """unchanged: a count; problems: «строка 3, столбец «ИНН»» as place."""

    new: list[Organisation] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.new) + len(self.changed) + self.unchanged


def preview_of(result: Result) -> RegistryPreview:
    """Sort the rows of an import's result.

    An error that belongs to no row is a fault of the program and is raised as it came.
    """
    for error in result.base_errors:
        raise error.error
    preview = RegistryPreview()
    for row in result.rows:
        if row.errors:
            raise row.errors[0].error
        if row.validation_error:
            preview.problems += _problems(row)
        elif row.is_new():
            preview.new.append(row.instance)
        elif row.is_update():
            preview.changed.append(_changed(row))
        else:
            preview.unchanged += 1
    return preview


def _changed(row: RowResult) -> ChangedRow:
    cells = [
        Cell(column, *(_shown(name, side) for side in (row.original, row.instance)))
        for name, column in COLUMN_OF.items()
        if getattr(row.original, name) != getattr(row.instance, name)
    ]
    return ChangedRow(row.row_values[columns.ROW], row.instance, tuple(cells))


def _shown(name: str, organisation: Organisation) -> str:
    return organisation.get_state_display() if name == "state" else getattr(organisation, name)


def _problems(row: RowResult) -> list[Problem]:
    number = row.row_values[columns.ROW]
    return [
        Problem(text, _place(number, name))
        for name, texts in row.validation_error.message_dict.items()
        for text in texts
    ]


def _place(number: int, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return _("строка %d") % number
    return _("строка %(row)d, столбец «%(column)s»") % {"row": number, "column": COLUMN_OF[name]}
