"""The life of a publication: three people, one page, gone at once when withdrawn."""

import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from pages import publishing
from pages.caching import generation
from pages.models import Generation, OrganisationPage, Publication
from pages.selectors import proposable
from portal.journal.models import Entry
from portal.organisations.choices import OrganisationState, Role
from tests.factories import OrganisationFactory, appointed, orsk
from tests.factories.results import final_report
from tests.factories.site import editor, released, site

pytestmark = pytest.mark.django_db


def proposed(**options):
    report = final_report(**options)
    coordinator = appointed(Role.DOO_COORDINATOR, report.organisation)
    return publishing.propose(by=coordinator, report=report), coordinator


def test_release__three_people_make_a_page():
    site()
    publication = released(final_report())
    page = OrganisationPage.objects.get()
    assert publication.state == Publication.State.RELEASED
    assert page.live
    assert page.organisation == publication.organisation
    assert page.slug == f"sad-{publication.organisation.number}"


def test_propose__only_a_final_report():
    report = final_report(state="draft")
    with pytest.raises(DomainError, match="итоговый"):
        publishing.propose(by=appointed(Role.DOO_HEAD, report.organisation), report=report)


def test_propose__twice_is_said():
    publication, coordinator = proposed()
    with pytest.raises(DomainError, match="уже предложен"):
        publishing.propose(by=coordinator, report=publication.report)


def test_propose__a_stranger_may_not():
    report = final_report()
    stranger = appointed(Role.DOO_HEAD, OrganisationFactory())
    with pytest.raises(NotAllowed):
        publishing.propose(by=stranger, report=report)
    assert not Publication.objects.exists()


def test_approve__not_by_who_proposed():
    report = final_report()
    head = appointed(Role.DOO_HEAD, report.organisation)
    publication = publishing.propose(by=head, report=report)
    with pytest.raises(NotAllowed, match="не тот, кто её предложил"):
        publishing.move(by=head, publication=publication, action="approve")


def test_approve__the_coordinator_beside_is_not_enough():
    publication, _coordinator = proposed()
    other = appointed(Role.DOO_COORDINATOR, publication.organisation)
    with pytest.raises(NotAllowed, match="руководитель"):
        publishing.move(by=other, publication=publication, action="approve")


def test_release__before_approval_is_refused():
    publication, _coordinator = proposed()
    with pytest.raises(DomainError, match="«предложено»"):
        publishing.move(by=editor(), publication=publication, action="release")


def test_release__only_the_moderator():
    publication, _coordinator = proposed()
    publishing.move(by=appointed(Role.DOO_HEAD, publication.organisation),
                    publication=publication, action="approve")
    with pytest.raises(NotAllowed, match="редактор"):
        publishing.move(by=appointed(Role.MUNICIPAL_COORDINATOR, orsk()),
                        publication=publication, action="release")


def test_release__replaces_what_stood():
    site()
    organisation = OrganisationFactory()
    first = released(final_report(organisation))
    second = released(final_report(organisation))
    first.refresh_from_db()
    assert first.state == Publication.State.WITHDRAWN
    assert first.reason == "Заменено новой публикацией."
    assert second.state == Publication.State.RELEASED
    assert OrganisationPage.objects.count() == 1


def test_release__the_page_takes_the_name_of_today():
    site()
    organisation = OrganisationFactory()
    released(final_report(organisation))
    organisation.short_name = "Детский сад № 7 «Ромашка»"
    organisation.save()
    released(final_report(organisation))
    assert OrganisationPage.objects.get().title == "Детский сад № 7 «Ромашка»"


def test_withdraw__needs_a_reason():
    site()
    publication = released(final_report())
    with pytest.raises(DomainError, match="причину"):
        publishing.move(by=editor(), publication=publication, action="withdraw", reason="  ")
    publication.refresh_from_db()
    assert publication.state == Publication.State.RELEASED


def test_every_move__is_in_the_journal_and_makes_the_cache_old():
    site()
    before = Generation.objects.get().number
    publication = released(final_report())
    acts = Entry.objects.filter(object_uid=str(publication.uid)).values_list("action", flat=True)
    assert sorted(acts) == [
        "publication.approved", "publication.proposed", "publication.released",
    ]
    assert Generation.objects.get().number > before


def test_proposable__offers_final_reports_nobody_carries():
    report = final_report()
    head = appointed(Role.DOO_HEAD, report.organisation)
    assert list(proposable(head)) == [report]
    publishing.propose(by=head, report=report)
    assert not proposable(head).exists()
    assert not proposable(editor()).exists()


def test_open_page__same_number_elsewhere_gets_another_address():
    site()
    by = editor()
    first = publishing.open_page(by=by, organisation=OrganisationFactory(number="5"))
    other_town = orsk().get_parent().add_child(
        name="город Новотроицк", kind="municipality", time_zone="Asia/Yekaterinburg"
    )
    second = publishing.open_page(
        by=by, organisation=OrganisationFactory(number="5", territory=other_town)
    )
    assert (first.slug, second.slug) == ("sad-5", "sad-5-2")


def test_open_page__a_closed_kindergarten_has_one_too():
    site()
    closed = OrganisationFactory(state=OrganisationState.CLOSED, number="")
    page = publishing.open_page(by=editor(), organisation=closed)
    assert page.slug.startswith("detskiy-sad")


def test_generation__is_read_at_most_once_a_second(django_assert_num_queries):
    generation.read_at = float("-inf")
    with django_assert_num_queries(1):
        generation.current()
        generation.current()
