"""What may stand in a row of the registry, for a form and for a line of a file alike."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Model
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from portal.documents.glyphs import drawable, unprintable
from portal.organisations.columns import ERASING

DERIVED = ("uid", "search", "sort")


def tidy(value: Any) -> Any:
    """Return a written value as it is kept: text in one line without stray spaces; a dash is none.

    So an exported row and the row in the database are the same, letter by letter.
    """
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    return "" if text in ERASING else text


def unprintable_fields(row: Model, names: Iterable[str]) -> dict[str, str]:
    """Return, by field, which of its texts no report could print."""
    plain = drawable(signs=True)
    texts = {name: getattr(row, name) or "" for name in names if _is_text(row, name)}
    return {
        name: _("В отчёте не печатается: %s. Уберите этот знак.") % signs
        for name, text in texts.items()
        if not plain.issuperset(text) and (signs := unprintable(text))
    }


def must_be_valid(row: Model, wrong: dict[str, str]) -> None:
    """Raise DomainError with the field as place for everything the model or `wrong` refuses."""
    row.fill_derived()
    errors = {name: [text] for name, text in wrong.items()}
    try:
        row.full_clean(exclude=[*DERIVED, *wrong])
    except ValidationError as invalid:
        errors = {**invalid.message_dict, **errors}
    if errors:
        raise DomainError(
            problems=[
                Problem(text, "" if name == "__all__" else name)
                for name, texts in errors.items()
                for text in texts
            ]
        )


def _is_text(row: Model, name: str) -> bool:
    return isinstance(row._meta.get_field(name), CharField)
