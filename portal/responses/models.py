"""The answer sheet: one row per item answered, one history row per change."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_builder.questionnaires.models import Edition
from portal.assignments.models import Assignment


class Response(models.Model):
    """A sheet about one kindergarten by one person; once sent, in one edition for ever.

    hidden: uids of the items that their conditions hid when it was sent, answers to them kept;
    moved_from: the edition whose draft it was before a newer one was frozen.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("черновик")
        SUBMITTED = "submitted", _("отправлен")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="response")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="responses")
    state = models.CharField(_("состояние"), max_length=12, choices=State, default=State.DRAFT)
    started_at = models.DateTimeField(_("начат"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("отправлен"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    content_sha256 = models.CharField(_("отпечаток содержания"), max_length=64, blank=True)
    hidden = models.JSONField(_("скрыто условием"), default=list, blank=True)
    moved_from = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("лист")
        verbose_name_plural = _("листы")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.assignment)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def fingerprint(self) -> str:
        """The hash in groups of eight, to be read aloud and to break across lines."""
        return " ".join(self.content_sha256[start : start + 8] for start in range(0, 64, 8))


class Answer(models.Model):
    """The answer to one item; data has the shape of its field type. No row: not answered.

    version: how often the answer was changed, so that it goes on after a clearing.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    item = models.UUIDField(_("вопрос"))
    data = models.JSONField(_("ответ"))
    version = models.PositiveIntegerField(_("версия"), default=1)
    saved_at = models.DateTimeField(_("сохранён"), auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ответ")
        verbose_name_plural = _("ответы")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["response", "item"], name="responses_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.item}"


class AnswerChange(models.Model):
    """Who changed an answer, when, from what to what (None: not answered)."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="changes")
    item = models.UUIDField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("изменение ответа")
        verbose_name_plural = _("изменения ответов")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item} {self.at:%d.%m.%Y %H:%M}"


class Evidence(models.Model):
    """What supports an answer, or is one: a text or a file, served through the policy only.

    name: what the file was called where it came from, shown and never used as a path.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("пояснение")
        PHOTO = "photo", _("фотография")
        FILE = "file", _("файл")
        VIDEO = "video", _("видеозапись")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="evidence")
    item = models.UUIDField()
    kind = models.CharField(_("вид"), max_length=8, choices=Kind)
    text = models.TextField(_("пояснение"), blank=True)
    file = models.FileField(_("файл"), upload_to="evidence/%Y/%m/", blank=True)
    name = models.CharField(_("название"), max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("доказательство")
        verbose_name_plural = _("доказательства")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60] or self.get_kind_display()


class InvitationQuerySet(models.QuerySet["ColleagueInvitation"]):
    def in_force(self) -> "InvitationQuerySet":
        return self.filter(ended_at__isnull=True)


class ColleagueInvitation(models.Model):
    """The one who fills a sheet lets a colleague of the kindergarten read and comment it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="sheet_invitations",
        verbose_name=_("коллега"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("приглашён"), auto_now_add=True)
    ended_at = models.DateTimeField(_("до"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("приглашение коллеги")
        verbose_name_plural = _("приглашения коллег")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="responses_invited_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class ItemComment(models.Model):
    """What an invited colleague says about one item of a sheet; never part of the answer."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="comments")
    item = models.UUIDField()
    text = models.TextField(_("комментарий"), max_length=2000)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("комментарий коллеги")
        verbose_name_plural = _("комментарии коллег")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
