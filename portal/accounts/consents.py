"""Which text is in force, and who agreed to it."""

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts import signals
from portal.accounts.choices import Purpose
from portal.accounts.models import Consent, ConsentText, User

KEY = "accounts.consent"
SECONDS = 60  # a new text is asked about a minute after it came into force, without a query before


def texts_in_force() -> QuerySet[ConsentText]:
    """Return the published texts whose day has come, the latest of each purpose first."""
    rows = ConsentText.objects.filter(published=True, valid_from__lte=timezone.localdate())
    return rows.order_by("purpose", "-valid_from", "-pk")


def text_in_force(purpose: Purpose) -> ConsentText | None:
    """Return the text people read now; None while nothing is published."""
    return texts_in_force().filter(purpose=purpose).first()


def asked_version() -> int:
    """Return the key of the text everybody is asked to agree to; 0 when nobody is asked."""
    kept = cache.get(KEY)
    if kept is None:
        text = text_in_force(Purpose.PERSONAL_DATA)
        kept = text.pk if text else 0
        cache.set(KEY, kept, SECONDS)
    return kept


def forget() -> None:
    """Let the next page look up anew which text is in force."""
    cache.delete(KEY)


def consent_of(person: User, text: ConsentText) -> Consent | None:
    """Return the consent a person has given to a version and not taken back."""
    return Consent.objects.filter(person=person, text=text, withdrawn_at=None).first()


def has_agreed(person: User, version: int) -> bool:
    """Whether the person agreed to the text with this key."""
    return Consent.objects.filter(person=person, text=version, withdrawn_at=None).exists()


@service
def publish(*, by: User | None, text: ConsentText) -> None:
    """Put a version into force from its day on; it cannot be changed afterwards."""
    text.published = True
    text.save(update_fields=["published"])
    forget()


@service
def give(*, by: User, text: ConsentText) -> Consent:
    """Keep that the person agreed, with the fingerprint of what she read.

    Raises DomainError when another version is in force by now: she has not read that one.
    """
    if text != text_in_force(text.purpose):
        raise DomainError(_("Пока Вы читали, вышла новая версия. Прочтите её, пожалуйста."))
    consent, is_new = Consent.objects.get_or_create(
        person=by, text=text, withdrawn_at=None, defaults={"text_hash": text.digest}
    )
    if is_new:
        signals.consent_given.send(ConsentText, person=by, by=by)
    return consent


@service
def withdraw(*, by: User, text: ConsentText) -> None:
    """Take the consent to a version back; the row stays with the moment of it."""
    rows = Consent.objects.filter(person=by, text=text, withdrawn_at=None)
    if rows.update(withdrawn_at=timezone.now()):
        signals.consent_withdrawn.send(ConsentText, person=by, by=by)


@service
def write(*, by: User, stored: ConsentText | None, **fields: object) -> ConsentText:
    """Write a version, new or stored; `published` among the fields puts it into force.

    The caller has asked the policy. Raises DomainError for a published one: answers point to it.
    """
    kept = ConsentText.objects.select_for_update().get(pk=stored.pk) if stored else ConsentText()
    if kept.published:
        raise DomainError(_("Опубликованный текст не меняют: сделайте новую версию."))
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()
    forget()
    return kept
