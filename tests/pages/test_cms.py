"""What an editor may do to public pages in the CMS, and what only publishing may."""

import pytest

from pages import publishing
from pages.models import HomePage, OrganisationIndexPage, OrganisationPage, TextPage
from portal.bootstrap.roles import ensure_roles
from portal.organisations.groups import project_groups
from tests.factories import OrganisationFactory
from tests.factories.results import final_report
from tests.factories.site import editor, released, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    site()
    ensure_roles()
    person = editor()
    project_groups(by=None, person=person)
    client.force_login(person)
    return person


@pytest.fixture
def page(moderator):
    released(final_report(OrganisationFactory(number="94")))
    return OrganisationPage.objects.get()


@pytest.mark.parametrize("act", ["delete", "unpublish", "move", "copy"])
def test_kept_page__cannot_be_taken_away(client, page, act):
    client.post(f"/cms/pages/{page.pk}/{act}/")
    page.refresh_from_db()
    assert page.live
    assert OrganisationPage.objects.count() == 1


@pytest.mark.parametrize("kept", [HomePage, OrganisationIndexPage])
def test_fixed_page__cannot_be_deleted(client, page, kept):
    fixed = kept.objects.get()
    client.post(f"/cms/pages/{fixed.pk}/delete/")
    assert kept.objects.filter(pk=fixed.pk, live=True).exists()


def test_text_page__may_be_deleted(client, moderator):
    text = TextPage.objects.get()
    client.post(f"/cms/pages/{text.pk}/delete/")
    assert not TextPage.objects.exists()


def test_word__of_the_kindergarten_is_edited_and_shown(client, page):
    form = client.get(f"/cms/pages/{page.pk}/edit/")
    assert form.status_code == 200
    assert b'name="slug"' not in form.content
    page.word = "Мы согласны с оценкой."
    page.save_revision().publish()
    assert "Мы согласны с оценкой." in client.get("/sady/sad-94/").content.decode()


def test_page__is_not_made_by_hand(client, moderator):
    index = OrganisationIndexPage.objects.get()
    answer = client.get(f"/cms/pages/add/pages/organisationpage/{index.pk}/")
    assert answer.status_code in {302, 403}
    assert not OrganisationPage.objects.exists()


def test_open_page__again_changes_nothing(moderator):
    organisation = OrganisationFactory(number="7")
    first = publishing.open_page(by=moderator, organisation=organisation)
    assert publishing.open_page(by=moderator, organisation=organisation).pk == first.pk
