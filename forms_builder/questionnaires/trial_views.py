"""Trial filling: where it begins, its pages as the respondent sees them, what it amounts to."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_builder.common.russian import counted
from forms_builder.fields.contract import Payload
from forms_builder.questionnaires import ports, trial
from forms_builder.questionnaires.models import Questionnaire, TrialFilling, Wording
from forms_builder.questionnaires.screens import FormsScreen
from forms_builder.questionnaires.trial_pages import Page, TrialSheet

UNPROCESSABLE = 422
QUESTIONS = ("вопрос", "вопроса", "вопросов")
NOTHING: Mapping[str, Any] = {}


class TrialScreen(FormsScreen):
    """What the screens of one person's trial of one form share."""

    page_title = gettext_lazy("Пробное заполнение")

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return get_object_or_404(Questionnaire, pk=self.kwargs["pk"])

    @cached_property
    def trial(self) -> TrialFilling | None:
        return trial.trial_of(self.request.user, self.questionnaire)

    @cached_property
    def sheet(self) -> TrialSheet | None:
        return TrialSheet(self.trial) if self.trial else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"questionnaire": self.questionnaire, "trial": self.trial}
        return super().get_context_data(**context | kwargs)

    def begin(self) -> HttpResponse:
        return redirect("questionnaires:trial", self.questionnaire.pk)


class TrialStart(TrialScreen):
    """GET tells where the trial stands; POST starts anew, or brings it to the draft of now."""

    template_name = "wagtailadmin/questionnaires/trial.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("act") == "refresh" and self.trial:
            self._refresh(self.trial)
            return self.begin()
        wording = request.POST.get("wording", "")
        if wording not in Wording.values:
            wording = Wording.DRAFT
        trial.start_trial(by=request.user, questionnaire=self.questionnaire, wording=wording)
        return redirect("questionnaires:trial_page", self.questionnaire.pk, 1)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"wordings": Wording.choices, "sheet": self.sheet}
        if self.sheet:
            hidden = [page.number for page in self.sheet.pages if self.sheet.is_hidden(page)]
            context |= {"pages": self.sheet.pages, "hidden": hidden}
        return super().get_context_data(**context | kwargs)

    def _refresh(self, row: TrialFilling) -> None:
        lost = trial.refresh_trial(by=self.request.user, trial=row)
        messages.success(self.request, _("Текст обновлён, подходящие ответы сохранены."))
        if lost:
            names = ", ".join(f"«{item['label']}»" for item in lost)
            words = _("Ответы больше не подходят и убраны: %s.") % names
            messages.warning(self.request, words)


class TrialPage(TrialScreen):
    """One page of the sheet, whole without JavaScript."""

    template_name = "wagtailadmin/questionnaires/trial_page.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.sheet is None or not self.sheet.pages:
            return self.begin()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.sheet is None or not self.sheet.pages:
            return self.begin()
        hidden, payloads = self.sheet.showing.hidden, payloads_of(request.POST)
        refused = trial.answer_trial(
            by=request.user, trial=self.trial, items=self.page.items, payloads=payloads
        )
        self.sheet = TrialSheet(self.trial)
        if refused.errors:
            context = self.get_context_data(typed=payloads, errors=refused.errors)
            return self.render_to_response(context, status=UNPROCESSABLE)
        return redirect(self._next(hidden))

    @property
    def page(self) -> Page:
        number = self.kwargs["number"]
        if not 1 <= number <= len(self.sheet.pages):
            raise Http404
        return self.sheet.pages[number - 1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed, errors = kwargs.pop("typed", NOTHING), kwargs.pop("errors", NOTHING)
        entries = self.sheet.entries(self.page, typed, errors)
        context = {
            "page": self.page,
            "pages": self.sheet.pages,
            "sheet": self.sheet.sheet,
            "entries": entries,
            "is_empty": all(entry["is_hidden"] for entry in entries),
            "errors": [entry for entry in entries if entry["error"]],
            "is_last": self.sheet.page_after(self.page.number) is None,
        }
        return super().get_context_data(**context | kwargs)

    def _next(self, hidden: frozenset[str]) -> str:
        """Stay where a row was asked for, or where an answer has just opened a question."""
        seen = frozenset(self.request.POST.get("seen", "").split())  # what the script had shown
        now = self.sheet.showing.hidden
        more = self.request.POST.get("more", "")
        if more:
            return f"{self._address(self.page.number)}#i-{more}"
        opened = [row["uid"] for row in self.page.items if row["uid"] in hidden - now - seen]
        if opened:
            words = _("По Вашим ответам открылось: %s.") % counted(len(opened), *QUESTIONS)
            messages.info(self.request, words)
            return f"{self._address(self.page.number)}#i-{opened[0]}"
        following = self.sheet.page_after(self.page.number)
        if following is None:
            return reverse("questionnaires:trial_result", args=[self.questionnaire.pk])
        return self._address(following)

    def _address(self, number: int) -> str:
        return reverse("questionnaires:trial_page", args=[self.questionnaire.pk, number])


class TrialResult(TrialScreen):
    """Levels and scores with their explanation, and what is missing; nothing is stored of it."""

    template_name = "wagtailadmin/questionnaires/trial_result.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.sheet is None:
            return self.begin()
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = self.sheet
        context = {
            "result": ports.trial_score().score(sheet.shown_content, sheet.shown_answers),
            "missing": sheet.missing(),
            "calculated": sheet.calculated(),
            "hidden": [row for row in sheet.sheet.items if row["uid"] in sheet.showing.hidden],
            "sheet": sheet.sheet,
        }
        return super().get_context_data(**context | kwargs)


def payloads_of(post: QueryDict) -> dict[str, Payload]:
    """Return item uid → payload of a form whose fields are «<item uid>.<part>»."""
    payloads: dict[str, dict[str, list[str]]] = {}
    for name, values in post.lists():
        uid, dot, part = name.partition(".")
        if dot:
            payloads.setdefault(uid, {})[part] = values
    return payloads
