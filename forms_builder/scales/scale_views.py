"""A scale as a whole: out to a file, in from a file with a preview, on to another year."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from forms_builder.common.errors import Conflict, DomainError
from forms_builder.scales.copying import copy_scale
from forms_builder.scales.models import Scale
from forms_builder.scales.transfer.document import Data, document_of
from forms_builder.scales.transfer.files import TYPES, read_document, read_file, write_file
from forms_builder.scales.transfer.plan import plan_of
from forms_builder.scales.transfer.reading import Read
from forms_builder.scales.transfer.services import digest_of, import_document
from forms_builder.scales.views import MethodologistOnly, ScaleScreen

SALT = "scale-import"  # a document travels to the browser and back, small and as it was checked


class Export(MethodologistOnly, View):
    """The working text of a scale as a file."""

    http_method_names = ["get"]
    ending = "json"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        scale = get_object_or_404(Scale, pk=pk)
        content = write_file(document_of(scale), self.ending)
        name = f"{slugify(scale.title, allow_unicode=True) or 'scale'}.{self.ending}"
        answer = HttpResponse(content, content_type=TYPES[self.ending])
        answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        return answer


class Transfer(ScaleScreen):
    """Links to the files; a file that was sent is read and shown before anything is changed."""

    template_name = "wagtailadmin/scales/transfer.html"
    page_title = gettext_lazy("Выгрузить или загрузить")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        file = request.FILES.get("file")
        if file is None:
            return self._again(_("Выберите файл .xlsx или .json."))
        try:
            return self.show(read_file(file.name, file.read()))
        except DomainError as refusal:
            return self._again(refusal.message)

    def show(self, read: Read) -> HttpResponse:
        """Return the preview: what is wrong, or what would change and the button that does it."""
        if read.problems:
            return self.render_to_response(self.get_context_data(problems=read.problems))
        now = document_of(self.scale)
        context = {
            "plan": plan_of(now, read.document),
            "document": signing.dumps(read.document, salt=SALT, compress=True),
            "seen": digest_of(now),
        }
        return self.render_to_response(self.get_context_data(**context))

    def _again(self, message: str) -> HttpResponse:
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"scale": self.scale}


class Apply(Transfer):
    """The confirmed preview; the document is checked again, for it comes back from a browser."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            read = read_document(self._document())
            if read.problems:
                return self.show(read)
            return self._apply(read)
        except DomainError as refusal:
            return self._again(refusal.message)

    def _apply(self, read: Read) -> HttpResponse:
        try:
            import_document(
                by=self.request.user,
                scale=self.scale,
                document=read.document,
                seen=self.request.POST.get("seen", ""),
                retire_gone="retire_gone" in self.request.POST,
            )
        except Conflict as late:
            messages.warning(self.request, late.message)
            return self.show(read)
        messages.success(self.request, _("Загружено. Тексты показателей ждут согласования."))
        return redirect("scales:tree", self.scale.pk)

    def _document(self) -> Data:
        try:
            return signing.loads(self.request.POST.get("document", ""), salt=SALT)
        except signing.BadSignature as error:
            raise DomainError(_("Файл не дошёл целиком. Выберите его ещё раз.")) from error


class CopyForm(forms.Form):
    title = forms.CharField(max_length=250, label=gettext_lazy("Название копии"))


class Copy(ScaleScreen):
    """Asks for a title and copies the scale for another year."""

    template_name = "wagtailadmin/scales/copy.html"
    page_title = gettext_lazy("Копия на следующий год")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = CopyForm(request.POST)
        if form.is_valid():
            try:
                made = copy_scale(
                    by=request.user, scale=self.scale, title=form.cleaned_data["title"]
                )
            except DomainError as refusal:
                form.add_error("title", refusal.message)
            else:
                messages.success(request, _("Копия готова: %s.") % made.title)
                return redirect(reverse("scales:tree", args=[made.pk]))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = CopyForm(initial={"title": _("%s (копия)") % self.scale.title})
        return {"form": form, "scale": self.scale} | super().get_context_data(**kwargs)
