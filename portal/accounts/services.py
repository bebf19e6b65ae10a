"""Writing user accounts and ending their sessions."""

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User

TRIES = 3
NAME_LENGTH = User._meta.get_field("last_name").max_length


@service
def create_person(
    *,
    by: User | None,
    email: str,
    last_name: str,
    first_name: str,
    patronymic: str = "",
    password: str | None = None,
) -> User:
    """Make an account; an existing one with this e-mail is returned as it is.

    password None: she cannot sign in until she sets one. What she may do follows from appointments.
    """
    known = User.objects.named(email)
    if known:
        return known
    return User.objects.create_user(
        email, password, last_name=last_name, first_name=first_name, patronymic=patronymic
    )


@service
def make_account(*, by: User, full_name: str, email: str = "", login: str = "") -> User:
    """Make an account that waits for its invitation; a login that is not given comes of the name.

    full_name: «Фамилия Имя Отчество», the patronymic may be missing. Raises DomainError with a
    problem at full_name, email or login: incomplete, malformed, or taken by another account.
    """
    last_name, first_name, patronymic = name_parts(full_name)
    for field, typed in (("email", email), ("login", login)):
        _demand_free(field, typed.strip().lower())
    names = {"last_name": last_name, "first_name": first_name, "patronymic": patronymic}
    return _created(email=email, login=login, **names)


def _created(**fields: str) -> User:
    """Write an account; when somebody takes the same login this very moment, try the next one."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return User.objects.create_user(**fields)
        except IntegrityError:
            continue
    raise Conflict(_("Похожую учётную запись заводят прямо сейчас. Попробуйте ещё раз."))


def name_parts(full_name: str) -> tuple[str, str, str]:
    """Return the surname, the name and the patronymic, "" without one.

    Raises DomainError with a problem at full_name when it is incomplete or longer than is kept.
    """
    names = full_name.split()
    if len(names) < 2:
        raise _problem("full_name", _("Напишите фамилию и имя полностью."))
    parts = (names[0], names[1], " ".join(names[2:]))
    if max(map(len, parts)) > NAME_LENGTH:
        raise _problem("full_name", _("Фамилия, имя и отчество — каждое не длиннее 80 знаков."))
    return parts


def _demand_free(field: str, typed: str) -> None:
    if not typed:
        return
    try:
        User._meta.get_field(field).run_validators(typed)
    except ValidationError as error:
        raise _problem(field, " ".join(error.messages)) from error
    if User.objects.filter(**{field: typed}).exists():
        raise _problem(field, _("Это уже занято другой учётной записью."))


def _problem(place: str, message: str) -> DomainError:
    return DomainError(problems=[Problem(message, place)])


@service
def end_sessions(*, by: User, keeping: str | None) -> None:
    """Sign a person out everywhere but in the session with the key `keeping`, if there is one."""
    Session.objects.filter(sign_in__person=by).exclude(session_key=keeping).delete()
