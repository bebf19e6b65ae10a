"""The composition of a scale: where each indicator stands, what it lacks, what was retired."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from forms_builder.common.errors import DomainError
from forms_builder.scales import services
from forms_builder.scales.filters import STATE_WORDS, state_of
from forms_builder.scales.models import Area, Indicator, Scale
from forms_builder.scales.selectors import scale_tree


class MethodologistOnly(PermissionCheckedMixin):
    permission_policy = ModelPermissionPolicy(Indicator)
    permission_required = "change"


class Tree(MethodologistOnly, WagtailAdminTemplateMixin, TemplateView):
    """Areas with their indicators; counts per level and gaps at a glance."""

    template_name = "wagtailadmin/scales/tree.html"
    page_title = gettext_lazy("Состав шкалы")
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.scale = get_object_or_404(Scale, pk=self.kwargs["pk"])
        words = dict(STATE_WORDS)
        branches = scale_tree(self.scale)
        states = {
            row.indicator.pk: words[state_of(row.indicator)]
            for branch in branches
            for row in branch.rows
        }
        context = {"scale": self.scale, "branches": branches, "states": states}
        return super().get_context_data(**kwargs) | context

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        scales = {"url": reverse("wagtailsnippets_scales_scale:list"), "label": _("Шкалы")}
        return [*super().get_breadcrumbs_items(), scales, {"url": "", "label": self.scale.title}]

    def get_page_subtitle(self) -> str:
        return self.scale.title


class PlaceForm(forms.Form):
    """position: the place among the area's indicators, counted from 1 as people do."""

    area = forms.ModelChoiceField(Area.objects.none(), label=gettext_lazy("Область"))
    position = forms.IntegerField(min_value=1, max_value=1000, label=gettext_lazy("Место"))


class Act(MethodologistOnly, View):
    """One plain fact of an indicator, saved at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Indicator.objects.select_related("area")
        indicator = get_object_or_404(rows, pk=pk)
        try:
            messages.success(request, self.act(indicator))
        except DomainError as refusal:
            messages.error(request, refusal.message)
        tree = reverse("scales:tree", args=[indicator.area.scale_id])
        return redirect(f"{tree}#i-{indicator.pk}")

    def act(self, indicator: Indicator) -> str:
        """Do it and return what to say."""
        raise NotImplementedError


class Move(Act):
    def act(self, indicator: Indicator) -> str:
        form = PlaceForm(self.request.POST)
        form.fields["area"].queryset = Area.objects.filter(scale=indicator.area.scale_id)
        if not form.is_valid():
            raise DomainError(_("Выберите область и место: целое число от 1."))
        area, position = form.cleaned_data["area"], form.cleaned_data["position"]
        services.move_indicator(
            by=self.request.user, indicator=indicator, area=area, position=position - 1
        )
        return _("Показатель %s перенесён.") % indicator.code


class Retire(Act):
    def act(self, indicator: Indicator) -> str:
        services.retire_indicator(by=self.request.user, indicator=indicator)
        return _("Показатель %s снят. В прежних редакциях он остался.") % indicator.code


class Restore(Act):
    def act(self, indicator: Indicator) -> str:
        services.restore_indicator(by=self.request.user, indicator=indicator)
        return _("Показатель %s возвращён в конец области.") % indicator.code
