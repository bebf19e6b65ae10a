"""Forms in the CMS, and the group of menus that holds scales, indicators and forms."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSetGroup

from forms_builder.questionnaires.forms import QuestionnaireForm
from forms_builder.questionnaires.list_viewsets import ChoiceListViewSet
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.scales.tokens import LATE_TEMPLATE, RevisionToken
from forms_builder.scales.viewsets import Agreeing, IndicatorViewSet, KeptViewSet, ScaleViewSet

GATE = _("Заморозить редакцию")
TRIAL = _("Пробное заполнение")
HISTORY = _("История редакций")
TO_FILE = _("Выгрузить в файл")
FROM_FILE = _("Загрузить форму из файла")


def gate_url(questionnaire: Questionnaire) -> str:
    return reverse("questionnaires:gate", args=[questionnaire.pk])


def ways(kind: type[Button], questionnaire: Questionnaire) -> list[Button]:
    """Return the buttons that lead from a form to its trial and its history."""
    return [
        kind(TRIAL, url=reverse("questionnaires:trial", args=[questionnaire.pk]), icon_name="edit"),
        kind(
            HISTORY,
            url=reverse("questionnaires:history", args=[questionnaire.pk]),
            icon_name="history",
        ),
    ]


class QuestionnaireIndex(IndexView):
    add_item_label = _("Добавить форму")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.user_has_permission("add"):
            return super().header_buttons
        address = reverse("questionnaires:from_file")
        loading = HeaderButton(FROM_FILE, url=address, icon_name="upload")
        return [*super().header_buttons, loading]

    def get_list_more_buttons(self, instance: Questionnaire) -> list[Button]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("publish"):
            buttons.insert(0, Button(GATE, url=gate_url(instance), icon_name="snippet", priority=5))
        file = reverse("questionnaires:to_file", args=[instance.pk])
        return [*buttons, *ways(Button, instance), Button(TO_FILE, url=file, icon_name="download")]


class Noticing:
    """Tells after a save by hand what the form noticed while it was saved."""

    def form_valid(self, form: QuestionnaireForm) -> HttpResponse:
        response = super().form_valid(form)
        for notice in () if self.expects_json_response else form.notices:
            messages.warning(self.request, notice)
        return response


class QuestionnaireCreate(Noticing, Agreeing, CreateView):
    pass


class QuestionnaireEdit(RevisionToken, Noticing, Agreeing, EditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = ways(HeaderButton, self.object)
        if self.user_has_permission("publish"):
            buttons.insert(0, HeaderButton(GATE, url=gate_url(self.object), icon_name="snippet"))
        return buttons


class QuestionnaireViewSet(KeptViewSet):
    model = Questionnaire
    icon = "form"
    menu_label = _("Формы")
    index_view_class = QuestionnaireIndex
    add_view_class = QuestionnaireCreate
    edit_view_class = QuestionnaireEdit
    edit_template_name = LATE_TEMPLATE
    list_display = ["title", Column("scale", label=_("Шкала"))]
    search_fields = ["title"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("scale", widget=forms.Select),  # scales are few: no chooser is needed
            FieldPanel("notice"),
            FieldPanel("body"),
        ],
        base_form_class=QuestionnaireForm,
    )


class ScalesAndForms(SnippetViewSetGroup):
    items = (ScaleViewSet, IndicatorViewSet, QuestionnaireViewSet, ChoiceListViewSet)
    menu_label = _("Шкалы и формы")
    menu_icon = "list-ul"
    menu_order = 200
    add_to_admin_menu = True
