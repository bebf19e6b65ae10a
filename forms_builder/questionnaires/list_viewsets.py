"""Ready lists of options in the CMS."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import EditView, IndexView

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.fields.options import OTHER
from forms_builder.questionnaires.models import ChoiceList, ListOption
from forms_builder.scales.viewsets import KeptViewSet

LATE = gettext_lazy(
    "Пока Вы писали, этот список сохранён заново. Откройте его в новой вкладке, сравните и внесите"
    " свои правки туда."
)
OPTION = [
    FieldRowPanel([FieldPanel("label"), FieldPanel("value")]),
    FieldRowPanel([FieldPanel("score"), FieldPanel("unsure")]),
]


class ChoiceListForm(WagtailAdminModelForm):
    """Two options or more, each with a code of its own; seen: the list as the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.stands = _fingerprint(self.instance)
        self.initial["seen"] = self.stands

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.stands and cleaned.get("seen") != self.stands:
            self.add_error(None, LATE)
        kept = [
            form.cleaned_data
            for form in self.formsets["options"].forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        codes = [row["value"] for row in kept]
        if self.formsets["options"].is_valid() and len(codes) < 2:
            self.add_error(None, _("Нужны хотя бы два варианта."))
        if len(codes) > len(set(codes)):
            self.add_error(None, _("Коды вариантов не повторяются."))
        if OTHER in codes:
            self.add_error(None, _("Код other занят вариантом «Другое»: дайте иной код."))
        return cleaned


def _fingerprint(row: ChoiceList) -> str:
    """Return the hash of a list as it is stored now, "" for a new one."""
    if row.pk is None:
        return ""
    options = ListOption.objects.filter(choice_list=row.pk)
    kept = options.values_list("value", "label", "score", "unsure")
    stored = ChoiceList.objects.values_list("title", "retired").get(pk=row.pk)
    return sha256_of(canonical_json([str(value) for one in (stored, *kept) for value in one]))


class ChoiceListIndex(IndexView):
    add_item_label = gettext_lazy("Добавить список")


class ChoiceListEdit(EditView):
    """Of two who save at the same instant one waits, and finds that her page is old."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            ChoiceList.objects.select_for_update().get(pk=self.object.pk)
            return super().post(request, *args, **kwargs)


class ChoiceListViewSet(KeptViewSet):
    model = ChoiceList
    icon = "list-ol"
    menu_label = gettext_lazy("Списки вариантов")
    index_view_class = ChoiceListIndex
    edit_view_class = ChoiceListEdit
    list_display = ["__str__", Column("count", label=gettext_lazy("Вариантов"))]
    search_fields = ["title"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            InlinePanel(
                "options",
                panels=OPTION,
                heading=gettext_lazy("Варианты"),
                label=gettext_lazy("вариант"),
            ),
            FieldPanel("retired"),
        ],
        base_form_class=ChoiceListForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChoiceList]:
        return ChoiceList.objects.annotate(count=Count("options")).order_by("title", "pk")
