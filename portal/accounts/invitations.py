"""Invitations: a one-time code, by e-mail or on a printed slip, that lets a person set a password.

The code stands nowhere but on the slip: the row keeps its hash, keyed with the site's secret.
"""

import datetime
from smtplib import SMTPException

from axes.utils import reset as forgive
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts import signals
from portal.accounts.codes import make_code, read_code, spell
from portal.accounts.models import Invitation, User
from portal.accounts.sessions import end_all

VALID = datetime.timedelta(days=14)
GROUPS = 3


def _hash(code: str) -> str:
    return salted_hmac("portal.accounts.invitation", code, algorithm="sha256").hexdigest()


@service
def invite(*, by: User | None, person: User) -> tuple[Invitation, str]:
    """Return a new invitation and its code in groups, which is never to be had again.

    It makes the person's older ones void. Raises DomainError when she may not sign in.
    """
    if not person.is_active:
        raise DomainError(_("Эта учётная запись закрыта: приглашение не поможет войти."))
    code, now = make_code(GROUPS), timezone.now()
    invitation = Invitation.objects.create(
        person=person, made_by=by, made_at=now, valid_until=now + VALID, code=_hash(code)
    )
    signals.invited.send(Invitation, person=person, by=by)
    return invitation, spell(code)


def send(*, by: User | None, person: User) -> Invitation:
    """Invite by e-mail: a letter with a link. Slow, so it holds no transaction while it writes.

    Raises DomainError when she has no mailbox or the letter cannot be handed over.
    """
    if not person.email:
        raise DomainError(_("Почты у этого человека нет: напечатайте листок с кодом."))
    invitation, code = invite(by=by, person=person)
    context = {
        "person": person,
        "code": code,
        "address": address(),
        "link": f"{address()}?{urlencode({'login': person.login, 'code': code})}",
        "valid_until": invitation.valid_until,
    }
    letter = render_to_string("emails/invitation.txt", context)
    subject = render_to_string("emails/invitation_subject.txt").strip()
    try:
        send_mail(subject, letter, None, [person.email])
    except (SMTPException, OSError) as error:
        raise DomainError(_("Письмо не ушло. Напечатайте листок с кодом.")) from error
    return invitation


def address() -> str:
    """Return the whole address of the page where a code is typed, as slips and letters name it."""
    return settings.SITE_URL.rstrip("/") + reverse("invitation")


def waiting_invitations() -> QuerySet[Invitation]:
    """Return the invitations whose code still lets somebody in."""
    return Invitation.objects.filter(used_at=None, valid_until__gt=timezone.now())


def find(name: str, typed: str) -> Invitation | None:
    """Return the invitation of this login or e-mail with this code, whatever has become of it."""
    person, wanted = User.objects.named(name), _hash(read_code(typed))
    if person is None or not person.is_active:
        return None
    rows = person.invitations.all()
    return next((row for row in rows if constant_time_compare(row.code, wanted)), None)


def refusal(invitation: Invitation) -> str:
    """Return why an invitation is no longer good and what to do; "" when it is."""
    if invitation.used_at:
        return _("Этим кодом уже воспользовались. Войдите с паролем, который Вы тогда задали.")
    if invitation.person.invitations.filter(pk__gt=invitation.pk).exists():
        return _("Вам выдали новый код, а этот отменён. Возьмите самый свежий листок или письмо.")
    if invitation.valid_until < timezone.now():
        return _("Срок кода вышел. Попросите координатора выдать новый.")
    return ""


@service
def accept(*, by: User, invitation: Invitation, password: str) -> User:
    """Set the password of the person the invitation is for; it signs her out everywhere else.

    Raises DomainError when the invitation is no longer good: two tabs use one code once.
    """
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if refused := refusal(held):
        raise DomainError(refused)
    held.used_at = timezone.now()
    held.save(update_fields=["used_at"])
    by.set_password(password)
    by.save(update_fields=["password"])
    end_all(by)
    forgive(username=by.login)
    signals.invitation_used.send(Invitation, person=by, by=by)
    return by
