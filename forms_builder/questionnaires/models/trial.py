"""A trial filling: a methodologist fills a draft as a respondent would; no result comes of it."""

import json
import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_builder.questionnaires.models.questionnaire import Questionnaire


class Wording(models.TextChoices):
    """Which text a trial asks: what is being written, or what the gate would freeze."""

    DRAFT = "draft", _("нынешние черновики")
    AGREED = "agreed", _("согласованный текст")


class TrialFilling(models.Model):
    """One person's trial of one form; starting anew takes its place.

    content: edition content as it was when the trial began or was brought up to date, so that
    the draft can be edited meanwhile; answers: item uid → answer, in the shape of field types.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="+", verbose_name=_("электронная форма")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("кто пробует")
    )
    wording = models.CharField(
        _("какой текст"), max_length=6, choices=Wording, default=Wording.DRAFT
    )
    content = models.TextField(_("содержание"), editable=False)
    answers = models.JSONField(_("ответы"), default=dict, editable=False)
    started_at = models.DateTimeField(_("начато"), auto_now_add=True)
    updated_at = models.DateTimeField(_("изменено"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("пробное заполнение")
        verbose_name_plural = _("пробные заполнения")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "person"], name="questionnaires_one_trial"
            )
        ]

    def __str__(self) -> str:
        return str(self.data["questionnaire"]["title"])

    @cached_property
    def data(self) -> dict[str, Any]:
        """The content as Python values; treat as read-only."""
        return json.loads(self.content)
