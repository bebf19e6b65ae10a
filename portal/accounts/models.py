"""The user: e-mail as login. Depends on auth alone: a foreign key to Wagtail would be a cycle."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Writes e-mails in one case, so that «Ivan@» and «ivan@» are one person."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=(username or "").strip())

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What she may do follows from appointments alone."""

    email = models.EmailField(_("электронная почта"), unique=True)
    last_name = models.CharField(_("фамилия"), max_length=80)
    first_name = models.CharField(_("имя"), max_length=80)
    patronymic = models.CharField(_("отчество"), max_length=80, blank=True)
    is_active = models.BooleanField(_("может входить"), default=True)
    date_joined = models.DateTimeField(_("заведена"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["last_name", "first_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("учётная запись")
        verbose_name_plural = _("учётные записи")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_folded")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return " ".join(filter(None, (self.last_name, self.first_name, self.patronymic)))

    def get_short_name(self) -> str:
        """«Иванова А. П.» on one line, as a sheet or a plan names a person."""
        initials = [f"{name[0]}." for name in (self.first_name, self.patronymic) if name]
        return "\u00a0".join([self.last_name, *initials])
