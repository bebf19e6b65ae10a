"""The second factor: a code by the clock from the person's telephone, or a recovery code.

Codes, their clock and their throttling are django-otp's; here is who has to have it and when it
changes. Its devices are rows of its own: one confirmed at most for a person.
"""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts import signals
from portal.accounts.codes import make_code, read_code, spell
from portal.accounts.models import User
from portal.accounts.sessions import end_all

RECOVERY_CODES = 10
RECOVERY_GROUPS = 2
DIGITS = 6

Predicate = Callable[[User], bool]
_requirements: list[Predicate] = []


def add_requirement(predicate: Predicate) -> None:
    """Let a higher room say who must have a second factor; one true predicate is enough."""
    _requirements.append(predicate)


def is_required(person: User) -> bool:
    """Whether the person must have a second factor, where this site asks for it at all.

    A superuser must, whatever she is appointed to: nobody can do more harm.
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    return person.is_superuser or any(asks(person) for asks in _requirements)


def is_on(person: User) -> bool:
    """Whether signing in takes a second step for this person."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).exists()


def codes_left(person: User) -> int:
    """Return how many recovery codes are not used yet."""
    return StaticToken.objects.filter(device__user=person).count()


@service
def begin(*, by: User) -> TOTPDevice:
    """Return a device with a new key; it counts for nothing until it is confirmed."""
    TOTPDevice.objects.filter(user=by, confirmed=False).delete()
    return TOTPDevice.objects.create(user=by, name="totp", confirmed=False)


def begun(person: User) -> TOTPDevice | None:
    """Return the device that waits to be confirmed."""
    return TOTPDevice.objects.filter(user=person, confirmed=False).first()


def confirm(*, by: User, code: str) -> list[str]:
    """Take the begun device into use in place of an older one; return new recovery codes.

    Raises DomainError when nothing was begun or the code does not fit. A wrong code is counted by
    the device, therefore what it wrote outlives the refusal.
    """
    device = begun(by)
    if device is None or not device.verify_token(_digits(code)):
        raise DomainError(_("Код не подошёл. Возьмите из приложения тот, что виден сейчас."))
    return _take(by=by, device=device)


@service
def _take(*, by: User, device: TOTPDevice) -> list[str]:
    TOTPDevice.objects.filter(user=by).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    signals.second_factor_on.send(TOTPDevice, person=by, by=by)
    return renew_codes(by=by)


@service
def renew_codes(*, by: User) -> list[str]:
    """Return new recovery codes in groups, to be shown once; the older ones are void."""
    StaticDevice.objects.filter(user=by).delete()
    device = StaticDevice.objects.create(user=by, name="recovery")
    codes = [make_code(RECOVERY_GROUPS) for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [spell(code) for code in codes]


def check(person: User, typed: str) -> bool:
    """Whether this is the person's code; it is used up by that. A wrong one slows the next down."""
    digits = _digits(typed)
    is_clock = len(digits) == DIGITS and digits.isdecimal()
    kind, code = (TOTPDevice, digits) if is_clock else (StaticDevice, read_code(typed))
    with transaction.atomic():  # two tabs cannot use one code
        devices = kind.objects.select_for_update().filter(user=person, confirmed=True)
        return any(device.verify_token(code) for device in devices)


def seconds_to_wait(person: User) -> int:
    """Return how long django-otp lets no code through after wrong ones; 0 when it does."""
    waits = [0]
    for kind in (TOTPDevice, StaticDevice):
        for device in kind.objects.filter(user=person, confirmed=True):
            why = device.verify_is_allowed()[1]
            waits += [_seconds_until(why["locked_until"])] if why else []
    return max(waits)


def _seconds_until(moment: datetime.datetime) -> int:
    return (moment - timezone.now()) // datetime.timedelta(seconds=1) + 1


@service
def switch_off(*, by: User) -> None:
    """Take the second step away. Raises DomainError where she has to have it."""
    if is_required(by):
        raise DomainError(_("Для Вашей роли вход в два шага обязателен, выключить его нельзя."))
    _forget(by)
    signals.second_factor_off.send(TOTPDevice, person=by, by=by)


@service
def reset(*, by: User, person: User) -> None:
    """Take another person's second step away and sign her out: her telephone is lost.

    The caller has asked the policy whether `by` may.
    """
    _forget(person)
    end_all(person)
    signals.second_factor_off.send(TOTPDevice, person=person, by=by)


def _forget(person: User) -> None:
    TOTPDevice.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()


def _digits(typed: str) -> str:
    return typed.replace(" ", "")
