"""The life of an agreement as a table: who moves it on, and what people read."""

from django.utils.translation import gettext_lazy as _

from portal.campaigns.models import Agreement
from portal.common.lifecycle import Move, Moves

State = Agreement.State

_ANEW = _("Спросить заново")
_ASKED = _("Уведомление отправлено заново.")
_AGREE = _("Согласиться")
_AGREED = _("Спасибо, даты согласованы.")
_OFFER = _("Предложить другие даты")
_OFFERED = _("Ваши даты отправлены координатору.")
_SETTLED = _("Решение записано, стороны его увидят.")

MOVES = Moves(
    (
        Move(State.ASKED, State.AGREED, "answer", _AGREE, _AGREED),
        Move(State.ASKED, State.OTHER_DATES, "answer", _OFFER, _OFFERED),
        Move(State.OTHER_DATES, State.AGREED, "answer", _AGREE, _AGREED),
        Move(State.AGREED, State.OTHER_DATES, "answer", _OFFER, _OFFERED),
        Move(State.OTHER_DATES, State.SETTLED, "settle", _("Решить"), _SETTLED, needs_reason=True),
        Move(State.ASKED, State.ASKED, "settle", _ANEW, _ASKED),
        Move(State.AGREED, State.ASKED, "settle", _ANEW, _ASKED),
        Move(State.OTHER_DATES, State.ASKED, "settle", _ANEW, _ASKED),
        Move(State.SETTLED, State.ASKED, "settle", _ANEW, _ASKED),
    )
)
