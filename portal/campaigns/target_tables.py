"""A target list as a file."""

from collections.abc import Iterable

import tablib
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.campaigns.models import Target
from portal.organisations.downloads import FORMATS

__all__ = ["FORMATS", "table_of"]


def table_of(rows: Iterable[Target], extension: str) -> tuple[bytes, str]:
    """Return the targets as a file of FORMATS, one line each, and its content type."""
    heads = [_("Кто"), _("Территория"), _("Как выбран"), _("Причина"), _("Исключён"), _("Когда")]
    dataset = tablib.Dataset(headers=[str(head) for head in heads])
    for row in rows:
        dataset.append(_line(row))
    file_format = FORMATS[extension]()
    return file_format.export_data(dataset), file_format.get_content_type()


def _line(row: Target) -> list[str]:
    at = row.struck_at or row.chosen_at
    return [
        str(row),
        str(row.home),
        row.get_chosen_display(),
        row.reason,
        row.struck_reason,
        timezone.localtime(at).strftime("%d.%m.%Y"),
    ]
