"""Forms of a cycle's own plan: settings and dates of a procedure, what fulfils it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_builder.questionnaires.models import Edition
from portal.campaigns.models import Phase, Procedure, Step
from portal.campaigns.ports import report_kinds
from portal.campaigns.procedures import Dates, Settings
from portal.campaigns.schedule_permissions import OWNERS
from portal.campaigns.target_forms import DayInput
from portal.organisations.choices import Role

EDITION, REPORT = "edition", "report"
NOBODY = ("", gettext_lazy("не назван"))
FILLERS = [choice for choice in Role.choices if choice[0] != Role.EDITOR]


def day(label: object) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DayInput)


class ProcedureForm(forms.Form):
    """Settings of a procedure and the dates of its phases, each as phase-<key>-starts and -ends."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    owner_role = forms.ChoiceField(
        label=gettext_lazy("Кто ведёт"),
        required=False,
        choices=[NOBODY, *((role.value, role.label) for role in map(Role, OWNERS))],
        help_text=gettext_lazy("Составляет и утверждает план-график на своём месте."),
    )
    filler_role = forms.ChoiceField(
        label=gettext_lazy("Кто заполняет"), required=False, choices=[NOBODY, *FILLERS]
    )
    target_kind = forms.ChoiceField(
        label=gettext_lazy("О ком процедура"), choices=Procedure.TargetKind.choices
    )
    starts = day(gettext_lazy("Процедура начинается"))
    ends = day(gettext_lazy("Процедура кончается"))

    def __init__(self, procedure: Procedure, *args: Any, **options: Any) -> None:
        self.phases = list(procedure.phases.order_by("position"))
        super().__init__(*args, initial=_initial(procedure, self.phases), **options)
        for phase in self.phases:
            self.fields[f"phase-{phase.pk}-starts"] = day(_("Начало фазы"))
            self.fields[f"phase-{phase.pk}-ends"] = day(_("Окончание фазы"))

    @property
    def settings_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("phase-")]

    @property
    def phase_fields(self) -> list[tuple[Phase, forms.BoundField, forms.BoundField]]:
        return [
            (phase, self[f"phase-{phase.pk}-starts"], self[f"phase-{phase.pk}-ends"])
            for phase in self.phases
        ]

    @property
    def values(self) -> dict[str, Any]:
        """What set_procedure takes, of a valid form."""
        told = self.cleaned_data
        roles = {name: told[name] for name in ("owner_role", "filler_role", "target_kind")}
        settings = Settings(**roles, dates=Dates(told["starts"], told["ends"]))
        phases = {
            phase.pk: Dates(told[f"phase-{phase.pk}-starts"], told[f"phase-{phase.pk}-ends"])
            for phase in self.phases
        }
        return {"version": told["version"], "settings": settings, "phases": phases}


class SpreadForm(forms.Form):
    """From which day to which the procedure goes."""

    starts = forms.DateField(label=gettext_lazy("С какого дня"), widget=DayInput)
    ends = forms.DateField(label=gettext_lazy("По какой день"), widget=DayInput)


class BindForm(forms.Form):
    """What fulfils the procedure or one of its steps. what: «edition:3» or «report:doo»."""

    step = forms.ModelChoiceField(
        Step.objects.none(),
        label=gettext_lazy("Что исполняется"),
        required=False,
        empty_label=gettext_lazy("процедура целиком"),
    )
    what = forms.ChoiceField(label=gettext_lazy("Чем исполняется"))

    def __init__(self, procedure: Procedure, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = Step.objects.filter(phase__procedure=procedure)
        self.fields["step"].queryset = steps.order_by("phase__position", "position")
        self.fields["step"].label_from_instance = lambda step: str(step)[:100]
        self.fields["what"].choices = what_choices()

    @property
    def values(self) -> dict[str, Any]:
        """What bind takes, of a valid form."""
        kind, _colon, key = self.cleaned_data["what"].partition(":")
        found = {"step": self.cleaned_data["step"]}
        if kind == EDITION:
            return found | {"edition": Edition.objects.get(pk=key)}
        return found | {"report_kind": key}


def what_choices() -> list[tuple[str, Iterable[tuple[str, str]]]]:
    """Return editions and kinds of report, the newest edition of each form first."""
    editions = [(f"{EDITION}:{edition.pk}", words_of(edition)) for edition in _editions()]
    reports = [(f"{REPORT}:{kind}", str(words)) for kind, words in report_kinds()]
    groups = [(str(_("Редакции форм")), editions), (str(_("Отчёты")), reports)]
    return [("", str(_("выберите"))), *(group for group in groups if group[1])]


def words_of(edition: Edition) -> str:
    """Return an edition by the form's name of today: its frozen content is large to read."""
    words = {"title": edition.questionnaire.title, "number": edition.number}
    return _("%(title)s, редакция %(number)s") % words


def _editions() -> QuerySet[Edition]:
    rows = Edition.objects.select_related("questionnaire")
    rows = rows.defer("content", "questionnaire__body")
    return rows.order_by("questionnaire__title", "questionnaire", "-number")


def _initial(procedure: Procedure, phases: list[Phase]) -> dict[str, Any]:
    own = ("version", "owner_role", "filler_role", "target_kind", "starts", "ends")
    found = {name: getattr(procedure, name) for name in own}
    for phase in phases:
        found |= {f"phase-{phase.pk}-{end}": getattr(phase, end) for end in ("starts", "ends")}
    return found
