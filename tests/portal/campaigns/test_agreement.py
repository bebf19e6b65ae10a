import datetime

import pytest

from forms_builder.common.errors import Conflict, DomainError, NotAllowed
from portal.campaigns import agreeing
from portal.campaigns.agreement_lists import (
    agreements_of,
    askable,
    counts_by_state,
    own_agreements,
    waiting_for_answer,
)
from portal.campaigns.models import Agreement, Procedure, TargetList
from portal.campaigns.selectors import agreed_dates, agreed_dates_of
from portal.campaigns.signals import agreement_moved
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import (
    AppointmentFactory,
    CampaignFactory,
    ProcedureFactory,
    appointed,
    orsk,
)
from tests.factories.chain import StageFactory
from tests.factories.targets import AgreementFactory, TargetFactory, TargetListFactory

DAY = datetime.date
STARTS, ENDS = DAY(2030, 11, 11), DAY(2030, 11, 13)
LATER = {"starts": DAY(2030, 11, 18), "ends": DAY(2030, 11, 20)}
State, Side = Agreement.State, Agreement.Side
pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    return TargetFactory()


@pytest.fixture
def coordinator():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


@pytest.fixture
def leader(target):
    return appointed(Role.DOO_COORDINATOR, target.organisation)


@pytest.fixture
def expert():
    return appointed(Role.EXPERT, orsk())


def ask(by, *targets, **options):
    dates = {"starts": STARTS, "ends": ENDS} | options
    return agreeing.ask(by=by, procedure=targets[0].procedure, targets=targets, **dates)


def test_ask__opens_a_side_for_the_kindergarten_and_one_for_the_expert(target, coordinator, expert):
    assert ask(coordinator, target, expert=expert, preparation=" Документы ") == 2
    sides = {row.side: row for row in target.agreements.all()}
    assert sides[Side.ORGANISATION].person is None
    assert sides[Side.EXPERT].person == expert
    for row in sides.values():
        assert (row.state, row.starts, row.ends) == (State.ASKED, STARTS, ENDS)
        assert [(act.state, act.by) for act in row.history.all()] == [(State.ASKED, coordinator)]
    assert TargetList.objects.get().preparation == "Документы"
    assert Entry.objects.get(action="agreement.asked").details["count"] == 2


def test_ask__again_asks_anew_and_keeps_what_was_said(target, coordinator, leader):
    ask(coordinator, target)
    first = target.agreements.get()
    agreeing.agree(by=leader, agreement=first, version=0)
    assert ask(coordinator, target, **LATER) == 1
    again = target.agreements.get()
    assert (again.state, again.starts, again.version) == (State.ASKED, LATER["starts"], 2)
    assert [act.state for act in again.history.all()] == ["asked", "agreed", "asked"]


def test_ask__refuses_in_words(target, coordinator, expert):
    with pytest.raises(DomainError, match="раньше первого"):
        ask(coordinator, target, ends=DAY(2030, 1, 1))
    with pytest.raises(DomainError, match="кого уведомить"):
        agreeing.ask(
            by=coordinator, procedure=target.procedure, targets=[], starts=STARTS, ends=ENDS
        )
    with pytest.raises(DomainError, match="нет роли эксперта"):
        ask(coordinator, target, expert=coordinator)
    TargetList.objects.update(state=TargetList.State.DRAFT)
    with pytest.raises(DomainError, match="утвердите перечень"):
        ask(coordinator, target, expert=expert)
    assert not Agreement.objects.exists()


def test_ask__refuses_an_expert_who_works_there(target, coordinator, expert):
    AppointmentFactory(person=expert, role=Role.TEACHER, organisation=target.organisation)
    with pytest.raises(DomainError, match=str(target.organisation)):
        ask(coordinator, target, expert=expert)


def test_ask__is_for_coordinators(target, leader, expert):
    for person in (leader, expert):
        with pytest.raises(NotAllowed):
            ask(person, target)


def test_agree__keeps_who_and_when(target, coordinator, leader):
    ask(coordinator, target)
    agreement = agreeing.agree(
        by=leader, agreement=target.agreements.get(), version=0, note="Ждём "
    )
    assert (agreement.state, agreement.note) == (State.AGREED, "Ждём")
    last = agreement.history.last()
    assert (last.by, last.note, last.at.date()) == (leader, "Ждём", agreement.changed_at.date())
    assert agreed_dates(target) == (STARTS, ENDS)


def test_offer__waits_for_the_coordinator(target, coordinator, leader):
    ask(coordinator, target)
    agreement = agreeing.offer_dates(
        by=leader, agreement=target.agreements.get(), version=0, note="Утренник", **LATER
    )
    assert (agreement.state, agreement.starts) == (State.OTHER_DATES, STARTS)
    assert agreement.offered_starts == LATER["starts"]
    assert agreed_dates(target) is None
    assert agreement.history.last().starts == LATER["starts"]
    with pytest.raises(DomainError, match="те же даты"):
        agreeing.offer_dates(
            by=leader,
            agreement=AgreementFactory(target=new_target(leader)),
            version=0,
            starts=STARTS,
            ends=ENDS,
        )


def new_target(leader):
    garden = leader.appointments.get().organisation
    return TargetFactory(organisation=garden)


def test_offer__may_be_taken_back_by_agreeing(target, coordinator, leader):
    ask(coordinator, target)
    agreement = target.agreements.get()
    agreeing.offer_dates(by=leader, agreement=agreement, version=0, **LATER)
    agreed = agreeing.agree(by=leader, agreement=agreement, version=1)
    assert (agreed.state, agreed.offered_starts) == (State.AGREED, None)


def test_settle__accepting_moves_the_dates_and_asks_the_other_side_anew(
    target, coordinator, leader, expert
):
    ask(coordinator, target, expert=expert)
    own = target.agreements.get(side=Side.ORGANISATION)
    other = target.agreements.get(side=Side.EXPERT)
    agreeing.agree(by=expert, agreement=other, version=0)
    agreeing.offer_dates(by=leader, agreement=own, version=0, **LATER)
    settled = agreeing.settle(by=coordinator, agreement=own, version=1, accept=True, note="Хорошо")
    other.refresh_from_db()
    assert (settled.state, settled.starts) == (State.SETTLED, LATER["starts"])
    assert (other.state, other.starts) == (State.ASKED, LATER["starts"])
    assert agreed_dates(target) is None
    agreeing.agree(by=expert, agreement=other, version=other.version)
    assert agreed_dates(target) == (LATER["starts"], LATER["ends"])
    assert [act.state for act in other.history.all()] == ["asked", "agreed", "asked", "agreed"]


def test_settle__keeping_needs_a_word_and_leaves_the_dates(target, coordinator, leader):
    ask(coordinator, target)
    agreement = target.agreements.get()
    agreeing.offer_dates(by=leader, agreement=agreement, version=0, **LATER)
    with pytest.raises(DomainError, match="несколько слов"):
        agreeing.settle(by=coordinator, agreement=agreement, version=1, accept=False, note=" ")
    settled = agreeing.settle(
        by=coordinator, agreement=agreement, version=1, accept=False, note="Эксперт занят"
    )
    assert (settled.starts, settled.offered_starts) == (STARTS, None)
    assert agreed_dates(target) == (STARTS, ENDS)


def test_answer__of_two_at_once_one_wins_and_the_other_is_told(target, coordinator, leader):
    head = appointed(Role.DOO_HEAD, target.organisation)
    ask(coordinator, target)
    seen_by_both = target.agreements.get()
    agreeing.offer_dates(by=leader, agreement=seen_by_both, version=0, **LATER)
    with pytest.raises(Conflict, match="ответил другой человек"):
        agreeing.agree(by=head, agreement=seen_by_both, version=0)
    assert target.agreements.get().state == State.OTHER_DATES
    assert target.agreements.get().history.count() == 2


def test_answer__is_the_sides_own(target, coordinator, leader, expert):
    ask(coordinator, target, expert=expert)
    own = target.agreements.get(side=Side.ORGANISATION)
    other = target.agreements.get(side=Side.EXPERT)
    stranger = appointed(Role.EXPERT, orsk())
    for person, agreement in (
        (coordinator, own),
        (expert, own),
        (coordinator, other),
        (leader, other),
        (stranger, other),
        (appointed(Role.TEACHER, target.organisation), own),
    ):
        with pytest.raises(NotAllowed):
            agreeing.agree(by=person, agreement=agreement, version=0)
    with pytest.raises(DomainError, match="так ответить уже нельзя"):
        agreeing.settle(by=coordinator, agreement=own, version=0, accept=True, note="Да")
    agreeing.offer_dates(by=leader, agreement=own, version=0, **LATER)
    with pytest.raises(NotAllowed):
        agreeing.settle(by=leader, agreement=own, version=1, accept=True, note="Да")


def test_answer__too_long_is_refused(target, coordinator, leader):
    ask(coordinator, target)
    with pytest.raises(DomainError, match="2000"):
        agreeing.agree(by=leader, agreement=target.agreements.get(), version=0, note="я" * 2001)


def test_system_expert__offers_another_date_and_the_region_accepts():
    region = orsk().get_parent()
    regional = appointed(Role.REGIONAL_COORDINATOR, region)
    system_expert = appointed(Role.SYSTEM_EXPERT, region)
    procedure = ProcedureFactory(
        stage=StageFactory(campaign=CampaignFactory(territory=region)),
        target_kind=Procedure.TargetKind.TERRITORY,
    )
    TargetListFactory(procedure=procedure)
    target = TargetFactory(procedure=procedure, organisation=None, territory=region)
    with pytest.raises(DomainError, match="назовите его"):
        ask(regional, target)
    with pytest.raises(DomainError, match="эксперт РСДО"):
        ask(regional, target, expert=appointed(Role.EXPERT, orsk()))
    assert ask(regional, target, expert=system_expert) == 1
    agreement = target.agreements.get()
    agreeing.offer_dates(by=system_expert, agreement=agreement, version=0, **LATER)
    agreeing.settle(by=regional, agreement=agreement, version=1, accept=True, note="Принято")
    assert agreed_dates(target) == (LATER["starts"], LATER["ends"])


def test_agreed_dates_of__spans_all_sides_in_one_query(target, expert, django_assert_num_queries):
    AgreementFactory(target=target, state=State.AGREED)
    AgreementFactory(target=target, side=Side.EXPERT, person=expert, state=State.SETTLED, **LATER)
    waiting, unasked = AgreementFactory().target, TargetFactory()
    with django_assert_num_queries(1):
        found = agreed_dates_of([target, waiting, unasked])
    assert found == {target.pk: (STARTS, LATER["ends"])}
    assert agreed_dates(unasked) is None


def test_lists__show_each_her_own(target, coordinator, leader, expert):
    ask(coordinator, target, expert=expert)
    AgreementFactory(target=TargetFactory(procedure=target.procedure))
    assert agreements_of(coordinator, target.procedure).count() == 3
    assert [row.side for row in own_agreements(leader)] == [Side.ORGANISATION]
    assert [row.side for row in own_agreements(expert)] == [Side.EXPERT]
    assert own_agreements(coordinator).count() == 0
    assert own_agreements(appointed(Role.TEACHER, target.organisation)).count() == 0
    assert waiting_for_answer(leader).count() == 1
    counts = {
        state: count for state, _words, count in counts_by_state(coordinator, target.procedure)
    }
    assert counts == {"asked": 3, "agreed": 0, "other_dates": 0, "settled": 0}
    assert agreements_of(coordinator, target.procedure, state="agreed").count() == 0
    assert agreements_of(coordinator, target.procedure, str(target.organisation)).count() == 2


def test_lists__show_what_waits_first(target, coordinator, leader):
    agreed = AgreementFactory(target=TargetFactory(procedure=target.procedure), state=State.AGREED)
    asked = AgreementFactory(target=target)
    offered = AgreementFactory(
        target=TargetFactory(procedure=target.procedure), state=State.OTHER_DATES
    )
    assert list(agreements_of(coordinator, target.procedure)) == [offered, asked, agreed]


def test_lists__forget_the_struck_out_and_the_dismissed(target, coordinator, leader, expert):
    ask(coordinator, target, expert=expert)
    expert.appointments.update(ends=DAY(2020, 1, 1))
    assert own_agreements(type(expert).objects.get(pk=expert.pk)).count() == 0
    target.struck_at = datetime.datetime.now(datetime.UTC)
    target.save()
    assert own_agreements(leader).count() == 0
    assert agreements_of(coordinator, target.procedure).count() == 0


def test_askable__tells_whom_nobody_asked(target, coordinator):
    other = TargetFactory(procedure=target.procedure)
    AgreementFactory(target=other)
    assert set(askable(coordinator, target.procedure)) == {target, other}
    assert list(askable(coordinator, target.procedure, only_new=True)) == [target]


def test_moves__are_announced(target, coordinator, leader):
    heard = []

    def listen(sender, agreement, by, **rest):
        heard.append((agreement.state, by))

    agreement_moved.connect(listen)
    try:
        ask(coordinator, target)
        agreeing.agree(by=leader, agreement=target.agreements.get(), version=0)
    finally:
        agreement_moved.disconnect(listen)
    assert heard == [(State.AGREED, leader)]
