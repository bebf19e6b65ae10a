"""Writing user accounts."""

from forms_builder.common.services import service
from portal.accounts.models import User


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
    known = User.objects.filter(email__iexact=email.strip()).first()
    if known:
        return known
    return User.objects.create_user(
        email, password, last_name=last_name, first_name=first_name, patronymic=patronymic
    )
