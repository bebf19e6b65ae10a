"""Writing into the journal."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from forms_builder.common.services import service
from portal.journal.models import Entry


@service
def record(*, by: AbstractBaseUser | None, action: str, obj: models.Model, **details: Any) -> Entry:
    """Write one act into the journal, inside the caller's transaction.

    action: «noun.verb» of the room, such as «response.submitted»; details: JSON values without
    personal data. The role is the one the person acts in (set on the user where she signs in).
    Returns the entry.
    """
    return Entry.objects.create(
        by=by,
        role=getattr(by, "acting_role", ""),
        action=action,
        object_kind=obj._meta.label_lower,
        object_uid=str(getattr(obj, "uid", obj.pk)),
        object_title=str(obj)[:250],
        details=details,
    )
