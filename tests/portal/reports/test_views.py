"""The screens of reports: progress, page, file, buttons; who sees what."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from portal.jobs.models import Job
from portal.organisations.choices import Role
from portal.reports import selectors
from portal.reports.models import Report
from portal.reports.services import finalise, start_compile
from tests.factories import OrganisationFactory, TerritoryFactory, appointed, orsk
from tests.factories.results import final_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def address(name: str, report: Report) -> str:
    return reverse(f"reports:{name}", args=[report.uid])


def test_compile__the_button_starts_and_shows_the_queue(garden, client):
    client.force_login(garden.coordinator)
    answer = client.post(reverse("reports:compile", args=[garden.profile.uid]))
    report = Report.objects.get()
    assert answer["Location"] == address("detail", report)
    page = client.get(answer["Location"]).content.decode()
    assert "Ждёт очереди, Вы первые." in page
    assert "Остановить" in page


def test_detail__says_how_many_stand_before(garden, client):
    others = [final_report(state=Report.State.COMPILING).profile for _number in range(2)]
    for profile in others:
        Report.objects.filter(profile=profile).delete()
        start_compile(by=garden.municipal, profile=profile)
    report = start_compile(by=garden.coordinator, profile=garden.profile)
    client.force_login(garden.coordinator)
    assert "Ждёт очереди, перед Вами 2." in client.get(address("detail", report)).content.decode()


def test_detail__shows_the_running_step(garden, client):
    report = start_compile(by=garden.coordinator, profile=garden.profile)
    Job.objects.update(
        state=Job.State.RUNNING, progress_done=1, progress_total=3, message="Рисуем PDF."
    )
    client.force_login(garden.head)
    page = client.get(address("detail", report)).content.decode()
    for words in ("Рисуем PDF.", "1 из 3", 'hx-trigger="every 1s"'):
        assert words in page
    assert "Остановить" not in page, "only the one who began may stop it"


def test_detail__asked_by_script_gives_the_part_and_then_the_whole(garden, client):
    report = start_compile(by=garden.coordinator, profile=garden.profile)
    client.force_login(garden.coordinator)
    asked = {"HTTP_HX_REQUEST": "true"}
    part = client.get(address("detail", report), **asked).content.decode()
    assert part.lstrip().startswith("<section")
    ready = final_report(garden.profile.organisation)
    assert client.get(address("detail", ready), **asked)["HX-Refresh"] == "true"


def test_detail__a_failed_compile_can_be_started_again(garden, client):
    report = start_compile(by=garden.coordinator, profile=garden.profile)
    Job.objects.update(state=Job.State.FAILED, message="Символа нет в шрифтах.")
    client.force_login(garden.head)
    page = client.get(address("detail", report)).content.decode()
    assert "Символа нет в шрифтах." in page
    assert "Сформировать ещё раз" in page
    client.post(reverse("reports:compile", args=[garden.profile.uid]))
    report.refresh_from_db()
    assert report.job.state == Job.State.QUEUED
    assert Report.objects.count() == 1


def test_detail__is_the_same_document_as_the_pdf(garden, client):
    report = garden.compiled()
    client.force_login(garden.head)
    page = client.get(address("detail", report)).content.decode()
    for words in ("Профиль качества ДОО", "2,50", "Как считали", "Скачать PDF"):
        assert words in page
    assert page.count("<h1") == 1
    assert "hx-get" not in page


def test_detail__the_author_reads_why_another_must_finalise(garden, client):
    report = garden.compiled()
    client.force_login(garden.coordinator)
    page = client.get(address("detail", report)).content.decode()
    assert "Отчёт утверждает не тот, кто его составил" in page
    assert "Сделать итоговым" not in page
    assert client.post(address("finalise", report)).status_code == 403


def test_finalise__by_another_person(garden, client):
    report = garden.compiled()
    client.force_login(garden.head)
    assert "Сделать итоговым" in client.get(address("detail", report)).content.decode()
    page = client.post(address("finalise", report), follow=True).content.decode()
    assert "Отчёт стал итоговым и больше не меняется." in page
    assert "Проверен и стал итоговым" in page
    again = client.post(address("finalise", report), follow=True).content.decode()
    assert "а этот отчёт сейчас: итоговый" in again


def test_file__comes_with_a_name_and_nothing_to_guess(garden, client):
    report = garden.compiled()
    client.force_login(garden.head)
    answer = client.get(address("file", report))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 quick"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    disposition = answer["Content-Disposition"]
    assert disposition.startswith(f'attachment; filename="profile-{report.uid}.pdf"; ')
    assert disposition.isascii()
    assert report.file.name.rsplit("/", 1)[-1] not in disposition
    assert "Профиль качества ДОО Детский сад № 94 «Звёздочка»" in unquote(disposition)


def test_file__there_is_none_while_compiling(garden, client):
    report = start_compile(by=garden.coordinator, profile=garden.profile)
    client.force_login(garden.head)
    assert client.get(address("file", report)).status_code == 404


@pytest.mark.parametrize(
    ("role", "node", "status"),
    [
        (Role.REGIONAL_COORDINATOR, "region", 200),
        (Role.MUNICIPAL_COORDINATOR, "town", 200),
        (Role.MUNICIPAL_COORDINATOR, "other town", 404),
        (Role.DOO_HEAD, "garden", 200),
        (Role.DOO_HEAD, "other garden", 404),
        (Role.TEACHER, "garden", 404),
        (Role.EXPERT, "town", 404),
        (Role.METHODOLOGIST, "region", 404),
    ],
)
def test_reports__who_sees_one_and_its_file(garden, client, role, node, status):
    report = garden.compiled()
    nodes = {
        "region": orsk().get_parent(),
        "town": orsk(),
        "other town": TerritoryFactory(parent=orsk().get_parent()),
        "garden": garden.profile.organisation,
        "other garden": OrganisationFactory(),
    }
    client.force_login(appointed(role, nodes[node]))
    for name in ("detail", "file"):
        assert client.get(address(name, report)).status_code == status
    assert (address("detail", report) in client.get(reverse("reports:list")).content.decode()) is (
        status == 200
    )
    if status == 404:
        assert client.post(address("finalise", report)).status_code == 404


def test_reports__the_expert_reads_hers_once_final(garden, client):
    expert = appointed(Role.EXPERT, orsk())
    task = garden.profile.response.assignment
    task.assignee = expert
    task.save()
    report = garden.compiled()
    client.force_login(expert)
    assert client.get(address("detail", report)).status_code == 404
    finalise(by=garden.head, report=report)
    assert client.get(address("detail", report)).status_code == 200


def test_compile__is_forbidden_with_the_reason_and_hidden_where_hidden(garden, client):
    client.force_login(appointed(Role.METHODOLOGIST, orsk()))
    answer = client.post(reverse("reports:compile", args=[garden.profile.uid]))
    assert answer.status_code == 403
    assert "Отчёт составляют координаторы" in answer.content.decode()
    client.force_login(appointed(Role.TEACHER, garden.profile.organisation))
    assert client.post(reverse("reports:compile", args=[garden.profile.uid])).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("name", ["compile", "finalise"])
def test_writing__takes_a_post_and_a_person(garden, client, name):
    report = final_report(garden.profile.organisation)
    where = reverse(
        f"reports:{name}", args=[report.profile.uid if name == "compile" else report.uid]
    )
    assert client.post(where)["Location"].startswith("/login/")
    client.force_login(garden.head)
    assert client.get(where).status_code == 405


def test_list__is_empty_kindly(garden, client):
    client.force_login(garden.head)
    assert "Отчётов пока нет" in client.get(reverse("reports:list")).content.decode()


def test_list__finds_by_name_and_by_profile(garden, client):
    report, other = garden.compiled(), final_report()
    client.force_login(garden.municipal)
    where = reverse("reports:list")
    found = client.get(where, {"q": "звездочка"}).content.decode()
    assert address("detail", report) in found
    assert address("detail", other) not in found
    found = client.get(where, {"profile": str(other.profile.uid)}).content.decode()
    assert address("detail", other) in found
    assert address("detail", report) not in found
    assert "Ничего не нашлось" in client.get(where, {"q": "ромашка"}).content.decode()
    assert client.get(where, {"profile": "x"}).status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_list__queries_are_bounded(garden, client, many, django_assert_max_num_queries):
    for _number in range(many):
        final_report(procedure=garden.profile.procedure, edition=garden.profile.edition)
    client.force_login(garden.municipal)
    with django_assert_max_num_queries(9):
        client.get(reverse("reports:list"))


def test_waiting__lists_the_drafts_of_others(garden):
    report = garden.compiled()
    assert list(selectors.waiting_for(garden.head)) == [report]
    assert list(selectors.waiting_for(garden.municipal)) == [report]
    assert not selectors.waiting_for(garden.coordinator).exists()
    assert not selectors.waiting_for(appointed(Role.DOO_HEAD, OrganisationFactory())).exists()
    finalise(by=garden.head, report=report)
    assert not selectors.waiting_for(garden.municipal).exists()
