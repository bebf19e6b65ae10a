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
    locked = locked_row(response)
    policy.demand(by, "answer", locked)
    return locked


def locked_row(response: Response) -> Response:
    """Return the row with its task and its edition, locked till the transaction ends.

    Read after the lock is there, not with it: whoever waited while the sheet went over to another
    edition would find the row joined to an edition that it no longer has, which is no row at all.
    """
    Response.objects.select_for_update().values_list("pk").get(pk=response.pk)
    rows = Response.objects.select_related("assignment", "edition").defer("edition__content")
    return rows.get(pk=response.pk)


def asked_item(response: Response, uid: str) -> Item:
    """Return an item that wants an answer; DomainError when the edition asks no such thing."""
    try:
        item = sheet_of(response).item(uid)
    except KeyError:
        item = None
    if item is None or not is_asked(item):
        raise DomainError(_("Такого вопроса в этом листе нет. Обновите страницу."))
    return item
