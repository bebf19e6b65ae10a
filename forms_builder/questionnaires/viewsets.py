"""Forms in the CMS, and the group of menus that holds scales, indicators and forms."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSetGroup

from forms_builder.questionnaires.models import Questionnaire
from forms_builder.scales.viewsets import IndicatorViewSet, KeptViewSet, ScaleViewSet

GATE = _("Заморозить редакцию")


def gate_url(questionnaire: Questionnaire) -> str:
    return reverse("questionnaires:gate", args=[questionnaire.pk])


class QuestionnaireIndex(IndexView):
    add_item_label = _("Добавить форму")

    def get_list_more_buttons(self, instance: Questionnaire) -> list[Button]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("publish"):
            buttons.insert(0, Button(GATE, url=gate_url(instance), icon_name="snippet", priority=5))
        return buttons


class QuestionnaireEdit(EditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.user_has_permission("publish"):
            return []
        return [HeaderButton(GATE, url=gate_url(self.object), icon_name="snippet")]


class QuestionnaireViewSet(KeptViewSet):
    model = Questionnaire
    icon = "form"
    menu_label = _("Формы")
    index_view_class = QuestionnaireIndex
    edit_view_class = QuestionnaireEdit
    list_display = ["title", Column("scale", label=_("Шкала"))]
    search_fields = ["title"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("scale", widget=forms.Select),  # scales are few: no chooser is needed
            FieldPanel("notice"),
            FieldPanel("body"),
        ]
    )


class ScalesAndForms(SnippetViewSetGroup):
    items = (ScaleViewSet, IndicatorViewSet, QuestionnaireViewSet)
    menu_label = _("Шкалы и формы")
    menu_icon = "list-ul"
    menu_order = 200
    add_to_admin_menu = True
