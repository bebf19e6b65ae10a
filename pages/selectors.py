"""Reading for public pages: only what was released, only what a measure's approval froze."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from forms_builder.common.russian import fold
from forms_builder.questionnaires.reading import read_edition
from pages.models import OrganisationPage, Publication
from pages.words import Verdict, verdict_of
from portal.accounts.models import User
from portal.documents.html import render_blocks
from portal.documents.tree import StripChart, from_data
from portal.organisations import policy
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from portal.plans.models import Measure
from portal.profiles.reading import read_profile

PER_PAGE = 30
IN_FORCE = Publication.State.RELEASED
PUBLIC_MEASURES = (Measure.State.APPROVED, Measure.State.IN_PROGRESS, Measure.State.DONE)


@dataclass(frozen=True)
class Row:
    """A kindergarten in the public list; page and verdict are None when there is none."""

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
    if query:
        organisations = organisations.filter(search__contains=fold(query))
    page = Paginator(organisations, PER_PAGE).get_page(parameters.get("page"))
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


def organisation_context(page: OrganisationPage) -> dict[str, Any]:
    """Return everything a kindergarten's page shows; result values are None before publishing."""
    organisation = Organisation.objects.select_related("territory").get(pk=page.organisation_id)
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
        "measures": Measure.objects.filter(
            plan__organisation=organisation, state__in=PUBLIC_MEASURES
        ),
        "history": Publication.objects.filter(
            organisation=organisation, state=Publication.State.WITHDRAWN, released_at__isnull=False
        ),
    }


def strip_of(publication: Publication) -> SafeString:
    """Return the strip chart exactly as the final report froze it."""
    document = from_data(json.loads(publication.report.document))
    charts = [block for block in document.blocks if isinstance(block, StripChart)]
    return render_blocks(charts)


def publications_waiting(user: User) -> QuerySet[Publication]:
    """Return the publications whose next move is this person's to make, oldest first."""
    actor = policy.actor_of(user)
    led = Organisation.objects.filter(actor.organisations(Role.DOO_HEAD, *policy.ABOVE))
    to_approve = Q(state=Publication.State.PROPOSED, organisation__in=led.values("pk"))
    mine = to_approve & ~Q(proposed_by=user.pk)
    if actor.has(Role.EDITOR):
        others = ~Q(proposed_by=user.pk) & ~Q(approved_by=user.pk)
        mine |= Q(state=Publication.State.APPROVED) & others
    rows = policy.visible(user, Publication).filter(mine)
    return rows.select_related("organisation").order_by("proposed_at")
