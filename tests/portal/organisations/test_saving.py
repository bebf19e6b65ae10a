import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from portal.organisations.policy import may, may_seen
from portal.organisations.services import save_organisation
from tests.factories import OrganisationFactory, TerritoryFactory, appointed, orsk

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())


def test_save__adds_and_records(coordinator):
    made = save_organisation(
        by=coordinator, organisation=None, territory=orsk(), number="5", short_name="Сад № 5"
    )
    assert Organisation.objects.get() == made
    assert Entry.objects.get().action == "organisation.added"


def test_save__names_the_changed_fields_in_the_journal(coordinator):
    garden = OrganisationFactory(number="5")
    save_organisation(by=coordinator, organisation=garden, number="5", note="Два корпуса.")
    assert Entry.objects.get().details == {"fields": ["note"]}


def test_save__of_nothing_new_writes_nothing(coordinator):
    garden = OrganisationFactory(number="5", note="Два корпуса.")
    save_organisation(by=coordinator, organisation=garden, number="5", note="Два корпуса.")
    assert not Entry.objects.exists()


def test_save__looks_at_the_stored_row_not_at_the_object_it_was_given(coordinator):
    """A form has already moved the object into the person's own territory."""
    other = TerritoryFactory(
        parent=orsk().get_parent().get_parent(), name="Омская область", kind="region"
    )
    foreign = OrganisationFactory(territory=other)
    foreign.territory = orsk()
    with pytest.raises(NotAllowed):
        save_organisation(by=coordinator, organisation=foreign, territory=orsk())


@pytest.mark.parametrize(
    ("values", "place"),
    [({"short_name": ""}, "short_name"), ({"inn": "1"}, "inn"), ({"site": "x"}, "site")],
)
def test_save__refuses_with_the_field_as_place(coordinator, values, place):
    garden = OrganisationFactory()
    with pytest.raises(DomainError) as refused:
        save_organisation(by=coordinator, organisation=garden, **values)
    assert [problem.place for problem in refused.value.problems] == [place]


def test_save__refuses_a_taken_number_and_inn(coordinator):
    OrganisationFactory(number="5", inn="7707083893")
    garden = OrganisationFactory(number="6")
    for values, message in (({"number": "5"}, "номером"), ({"inn": "7707083893"}, "ИНН")):
        with pytest.raises(DomainError, match=message):
            save_organisation(by=coordinator, organisation=garden, **values)


@pytest.mark.parametrize("role", [Role.DOO_HEAD, Role.DOO_COORDINATOR, Role.TEACHER])
def test_save__is_not_for_those_inside(role):
    garden = OrganisationFactory()
    with pytest.raises(NotAllowed, match="ведут"):
        save_organisation(by=appointed(role, garden), organisation=garden, note="Наш")


def test_order__is_natural_on_both_databases():
    for number in ("124", "11", "5", "5а", ""):
        OrganisationFactory(number=number, short_name=f"Сад {number}")
    assert list(Organisation.objects.values_list("number", flat=True)) == [
        "5",
        "5а",
        "11",
        "124",
        "",
    ]


def test_may_seen__answers_as_may_without_a_query(coordinator, django_assert_num_queries):
    garden = Organisation.objects.select_related("territory").get(pk=OrganisationFactory().pk)
    assert may(coordinator, "change", garden).allowed
    with django_assert_num_queries(0):
        assert may_seen(coordinator, "change", garden).allowed
