"""Autosave of one answer: a form comes in, JSON goes out."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forms_builder.common.errors import DomainError, NotAllowed
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item
from portal.assignments.models import Assignment
from portal.responses import payloads, words
from portal.responses.content import sheet_of, version_of
from portal.responses.errors import AnswerConflict, words_of
from portal.responses.levels import score
from portal.responses.models import Answer, Response
from portal.responses.services import save_answer
from portal.responses.views.access import on_sheet, response_for_writing
from portal.responses.views.uploads import file_receipt, holds_files


@require_POST
def answer(request: HttpRequest, uid: UUID) -> JsonResponse:
    """Save what changed. 401: signed out, 403, 409: changed elsewhere, 422: what to correct."""
    if not request.user.is_authenticated:
        return _refusal(_("Вы вышли из портала. Войдите, и ответ сохранится."), 401)
    return _save(request, uid=uid)


@on_sheet
def _save(request: HttpRequest, assignment: Assignment) -> JsonResponse:
    item = request.POST.get("item", "")
    try:
        response = response_for_writing(request, assignment)
        saved = save_answer(
            by=request.user,
            response=response,
            item=item,
            payload=payloads.one_item(request.POST),
            version=payloads.whole(request.POST.get("version", "")),
        )
    except NotAllowed as error:
        return _refusal(error.message, 403)
    except AnswerConflict as error:
        return _conflict(error, sheet_of(response).item(item))
    except DomainError as error:
        return _refusal(_words(response, item, error), 422)
    return JsonResponse(_receipt(response, item, saved))


def _words(response: Response, item: str, error: DomainError) -> str:
    try:
        return words_of(sheet_of(response).item(item), error)
    except KeyError:  # an item that nobody asks: the error says so
        return error.message


def _receipt(response: Response, item: str, saved: Answer | None) -> dict[str, object]:
    """What the page needs: the new version, the words, and the level as the server counts it."""
    sheet = sheet_of(response)
    asked = sheet.item(item)
    level = None
    if asked["type"] == "indicator":
        levels = len(sheet.scale["levels"])
        level = score(asked, saved.data if saved else None, levels).level
    receipt = {
        "version": version_of(response, saved, item),
        "saved_at": words.clock(saved.saved_at) if saved else words.clock(),
        "is_answered": saved is not None,
        "level": level,
    }
    return receipt | file_receipt(response, item) if holds_files(response, item) else receipt


def _conflict(error: AnswerConflict, item: Item) -> JsonResponse:
    """Both answers in words, and theirs as a payload, so that the page can take it over."""
    display = field_type(item["type"]).display
    return _refusal(
        error.message,
        409,
        version=error.version,
        theirs=payloads.from_data(item, error.theirs),
        words={"mine": display(item, error.mine), "theirs": display(item, error.theirs)},
    )


def _refusal(message: str, status: int, **more: object) -> JsonResponse:
    return JsonResponse({"message": message, **more}, status=status)
