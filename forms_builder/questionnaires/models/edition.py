"""A frozen edition: what was asked, for ever."""

import json
import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_builder.questionnaires.models.questionnaire import Questionnaire
from forms_builder.questionnaires.reading import read_edition


class FrozenError(Exception):
    """Somebody tried to change or delete an edition: a programming error, never a person's."""


class EditionQuerySet(models.QuerySet["Edition"]):
    def update(self, **fields: object) -> int:
        raise FrozenError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenError


class Edition(models.Model):
    """content: one canonical JSON text holding sections, items and the scale as data."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="editions", verbose_name=_("электронная форма")
    )
    number = models.PositiveIntegerField(_("номер"))
    content = models.TextField(_("содержание"), editable=False)
    sha256 = models.CharField(_("отпечаток"), max_length=64, editable=False)
    valid_from = models.DateField(_("действует с"))
    frozen_at = models.DateTimeField(_("заморожена"), auto_now_add=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто заморозил")
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("редакция")
        verbose_name_plural = _("редакции")
        ordering = ["questionnaire", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="questionnaires_edition_number"
            )
        ]

    def __str__(self) -> str:
        return _("%(title)s, редакция %(number)s") % {"title": self.title, "number": self.number}

    def save(self, **options: object) -> None:
        if self.pk is not None:
            raise FrozenError
        super().save(**options)

    def delete(self, **options: object) -> tuple[int, dict[str, int]]:
        raise FrozenError

    @cached_property
    def data(self) -> dict[str, Any]:
        """The content as Python values; treat as read-only."""
        return json.loads(self.content)

    @property
    def fingerprint(self) -> list[str]:
        """The hash in groups of eight, between which a line may break."""
        return [self.sha256[start : start + 8] for start in range(0, 64, 8)]

    @property
    def title(self) -> str:
        """The title as frozen, whatever the questionnaire is called today."""
        return read_edition(self).title
