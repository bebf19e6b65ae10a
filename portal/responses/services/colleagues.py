"""A colleague is shown a draft and comments its items; the answers stay the author's."""

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations import policy
from portal.responses.colleagues import colleagues_of
from portal.responses.models import ColleagueInvitation, ItemComment, Response
from portal.responses.services.locking import asked_item

TEXT_LIMIT = 2000


@service
def invite_colleague(*, by: User, response: Response, person: User) -> ColleagueInvitation:
    """Let a colleague of the same kindergarten read and comment a draft; invited already, it stays.

    Raises NotAllowed, DomainError for a person who does not work there.
    """
    policy.demand(by, "invite", response.assignment)
    if not colleagues_of(response.assignment).filter(pk=person.pk).exists():
        raise DomainError(_("Пригласить можно того, кто работает в этом детском саду."))
    invitation, is_new = ColleagueInvitation.objects.get_or_create(
        response=response, person=person, ended_at=None, defaults={"by": by}
    )
    if is_new:
        record(by=by, action="colleague.invited", obj=response, person=person.pk)
    return invitation


@service
def end_invitation(*, by: User, invitation: ColleagueInvitation) -> None:
    """Show it to her no longer; what she said stays. Raises NotAllowed."""
    policy.demand(by, "invite", invitation.response.assignment)
    ended = ColleagueInvitation.objects.in_force().filter(pk=invitation.pk)
    if ended.update(ended_at=timezone.now()):
        record(
            by=by,
            action="colleague.dismissed",
            obj=invitation.response,
            person=invitation.person_id,
        )


@service
def comment_item(*, by: User, response: Response, item: str, text: str) -> ItemComment:
    """Say something about one item of a draft. Raises NotAllowed, DomainError for an empty or too
    long text and for an item that is not in the sheet.
    """
    policy.demand(by, "comment", response)
    asked_item(response, item)
    text = text.replace("\x00", "").strip()  # databases refuse NUL
    if not text:
        raise DomainError(_("Напишите, что Вы хотите сказать коллеге."))
    if len(text) > TEXT_LIMIT:
        raise DomainError(_("Комментарий длиннее 2000 знаков. Сократите его."))
    record(by=by, action="colleague.commented", obj=response, item=item)
    return ItemComment.objects.create(response=response, item=item, text=text, by=by)
