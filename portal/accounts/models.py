"""The user, where she is signed in, her invitations, and what she agreed to.

Depends on auth and sessions alone: a foreign key to Wagtail would be a cycle.
"""

import hashlib
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.choices import Purpose
from portal.accounts.logins import LOGIN_LENGTH, PATTERN, base_of, free_login


class UserManager(BaseUserManager["User"]):
    """Knows a person by her e-mail or her login, in any case: «Ivan@» and «ivan@» are one."""

    def named(self, typed: str | None) -> "User | None":
        """Return whoever signs in with what was typed; None where nobody does."""
        name = (typed or "").strip().lower()
        return self.filter(email=name).first() if "@" in name else self.filter(login=name).first()

    def get_by_natural_key(self, username: str | None) -> "User":
        person = self.named(username)
        if person is None:
            raise self.model.DoesNotExist
        return person

    def create_user(
        self, email: str = "", password: str | None = None, login: str = "", **fields: str
    ) -> "User":
        """Make a person; a login that is not given is made from her name."""
        user = self.model(email=email.strip().lower(), login=login.strip().lower(), **fields)
        if not user.login:
            base = base_of(user.last_name, user.first_name, user.patronymic)
            taken = self.filter(login__startswith=base).values_list("login", flat=True)
            user.login = free_login(base, set(taken))
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, login: str = "", password: str | None = None, **fields: object
    ) -> "User":
        return self.create_user(password=password, login=login, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What she may do follows from appointments alone."""

    email = models.EmailField(_("электронная почта"), blank=True)
    login = models.CharField(
        _("логин"),
        max_length=LOGIN_LENGTH,
        unique=True,
        validators=[RegexValidator(PATTERN, _("Латинские буквы, цифры, точка, дефис."))],
    )
    last_name = models.CharField(_("фамилия"), max_length=80)
    first_name = models.CharField(_("имя"), max_length=80)
    patronymic = models.CharField(_("отчество"), max_length=80, blank=True)
    is_active = models.BooleanField(_("может входить"), default=True)
    date_joined = models.DateTimeField(_("заведена"), auto_now_add=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["last_name", "first_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("учётная запись")
        verbose_name_plural = _("учётные записи")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="accounts_user_email_given"
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return " ".join(filter(None, (self.last_name, self.first_name, self.patronymic)))

    def get_short_name(self) -> str:
        """«Иванова А. П.» on one line, as a sheet or a plan names a person."""
        initials = [f"{name[0]}." for name in (self.first_name, self.patronymic) if name]
        return "\u00a0".join([self.last_name, *initials])


class SignIn(models.Model):
    """One session of a person; whatever ends the session takes this row away with it."""

    session = models.OneToOneField(
        "sessions.Session", models.CASCADE, primary_key=True, related_name="sign_in"
    )
    person = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    device = models.CharField(_("устройство"), max_length=60, blank=True)
    signed_in_at = models.DateTimeField(_("вошла"), auto_now_add=True)
    seen_at = models.DateTimeField(_("последнее действие"), default=timezone.now)

    class Meta:
        verbose_name = _("вход")
        verbose_name_plural = _("входы")

    def __str__(self) -> str:
        return f"{self.person}, {self.device}"


class Invitation(models.Model):
    """A one-time code that lets a person set her password; the latest one alone is good."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    code = models.CharField(_("код"), max_length=64)  # its keyed hash: nobody can read it here
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("выдано"), default=timezone.now)
    valid_until = models.DateTimeField(_("действует до"))
    used_at = models.DateTimeField(_("использовано"), null=True, blank=True)

    class Meta:
        verbose_name = _("приглашение")
        verbose_name_plural = _("приглашения")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person}, {timezone.localtime(self.valid_until):%d.%m.%Y}"


class ConsentText(models.Model):
    """A version of a text people are shown. A published one never changes: answers point to it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    purpose = models.CharField(_("о чём"), max_length=20, choices=Purpose.choices)
    version = models.CharField(_("версия"), max_length=20)
    title = models.CharField(_("заголовок"), max_length=200)
    text = models.TextField(_("текст"), help_text=_("Абзацы отделяйте пустой строкой."))
    valid_from = models.DateField(
        _("действует с"), help_text=_("С этого дня всех, кто входит, попросят согласиться.")
    )
    published = models.BooleanField(
        _("опубликован"), default=False, help_text=_("Опубликованный текст больше не меняется.")
    )

    class Meta:
        verbose_name = _("текст согласия")
        verbose_name_plural = _("тексты согласий")
        ordering = ["purpose", "-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint("purpose", "version", name="accounts_consent_text_version")
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.version}"

    @property
    def digest(self) -> str:
        """SHA-256 of what a person reads: the title, an empty line, the text."""
        return hashlib.sha256(f"{self.title}\n\n{self.text}".encode()).hexdigest()


class Consent(models.Model):
    """A person agreed to a version; taken back, the row stays."""

    person = models.ForeignKey(User, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    text_hash = models.CharField(_("отпечаток текста"), max_length=64)
    given_at = models.DateTimeField(_("дано"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("отозвано"), null=True, blank=True)

    class Meta:
        verbose_name = _("согласие")
        verbose_name_plural = _("согласия")
        constraints = [
            models.UniqueConstraint(
                "person",
                "text",
                condition=Q(withdrawn_at=None),
                name="accounts_consent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"
