"""A ready list of options («согласие», «типы групп») that many questions may ask."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable


class ChoiceList(ClusterableModel):
    """Questions name a list by its uid, and the gate writes its options into the edition.

    So a change reaches drafts and the next edition, never a frozen one. A list is never deleted:
    a form may stand on it; retired tells methodologists not to choose it any more.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("название"), max_length=120, unique=True)
    retired = models.BooleanField(
        _("снят"),
        default=False,
        help_text=_("Больше не выбирать. Формы, где список стоит, спрашивают его по-прежнему."),
    )

    class Meta:
        verbose_name = _("список вариантов")
        verbose_name_plural = _("списки вариантов")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return _("%s (снят)") % self.title if self.retired else self.title


class ListOption(Orderable):
    """value: what is stored and exported; unsure: «затрудняюсь ответить», which has no score."""

    choice_list = ParentalKey(ChoiceList, on_delete=models.CASCADE, related_name="options")
    label = models.CharField(_("вариант"), max_length=300)
    value = models.CharField(
        _("код"),
        max_length=40,
        validators=[
            RegexValidator(r"^[a-z0-9_]+\Z", _("Код: латинские строчные буквы, цифры и _."))
        ],
    )
    score = models.DecimalField(_("балл"), max_digits=9, decimal_places=2, null=True, blank=True)
    unsure = models.BooleanField(_("«затрудняюсь ответить»"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("вариант")
        verbose_name_plural = _("варианты")

    def __str__(self) -> str:
        return self.label
