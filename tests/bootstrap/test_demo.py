"""The demo: whole, marked as such, the same twice, and never on a server."""

import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from forms_builder.common.errors import DomainError
from pages.models import Publication
from portal.bootstrap.demo.files import read
from portal.bootstrap.demo.load import load_demo
from portal.bootstrap.demo.sheets import MARK
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.journal.models import Entry
from portal.organisations.choices import OrganisationState, Role
from portal.organisations.models import Organisation
from portal.plans.models import Measure
from portal.profiles.models import Profile
from portal.reports.models import Report
from portal.responses.models import Answer, Response

pytestmark = pytest.mark.django_db
UNTOUCHED = ("auth", "contenttypes", "sessions", "django_q", "wagtailsearch")


def work_here():
    for job in Job.objects.filter(state=Job.State.QUEUED):
        run_job(job.pk)


def dump():
    """Every row of the project's own tables and of Wagtail's, by table."""
    return {
        model._meta.db_table: list(model.objects.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and model._meta.app_label not in UNTOUCHED
    }


@pytest.fixture
def demo():
    load_demo(work_here, lambda sentence: None)


def test_demo__is_whole_and_a_second_run_changes_no_row(demo):
    assert Organisation.objects.count() == 12
    assert Organisation.objects.get(number="11").state == OrganisationState.CLOSED
    assert Response.objects.filter(state=Response.State.SUBMITTED).count() == 11
    assert Profile.objects.count() == 11
    assert Report.objects.filter(state=Report.State.FINAL).count() == 10
    assert Publication.objects.filter(state=Publication.State.RELEASED).count() == 8
    assert Measure.objects.count() >= 11
    assert not Job.objects.exclude(state=Job.State.DONE).exists()
    _every_sheet_says_that_it_is_synthetic()
    _everything_was_done_by_somebody()
    _every_role_has_an_account()
    before = dump()
    load_demo(work_here, lambda sentence: None)
    assert dump() == before


def _every_sheet_says_that_it_is_synthetic():
    for response in Response.objects.filter(state=Response.State.SUBMITTED):
        texts = [answer.data.get("value") for answer in response.answers.all()]
        assert MARK in texts
    for report in Report.objects.exclude(document=""):
        assert "емонстрацион" in report.document


def _everything_was_done_by_somebody():
    acts = set(Entry.objects.values_list("action", flat=True))
    assert {"response.submitted", "profile.computed", "publication.released"} <= acts
    assert not Answer.objects.filter(saved_by=None).exists()


def _every_role_has_an_account():
    out = call_json("demo_accounts", "--json")
    assert {row["role"] for row in out} == set(Role.values)
    assert all(row["email"].endswith("@example.org") for row in out)


def call_json(*command):
    from io import StringIO

    out = StringIO()
    call_command(*command, stdout=out)
    return json.loads(out.getvalue())


def test_demo__refuses_where_it_is_not_allowed(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="не загружаются"):
        call_command("load_demo")
    assert not Organisation.objects.exists()


def test_demo__is_refused_before_anything_is_written(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(DomainError):
        load_demo(work_here, lambda sentence: None)
    assert not Entry.objects.exists()


def test_accounts__before_the_demo_says_what_to_do():
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_accounts")


def test_people__are_all_at_the_reserved_domain():
    people = read("people_demo.json")["people"]
    assert len({row["email"] for row in people}) == len(people)
    assert all(row["email"].endswith("@example.org") for row in people)
