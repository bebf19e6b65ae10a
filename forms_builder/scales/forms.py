"""What the CMS checks when a scale or an indicator is saved."""

from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from forms_builder.scales.changes import late_words, version_of
from forms_builder.scales.choices import Changed, Place
from forms_builder.scales.models import Age, Area, Characteristic, Indicator, Level, Strand


class ScaleForm(WagtailAdminModelForm):
    """Refuses to drop what indicators stand on; the database would answer with an error page.

    version: the token of the frame when the page was opened; a later save is not overwritten.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = version_of(self.instance.pk, Changed.FRAME)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seen = cleaned.get("version")
        late = "" if seen is None else late_words(self.instance.pk, Changed.FRAME, seen)
        if late:
            self.add_error(None, _("%s Вы написали — осталось в полях, не сохранено.") % late)
        self._check_dropped()
        return cleaned

    def changed_parts(self) -> list[str]:
        """Return the labels of what differs from what stood, for whoever comes second."""
        own = [self.fields[name].label for name in self.changed_data if name in self.fields]
        related = [
            str(formset.model._meta.verbose_name_plural)
            for formset in self.formsets.values()
            if _differs(formset)
        ]
        return [str(label).lower() for label in (*own, *related)]

    def _check_dropped(self) -> None:
        areas = self._dropped("areas")
        if Indicator.objects.filter(area__in=areas).exists():
            self.add_error(None, _("В удалённой области есть показатели. Сначала перенесите их."))
        strands = self._dropped("strands")
        if Characteristic.objects.filter(strand__in=strands).exists():
            self.add_error(None, _("К удалённой подтеме относятся характеристики показателей."))
        self._check_ages()

    def _check_ages(self) -> None:
        rows = Age.objects.filter(pk__in=self._dropped("ages")).values_list("uid", flat=True)
        gone = {str(uid) for uid in rows}
        used = Indicator.objects.filter(area__scale=self.instance.pk)
        if gone and any(gone.intersection(ages) for ages in used.values_list("ages", flat=True)):
            self.add_error(
                None, _("Удалённый возраст отмечен у показателей. Сначала снимите отметки.")
            )

    def _dropped(self, relation: str) -> list[int]:
        formset = self.formsets.get(relation)
        if formset is None or not formset.is_bound:
            return []
        rows = [form.instance.pk for form in formset.deleted_forms]
        return [pk for pk in rows if pk is not None]


def _differs(rows: BaseFormSet) -> bool:
    """Tell whether rows were reworded, added, dropped or put in another order."""
    if any(set(row.changed_data) - {"ORDER"} for row in rows.forms):
        return True
    now = [row.instance.pk for row in rows.ordered_forms] if rows.can_order else []
    return bool(now) and now != [row.instance.pk for row in rows.initial_forms]


class IndicatorForm(WagtailAdminModelForm):
    """The area is chosen once; later it changes by moving, which is not part of a draft."""

    assessed_at = forms.MultipleChoiceField(
        choices=Place,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Где оценивается"),
    )

    ages = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Возраст"),
        help_text=gettext_lazy("Ничего не отмечено — любой возраст."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "ages" in self.fields:
            self.fields["ages"].choices = self.age_choices
        if "area" in self.fields:
            self._prepare_area(self.fields["area"])
        if "characteristics" in self.formsets:
            self._limit_rows(self.formsets["characteristics"])

    def _prepare_area(self, field: forms.ModelChoiceField) -> None:
        field.queryset = Area.objects.select_related("scale").order_by("scale", "sort_order")
        if not self.instance.pk:
            field.label_from_instance = lambda area: f"{area.scale} — {area}"
        else:
            field.disabled = True
            field.help_text = _("Чтобы перенести показатель, откройте состав шкалы.")

    def _limit_rows(self, rows: BaseFormSet) -> None:
        """Offer the strands and levels of the indicator's own scale, read once for all rows."""
        strands = Strand.objects.select_related("scale").order_by("scale", "sort_order")
        if self.instance.area_id:
            strands = strands.filter(scale=self.instance.area.scale_id)
        labels = [("", "—"), *((row.pk, self._strand_label(row)) for row in strands)]
        levels = self.level_choices

        class Row(rows.form):
            def __init__(self, *args: Any, **kwargs: Any):
                super().__init__(*args, **kwargs)
                self.fields["strand"].queryset = strands
                self.fields["strand"].choices = labels
                if levels:
                    self.fields["level"].widget = forms.Select(choices=levels)

        rows.form = Row  # rows to come are made of it too, not only those there are

    def _strand_label(self, strand: Strand) -> str:
        return strand.title if self.instance.area_id else f"{strand.scale} — {strand}"

    @cached_property
    def age_choices(self) -> list[tuple[str, str]]:
        """The ages of the scale; empty while the area of a new indicator is not chosen."""
        if not self.instance.area_id:
            return []
        ages = Age.objects.filter(scale=self.instance.area.scale_id)
        return [(str(age.uid), age.title) for age in ages]

    @cached_property
    def level_choices(self) -> list[tuple[int, str]]:
        """The levels of the scale; empty while the area of a new indicator is not chosen."""
        if not self.instance.area_id:
            return []
        levels = Level.objects.filter(scale=self.instance.area.scale_id)
        return [(level.value, str(level)) for level in levels]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        area, code = cleaned.get("area"), cleaned.get("code")
        if area and code:
            self._check_code(area, code)
        if area:
            self._check_strands(area)
        return cleaned

    def _check_code(self, area: Area, code: str) -> None:
        same = Indicator.objects.filter(area__scale=area.scale_id, code=code, retired_at=None)
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("code", _("Показатель с таким номером в шкале уже есть."))

    def _check_strands(self, area: Area) -> None:
        rows = self.formsets.get("characteristics")
        if rows is None or not rows.is_valid():
            return
        for form in rows.forms:
            strand = form.cleaned_data.get("strand")
            if strand and strand.scale_id != area.scale_id:
                form.add_error("strand", _("Эта подтема из другой шкалы."))
