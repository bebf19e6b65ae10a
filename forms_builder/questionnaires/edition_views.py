"""The history of a form's editions, the difference of two, and an edition as it was frozen."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_builder.questionnaires import ports
from forms_builder.questionnaires.history import (
    compare_editions,
    counts_of,
    facts_by_item,
    methods_of,
)
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.preview import shown
from forms_builder.questionnaires.reading import read_edition
from forms_builder.questionnaires.screens import FormsScreen
from forms_builder.questionnaires.selectors import edition_in_force, editions_of

ON_A_PAGE = 20  # the counts of an edition are read from its content


class History(FormsScreen):
    """Every edition of a form; any two can be chosen to be compared."""

    template_name = "wagtailadmin/questionnaires/history.html"
    page_title = gettext_lazy("История редакций")

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return get_object_or_404(Questionnaire, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(editions_of(self.questionnaire), ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        context = {
            "questionnaire": self.questionnaire,
            "page": page,
            "rows": [(edition, counts_of(edition)) for edition in page],
            "in_force": edition_in_force(self.questionnaire, timezone.localdate()),
        }
        return super().get_context_data(**context | kwargs)


class Difference(History):
    """GET with «one» and «other», numbers of two editions; without them it asks to choose."""

    template_name = "wagtailadmin/questionnaires/difference.html"
    page_title = gettext_lazy("Сравнение редакций")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        one, other = self._chosen("one"), self._chosen("other")
        told = compare_editions(one, other) if one and other and one != other else None
        return self.render_to_response(self.get_context_data(told=told))

    def between(self) -> list[dict[str, str]]:
        return [*super().between(), _history(self.questionnaire)]

    def _chosen(self, name: str) -> Edition | None:
        number = self.request.GET.get(name, "")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        return editions_of(self.questionnaire).filter(number=number).first()


class EditionPage(FormsScreen):
    """An edition to read and to print for ever, with its hash."""

    template_name = "wagtailadmin/questionnaires/edition.html"

    @cached_property
    def edition(self) -> Edition:
        rows = Edition.objects.select_related("questionnaire", "frozen_by")
        return get_object_or_404(rows, uid=self.kwargs["uid"])

    @property
    def questionnaire(self) -> Questionnaire:
        return self.edition.questionnaire

    def between(self) -> list[dict[str, str]]:
        return [*super().between(), _history(self.questionnaire)]

    def get_page_title(self) -> str:
        return _("Редакция %s") % self.edition.number

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = read_edition(self.edition)
        context = {
            "edition": self.edition,
            "counts": counts_of(self.edition),
            "links": ports.edition_links().links(self.edition),
            "facts": facts_by_item(self.edition),
            "methods": methods_of(sheet),
            **shown(sheet),
        }
        return super().get_context_data(**context | kwargs)


def _history(questionnaire: Questionnaire) -> dict[str, str]:
    address = reverse("questionnaires:history", args=[questionnaire.pk])
    return {"url": address, "label": _("История редакций")}
