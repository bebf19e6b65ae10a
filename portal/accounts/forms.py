"""The form of signing in."""

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.accounts.models import User

DEMO_DOMAIN = "@example.org"  # reserved for examples: no real person has a mailbox there


class SignInForm(AuthenticationForm):
    """Demo accounts share a published password: where demo data is refused, so are they."""

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if user.email.endswith(DEMO_DOMAIN) and not settings.DEMO_ALLOWED:
            raise ValidationError(_("Это учётная запись демонстрации, здесь она не действует."))
