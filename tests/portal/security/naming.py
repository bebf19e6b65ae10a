"""Which rows an address names: by uid, or by a whole number whose model its view tells."""

import re
from functools import cache
from inspect import unwrap
from typing import Any

from django.db.models import Model
from django.urls import ResolverMatch, resolve

from portal.accounts.models import User
from portal.campaigns.models import CalendarDay, Step

UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER = re.compile(r"(?<=/)\d+(?=/|$)")
KEYS = ("instance_pk", "pk", "step", "page_id", "parent_page_id", "page_to_move_id")
# Views that are functions tell no model; the others say it themselves.
OF_FUNCTIONS: dict[str, type[Model]] = {
    "desk/people/": User,
    "schedule/": Step,
    "cms/calendar/": CalendarDay,
}


def kind_of(path: str) -> str:
    """Return an address without its ids: all of one kind go to one view."""
    return NUMBER.sub("№", UID.sub("…", path))


def has_id(path: str) -> bool:
    return bool(UID.search(path) or NUMBER.search(path))


@cache
def numbered(path: str) -> tuple[type[Model], str] | None:
    """Return the model and the key that a whole number of an address names, None without one."""
    match = resolve(path)
    keys = [str(match.kwargs[key]) for key in KEYS if key in match.kwargs]
    model = model_of(match) if keys else None
    return (model, keys[0]) if model else None


def model_of(match: ResolverMatch) -> type[Model] | None:
    """Return the model of a view: of a list in the CMS, of a snippet, of a function named here."""
    view: Any = unwrap(match.func)
    owner = getattr(view, "__self__", None)
    said = getattr(owner, "model", None) or getattr(view, "view_initkwargs", {}).get("model")
    named = (model for start, model in OF_FUNCTIONS.items() if match.route.startswith(start))
    return said or next(named, None)
