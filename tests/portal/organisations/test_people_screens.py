"""The screens of people: what is found, what a refusal says, what a step leads to."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.accounts.invitations import invite
from portal.accounts.models import Invitation, User
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Founder
from portal.organisations.ports import Work
from portal.organisations.services import appoint, dismiss
from tests.factories import OrganisationFactory, PersonFactory, TerritoryFactory, appointed, orsk

pytestmark = pytest.mark.django_db
LIST = reverse("people:list")


@pytest.fixture
def garden():
    return OrganisationFactory(short_name="Детский сад «Родничок»")


@pytest.fixture
def coordinator(garden):
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk(), last_name="Городская")


@pytest.fixture
def teacher(garden):
    return appointed(Role.TEACHER, garden, last_name="Звёздная", email="star@example.org")


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def held_by(person):
    return Appointment.objects.get(person=person)


def test_list__finds_by_a_folded_name_and_by_every_filter(signed_in, garden, teacher):
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    strange = appointed(Role.EXPERT, town, last_name="Посторонняя")
    for query in (
        "",
        "?q=ЗВЕЗДНАЯ",
        "?q=star@",
        f"?role={Role.TEACHER}",
        "?place=родничок",
        f"?territory={orsk().pk}",
        "?entered=no",
        "?state=current",
        "?state=any&order=place",
        "?order=newest",
    ):
        page = signed_in.get(LIST + query).text
        assert "Звёздная" in page, query
        assert str(strange.last_name) not in page, query
    for query in ("?q=никто", f"?role={Role.EXPERT}", "?state=over", "?place=ромашка"):
        page = signed_in.get(LIST + query).text
        assert "Звёздная" not in page, query
        assert "Никто не нашёлся" in page


def test_list__a_filter_that_cannot_be_read_says_so(signed_in, teacher):
    page = signed_in.get(f"{LIST}?role=царь").text
    assert "Проверьте, пожалуйста" in page
    assert "Звёздная" not in page


@pytest.mark.parametrize("count", [1, 100])
def test_list__costs_the_same_for_one_and_for_many(
    signed_in, garden, count, django_assert_max_num_queries
):
    for _ in range(count):
        person = appointed(Role.TEACHER, garden)
        appoint(by=None, person=person, role=Role.EXPERT, node=orsk())
    with django_assert_max_num_queries(13):
        page = signed_in.get(LIST)
    assert page.text.count("человек") >= 1


def test_list__ticks_nobody_whose_letter_or_slip_still_waits(signed_in, garden):
    new, invited = appointed(Role.TEACHER, garden), appointed(Role.TEACHER, garden)
    invite(by=None, person=invited)
    page = signed_in.get(f"{LIST}?ticked=1").text
    assert f'value="{new.pk}" checked' in page
    assert f'value="{invited.pk}">' in page
    assert page.count("приглашены, ещё не входили") == 1


def test_list__second_page_goes_on_by_name(signed_in, garden):
    for number in range(60):
        appointed(Role.TEACHER, garden, last_name=f"Примерова-{number:02d}")
    assert "Примерова-59" in signed_in.get(f"{LIST}?page=2").text
    assert "Примерова-59" not in signed_in.get(LIST).text


@pytest.mark.parametrize("role", [Role.TEACHER, Role.EXPERT, Role.METHODOLOGIST])
def test_list__is_for_those_who_appoint(client, garden, role):
    client.force_login(appointed(role, garden if role == Role.TEACHER else orsk()))
    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_table__holds_the_filtered_rows_and_is_journalled(signed_in, teacher, extension):
    answer = signed_in.get(reverse("people:table", args=[extension]), {"role": Role.TEACHER})
    assert f"people.{extension}" in answer["Content-Disposition"]
    if extension == "csv":
        assert "Звёздная" in answer.content.decode("utf-8-sig")
        assert "Городская" not in answer.content.decode("utf-8-sig")
    assert Entry.objects.get(action="people.exported").details == {"format": extension}


def test_card__shows_now_before_and_what_may_be_done(signed_in, coordinator, teacher):
    page = signed_in.get(reverse("people:card", args=[teacher.pk])).text
    assert "Снять с роли" in page
    assert "Напечатать листок с кодом" in page
    dismiss(by=coordinator, appointment=held_by(teacher), reason="Переехала в Самару")
    page = signed_in.get(reverse("people:card", args=[teacher.pk])).text
    assert "Переехала в Самару" in page
    assert "Снять с роли" not in page
    assert "Передать дела" in page


def test_card__of_a_stranger_is_not_there(signed_in):
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    stranger = appointed(Role.EXPERT, town)
    names = ("card", "welcome", "second-factor")
    for name in names:
        assert signed_in.get(reverse(f"people:{name}", args=[stranger.pk])).status_code == 404
    uid = held_by(stranger).uid
    for name in ("dismiss", "hand-over"):
        assert signed_in.get(reverse(f"people:{name}", args=[uid])).status_code == 404


def test_appoint__finds_the_place_and_ends_with_a_way_in(signed_in, garden):
    page = signed_in.get(reverse("people:choose"), {"q": "РОДНИЧОК"}).text
    address = reverse("people:appoint", args=["organisation", garden.uid])
    assert address in page
    typed = {
        "full_name": "Новая Вера Ильинична",
        "email": "vera@example.org",
        "role": Role.DOO_HEAD,
        "starts": timezone.localdate().isoformat(),
    }
    answer = signed_in.post(address, typed)
    person = User.objects.get(email="vera@example.org")
    assert answer["Location"] == reverse("people:welcome", args=[person.pk])
    page = signed_in.get(answer["Location"]).text
    assert "Отправить письмо" in page
    assert "Напечатать листок с кодом" in page


def test_appoint__keeps_what_was_typed_and_says_what_is_wrong(signed_in, garden, teacher):
    address = reverse("people:appoint", args=["organisation", garden.uid])
    typed = {"full_name": teacher.get_full_name(), "role": Role.TEACHER, "starts": "2026-11-01"}
    page = signed_in.post(address, typed).text
    assert "Человек с таким именем здесь уже есть" in page
    assert "Это другой человек с таким же именем" in page
    assert teacher.get_full_name() in page
    assert signed_in.post(address, {**typed, "is_namesake": "on"}).status_code == 302


def test_appoint__a_known_person_to_a_further_role(signed_in, teacher):
    User.objects.filter(pk=teacher.pk).update(last_login=timezone.now())
    address = reverse("people:appoint", args=["territory", orsk().uid])
    given = {"role": Role.EXPERT, "scope": "remote", "starts": timezone.localdate().isoformat()}
    answer = signed_in.post(f"{address}?person={teacher.pk}", given)
    assert answer["Location"] == reverse("people:card", args=[teacher.pk])
    assert Appointment.objects.get(person=teacher, role=Role.EXPERT).scope == "remote"


def test_appoint__only_roles_that_are_hers_at_places_that_are_hers(signed_in, garden):
    region = orsk().get_parent()
    above = reverse("people:appoint", args=["territory", region.uid])
    assert signed_in.get(above).status_code == 404
    address = reverse("people:appoint", args=["territory", orsk().uid])
    page = signed_in.get(address).text
    assert f'value="{Role.EXPERT}"' in page
    assert f'value="{Role.MUNICIPAL_COORDINATOR}"' not in page
    assert signed_in.get(reverse("people:appoint", args=["moon", garden.uid])).status_code == 404


def test_choose__offers_founders_to_the_region(client, garden):
    region = orsk().get_parent()
    founder = Founder.objects.create(territory=region, name="Управление образования")
    client.force_login(appointed(Role.REGIONAL_COORDINATOR, region))
    page = client.get(reverse("people:choose"), {"q": "управление"}).text
    assert reverse("people:appoint", args=["founder", founder.uid]) in page


def test_dismiss__names_the_open_work_and_asks_for_the_reason(signed_in, teacher, monkeypatch):
    work = [Work("Лист самооценки", "1 декабря 2026"), *[Work("Мероприятие")] * 20]
    monkeypatch.setattr("portal.organisations.ports._readers", [lambda **about: work])
    address = reverse("people:dismiss", args=[held_by(teacher).uid])
    page = signed_in.get(address).text
    assert "Лист самооценки" in page
    assert "И ещё 9" in page
    assert reverse("people:hand-over", args=[held_by(teacher).uid]) in page
    assert "Проверьте, пожалуйста" in signed_in.post(address, {"reason": ""}).text
    answer = signed_in.post(address, {"reason": "Уволилась"})
    assert answer["Location"] == reverse("people:card", args=[teacher.pk])
    with timezone.override("Asia/Yekaterinburg"):
        assert held_by(teacher).is_over


def test_dismiss__is_refused_by_address_too(client, coordinator, garden):
    head = appointed(Role.DOO_HEAD, garden)
    second = appointed(Role.DOO_COORDINATOR, garden)
    client.force_login(head)
    assert client.get(reverse("people:dismiss", args=[held_by(second).uid])).status_code == 403


def test_hand_over__offers_those_of_the_place_and_finds_others(signed_in, garden, teacher):
    fitting = appointed(Role.TEACHER, garden, last_name="Преемница")
    other = appointed(Role.TEACHER, OrganisationFactory(), last_name="Далёкая")
    address = reverse("people:hand-over", args=[held_by(teacher).uid])
    page = signed_in.get(address).text
    assert "Преемница" in page
    assert "Далёкая" not in page
    assert "Далёкая" in signed_in.get(address, {"q": "далекая"}).text
    assert signed_in.post(address, {"successor": fitting.pk}).status_code == 302
    wrong = signed_in.post(f"{address}?q=далекая", {"successor": other.pk}).text
    assert "нет такой роли" in wrong
    given = {"successor": other.pk, "gives_role": "on"}
    assert signed_in.post(f"{address}?q=далекая", given).status_code == 302
    assert Appointment.objects.filter(person=other, organisation=garden).exists()


def test_letter__is_sent_or_the_slip_is_named(signed_in, teacher):
    signed_in.post(reverse("people:invite", args=[teacher.pk]))
    assert mail.outbox[0].to == [teacher.email]
    User.objects.filter(pk=teacher.pk).update(email="")
    page = signed_in.post(reverse("people:invite", args=[teacher.pk]), follow=True).text
    assert "Почты у этого человека нет" in page
    mail.outbox.clear()
    page = signed_in.post(reverse("people:letters"), {"person": [teacher.pk]}, follow=True).text
    assert "Письмо не ушло" in page
    assert mail.outbox == []


def test_slips__are_printed_once_and_never_stored(signed_in, garden, teacher):
    second = appointed(Role.TEACHER, garden)
    answer = signed_in.post(reverse("people:slips"), {"person": [teacher.pk, second.pk]})
    assert "no-store" in answer["Cache-Control"]
    assert teacher.login in answer.text
    assert Invitation.objects.count() == 2
    assert "Отметьте людей" in signed_in.post(reverse("people:slips"), follow=True).text


def test_slips__for_somebody_above_are_refused_whole(client, garden, teacher):
    appoint(by=None, person=teacher, role=Role.EXPERT, node=orsk())
    second = appointed(Role.TEACHER, garden)
    client.force_login(appointed(Role.DOO_HEAD, garden))
    answer = client.post(reverse("people:slips"), {"person": [teacher.pk, second.pk]})
    assert answer.status_code == 403
    assert not Invitation.objects.exists()


def test_second_factor__is_reset_by_who_stands_above(signed_in, client, garden, teacher):
    address = reverse("people:second-factor", args=[teacher.pk])
    assert "позвоните" in signed_in.get(address).text
    assert signed_in.post(address).status_code == 302
    client.force_login(appointed(Role.DOO_HEAD, garden))
    appoint(by=None, person=teacher, role=Role.EXPERT, node=orsk())
    assert client.post(address).status_code == 403


def test_conflicts__an_expert_declares_and_withdraws(client, coordinator, garden):
    expert = appointed(Role.EXPERT, orsk())
    client.force_login(expert)
    address = reverse("conflicts:list")
    assert "Родничок" not in client.get(address).text
    assert "Родничок" in client.get(address, {"q": "родничок"}).text
    wrong = client.post(f"{address}?q=родничок", {"organisation": garden.uid, "reason": ""}).text
    assert "Проверьте, пожалуйста" in wrong
    client.post(address, {"organisation": garden.uid, "reason": "Работает сестра"})
    assert "Работает сестра" in client.get(address).text
    client.force_login(coordinator)
    assert "Работает сестра" in client.get(address).text
    conflict = expert.conflicts.get()
    withdraw = reverse("conflicts:withdraw", args=[conflict.uid])
    assert client.post(withdraw).status_code == 403
    client.force_login(expert)
    assert client.post(withdraw).status_code == 302
    assert "отозван" in client.get(address).text


def test_conflicts__are_nobodys_elses_business(client, garden):
    client.force_login(appointed(Role.DOO_HEAD, garden))
    assert client.get(reverse("conflicts:list")).status_code == 403


def test_list__shows_coming_and_past_apart(signed_in, garden):
    later = PersonFactory(last_name="Будущая")
    starts = timezone.localdate() + datetime.timedelta(days=9)
    appoint(by=None, person=later, role=Role.TEACHER, node=garden, starts=starts)
    assert "начнётся" in signed_in.get(LIST).text
    assert "Будущая" in signed_in.get(f"{LIST}?state=coming").text
    assert "Будущая" not in signed_in.get(f"{LIST}?state=current").text
