"""Support view: a coordinator looks at a kindergarten's desk, for half an hour, changing nothing.

It lives in the session of one browser; the journal keeps that it began, why, and that it ended.
"""

import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.models import Organisation
from portal.organisations.policy import ABOVE, Actor, demand

LASTS = datetime.timedelta(minutes=30)
KEY = "support"


def supported(request: HttpRequest) -> Organisation | None:
    """Return the kindergarten that the session looks at, while it may and the time lasts."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    garden = Organisation.objects.select_related("territory").filter(uid=kept["garden"]).first()
    is_over = timezone.now() >= datetime.datetime.fromisoformat(kept["until"])
    if is_over or garden is None or not Actor(request.user).covers(garden, *ABOVE):
        del request.session[KEY]
        return None
    return garden


def look(request: HttpRequest, garden: Organisation) -> None:
    """Let the session look at a kindergarten from the next request on."""
    until = timezone.now() + LASTS
    request.session[KEY] = {"garden": str(garden.uid), "until": until.isoformat()}


def look_away(request: HttpRequest) -> None:
    """Let the session look at its own desk again."""
    request.session.pop(KEY, None)


@service
def begin_support(*, by: User, organisation: Organisation, reason: str) -> None:
    """Record that a coordinator begins to look, and why. Raises NotAllowed; DomainError without a
    reason.
    """
    demand(by, "support", organisation)
    if not reason.strip():
        raise DomainError(_("Напишите, зачем Вы открываете рабочее место сада."))
    record(by=by, action="support.begun", obj=organisation, reason=reason.strip()[:500])


@service
def end_support(*, by: User, organisation: Organisation) -> None:
    """Record that she ended it herself."""
    record(by=by, action="support.ended", obj=organisation)
