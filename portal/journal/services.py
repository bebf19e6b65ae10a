"""Writing into the journal."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from forms_builder.common.services import service
from portal.journal.models import Entry
from portal.journal.ports import NOWHERE, Place, place_of

TITLE = Entry._meta.get_field("object_title").max_length


@service
def record(
    *,
    by: AbstractBaseUser | None,
    action: str,
    obj: models.Model,
    place: models.Model | None = None,
    **details: Any,
) -> Entry:
    """Write one act into the journal, inside the caller's transaction.

    action: «noun.verb» of the room, such as «response.submitted», with its words in choices.py;
    place: where the act is to be known when that is not where the object lies; details: JSON values
    without personal data. The role is the one the person acts in (set on the user where she signs
    in). Returns the entry.
    """
    return _written(
        by,
        action,
        place_of(place or obj),
        details,
        object_kind=type(obj)._meta.label_lower,
        object_uid=str(getattr(obj, "uid", obj.pk)),
        object_title=str(obj)[:TITLE],
    )


@service
def record_about(
    *,
    by: AbstractBaseUser | None,
    action: str,
    model: type[models.Model],
    title: str,
    place: models.Model | None = None,
    **details: Any,
) -> Entry:
    """Write one act about no single row: a list that was exported, an account that is not there.

    model: what the act was about; title: what to call it, up to 250 characters are kept; place:
    where the act is to be known beside its doer. Returns the entry.
    """
    return _written(
        by,
        action,
        place_of(place) if place else NOWHERE,
        details,
        object_kind=model._meta.label_lower,
        object_uid="",
        object_title=title[:TITLE],
    )


def _written(
    by: AbstractBaseUser | None,
    action: str,
    place: Place,
    details: dict[str, Any],
    **about: str,
) -> Entry:
    return Entry.objects.create(
        by=by,
        role=getattr(by, "acting_role", ""),
        action=action,
        details=details,
        organisation_uid=place.organisation,
        territory_uid=place.territory,
        **about,
    )
