"""What the CMS checks when a scale or an indicator is saved."""

from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from forms_builder.scales.choices import Place
from forms_builder.scales.models import Area, Characteristic, Indicator, Level, Strand


class ScaleForm(WagtailAdminModelForm):
    """Refuses to drop what indicators stand on; the database would answer with an error page."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        areas = self._dropped("areas")
        if Indicator.objects.filter(area__in=areas).exists():
            self.add_error(None, _("В удалённой области есть показатели. Сначала перенесите их."))
        strands = self._dropped("strands")
        if Characteristic.objects.filter(strand__in=strands).exists():
            self.add_error(None, _("К удалённой подтеме относятся характеристики показателей."))
        return cleaned

    def _dropped(self, relation: str) -> list[int]:
        formset = self.formsets.get(relation)
        if formset is None or not formset.is_bound:
            return []
        rows = [form.instance.pk for form in formset.deleted_forms]
        return [pk for pk in rows if pk is not None]


class IndicatorForm(WagtailAdminModelForm):
    """The area is chosen once; later it changes by moving, which is not part of a draft."""

    assessed_at = forms.MultipleChoiceField(
        choices=Place,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Где оценивается"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
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
