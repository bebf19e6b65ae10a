"""The gate's own screen."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted, plural
from forms_builder.questionnaires import gate, services
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.ports import Moved
from forms_builder.questionnaires.screens import FormsScreen
from forms_builder.questionnaires.services import Passed

STAY, MOVE = "stay", "move"
SHEETS = ("лист", "листа", "листов")


class FreezeForm(forms.Form):
    """drafts: what becomes of the sheets still being filled on earlier editions."""

    valid_from = forms.DateField(
        label=gettext_lazy("Действует с"),
        help_text=gettext_lazy("Можно и прошедший день: для листов, заполненных на бумаге."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Укажите день, с которого редакция действует.")},
    )
    drafts = forms.ChoiceField(
        label=gettext_lazy("Листы, которые сейчас заполняют"),
        choices=[
            (STAY, gettext_lazy("оставить в прежней редакции")),
            (MOVE, gettext_lazy("перенести в новую, где все данные ответы к ней подходят")),
        ],
        widget=forms.RadioSelect,
        initial=STAY,
        required=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class Gate(FormsScreen):
    """GET tells what freezing would mean; POST freezes what was looked at."""

    permission_required = "publish"
    template_name = "wagtailadmin/questionnaires/gate.html"
    page_title = gettext_lazy("Заморозить редакцию")

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return get_object_or_404(Questionnaire, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FreezeForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            passed = services.pass_gate(
                by=request.user,
                questionnaire=self.questionnaire,
                seen=form.cleaned_data["seen"],
                valid_from=form.cleaned_data["valid_from"],
                move_drafts=form.cleaned_data["drafts"] == MOVE,
            )
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return self.render_to_response(self.get_context_data(form=form))
        self._tell(passed)
        return redirect("questionnaires:edition", passed.edition.uid)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = gate.report(self.questionnaire)
        context = {"report": report, "form": FreezeForm(initial={"valid_from": report.day})}
        return super().get_context_data(**context | kwargs)

    def _tell(self, passed: Passed) -> None:
        edition = passed.edition
        if passed.again:
            messages.info(self.request, _("Редакция %s уже заморожена.") % edition.number)
            return
        messages.success(self.request, _("Редакция %s заморожена.") % edition.number)
        if edition.valid_from < timezone.localdate():
            words = _("Она действует задним числом: прежние листы остаются в своих редакциях.")
            messages.warning(self.request, words)
        if passed.moved != Moved():
            messages.info(self.request, moved_words(passed.moved))


def moved_words(told: Moved) -> str:
    """Return what became of open drafts, in one sentence."""
    return _("В новую редакцию %(go)s %(moved)s, в прежней %(stay)s %(stayed)s.") % {
        "go": plural(told.moved, "перешёл", "перешли", "перешло"),
        "moved": counted(told.moved, *SHEETS),
        "stay": plural(told.stayed, "остался", "остались", "осталось"),
        "stayed": counted(told.stayed, *SHEETS),
    }
