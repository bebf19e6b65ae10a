"""One writer at a time: a save and a submit of the same sheet cannot cross."""

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.fields.contract import Item
from portal.accounts.models import User
from portal.organisations import policy
from portal.responses.content import is_asked, sheet_of
from portal.responses.models import Response


def lock(by: User, response: Response) -> Response:
    """Return the row locked till the transaction ends; NotAllowed unless she may answer it now."""
    rows = Response.objects.select_for_update(of=("self",)).select_related("assignment", "edition")
    locked = rows.defer("edition__content").get(pk=response.pk)
    policy.demand(by, "answer", locked)
    return locked


def asked_item(response: Response, uid: str) -> Item:
    """Return an item that wants an answer; DomainError when the edition asks no such thing."""
    try:
        item = sheet_of(response).item(uid)
    except KeyError:
        item = None
    if item is None or not is_asked(item):
        raise DomainError(_("Такого вопроса в этом листе нет. Обновите страницу."))
    return item
