"""The journal's only row. It can be written once and read; nothing else."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_builder.common.russian import fold
from portal.journal.choices import action_words


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a row: a programming error, never a person's."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **fields: object) -> int:
        raise AppendOnlyError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError


class Entry(models.Model):
    """Who (by, in which role) did what (action) to what (kind, uid), when, with which details.

    organisation_uid, territory_uid: where the object lay, see ports.Place; never both.
    """

    at = models.DateTimeField(_("когда"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто"),
    )
    role = models.CharField(_("в роли"), max_length=120, blank=True)
    action = models.CharField(_("действие"), max_length=60)
    object_kind = models.CharField(_("вид объекта"), max_length=60)
    object_uid = models.CharField(_("номер объекта"), max_length=64)
    object_title = models.CharField(_("объект"), max_length=250)
    details = models.JSONField(_("подробности"), default=dict)
    organisation_uid = models.UUIDField(null=True, blank=True, editable=False)
    territory_uid = models.UUIDField(null=True, blank=True, editable=False)
    search = models.TextField(default="", editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("запись журнала")
        verbose_name_plural = _("журнал")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["object_kind", "object_uid"], name="journal_object"),
            models.Index(fields=["-at", "-id"], name="journal_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.action} · {self.object_title}"

    def save(self, **options: object) -> None:
        if self.pk is not None:
            raise AppendOnlyError
        self.search = fold(f"{self.by or ''} {self.object_title}")
        super().save(**options)

    def delete(self, **options: object) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError

    @property
    def action_words(self) -> str:
        return action_words(self.action)
