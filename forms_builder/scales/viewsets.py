"""Scales and indicators in the CMS."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    SnippetViewSet,
)

from forms_builder.scales import panels
from forms_builder.scales.changes import note, take
from forms_builder.scales.choices import Changed
from forms_builder.scales.defaults import default_levels
from forms_builder.scales.filters import STATE_WORDS, IndicatorFilters, state_of
from forms_builder.scales.forms import IndicatorForm, ScaleForm
from forms_builder.scales.models import Area, Indicator, Level, Scale
from forms_builder.scales.selectors import next_position
from forms_builder.scales.tokens import LATE_TEMPLATE, RevisionToken


class KeepPolicy(ModelPermissionPolicy):
    """Nothing that may stand in an edition is deleted: it is retired."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class Agreeing:
    """Says «agreed» where Wagtail would say «published»: only the gate lets a text out."""

    def get_success_message(self, *about: Any) -> str:
        if self.action == "publish":
            return _("Текст согласован: он войдёт в следующую редакцию.")
        return super().get_success_message(*about)


class PickOnly(SnippetChooserViewSet):
    """Chooses among what stands; a new one is made on its own screen, with all its parts."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class KeptViewSet(SnippetViewSet):
    """A snippet that is never deleted nor copied with its identity."""

    copy_view_enabled = False
    chooser_viewset_class = PickOnly

    @property
    def permission_policy(self) -> KeepPolicy:
        return KeepPolicy(self.model)


class ScaleIndex(IndexView):
    add_item_label = gettext_lazy("Добавить шкалу")

    def get_list_more_buttons(self, instance: Scale) -> list[Button]:
        tree = Button(_("Состав шкалы"), url=reverse("scales:tree", args=[instance.pk]), priority=5)
        return [tree, *super().get_list_more_buttons(instance)]


class ScaleCreate(CreateView):
    """A new scale comes with five levels, which can be changed at once."""

    def get_initial_form_instance(self) -> Scale:
        scale = Scale()
        scale.levels = [Level(**row) for row in default_levels()]
        return scale


class ScaleEdit(EditView):
    """The frame is saved at once; whoever opened the page before the last save is refused."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            take(self.object.pk, Changed.FRAME, seen=None)  # of two at one instant one waits
            return super().post(request, *args, **kwargs)

    def save_instance(self) -> Scale:
        changed = self.form.changed_parts()
        scale = super().save_instance()
        what = _("Изменено: %s.") % ", ".join(changed)
        if changed:
            note(by=self.request.user, scale_id=scale.pk, part=Changed.FRAME, what=what)
        return scale

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Состав шкалы"), url=reverse("scales:tree", args=[self.object.pk]))]


class ScaleViewSet(KeptViewSet):
    model = Scale
    icon = "list-ul"
    menu_label = gettext_lazy("Шкалы")
    index_view_class = ScaleIndex
    add_view_class = ScaleCreate
    edit_view_class = ScaleEdit
    list_display = [
        "title",
        Column("get_overall_method_display", label=gettext_lazy("Общая оценка")),
    ]
    search_fields = ["title"]
    edit_handler = ObjectList(panels.SCALE, base_form_class=ScaleForm)


class IndicatorCreate(Agreeing, CreateView):
    """?area= chooses the area beforehand, so that its strands and levels are offered."""

    def get_initial_form_instance(self) -> Indicator:
        key = self.request.GET.get("area", "")
        area = Area.objects.filter(pk=key).first() if key.isdecimal() else None
        return Indicator(area=area)

    def get_add_url(self) -> str:
        query = self.request.GET.urlencode()
        return f"{super().get_add_url()}?{query}" if query else super().get_add_url()

    def save_instance(self) -> Indicator:
        self.form.instance.position = next_position(self.form.cleaned_data["area"])
        return super().save_instance()


def state_in_words(indicator: Indicator) -> str:
    return dict(STATE_WORDS)[state_of(indicator)]


class IndicatorEdit(RevisionToken, Agreeing, EditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        tree = reverse("scales:tree", args=[self.object.area.scale_id])
        return [HeaderButton(_("Состав шкалы"), url=f"{tree}#i-{self.object.pk}")]


class IndicatorViewSet(KeptViewSet):
    model = Indicator
    icon = "tasks"
    menu_label = gettext_lazy("Показатели")
    add_view_class = IndicatorCreate
    edit_view_class = IndicatorEdit
    edit_template_name = LATE_TEMPLATE
    list_per_page = 100
    list_display = [
        "__str__",
        Column("area", label=gettext_lazy("Область")),
        Column("get_rule_display", label=gettext_lazy("Как считается")),
        Column("state", label=gettext_lazy("Состояние"), accessor=state_in_words),
    ]
    filterset_class = IndicatorFilters
    search_fields = ["code", "title"]
    edit_handler = ObjectList(panels.INDICATOR, base_form_class=IndicatorForm)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Indicator]:
        rows = Indicator.objects.select_related("area__scale", "latest_revision")
        return rows.order_by("area__scale__title", "area__sort_order", "position", "pk")
