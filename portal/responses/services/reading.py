"""From what a form sent to the answer that may be kept."""

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Answer, Item, Payload, refuse
from forms_builder.fields.files import HOLDS_FILES
from portal.documents.glyphs import unprintable
from portal.responses.models import Response


def decode(response: Response, item: Item, payload: Payload) -> Answer | None:
    """Return the answer in a payload; DomainError for what the item or the report cannot take."""
    for typed in (text for texts in payload.values() for text in texts):
        if signs := unprintable(typed):
            raise refuse(item, _("В отчёте не печатается: %s. Уберите этот знак.") % signs)
    answer = field_type(item["type"]).decode(item, payload)
    if item["type"] in HOLDS_FILES:
        _check_files(response, item, payload)
    return answer


def _check_files(response: Response, item: Item, payload: Payload) -> None:
    """An answer names files of its own sheet and question only."""
    named = {uid for uid in payload.get("file", ()) if uid}
    if not named:
        return
    if payload.get("na") and item.get("not_applicable"):
        raise DomainError(_("Файлы и «не применимо» вместе не бывают: уберите что-то одно."))
    kept = response.evidence.filter(item=item["uid"]).values_list("uid", flat=True)
    if not named <= {str(uid) for uid in kept}:
        raise refuse(item, _("Такого файла нет. Обновите страницу и приложите его снова."))
