"""The composition of a scale: where each indicator stands, what it lacks, what was retired."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from forms_builder.common.errors import DomainError
from forms_builder.scales import services
from forms_builder.scales.changes import version_of
from forms_builder.scales.choices import Changed, Place
from forms_builder.scales.filters import STATE_WORDS, state_of
from forms_builder.scales.models import Indicator, Scale
from forms_builder.scales.outline import groups_of, labels, narrowed, summary
from forms_builder.scales.selectors import AreaBranch, scale_tree
from forms_builder.scales.tree_forms import PlaceForm, TreeFilter, neighbour


class MethodologistOnly(PermissionCheckedMixin):
    permission_policy = ModelPermissionPolicy(Indicator)
    permission_required = "change"


class ScaleScreen(MethodologistOnly, WagtailAdminTemplateMixin, TemplateView):
    """A screen of one scale, found by the pk in its address."""

    header_icon = "list-ul"

    @cached_property
    def scale(self) -> Scale:
        return get_object_or_404(Scale, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        scales = {"url": reverse("wagtailsnippets_scales_scale:list"), "label": _("Шкалы")}
        here = {"url": "", "label": f"{self.get_page_title()}: {self.scale.title}"}
        return [*super().get_breadcrumbs_items(), scales, here]

    def get_page_subtitle(self) -> str:
        return self.scale.title


class Tree(ScaleScreen):
    """Areas with their indicators; counts per level and gaps at a glance."""

    template_name = "wagtailadmin/scales/tree.html"
    page_title = gettext_lazy("Состав шкалы")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        branches = scale_tree(self.scale)
        ages = {str(age.uid): age.title for age in self.scale.ages.all()}
        looking = TreeFilter(self.request.GET or None, ages=ages)
        shown = narrowed(branches, looking.wanted)
        context = {
            "scale": self.scale,
            "branches": [(branch, groups_of(branch)) for branch in shown],
            "sizes": {branch.area.pk: len(branch.rows) for branch in branches},
            "summary": summary(branches),
            "looking": looking,
            "version": version_of(self.scale.pk, Changed.ORDER),
            "facts": _facts(shown, ages),
        }
        return super().get_context_data(**kwargs) | context


def _facts(branches: tuple[AreaBranch, ...], ages: dict[str, str]) -> dict[int, dict[str, Any]]:
    """Return the state and the labels of each indicator shown, by its key."""
    words, places = dict(STATE_WORDS), dict(Place.choices)
    return {
        row.indicator.pk: {
            "state": words[state_of(row.indicator)],
            "labels": labels(row.indicator, places, ages),
        }
        for branch in branches
        for row in branch.rows
    }


class Act(MethodologistOnly, View):
    """One plain fact of an indicator, saved at once, unless the page asking is out of date."""

    http_method_names = ["post"]

    @cached_property
    def indicator(self) -> Indicator:
        rows = Indicator.objects.select_related("area__scale")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def seen(self) -> int | None:
        version = self.request.POST.get("version", "")
        return int(version) if version.isdecimal() and len(version) < 19 else None

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            messages.success(request, self.act(self.indicator))
        except DomainError as refusal:
            messages.error(request, refusal.message)
        tree = reverse("scales:tree", args=[self.indicator.area.scale_id])
        return redirect(f"{tree}#i-{pk}")

    def act(self, indicator: Indicator) -> str:
        """Do it and return what to say."""
        raise NotImplementedError


class Move(WagtailAdminTemplateMixin, Act):
    """GET asks where to; POST moves there, or one place up or down (to=up, to=down)."""

    http_method_names = ["get", "post"]
    template_name = "wagtailadmin/scales/move.html"
    page_title = gettext_lazy("Перенести показатель")
    header_icon = "list-ul"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        scale = self.indicator.area.scale
        version = version_of(scale.pk, Changed.ORDER)
        context = {"form": PlaceForm.about(self.indicator), "scale": scale, "version": version}
        return self.render_to_response(self.get_context_data(indicator=self.indicator, **context))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        scale = self.indicator.area.scale
        tree = {"url": reverse("scales:tree", args=[scale.pk]), "label": scale.title}
        here = {"url": "", "label": f"{self.get_page_title()}: {self.indicator}"}
        return [*super().get_breadcrumbs_items(), tree, here]

    def get_page_subtitle(self) -> str:
        return str(self.indicator)

    def act(self, indicator: Indicator) -> str:
        to = self.request.POST.get("to", "")
        area, position = neighbour(indicator, to) if to else PlaceForm.read(self.request, indicator)
        services.move_indicator(
            by=self.request.user,
            indicator=indicator,
            area=area,
            position=position,
            seen=self.seen,
        )
        return _("Показатель %s перенесён.") % indicator.code


class Retire(Act):
    def act(self, indicator: Indicator) -> str:
        services.retire_indicator(by=self.request.user, indicator=indicator, seen=self.seen)
        return _("Показатель %s снят. В прежних редакциях он остался.") % indicator.code


class Restore(Act):
    def act(self, indicator: Indicator) -> str:
        services.restore_indicator(by=self.request.user, indicator=indicator, seen=self.seen)
        return _("Показатель %s возвращён в конец области.") % indicator.code
