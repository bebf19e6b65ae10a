"""The cache of public pages holds what everybody may read, and nothing else."""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction

from pages.caching import generation
from pages.models import OrganisationPage, TextPage
from portal.bootstrap.roles import ensure_roles
from portal.organisations.groups import project_groups
from tests.factories import OrganisationFactory
from tests.factories.results import final_report
from tests.factories.site import editor, released, site

pytestmark = pytest.mark.django_db
METHOD = "/kak-ocenivayut/"


@pytest.fixture(autouse=True)
def moderator(client):
    cache.clear()
    generation.read_at = float("-inf")
    site()
    ensure_roles()
    person = editor()
    project_groups(by=None, person=person)
    client.force_login(person)
    return person


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    generation.read_at = float("-inf")


def test_draft__is_previewed_although_the_page_is_cached(client, moderator):
    text = TextPage.objects.get()
    Client().get(METHOD, headers={"host": "localhost"})
    text.lead = "Слова черновика"
    text.save_revision(user=moderator)
    assert "Слова черновика" in client.get(f"/cms/pages/{text.pk}/view_draft/").content.decode()
    public = Client().get(METHOD, headers={"host": "localhost"})
    assert "Слова черновика" not in public.content.decode()


def test_page__for_the_signed_in_stays_theirs(client):
    restrict(TextPage.objects.get())
    assert client.get(METHOD).status_code == 200
    assert Client().get(METHOD).status_code == 302


def test_page__that_is_restricted_leaves_the_cache(client):
    assert Client().get(METHOD).status_code == 200
    restrict(TextPage.objects.get())
    assert Client().get(METHOD).status_code == 302


def test_kept_page__cannot_be_hidden_from_the_public(client):
    released(final_report(OrganisationFactory(number="94")))
    page = OrganisationPage.objects.get()
    client.post(f"/cms/pages/{page.pk}/privacy/", {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()
    assert Client().get("/sady/sad-94/").status_code == 200
