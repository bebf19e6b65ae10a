"""A form out to a file, and in from a file after a look at what it would make."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from forms_builder.common.errors import DomainError
from forms_builder.questionnaires import services
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.places import edit_url
from forms_builder.questionnaires.screens import FormsScreen
from forms_builder.questionnaires.transfer import form_data
from forms_builder.questionnaires.transfer_files import (
    asks_indicators,
    plan_of,
    read_form,
    write_form,
)
from forms_builder.questionnaires.transfer_in import body_of
from forms_builder.scales.models import Scale

SALT = "form-from-file"  # a file travels to the browser and back as it was checked


class ToFile(PermissionCheckedMixin, View):
    """The working text of a form as a file."""

    http_method_names = ["get"]
    permission_policy = ModelPermissionPolicy(Questionnaire)
    permission_required = "change"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Questionnaire.objects.select_related("latest_revision", "scale")
        row = get_object_or_404(rows, pk=pk)
        working = row.latest_revision.as_object() if row.latest_revision else row
        name = f"{slugify(working.title, allow_unicode=True) or 'form'}.json"
        answer = HttpResponse(write_form(form_data(working)), content_type="application/json")
        answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        return answer


class MakeForm(forms.Form):
    """Under what title a form is made, and what its indicators are taken from."""

    title = forms.CharField(max_length=250, label=gettext_lazy("Название новой формы"))
    scale = forms.ModelChoiceField(
        Scale.objects.all(),
        required=False,
        label=gettext_lazy("Шкала"),
        empty_label=gettext_lazy("без шкалы"),
    )

    def refuse(self, refusal: DomainError) -> None:
        """Put each problem where it belongs."""
        for problem in refusal.problems:
            if problem.place in self.fields:
                self.add_error(problem.place, problem.message)
            else:
                self.add_error(None, str(problem))


class FromFile(FormsScreen):
    """GET asks for a file; POST with one shows what it would make; POST of that makes a draft."""

    permission_required = "add"
    template_name = "wagtailadmin/questionnaires/from_file.html"
    page_title = gettext_lazy("Загрузить форму из файла")

    def between(self) -> list[dict[str, str]]:
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if "document" in request.POST:
                return self._make(self._checked(self._travelled()))
            return self._look(self._checked(self._sent()))
        except DomainError as refusal:
            return self._show(problems=refusal.problems)

    def _look(self, data: Any) -> HttpResponse:
        scale = Scale.objects.filter(title=data.get("scale") or "").first()
        form = MakeForm(initial={"title": data["title"], "scale": scale})
        return self._plan(data, form)

    def _make(self, data: Any) -> HttpResponse:
        form = MakeForm(self.request.POST)
        if form.is_valid():
            try:
                made = services.draft_from_file(
                    by=self.request.user, data=data, **form.cleaned_data
                )
            except DomainError as refusal:
                form.refuse(refusal)
            else:
                messages.success(self.request, _("Форма сделана. Её текст ждёт согласования."))
                return redirect(edit_url(made))
        return self._plan(data, form)

    def _plan(self, data: Any, form: MakeForm) -> HttpResponse:
        document = signing.dumps(data, salt=SALT, compress=True)
        needs_scale = asks_indicators(data)
        return self._show(form=form, plan=plan_of(data), document=document, needs_scale=needs_scale)

    def _show(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context))

    def _checked(self, data: Any) -> Any:
        body_of(data)
        return data

    def _sent(self) -> Any:
        file = self.request.FILES.get("file")
        if file is None:
            raise DomainError(_("Выберите файл .json."))
        return read_form(file.read())

    def _travelled(self) -> Any:
        try:
            return signing.loads(self.request.POST["document"], salt=SALT)
        except signing.BadSignature as error:
            raise DomainError(_("Файл не дошёл целиком. Выберите его ещё раз.")) from error
