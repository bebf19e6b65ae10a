"""The forms of signing in, of invitations and of a new password."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)
from django.core.exceptions import ValidationError
from django.forms import CharField, Field, Form, PasswordInput, TextInput
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.invitations import find, refusal
from portal.accounts.models import User

DEMO_DOMAIN = "@example.org"  # reserved for examples: no real person has a mailbox there
EMAIL_LENGTH = User._meta.get_field("email").max_length
RULES = gettext_lazy(
    "Не короче 10 знаков и не одни цифры. "
    "Не подойдут имя, почта и частые пароли вроде «qwerty1234»."
)


class SignInForm(AuthenticationForm):
    """Demo accounts share a published password: where demo data is refused, so are they."""

    error_messages = {
        "invalid_login": gettext_lazy(
            "Почта, логин или пароль не подошли. Проверьте раскладку клавиатуры и Caps Lock."
        ),
        "inactive": gettext_lazy("Эта учётная запись закрыта."),
    }

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        name = self.fields["username"]
        name.label = _("Почта или логин")
        name.max_length = name.widget.attrs["maxlength"] = EMAIL_LENGTH

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if user.email.endswith(DEMO_DOMAIN) and not settings.DEMO_ALLOWED:
            raise ValidationError(_("Это учётная запись демонстрации, здесь она не действует."))


class InvitationForm(Form):
    """Finds the person a code was given to. Wrong login and wrong code are one answer."""

    username = CharField(
        label=gettext_lazy("Логин"),
        max_length=EMAIL_LENGTH,
        widget=TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = CharField(
        label=gettext_lazy("Код"),
        max_length=40,
        help_text=gettext_lazy("Три группы букв и цифр с листка. Раскладка и дефисы не важны."),
        widget=TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, request: HttpRequest, *args: object, **options: object):
        super().__init__(*args, **options)
        self.request = request
        self.person: User | None = None

    def clean(self) -> dict[str, str]:
        name, code = self.cleaned_data.get("username"), self.cleaned_data.get("code")
        if name and code:
            self.person = authenticate(self.request, username=name, invitation_code=code)
            if self.person is None:
                raise ValidationError(self._why_not(name, code))
        return self.cleaned_data

    @staticmethod
    def _why_not(name: str, code: str) -> str:
        """Only whoever holds a true code is told what has become of it."""
        found = find(name, code)
        told = refusal(found) if found else ""
        return told or _("Логин и код не подошли друг к другу. Сверьте их с листком или письмом.")


class CodeForm(Form):
    """A code of the second step."""

    code = CharField(
        label=gettext_lazy("Код"),
        max_length=20,
        widget=TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class OwnPasswordForm(Form):
    """The person's own password again, before something that weakens her sign-in."""

    password = CharField(
        label=gettext_lazy("Ваш пароль"),
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, person: User, *args: object, **options: object):
        super().__init__(*args, **options)
        self.person = person

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        if not self.person.check_password(typed):
            raise ValidationError(_("Пароль не подошёл."))
        return typed


class PasswordLinkForm(PasswordResetForm):
    """An account made without a password gets the link too: that is how its owner sets one."""

    def get_users(self, email: str) -> Iterable[User]:
        return User.objects.filter(email=email.strip().lower(), is_active=True)


class PlainRules:
    """Tells the rules for passwords plainly: Django's list is long and cannot stand in a hint."""

    fields: dict[str, Field]

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        self.fields["new_password1"].help_text = RULES


class NewPasswordForm(PlainRules, SetPasswordForm):
    pass


class ChangePasswordForm(PlainRules, PasswordChangeForm):
    pass
