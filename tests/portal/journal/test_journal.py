"""The journal: one row per act, written in the act's transaction, never touched again."""

import pytest
from django.db import transaction

from portal.journal.models import AppendOnlyError, Entry
from portal.journal.services import record, record_about
from portal.organisations.choices import Role
from portal.organisations.policy import demand
from tests.factories import OrganisationFactory, PersonFactory, appointed, orsk

pytestmark = pytest.mark.django_db


def entry(**details):
    return record(by=None, action="organisation.seen", obj=OrganisationFactory(), **details)


def test_record__says_who_did_what_to_what():
    person, garden = PersonFactory(), OrganisationFactory(short_name="Детский сад № 5")
    made = record(by=person, action="organisation.changed", obj=garden, fields=["site"])
    stored = Entry.objects.get(pk=made.pk)
    assert (stored.by, stored.action) == (person, "organisation.changed")
    assert stored.object_kind == "organisations.organisation"
    assert (stored.object_uid, stored.object_title) == (str(garden.uid), "Детский сад № 5")
    assert stored.details == {"fields": ["site"]}
    assert str(stored) == "organisation.changed · Детский сад № 5"


def test_record__of_the_system_names_nobody():
    assert (entry().by, entry().role) == (None, "")


def test_record__of_a_row_without_uid_keeps_its_key():
    person = PersonFactory()
    assert record(by=None, action="person.seen", obj=person).object_uid == str(person.pk)


def test_record__cuts_a_long_title():
    garden = OrganisationFactory(short_name="д" * 250)
    seen = record(by=None, action="organisation.seen", obj=garden)
    assert seen.object_title == garden.short_name
    long = record_about(by=None, action="registry.exported", model=type(garden), title="ж" * 300)
    assert len(long.object_title) == 250


def test_record__keeps_the_role_the_person_acted_in():
    garden = OrganisationFactory()
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    demand(coordinator, "change", garden)
    made = record(by=coordinator, action="organisation.changed", obj=garden)
    assert made.role == "муниципальный координатор · город Орск"


def test_record__goes_with_the_act_that_failed():
    @transaction.atomic
    def act():
        entry()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Entry.objects.exists()


def test_entry__is_never_saved_again():
    made = entry()
    made.action = "something.else"
    with pytest.raises(AppendOnlyError):
        made.save()
    assert Entry.objects.get(pk=made.pk).action == "organisation.seen"


@pytest.mark.parametrize(
    "act",
    [
        lambda made: made.delete(),
        lambda made: Entry.objects.all().delete(),
        lambda made: Entry.objects.filter(pk=made.pk).update(action="x"),
    ],
    ids=["row", "rows", "update"],
)
def test_entry__is_never_removed_nor_rewritten(act):
    made = entry()
    with pytest.raises(AppendOnlyError):
        act(made)
    assert Entry.objects.get() == made


def test_entries__come_newest_first():
    first, second = entry(), entry()
    assert list(Entry.objects.all()) == [second, first]


def test_person_with_entries_cannot_be_deleted():
    person = PersonFactory()
    record(by=person, action="organisation.seen", obj=OrganisationFactory())
    with pytest.raises(Exception, match="protected"):
        person.delete()
