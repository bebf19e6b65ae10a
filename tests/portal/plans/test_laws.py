"""Whatever people press, a measure goes only where its table allows, by those whose move it is."""

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from forms_builder.common.errors import Refusal
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.policy import may
from portal.plans.lifecycle import AGREED, MOVES, OPEN
from portal.plans.models import ImprovementPlan, Measure
from portal.plans.selectors import groups_of, latest_profile, listed, startable
from portal.plans.services import move
from tests.factories import LOOSE, STRICT, OrganisationFactory, appointed, orsk
from tests.factories.results import computed_profile

State = Measure.State
WHO = st.sampled_from(["coordinator", "head", "municipal", "stranger"])
PRESSES = st.lists(st.tuples(WHO, st.sampled_from([*State])), min_size=1, max_size=6)


def path_of(measure, start):
    """The states a measure went through, as the journal has them."""
    rows = Entry.objects.filter(object_uid=str(measure.uid), pk__gt=start).order_by("pk")
    return [row.action.removeprefix("measure.") for row in rows]


def test_presses__only_moves_of_the_table_by_people_who_may(garden):
    people = {
        "coordinator": garden.coordinator,
        "head": garden.head,
        "municipal": garden.municipal,
        "stranger": appointed(Role.DOO_HEAD, OrganisationFactory()),
    }
    measure = garden.proposed()

    @examples(max_examples=40)
    @given(PRESSES)
    def law(presses):
        Measure.objects.filter(pk=measure.pk).update(state=State.PROPOSED)
        start = Entry.objects.first().pk
        went = [State.PROPOSED]
        for who, target in presses:
            row = Measure.objects.get(pk=measure.pk)
            step = MOVES.find(row.state, target)
            allowed = step is not None and may(people[who], step.action, row).allowed
            try:
                move(by=people[who], measure=row, to=target)
            except Refusal:
                assert not allowed
            else:
                assert allowed
                went.append(target)
        assert path_of(measure, start) == went[1:]
        assert Measure.objects.get(pk=measure.pk).state == went[-1]

    law()


def test_table__done_and_declined_are_ends_and_every_state_can_be_reached():
    reached, grown = {State.PROPOSED}, True
    while grown:
        more = {one.target for one in MOVES if one.source in reached} - reached
        reached |= more
        grown = bool(more)
    assert reached == set(State)
    assert set(State) - {one.source for one in MOVES} == {State.DONE, State.DECLINED}


def test_states__an_end_is_never_open_and_a_proposal_never_agreed():
    assert set(OPEN) == set(State) - {State.DONE, State.DECLINED}
    assert set(AGREED) <= set(State) - {State.PROPOSED, State.DECLINED}


def test_groups__hold_every_measure_once(garden):
    for indicator, state in ((LOOSE, State.DONE), (STRICT, State.PROPOSED)):
        row = garden.proposed(indicator)
        Measure.objects.filter(pk=row.pk).update(state=state)
    plan = ImprovementPlan.objects.get()
    groups = groups_of(garden.coordinator, plan)
    cards = [card for group in groups for card in group.cards]
    assert sorted(card.measure.pk for card in cards) == sorted(
        Measure.objects.values_list("pk", flat=True)
    )
    assert [card.editable for card in cards] == [True, False]


def test_listed__counts_what_is_open_done_and_waiting(garden):
    garden.proposed(LOOSE)
    done = garden.proposed(STRICT)
    Measure.objects.filter(pk=done.pk).update(state=State.DONE)
    (row,) = listed(garden.municipal, "звездочка 94")
    assert (row.open_count, row.done_count, row.waiting_count) == (1, 1, 1)
    assert not listed(garden.municipal, "солнышко").exists()
    assert not listed(appointed(Role.EXPERT, orsk())).exists()


def test_startable__goes_away_with_the_first_measure_and_is_for_those_who_write(garden):
    assert startable(garden.coordinator) == [garden.profile]
    assert startable(garden.municipal) == []
    garden.proposed()
    assert startable(garden.coordinator) == []


@pytest.mark.parametrize("who", ["coordinator", "head", "municipal"])
def test_latest_profile__is_the_newest_of_the_plan(garden, who):
    plan = garden.proposed().plan
    newer = computed_profile(garden.profile.organisation)
    type(newer).objects.filter(pk=newer.pk).update(campaign=plan.campaign)
    assert latest_profile(getattr(garden, who), plan) == newer
