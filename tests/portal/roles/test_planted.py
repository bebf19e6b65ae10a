"""The checks of the role table catch what they are there for: a fault is planted, they turn red."""

from typing import Any

import pytest
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from pages.models import Generation, Publication
from portal.assignments.models import Assignment
from portal.jobs.models import Job
from portal.organisations import policy
from portal.organisations.models import Organisation
from portal.plans.models import ImprovementPlan
from portal.profiles.models import Profile
from portal.reports.models import Report
from tests.portal.roles import checks
from tests.portal.roles.asking import Asker
from tests.portal.roles.people import COLUMNS
from tests.portal.roles.table import read_table, unknown
from tests.support.addresses import Address, every_address

MARKS = checks.read_marks()
ROWS = read_table()
pytestmark = pytest.mark.django_db
LISTS = (
    ("results/", Profile),
    ("reports/", Report),
    ("plans/", ImprovementPlan),
    ("publications/", Publication),
    ("desk/sheets/", Assignment),
    ("cms/organisations/", Organisation),
)


@pytest.mark.parametrize(("shown", "model"), LISTS)
def test_leak__in_a_list(ask, monkeypatch, shown, model):
    assert checks.leaks(ask(shown, "regional"), MARKS) == []
    monkeypatch.setitem(policy._scopes, model, [lambda actor: ~Q(pk__in=[])])
    assert any("«Сызранка»" in fault for fault in checks.leaks(ask(shown, "regional"), MARKS))


def unscoped(user: Any, rows: Any, **lookup: Any) -> Any:
    """What get_or_404 would be without asking the policy."""
    return get_object_or_404(rows, **lookup)


OBJECTS = (
    ("results/<uuid:uid>/", "portal.profiles.views"),
    ("reports/<uuid:uid>/", "portal.reports.views"),
    ("plans/<uuid:uid>/", "portal.plans.views"),
    ("reports/<uuid:uid>/file/", "portal.reports.views"),
)


@pytest.mark.parametrize(("shown", "module"), OBJECTS)
def test_leak__of_an_object_or_its_file(ask, monkeypatch, shown, module):
    assert checks.wrong(ask(shown, "foreign_head")) == []
    monkeypatch.setattr(f"{module}.get_or_404", unscoped)
    assert any(
        "expected 404, got 200" in fault for fault in checks.wrong(ask(shown, "foreign_head"))
    )


def test_leak__of_a_rule_that_was_forgotten(ask, monkeypatch):
    shown, author = "reports/<uuid:uid>/finalise/", "doo_coordinator"
    assert checks.wrong(ask(shown, author, method="POST")) == []
    monkeypatch.setitem(policy._rules, (Report, "finalise"), lambda *asked: policy.ALLOWED)
    faults = checks.wrong(ask(shown, author, method="POST"))
    assert any("expected 403, got ok" in fault for fault in faults)


FILES = (
    ("sheets/<uuid:uid>/evidence/<uuid:evidence_uid>/", "municipal"),
    ("sheets/<uuid:uid>/evidence/<uuid:evidence_uid>/", "foreign_expert"),
    ("desk/jobs/<uuid:uid>/file/", "doo_head"),
)


@pytest.mark.parametrize(("shown", "visitor"), FILES)
def test_leak__of_a_file(ask, monkeypatch, shown, visitor):
    monkeypatch.setattr(policy, "get_or_404", unscoped)
    for name in ("may", "may_seen"):
        monkeypatch.setattr(policy, name, lambda *asked: policy.ALLOWED)
    faults = checks.wrong(ask(shown, visitor))
    assert any("got 200" in fault for fault in faults)


def test_trace__of_a_refusal(ask, monkeypatch):
    def refuse(*asked: Any, **lookup: Any) -> None:
        Generation.objects.create(place="trace")
        raise Http404

    shown = "reports/<uuid:uid>/finalise/"
    assert checks.traces(ask(shown, "teacher", method="POST")) == []
    monkeypatch.setattr("portal.reports.views.get_or_404", refuse)
    assert any("wrote" in fault for fault in checks.traces(ask(shown, "teacher", method="POST")))


def test_headers__inline_code_allowed(ask, settings):
    assert checks.headers(ask("desk/", "teacher")) == []
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": {"default-src": ["'self'", "'unsafe-inline'"], "object-src": ["'none'"]}
    }
    assert any("inline" in fault for fault in checks.headers(ask("desk/", "teacher")))


def test_table__new_address_is_red():
    planted = [*every_address(), Address("leak/", "leak/")]
    assert unknown(ROWS, planted) == ["GET leak/", "POST leak/"]


def test_media__nobody_serves_it(world, settings):
    settings.MEDIA_ROOT = world.media
    asker = Asker(world)
    assert {name.split("/")[0] for name in asker.files()} == {"evidence", "jobs", "reports"}
    got = {
        asker.clients[visitor].get(f"/media/{name}").status_code
        for name in asker.files()
        for visitor in COLUMNS
    }
    assert got == {404}


def test_jobs__files_are_their_own(world):
    """The job whose file the table asks for is one person's; nobody else started it."""
    job = Job.objects.get(uid=world.objects["finished job"]["uid"])
    assert job.file
    assert job.by == world.people["doo_coordinator"]
