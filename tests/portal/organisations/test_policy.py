"""The policy answers «may I?» and «which ones?» alike: what one shows, the other allows."""

import datetime
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.errors import NotAllowed
from portal.accounts.models import User
from portal.campaigns.models import Participant
from portal.exchange.models import Upload
from portal.organisations import policy
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Appointment, ChildGroup, Organisation, Territory
from portal.organisations.policy import ABOVE, INSIDE, Actor
from tests.factories import OrganisationFactory, PersonFactory, TerritoryFactory, appointed, orsk
from tests.factories.people import AppointmentFactory

pytestmark = pytest.mark.django_db
ROLES = [*Role]


def country():
    """Two regions; the first has two towns, each with two kindergartens, and one of its own."""
    orsk()
    region = Territory.objects.get(kind=TerritoryKind.REGION)
    TerritoryFactory(parent=region, name="город Гай")
    root = Territory.objects.get(kind=TerritoryKind.COUNTRY)
    TerritoryFactory(parent=root, name="Самарская область", kind=TerritoryKind.REGION)
    for territory in Territory.objects.all():
        for _place in range(2):
            OrganisationFactory(territory=territory)
    return list(Territory.objects.all()), list(Organisation.objects.select_related("territory"))


def actor_with(appointments):
    """An actor whose appointments are given, whatever stands in the database."""
    actor = Actor(User(pk=0))
    vars(actor)["held"] = tuple(appointments)
    return actor


def appointment(role, node):
    where = "organisation" if isinstance(node, Organisation) else "territory"
    return Appointment(role=role, **{where: node})


def stands_in(organisation, territory):
    """Walk the tree upwards: the slow and plain way to say what a path says at once."""
    above = [organisation.territory, *organisation.territory.get_ancestors()]
    return territory in above


def test_actor__shows_exactly_what_she_covers():
    territories, gardens = country()
    groups = [ChildGroup.objects.create(organisation=garden, name="1") for garden in gardens]
    held = st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from([*territories, *gardens])))

    @given(held, st.lists(st.sampled_from(ROLES), unique=True, max_size=3))
    def law(pairs, roles):
        actor = actor_with(appointment(*pair) for pair in pairs)
        covered = {garden.pk for garden in gardens if actor.covers(garden, *roles)}
        led = {node.pk for node in territories if actor.leads(node, *roles)}
        shown = Organisation.objects.filter(actor.organisations(*roles))
        assert set(shown.values_list("pk", flat=True)) == covered
        shown = Territory.objects.filter(actor.territories(*roles))
        assert set(shown.values_list("pk", flat=True)) == led
        shown = ChildGroup.objects.filter(actor.covered(*roles))
        assert {group.organisation_id for group in shown} == covered

    law()
    assert len(groups) == len(gardens)


def test_actor__covers_what_the_tree_says():
    territories, gardens = country()
    for role, node, garden in product(ROLES[:2], [*territories, *gardens], gardens):
        actor = actor_with([appointment(role, node)])
        inside = node == garden if isinstance(node, Organisation) else stands_in(garden, node)
        assert actor.covers(garden, role) is inside
        assert not actor.covers(garden, ROLES[3])


def test_visible__three_hundred_appointments_are_not_too_many_for_a_database():
    person, town = PersonFactory(), orsk()
    gardens = Organisation.objects.bulk_create(
        Organisation(territory=town, short_name=f"Сад {n}", number=str(n)) for n in range(300)
    )
    Appointment.objects.bulk_create(
        Appointment(person=person, role=role, organisation=garden)
        for garden in gardens
        for role in (Role.EXPERT, Role.DOO_COORDINATOR)
    )
    assert {row.pk for row in policy.visible(person, Organisation)} == {row.pk for row in gardens}
    for model in policy._scopes:
        assert policy.visible(person, model).count() >= 0


def test_actor__nodes_below_one_of_hers_ask_nothing_more():
    territories, _organisations = country()
    top = [row for row in territories if row.kind == TerritoryKind.REGION]
    everywhere = [appointment(Role.REGIONAL_COORDINATOR, row) for row in territories[1:]]
    regions = [appointment(Role.REGIONAL_COORDINATOR, row) for row in top]
    assert actor_with(everywhere).territories(*ABOVE) == actor_with(regions).territories(*ABOVE)


def test_actor__without_appointments_sees_nothing():
    country()
    actor = actor_with([])
    assert not Organisation.objects.filter(actor.organisations(*ROLES)).exists()
    assert not Territory.objects.filter(actor.territories(*ROLES)).exists()
    assert not actor.has(*ROLES)
    assert actor.label == ""


def test_actor__has_every_role_she_holds_and_says_so():
    garden = OrganisationFactory(short_name="Детский сад № 5")
    actor = actor_with([appointment(Role.DOO_HEAD, garden), appointment(Role.EXPERT, orsk())])
    assert actor.has(Role.EXPERT)
    assert actor.has(Role.TEACHER, Role.DOO_HEAD)
    assert not actor.has(Role.TEACHER)
    assert actor.label == "руководитель ДОО · Детский сад № 5; эксперт ДОО · город Орск"


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {Role.METHODOLOGIST}])
def test_visible__no_kindergarten_that_the_roles_do_not_cover(role):
    _territories, gardens = country()
    node = gardens[0] if role in INSIDE else orsk()
    person = appointed(role, node)
    actor = policy.actor_of(person)
    shown = set(policy.visible(person, Organisation))
    assert shown == {garden for garden in gardens if actor.covers(garden, *ABOVE, *INSIDE)}
    assert len(shown) == {True: 1, False: 2 if role in ABOVE else 0}[role in INSIDE]


@pytest.mark.parametrize("role", ROLES)
def test_visible__no_territory_that_she_does_not_lead(role):
    country()
    person = appointed(role, OrganisationFactory() if role in INSIDE else orsk())
    actor = policy.actor_of(person)
    shown = set(policy.visible(person, Territory))
    assert shown == {node for node in Territory.objects.all() if actor.leads(node, *ABOVE)}


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        (-1, None, True),
        (0, None, True),
        (0, 0, True),
        (-30, 0, True),
        (-30, -1, False),
        (1, None, False),
    ],
)
def test_appointments__count_on_the_days_they_name(starts, ends, counts):
    person, garden = PersonFactory(), OrganisationFactory()
    today = garden.territory.today()
    AppointmentFactory(
        person=person,
        role=Role.DOO_HEAD,
        organisation=garden,
        starts=today + datetime.timedelta(days=starts),
        ends=None if ends is None else today + datetime.timedelta(days=ends),
    )
    assert policy.visible(person, Organisation).exists() is counts


def test_appointments__of_one_who_may_not_enter_count_for_nothing():
    person = appointed(Role.DOO_HEAD, OrganisationFactory(), is_active=False)
    assert policy.actor_of(person).appointments == ()


def test_stranger__sees_nothing_and_asks_nothing(django_assert_num_queries):
    OrganisationFactory()
    with django_assert_num_queries(0):
        assert policy.actor_of(AnonymousUser()).appointments == ()
    assert not policy.visible(AnonymousUser(), Organisation).exists()


def test_actor_of__is_asked_for_once(django_assert_num_queries):
    person = appointed(Role.DOO_HEAD, OrganisationFactory())
    with django_assert_num_queries(1):
        assert policy.actor_of(person).has(Role.DOO_HEAD)
        assert policy.actor_of(person).label
        assert not policy.actor_of(person).has(Role.EXPERT)


def test_visible__of_a_model_nobody_declared_is_refused():
    with pytest.raises(LookupError):
        policy.visible(PersonFactory(), Participant)


def test_may__a_hidden_row_is_refused_before_its_rule():
    stranger = appointed(Role.DOO_HEAD, OrganisationFactory())
    verdict = policy.may(stranger, "change", OrganisationFactory())
    assert not verdict.allowed
    assert verdict.reason == "Этот раздел Вам не открыт."


def test_may__a_row_that_is_seen_may_still_refuse():
    garden = OrganisationFactory()
    verdict = policy.may(appointed(Role.DOO_HEAD, garden), "change", garden)
    assert not verdict.allowed
    assert "координаторы" in verdict.reason


def test_demand__refuses_with_the_reason_and_names_the_role():
    garden = OrganisationFactory()
    with pytest.raises(NotAllowed, match="Реестр детских садов ведут"):
        policy.demand(appointed(Role.DOO_HEAD, garden), "change", garden)
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    policy.demand(coordinator, "change", garden)
    assert coordinator.acting_role == "муниципальный координатор · город Орск"


def test_get_or_404__hidden_and_absent_are_the_same():
    head, other = appointed(Role.DOO_HEAD, OrganisationFactory()), OrganisationFactory()
    for pk in (other.pk, 0):
        with pytest.raises(Http404):
            policy.get_or_404(head, Organisation, pk=pk)


def test_get_or_404__keeps_what_the_queryset_brings():
    garden = OrganisationFactory()
    rows = Organisation.objects.select_related("territory")
    found = policy.get_or_404(appointed(Role.DOO_HEAD, garden), rows, uid=garden.uid)
    assert "territory" in found._state.fields_cache


def test_get_or_404__never_gives_one_of_many():
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    OrganisationFactory(), OrganisationFactory()
    with pytest.raises(Organisation.MultipleObjectsReturned):
        policy.get_or_404(coordinator, Organisation, territory=orsk())


def test_add_rule__two_for_one_action_are_refused():
    def rule(actor, obj):
        return policy.ALLOWED

    with pytest.raises(ValueError, match="two rules"):
        policy.add_rule(Organisation, "change", rule)


def test_everything__stays_everything_in_an_or():
    OrganisationFactory()
    assert Organisation.objects.filter(policy.EVERYTHING | Q(pk=0)).count() == 1
    assert not Organisation.objects.filter(policy.NOBODY | Q(pk=0)).exists()


def test_uploads__are_seen_by_the_one_who_brought_them():
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    mine = Upload.objects.create(by=person, kind=Upload.Kind.PLAN, name="план", content=b"{}")
    assert list(policy.visible(person, Upload)) == [mine]
    assert not policy.visible(appointed(Role.REGIONAL_COORDINATOR, orsk()), Upload).exists()
