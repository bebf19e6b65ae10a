"""Searching and filtering lists in the CMS, the same on both databases."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from portal.accounts.models import User
from portal.common.keys import key_of
from portal.organisations.choices import OrganisationState
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import visible
from portal.organisations.selectors import matching


class FoldedSearch(DjangoORMSearchHandler):
    """Searches the folded columns named in search_fields; a word may stand in any of them."""

    def search_queryset(
        self, queryset: QuerySet[Model], search_term: str, **options: Any
    ) -> QuerySet[Model]:
        if not search_term or not self.search_fields:
            return queryset
        found = queryset.none()
        for column in self.search_fields:
            found = found | matching(queryset, search_term, column)
        return found


def listed(user: User, params: Mapping[str, str]) -> QuerySet[Organisation]:
    """Return the kindergartens the person sees, narrowed as the list's address narrows them."""
    rows = matching(visible(user, Organisation), params.get("q", ""))
    territory, state = params.get("territory", ""), params.get("state", "")
    if territory.isdecimal():
        rows = rows.filter(territory=key_of(territory))
    return rows.filter(state=state) if state in OrganisationState.values else rows


class TerritoryFilter(SimpleListFilter):
    """Territories of the kindergartens she sees."""

    title = _("территория")
    parameter_name = "territory"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        seen = visible(request.user, Organisation).values("territory")
        return [(str(row.pk), row.name) for row in Territory.objects.filter(pk__in=seen)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value() or ""
        return queryset.filter(territory=key_of(value)) if value.isdecimal() else queryset


class StateFilter(SimpleListFilter):
    title = _("состояние")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return OrganisationState.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(state=self.value()) if self.value() else queryset
