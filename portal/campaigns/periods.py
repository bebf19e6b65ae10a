"""Dates of a schedule in words."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def period(starts: datetime.date | None, ends: datetime.date | None) -> str:
    """Return «15–30 сентября 2020», as short as the two dates allow; "" when there is none."""
    if starts is None and ends is None:
        return ""
    if starts is None:
        return _("до %s") % _full(ends)
    if ends is None:
        return _("с %s") % _full(starts)
    if starts == ends:
        return _full(ends)
    if starts.year != ends.year:
        return f"{_full(starts)} – {_full(ends)}"
    if starts.month != ends.month:
        return f"{date_format(starts, 'j E')} – {_full(ends)}"
    return f"{starts.day}–{_full(ends)}"


def _full(date: datetime.date) -> str:
    return date_format(date, "j E Y")
