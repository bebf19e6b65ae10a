"""The page of a job moves by itself, under the strict policy."""

from playwright.sync_api import expect

from portal.jobs.models import Job
from portal.organisations.choices import Role
from tests.factories import PersonFactory, appointed, orsk
from tests.factories.people import PASSWORD
from tests.journeys.support.person import shots, sign_in
from tests.support.axe import run_axe


def test_job__moves_from_the_queue_to_its_end(page, live_server, django_db_serialized_rollback):
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk(), email="expert@example.org")
    fields = {"kind": "desk.test", "title": "Профиль качества", "max_attempts": 3}
    Job.objects.create(by=PersonFactory(), **fields)
    job = Job.objects.create(by=person, **fields)
    rows = Job.objects.filter(pk=job.pk)
    sign_in(page, live_server.url, "expert@example.org", PASSWORD)
    page.goto(f"{live_server.url}/desk/jobs/{job.uid}/")
    expect(page.get_by_role("status").last).to_have_text("Ждёт очереди, перед Вами 1.")
    rows.update(state=Job.State.RUNNING, progress_done=2, progress_total=5, message="Считаем.")
    expect(page.get_by_text("2 из 5").last).to_be_visible()
    shots(page, "job-running")
    assert run_axe(page) == []
    rows.update(state=Job.State.DONE, message="Готово.")
    expect(page.get_by_text("Готово.")).to_be_visible()
    expect(page.locator("#job")).not_to_have_attribute("hx-get", "")
    assert run_axe(page) == []
