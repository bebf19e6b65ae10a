"""Whoever walks the ids of every list as every role meets nothing that the policy does not show."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from portal.organisations import policy
from portal.organisations.models import Organisation
from portal.reports import urls as report_urls
from portal.reports.models import Report
from tests.portal.roles.asking import Asker
from tests.portal.roles.world import World, make_world
from tests.portal.security import walking
from tests.portal.security.naming import UID, kind_of
from tests.portal.security.walking import Sight

pytestmark = pytest.mark.django_db
CONTENT = (
    "/cms/pages/",
    "/cms/scales/",
    "/cms/snippets/",
    "/cms/questionnaires/",
    "/cms/editions/",
    "/cms/workflows/",
)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    media = str(tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def files_of_the_world(settings: Any, world: World) -> None:
    settings.MEDIA_ROOT = world.media


@pytest.fixture(scope="module")
def asker(world: World) -> Iterator[Asker]:
    logging.disable(logging.ERROR)  # thousands of refusals are meant
    yield Asker(world)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def sight(world: World) -> Sight:
    return walking.sight_of(world.people)


@pytest.fixture(scope="module")
def paths(asker: Asker) -> set[str]:
    return walking.crawl(asker)


def test_crawl__meets_objects_of_every_kind(paths):
    kinds = {path.split("/")[1] for path in paths}
    assert {"sheets", "results", "reports", "plans", "schedule", "publications"} <= kinds
    numbered = {kind_of(path) for path in paths if not UID.search(path)}
    assert {
        "/desk/people/№/",
        "/cms/organisations/edit/№/",
        "/cms/appointments/inspect/№/",
        "/cms/campaigns/inspect/№/",
        "/cms/pages/№/edit/",
    } <= numbered
    assert len(paths) > 100


def test_crawl__every_address_names_a_row_that_the_policy_speaks_of(paths, sight):
    """What methodologists and editors write is theirs by the CMS's own permissions."""
    nameless = {kind_of(path) for path in paths if not sight.rows(path)}
    assert {kind for kind in nameless if not kind.startswith(CONTENT)} == set()


def test_walk__is_refused_what_is_not_seen(asker, sight, paths):
    assert walking.leaks(asker, sight, paths) == []


def of_reports(paths: set[str], end: str) -> set[str]:
    kind = f"/reports/…/{end}"
    return {path for path in paths if kind_of(path) == kind}


def unscoped(user: Any, rows: Any, **lookup: Any) -> Any:
    return get_object_or_404(rows, **lookup)


def test_planted__scope_forgotten(asker, sight, paths, monkeypatch):
    some = of_reports(paths, "")
    assert walking.leaks(asker, sight, some) == []
    monkeypatch.setitem(policy._scopes, Report, [lambda actor: policy.EVERYTHING])
    assert any("as teacher: 200" in leak for leak in walking.leaks(asker, sight, some))


def test_planted__view_forgets_to_ask(asker, sight, paths, monkeypatch):
    monkeypatch.setattr("portal.reports.views.get_or_404", unscoped)
    leaks = walking.leaks(asker, sight, of_reports(paths, ""))
    assert any("as foreign_head: 200" in leak for leak in leaks)


def test_planted__cms_opens_every_number(asker, sight, paths, monkeypatch):
    some = {path for path in paths if kind_of(path) == "/cms/organisations/edit/№/"}
    assert walking.leaks(asker, sight, some) == []
    everything = [lambda actor: policy.EVERYTHING]
    monkeypatch.setitem(policy._scopes, Organisation, everything)
    monkeypatch.setattr(policy, "may", lambda *asked: policy.Verdict(True))
    assert any("as foreign_regional: 200" in leak for leak in walking.leaks(asker, sight, some))


def test_planted__file_by_address(asker, sight, paths, monkeypatch):
    def by_address(request: Any, uid: Any) -> HttpResponse:
        return HttpResponse(Report.objects.get(uid=uid).file.read())

    files = {f"{path}file/" for path in of_reports(paths, "")}
    assert walking.leaks(asker, sight, files) == []
    pattern = next(one for one in report_urls.urlpatterns if one.name == "file")
    monkeypatch.setattr(pattern, "callback", by_address)
    leaks = walking.leaks(asker, sight, files)
    assert any("as anonymous: 200" in leak for leak in leaks)
