"""Texts of consent in the CMS: an editor writes versions, a published one is fixed."""

import pytest
from django.utils import timezone

from forms_builder.common.errors import DomainError
from portal.accounts import consents
from portal.accounts.choices import Purpose
from portal.accounts.models import ConsentText
from portal.bootstrap.roles import ensure_roles
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.groups import project_groups
from tests.factories.people import appointed, orsk

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/consent-texts/"


@pytest.fixture
def editor(client):
    ensure_roles()
    person = appointed(Role.EDITOR, orsk())
    project_groups(by=None, person=person)
    client.force_login(person)
    return person


def typed(**words):
    return {
        "purpose": Purpose.PERSONAL_DATA,
        "version": "1",
        "title": "Согласие",
        "text": "Первый абзац.",
        "valid_from": timezone.localdate().isoformat(),
    } | words


def acts():
    rows = Entry.objects.exclude(action="account.signed_in").order_by("pk")
    return list(rows.values_list("action", flat=True))


def test_draft__is_written_and_changed(client, editor):
    assert client.post(f"{ADDRESS}create/", typed()).status_code == 302
    draft = ConsentText.objects.get()
    assert not draft.published
    assert "Согласие" in client.get(ADDRESS).content.decode()
    client.post(f"{ADDRESS}edit/{draft.pk}/", typed(title="Согласие сотрудника"))
    draft.refresh_from_db()
    assert draft.title == "Согласие сотрудника"
    assert acts() == ["consent_text.changed"] * 2


def test_published__asks_people_and_is_fixed(client, editor):
    client.post(f"{ADDRESS}create/", typed(published="on"))
    text = ConsentText.objects.get()
    assert consents.text_in_force(Purpose.PERSONAL_DATA) == text
    assert client.get("/desk/")["Location"] == "/account/consent/"
    client.post("/account/consent/", {"text": text.pk})
    answer = client.post(f"{ADDRESS}edit/{text.pk}/", typed(title="Другое"))
    assert answer.status_code == 403
    assert "не меняют" in answer.content.decode()
    text.refresh_from_db()
    assert text.title == "Согласие"
    assert acts() == ["consent_text.published", "account.consent_given"]


def test_write__refuses_a_published_one(editor):
    text = consents.write(by=editor, stored=None, **typed(published=True))
    text.published = False
    with pytest.raises(DomainError, match="новую версию"):
        consents.write(by=editor, stored=text, title="Другое")


def test_version__stands_once_for_a_purpose(client, editor):
    client.post(f"{ADDRESS}create/", typed())
    page = client.post(f"{ADDRESS}create/", typed(title="Второе"))
    assert page.status_code == 200
    assert ConsentText.objects.count() == 1
    client.post(f"{ADDRESS}create/", typed(purpose=Purpose.PRIVACY))
    assert ConsentText.objects.count() == 2


@pytest.mark.parametrize("role", [Role.METHODOLOGIST, Role.REGIONAL_COORDINATOR, Role.EXPERT])
def test_texts__are_the_editors(client, role):
    ensure_roles()
    person = appointed(role, orsk())
    project_groups(by=None, person=person)
    client.force_login(person)
    assert client.get(ADDRESS).status_code == 403
    assert client.post(f"{ADDRESS}create/", typed()).status_code == 403
    assert not ConsentText.objects.exists()
