"""Reading for public pages: only what was released, only measures that were agreed.

Page types show what is read here, so this module knows the publication and no page type.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from forms_builder.questionnaires.reading import read_edition
from pages.models.publication import Publication
from portal.accounts.models import User
from portal.assignments.permissions import impersonal
from portal.documents.html import render_blocks
from portal.documents.tree import StripChart, from_data
from portal.organisations import policy
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from portal.organisations.selectors import matching
from portal.plans.lifecycle import AGREED
from portal.plans.models import Measure
from portal.profiles.reading import read_profile
from portal.profiles.verdicts import Verdict, verdict_of
from portal.reports.models import Report

PER_PAGE = 30
STRIPS_IN_MEMORY = 64
IN_FORCE = Publication.State.RELEASED


@dataclass(frozen=True)
class Row:
    """A kindergarten in a public list; url: of its page, empty without; verdict: None without."""

    organisation: Organisation
    url: str
    verdict: Verdict | None


def publications_in_force() -> QuerySet[Publication]:
    """Publications in force with what a list needs of them, and no more."""
    return (
        Publication.objects.filter(state=IN_FORCE)
        .select_related("report__profile__edition")
        .only(
            "organisation_id",
            "released_at",
            "report__profile__overall",
            "report__profile__level",
            "report__profile__edition__sha256",
        )
    )


def index_context(parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return query, page of rows and the number found for the list; q is searched folded."""
    query = parameters.get("q", "").strip()[:100]
    organisations = (
        Organisation.objects.select_related("territory", "page")
        .prefetch_related(
            Prefetch("publications", queryset=publications_in_force(), to_attr="in_force")
        )
        .order_by("sort", "pk")
    )
    found = matching(organisations, query)
    page = Paginator(found, PER_PAGE).get_page(parameters.get("page"))
    rows = [_row(organisation) for organisation in page.object_list]
    return {"query": query, "rows": rows, "page_of_rows": page, "found": page.paginator.count}


def _row(organisation: Organisation) -> Row:
    page = getattr(organisation, "page", None)
    profile = organisation.in_force[0].report.profile if organisation.in_force else None
    return Row(
        organisation=organisation,
        url=f"/sady/{page.slug}/" if page and page.live else "",
        verdict=verdict_of(profile) if profile else None,
    )


def latest_published(limit: int = 3) -> list[Row]:
    """Return the kindergartens whose results were released last, newest first."""
    newest = publications_in_force().order_by("-released_at", "-pk")
    newest = newest.select_related("organisation__territory", "organisation__page").defer(None)
    return [
        Row(
            organisation=one.organisation,
            url=f"/sady/{one.organisation.page.slug}/",
            verdict=verdict_of(one.report.profile),
        )
        for one in newest.defer("report__document", "report__profile__result")[:limit]
    ]


def publication_of(organisation: Organisation) -> Publication | None:
    """Return the publication in force of a kindergarten, with report, profile and edition."""
    return (
        Publication.objects.filter(organisation=organisation, state=IN_FORCE)
        .select_related(
            "report__profile__edition",
            "report__profile__procedure",
            "report__profile__response",
            "report__campaign",
        )
        .first()
    )


def organisation_context(pk: int) -> dict[str, Any]:
    """Return everything a kindergarten's page shows; result values are None before publishing."""
    organisation = Organisation.objects.select_related("territory").get(pk=pk)
    publication = publication_of(organisation)
    profile = publication.report.profile if publication else None
    return {
        "organisation": organisation,
        "publication": publication,
        "why_url": reverse("published:why", args=[publication.uid]) if publication else "",
        "notice": read_edition(profile.edition).scale["notice"] if profile else "",
        "profile": profile,
        "verdict": verdict_of(profile) if profile else None,
        "reading": read_profile(profile) if profile else None,
        "strip": strip_of(publication) if publication else "",
        "submitted_at": profile.response.submitted_at if profile else None,
        "measures": Measure.objects.filter(plan__organisation=organisation, state__in=AGREED),
        "history": Publication.objects.filter(
            organisation=organisation, state=Publication.State.WITHDRAWN, released_at__isnull=False
        ),
    }


def strip_of(publication: Publication) -> SafeString:
    """Return the strip chart exactly as the final report froze it."""
    return _drawn_strip(publication.report.document)


@lru_cache(maxsize=STRIPS_IN_MEMORY)
def _drawn_strip(document: str) -> SafeString:
    """A frozen document never changes, so that its chart is drawn once per process."""
    blocks = from_data(json.loads(document)).blocks
    return render_blocks(block for block in blocks if isinstance(block, StripChart))


def proposable(user: User) -> QuerySet[Report]:
    """Return the final reports that a person may propose: no publication carries them yet."""
    carried = Publication.objects.exclude(state=Publication.State.WITHDRAWN).values("report")
    led = policy.actor_of(user).covered(*policy.ABOVE, *policy.LEADING)
    reports = policy.visible(user, Report).filter(led, state=Report.State.FINAL)
    reports = reports.filter(impersonal("profile__response__assignment__"))
    return reports.exclude(pk__in=carried).select_related("organisation")


def publications_waiting(user: User) -> QuerySet[Publication]:
    """Return the publications whose next move is this person's to make, oldest first."""
    actor = policy.actor_of(user)
    others = ~Q(proposed_by=user.pk)
    led = actor.covered(Role.DOO_HEAD, *policy.ABOVE)
    mine = Q(state=Publication.State.PROPOSED) & led & others
    if actor.has(Role.EDITOR):
        mine |= Q(state=Publication.State.APPROVED) & others & ~Q(approved_by=user.pk)
    rows = policy.visible(user, Publication).filter(mine)
    return rows.select_related("organisation").order_by("proposed_at")
