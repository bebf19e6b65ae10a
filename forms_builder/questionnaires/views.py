"""The gate's own screen, and an edition as it was frozen."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from forms_builder.common.errors import DomainError
from forms_builder.questionnaires import gate, services
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.preview import shown
from forms_builder.questionnaires.reading import read_edition
from forms_builder.questionnaires.selectors import edition_in_force, editions_of


class FreezeForm(forms.Form):
    valid_from = forms.DateField(
        label=gettext_lazy("Действует с"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Укажите день, с которого редакция действует.")},
    )


class FormsScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Furniture of the CMS around a screen about one form."""

    permission_policy = ModelPermissionPolicy(Questionnaire)
    header_icon = "form"
    questionnaire: Questionnaire

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        every = reverse("wagtailsnippets_questionnaires_questionnaire:list")
        return [
            *super().get_breadcrumbs_items(),
            {"url": every, "label": _("Формы")},
            {"url": gate.edit_url(self.questionnaire), "label": self.questionnaire.title},
            {"url": "", "label": self.get_page_title()},
        ]


class Gate(FormsScreen):
    """GET tells what freezing would mean; POST freezes."""

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
            edition = services.freeze_edition(
                by=request.user, questionnaire=self.questionnaire, **form.cleaned_data
            )
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("Редакция %s заморожена.") % edition.number)
        return redirect("questionnaires:edition", edition.uid)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        context = {
            "report": gate.report(self.questionnaire),
            "editions": editions_of(self.questionnaire),
            "in_force": edition_in_force(self.questionnaire, today),
            "form": FreezeForm(initial={"valid_from": today}),
        }
        return super().get_context_data(**context | kwargs)


class EditionPage(FormsScreen):
    """An edition to read, with its hash."""

    permission_required = "change"
    template_name = "wagtailadmin/questionnaires/edition.html"

    @cached_property
    def edition(self) -> Edition:
        rows = Edition.objects.select_related("questionnaire", "frozen_by")
        return get_object_or_404(rows, uid=self.kwargs["uid"])

    @property
    def questionnaire(self) -> Questionnaire:
        return self.edition.questionnaire

    def get_page_title(self) -> str:
        return _("Редакция %s") % self.edition.number

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"edition": self.edition, **shown(read_edition(self.edition))}
        return super().get_context_data(**context | kwargs)
