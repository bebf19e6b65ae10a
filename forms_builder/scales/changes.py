"""Version tokens of a scale: what is saved at once must have seen the last save."""

from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict
from forms_builder.scales.choices import Changed
from forms_builder.scales.models import Scale, ScaleChange
from forms_builder.scales.tokens import signature

NEVER = 0  # the token of a part that nobody has changed yet


def version_of(scale_id: int, part: Changed) -> int:
    """Return the token of a part: the key of its last change, 0 before the first one."""
    rows = ScaleChange.objects.filter(scale=scale_id, part=part)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or NEVER


def late_words(scale_id: int, part: Changed, seen: int) -> str:
    """Return who changed a part since a token was given; empty when nobody did."""
    rows = ScaleChange.objects.filter(scale=scale_id, part=part, pk__gt=seen)
    last = rows.select_related("by").order_by("-pk").first()
    if last is None:
        return ""
    words = {"who": signature(last.by, last.at), "what": last.what}
    if part == Changed.ORDER:
        return _("Состав шкалы уже изменён: %(who)s. %(what)s Обновите страницу.") % words
    return _("Шкалу уже изменили: %(who)s. %(what)s Обновите страницу.") % words


def take(scale_id: int, part: Changed, seen: int | None) -> None:
    """Lock a scale until the transaction ends; raises Conflict when the token is stale.

    seen None: the caller has shown nobody the former state, so there is nothing to be late for.
    """
    Scale.objects.select_for_update().get(pk=scale_id)
    words = "" if seen is None else late_words(scale_id, part, seen)
    if words:
        raise Conflict(words)


def note(*, by: Any, scale_id: int, part: Changed, what: str) -> ScaleChange:
    """Write down a change; from here on older tokens of that part are stale."""
    what = what if len(what) <= ScaleChange._meta.get_field("what").max_length else f"{what[:499]}…"
    return ScaleChange.objects.create(by=by, scale_id=scale_id, part=part, what=what)
