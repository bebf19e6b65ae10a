"""The page of a job tells the truth about its row, to the person who started it."""

import pytest
from django.core.files.base import ContentFile

from portal.jobs import registry
from portal.jobs.models import Job
from portal.organisations.choices import Role
from tests.factories import PersonFactory, appointed, orsk

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


@pytest.fixture
def handled(monkeypatch):
    """A kind of work that some room does."""
    monkeypatch.setitem(registry._handlers, "desk.test", lambda run: None)
    return "desk.test"


@pytest.fixture
def page(client, person):
    """page(job) → the text the person sees."""
    client.force_login(person)
    return lambda job, **headers: client.get(f"/desk/jobs/{job.uid}/", headers=headers)


def job_of(person, state=Job.State.QUEUED, **fields) -> Job:
    values = {"kind": "desk.test", "title": "Профиль качества", "max_attempts": 3, **fields}
    return Job.objects.create(by=person, state=state, **values)


def test_job__waits_with_two_before_it(page, person):
    for _each in range(2):
        job_of(PersonFactory())
    text = page(job_of(person)).content.decode()
    assert "Ждёт очереди, перед Вами 2." in text
    assert "Отменить" in text
    assert 'hx-trigger="every 1s"' in text


def test_job__waits_as_the_first(page, person):
    assert "Вы первые" in page(job_of(person)).content.decode()


def test_job__runs(page, person):
    job = job_of(
        person, Job.State.RUNNING, progress_done=2, progress_total=5, message="Считаем области."
    )
    text = page(job).content.decode()
    assert "Считаем области." in text
    assert "2 из 5" in text


def test_job__htmx_gets_the_part_only(page, person):
    text = page(job_of(person), **{"HX-Request": "true"}).content.decode()
    assert text.strip().startswith('<section id="job"')
    assert "<html" not in text


def test_job__over_asks_no_more(page, person):
    text = page(job_of(person, Job.State.CANCELLED, message="Отменено.")).content.decode()
    assert "hx-get" not in text
    assert "Отменено." in text
    assert "job-cancel" not in text


def test_job__script_needs_neither_style_nor_eval(page, person):
    text = page(job_of(person)).content.decode()
    assert '"includeIndicatorStyles": false' in text
    assert '"allowEval": false' in text


def test_job__done_gives_its_file(client, page, person):
    job = job_of(person, Job.State.DONE, message="Готово.")
    job.file.save("profile.pdf", ContentFile(b"%PDF-1.7"))
    assert f"/desk/jobs/{job.uid}/file/" in page(job).content.decode()
    answer = client.get(f"/desk/jobs/{job.uid}/file/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"


def test_job__file_that_is_not_there(client, page, person):
    job = job_of(person)
    page(job)
    assert client.get(f"/desk/jobs/{job.uid}/file/").status_code == 404


def test_job__somebody_elses(client, page, person):
    job = job_of(PersonFactory(), Job.State.DONE)
    assert page(job).status_code == 404
    assert client.get(f"/desk/jobs/{job.uid}/file/").status_code == 404
    assert client.post(f"/desk/jobs/{job.uid}/cancel/").status_code == 404
    assert client.post(f"/desk/jobs/{job.uid}/retry/").status_code == 404


def test_job__own_one_after_dismissal(page, person):
    job = job_of(person)
    person.appointments.update(starts="2019-01-01", ends="2020-01-01")
    assert page(job).status_code == 404


def test_cancel__a_waiting_one(client, page, person):
    job = job_of(person)
    page(job)
    assert client.post(f"/desk/jobs/{job.uid}/cancel/").status_code == 302
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


def test_cancel__too_late_is_said(client, page, person):
    job = job_of(person, Job.State.DONE)
    page(job)
    answer = client.post(f"/desk/jobs/{job.uid}/cancel/", follow=True)
    assert "уже закончена" in answer.content.decode()


def test_cancel__running_one_is_asked_to_stop(page, client, person):
    job = job_of(person, Job.State.RUNNING)
    page(job)
    answer = client.post(f"/desk/jobs/{job.uid}/cancel/", follow=True)
    assert "Останавливаем" in answer.content.decode()
    assert "Отменить" not in answer.content.decode()


def test_retry__after_breakdowns_starts_anew(client, page, person, handled):
    job = job_of(person, Job.State.FAILED, attempts=3, params={"report": 7}, message="Прервалась.")
    assert "Попробовать ещё раз" in page(job).content.decode()
    client.post(f"/desk/jobs/{job.uid}/retry/")
    anew = Job.objects.exclude(pk=job.pk).get()
    assert (anew.params, anew.state) == ({"report": 7}, Job.State.QUEUED)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_retry__a_refusal_by_a_rule_would_be_the_same(client, page, person, handled):
    job = job_of(person, Job.State.FAILED, attempts=1, message="Нет шрифта.")
    text = page(job).content.decode()
    assert "Нет шрифта." in text
    assert "Попробовать ещё раз" not in text
    client.post(f"/desk/jobs/{job.uid}/retry/")
    assert Job.objects.count() == 1


def test_job__over_tells_what_happened_each_thing_once(page, person):
    log = [["2030-01-01", words] for words in ("Поручаем.", "Поручаем.", "Некому: сад № 3")]
    text = page(job_of(person, Job.State.DONE, log=log)).content.decode()
    assert text.count("Поручаем.") == 1
    assert "Некому: сад № 3" in text
