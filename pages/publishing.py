"""The only writer of publications and of kindergartens' pages."""

from anyascii import anyascii
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from pages.caching import bump
from pages.lifecycle import move_of
from pages.models import OrganisationIndexPage, OrganisationPage, Publication
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations import policy
from portal.organisations.models import Organisation
from portal.reports.models import Report


@service
def propose(*, by: User, report: Report) -> Publication:
    """Propose a final report for the kindergarten's page. Returns the publication.

    Raises NotAllowed; DomainError when the report is not final or is proposed already.
    """
    policy.demand(by, "propose", report)
    Report.objects.select_for_update().get(pk=report.pk)  # two presses propose it once
    if report.state != Report.State.FINAL:
        raise DomainError(_("Опубликовать можно только итоговый отчёт. Сначала утвердите его."))
    known = Publication.objects.filter(report=report)
    if known.exclude(state=Publication.State.WITHDRAWN).exists():
        raise DomainError(_("Этот отчёт уже предложен к публикации."))
    publication = Publication.objects.create(
        organisation=report.organisation, report=report, proposed_by=by
    )
    record(by=by, action="publication.proposed", obj=publication)
    return publication


@service
def move(*, by: User, publication: Publication, action: str, reason: str = "") -> Publication:
    """Approve, release or withdraw. Releasing makes or updates the page and replaces what stood.

    Raises NotAllowed, or DomainError when the state has no such move or a reason is wanted.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    step = move_of(publication.state, action)
    if step is None:
        raise DomainError(
            _("Сейчас публикация в состоянии «%s», так поступить с ней нельзя.")
            % publication.get_state_display()
        )
    policy.demand(by, action, publication)
    reason = reason.replace("\x00", "").strip()  # databases refuse NUL
    if step.needs_reason and not reason:
        raise DomainError(_("Напишите причину: её увидят те, кто предложил публикацию."))
    if action == "release":
        # Two results of one kindergarten released at once: the second replaces the first.
        Organisation.objects.select_for_update().get(pk=publication.organisation_id)
        _replace_in_force(by, publication)
        open_page(by=by, organisation=publication.organisation)
    _stamp(publication, step.target, by, reason)
    record(by=by, action=f"publication.{step.target}", obj=publication, reason=reason)
    bump()
    return publication


@service
def open_page(*, by: User, organisation: Organisation) -> OrganisationPage:
    """Make the kindergarten's page, or give the existing one the name of today. Idempotent."""
    page = OrganisationPage.objects.filter(organisation=organisation).first()
    if page is None:
        index = OrganisationIndexPage.objects.get()
        page = OrganisationPage(
            title=organisation.short_name, slug=_free_slug(organisation), organisation=organisation
        )
        index.add_child(instance=page)
        record(by=by, action="page.opened", obj=page)
    elif page.title != organisation.short_name:
        page.title = organisation.short_name
        page.save_revision(user=by).publish()
    bump()
    return page


def _replace_in_force(by: User, publication: Publication) -> None:
    in_force = Publication.objects.filter(
        organisation=publication.organisation, state=Publication.State.RELEASED
    )
    for old in in_force.select_for_update():
        reason = _("Заменено новой публикацией.")
        _stamp(old, Publication.State.WITHDRAWN, by, reason)
        record(by=by, action="publication.withdrawn", obj=old, reason=reason)


def _stamp(publication: Publication, state: str, by: User, reason: str) -> None:
    publication.state = state
    setattr(publication, f"{state}_by", by)
    setattr(publication, f"{state}_at", timezone.now())
    if state == Publication.State.WITHDRAWN:
        publication.reason = reason
    publication.save()


def _free_slug(organisation: Organisation) -> str:
    base = f"sad-{organisation.number}" if organisation.number else organisation.short_name
    wanted = slugify(anyascii(base))[:60] or "sad"
    taken = set(OrganisationPage.objects.values_list("slug", flat=True))
    return next(
        slug
        for slug in (wanted, *(f"{wanted}-{number}" for number in range(2, 10_000)))
        if slug not in taken
    )
