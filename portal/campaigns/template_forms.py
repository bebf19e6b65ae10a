"""Forms of the parts of a plan kept as content."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_builder.questionnaires.models import Questionnaire
from portal.campaigns.models import Procedure
from portal.campaigns.plan import (
    Plan,
    PlanBinding,
    PlanPhase,
    PlanProcedure,
    PlanStage,
    PlanStep,
)
from portal.campaigns.plan_tree import Part
from portal.campaigns.ports import report_kinds
from portal.campaigns.procedure_forms import EDITION, FILLERS, NOBODY, REPORT, day
from portal.campaigns.reading import CODE, NAME, SHORT, TITLE
from portal.campaigns.schedule_permissions import OWNERS
from portal.organisations.choices import Role

MANY = frozenset({"responsible", "basis"})


def text(label: object, longest: int = TITLE, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, **{"required": False} | options)


def lines(label: object) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    hint = gettext_lazy("Каждый с новой строки.")
    return forms.CharField(label=label, required=False, widget=area, help_text=hint)


class PartForm(forms.Form):
    """A part of a plan; version: of the plan that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, old: Part | None, *args: Any, initial: dict[str, Any], **options: Any):
        self.old = old
        super().__init__(*args, initial=initial | (_shown(old) if old else {}), **options)

    def part(self) -> Part:
        """Return the part as the form says it; what lies below it stays."""
        values = {name: self.value(name) for name in self.fields if name != "version"}
        return replace(self.old or self.empty(), **values)

    def value(self, name: str) -> Any:
        value = self.cleaned_data[name]
        if name in MANY:
            return tuple(line.strip() for line in value.splitlines() if line.strip())
        return value

    def empty(self) -> Part:
        """Return the part that a new one begins as."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("Последний день раньше первого."))
        return cleaned


class BoundForm(PartForm):
    """A part that forms and reports may fulfil."""

    bindings = forms.MultipleChoiceField(
        label=gettext_lazy("Чем исполняется"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = binding_choices()
        held = self.initial.get("bindings", [])
        lost = [(one, one) for one in held if one not in dict(known)]
        self.fields["bindings"].choices = known + lost
        if not known + lost:
            del self.fields["bindings"]

    def value(self, name: str) -> Any:
        if name != "bindings":
            return super().value(name)
        pairs = (one.partition(":") for one in self.cleaned_data[name])
        return tuple(
            PlanBinding(form=key) if kind == EDITION else PlanBinding(report=key)
            for kind, _colon, key in pairs
        )


class HeadForm(PartForm):
    """The plan itself."""

    title = text(gettext_lazy("Название"), required=True)
    short_title = text(gettext_lazy("Короткое название"), SHORT)
    region = text(gettext_lazy("Субъект РФ"), NAME, required=True)
    municipality = text(gettext_lazy("Муниципалитет"), NAME)
    basis = lines(gettext_lazy("Основание"))

    def empty(self) -> Plan:
        return Plan("", "", "", (), ())


class StageForm(PartForm):
    code = text(gettext_lazy("Номер"), CODE)
    title = text(gettext_lazy("Название"))

    def empty(self) -> PlanStage:
        return PlanStage("", "", ())


class ProcedureForm(BoundForm):
    field_order = ["code", "source_code", "title", "responsible"]
    code = text(gettext_lazy("Номер"), CODE)
    source_code = text(gettext_lazy("Номер в источнике"), CODE)
    title = text(gettext_lazy("Название"))
    responsible = lines(gettext_lazy("Ответственные, словами плана"))
    owner_role = forms.ChoiceField(
        label=gettext_lazy("Кто ведёт"),
        required=False,
        choices=[NOBODY, *((role.value, role.label) for role in map(Role, OWNERS))],
    )
    filler_role = forms.ChoiceField(
        label=gettext_lazy("Кто заполняет"), required=False, choices=[NOBODY, *FILLERS]
    )
    target_kind = forms.ChoiceField(
        label=gettext_lazy("О ком процедура"),
        required=False,
        choices=[("", gettext_lazy("не сказано")), *Procedure.TargetKind.choices],
    )
    starts = day(gettext_lazy("Начало"))
    ends = day(gettext_lazy("Окончание"))

    def empty(self) -> PlanProcedure:
        return PlanProcedure("", "", "", (), ())


class PhaseForm(PartForm):
    title = text(gettext_lazy("Название"))
    instruments_text = forms.CharField(
        label=gettext_lazy("Инструментарий"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    starts = day(gettext_lazy("Начало"))
    ends = day(gettext_lazy("Окончание"))

    def empty(self) -> PlanPhase:
        return PlanPhase("", "", None, None, ())


class StepForm(BoundForm):
    code = text(gettext_lazy("Номер"), CODE)
    text = forms.CharField(
        label=gettext_lazy("Содержание"), widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = ["code", "text"]

    def empty(self) -> PlanStep:
        return PlanStep("", "")


# By depth of the path: 0 is the plan itself.
FORMS = (HeadForm, StageForm, ProcedureForm, PhaseForm, StepForm)
WORDS = (
    gettext_lazy("план"),
    gettext_lazy("этап"),
    gettext_lazy("процедура"),
    gettext_lazy("фаза"),
    gettext_lazy("шаг"),
)


def binding_choices() -> list[tuple[str, str]]:
    """Return forms and kinds of report as «edition:<uid>» and «report:<kind>» with their words."""
    sheets = Questionnaire.objects.order_by("title", "pk").values_list("uid", "title")
    reports = [(f"{REPORT}:{kind}", str(words)) for kind, words in report_kinds()]
    return [(f"{EDITION}:{uid}", title) for uid, title in sheets] + reports


def _shown(part: Part) -> dict[str, Any]:
    shown = dict(vars(part))
    for name in MANY.intersection(shown):
        shown[name] = "\n".join(shown[name])
    if "bindings" in shown:
        shown["bindings"] = [
            f"{EDITION}:{one.form}" if one.form else f"{REPORT}:{one.report}"
            for one in shown["bindings"]
        ]
    return shown
