"""A violation of each kind, planted into a small tree, is found; what is allowed is not."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import AutoField

from tests.architecture import budgets, ranks, shapes, words
from tests.architecture.pending import pending_migrations
from tests.architecture.test_tree import RULES

TWO_LINES = '"""Takes a from b;\ngives c to d."""\n'
MIGRATION = "class Migration:\n    dependencies = [{}]\n"
LONG_FUNCTION = "def f():\n" + "    a = 1\n" * 25
EXPLAINED_FUNCTION = (
    'def f():\n    """What.\n' + "\n    More.\n" * 20 + '    """\n'
    "    # why\n\n" + "    a = 1\n" * 24
)

WRONG = [
    (
        "up, absolute",
        ranks.imports_against_rank,
        "portal/plans/a.py",
        "import portal.reports.models",
    ),
    (
        "up, from",
        ranks.imports_against_rank,
        "portal/plans/a.py",
        "from portal.reports import models",
    ),
    (
        "up, room itself",
        ranks.imports_against_rank,
        "portal/plans/a.py",
        "from portal import reports",
    ),
    (
        "up, relative",
        ranks.imports_against_rank,
        "portal/plans/a.py",
        "from ..reports import models",
    ),
    (
        "up, bare relative",
        ranks.imports_against_rank,
        "portal/plans/a.py",
        "from .. import reports",
    ),
    (
        "up, relative in a package",
        ranks.imports_against_rank,
        "portal/plans/build/__init__.py",
        "from ...reports import models",
    ),
    (
        "up, inside a function",
        ranks.imports_against_rank,
        "portal/campaigns/a.py",
        "def f():\n    from portal.responses import models",
    ),
    (
        "up, for types only",
        ranks.imports_against_rank,
        "portal/campaigns/a.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import portal.responses",
    ),
    ("room to edge", ranks.imports_against_rank, "portal/reports/a.py", "from pages import models"),
    ("edges", ranks.imports_against_rank, "portal/desk/a.py", "from portal.exchange import views"),
    ("edges, pages", ranks.imports_against_rank, "pages/views.py", "import portal.desk.views"),
    ("ground", ranks.imports_against_rank, "portal/jobs/a.py", "from portal.journal import models"),
    ("ground up", ranks.imports_against_rank, "portal/jobs/a.py", "import portal.organisations"),
    (
        "composition",
        ranks.imports_against_rank,
        "portal/desk/a.py",
        "from portal.settings import base",
    ),
    ("composition, urls", ranks.imports_against_rank, "pages/a.py", "from portal import urls"),
    (
        "forms to portal",
        ranks.imports_against_rank,
        "forms_builder/scales/a.py",
        "import portal.jobs",
    ),
    (
        "forms to pages",
        ranks.imports_against_rank,
        "forms_builder/scales/a.py",
        "import pages.models",
    ),
    (
        "forms upwards",
        ranks.imports_against_rank,
        "forms_builder/fields/a.py",
        "from forms_builder.questionnaires import models",
    ),
    (
        "stranger scores",
        ranks.imports_against_rank,
        "portal/desk/a.py",
        "import portal.scoring.sheets",
    ),
    ("no rank", ranks.imports_against_rank, "portal/extras/a.py", "from portal.jobs import models"),
    ("impure, Django", ranks.impurities, "portal/scoring/a.py", "from django.db import models"),
    ("impure, clock", ranks.impurities, "portal/scoring/a.py", "def f():\n    import datetime"),
    ("impure, room", ranks.impurities, "portal/scoring/a.py", "from forms_builder import common"),
    (
        "impure, expressions",
        ranks.impurities,
        "forms_builder/expressions/a.py",
        "import lxml.etree",
    ),
    (
        "drafts",
        ranks.drafts_read_by_portal,
        "portal/responses/a.py",
        "from forms_builder.scales.models import Indicator",
    ),
    (
        "drafts, module",
        ranks.drafts_read_by_portal,
        "portal/responses/a.py",
        "from forms_builder.scales import models",
    ),
    (
        "migration upwards",
        ranks.migrations_against_rank,
        "portal/plans/migrations/0001_plans.py",
        MIGRATION.format('("reports", "0001_reports")'),
    ),
    (
        "migration sideways",
        ranks.migrations_against_rank,
        "portal/jobs/migrations/0001_jobs.py",
        MIGRATION.format('("accounts", "0001_user")'),
    ),
    ("auto", ranks.migrations_badly_named, "portal/jobs/migrations/0002_auto_20261124_1200.py", ""),
    ("unnumbered", ranks.migrations_badly_named, "portal/jobs/migrations/more.py", ""),
    ("no words", shapes.rooms_without_words, "portal/jobs/__init__.py", '"""Jobs."""'),
    ("no init", shapes.rooms_without_words, "portal/jobs/models.py", ""),
    (
        "request by name",
        shapes.services_with_request,
        "portal/jobs/services.py",
        "def f(*, by, request):\n    pass",
    ),
    (
        "request by type",
        shapes.services_with_request,
        "portal/jobs/services/start.py",
        "def f(asked: http.HttpRequest):\n    pass",
    ),
    (
        "bare admin",
        shapes.admins_of_another_base,
        "portal/jobs/admin.py",
        "from wagtail_modeladmin.options import ModelAdmin as Base\nclass A(Base):\n    pass",
    ),
    (
        "bare admin, module",
        shapes.admins_of_another_base,
        "portal/jobs/admin.py",
        "from wagtail_modeladmin import options",
    ),
    ("hooks", shapes.long_hooks, "portal/jobs/wagtail_hooks.py", "a = 1\n" * 30),
    (
        "environment",
        shapes.readers_of_the_environment,
        "portal/jobs/a.py",
        "import os\na = os.environ['A']",
    ),
    ("getenv", shapes.readers_of_the_environment, "pages/a.py", "import os\na = os.getenv('A')"),
    ("environ", shapes.readers_of_the_environment, "pages/a.py", "from os import environ"),
    ("django-environ", shapes.readers_of_the_environment, "pages/a.py", "import environ"),
    ("long function", budgets.long_functions, "portal/jobs/a.py", LONG_FUNCTION),
    ("long file", budgets.long_files, "portal/jobs/a.py", "# a\n" * 251),
    ("long template", budgets.long_templates, "templates/a.html", "<p>\n" * 81),
    (
        "CDN",
        words.foreign_hosts,
        "templates/a.html",
        '<script src="//cdn.example.com/a.js"></script>',
    ),
    ("font", words.foreign_hosts, "static/css/a.css", "@import url(https://fonts.example.com/a);"),
    ("fetch", words.foreign_hosts, "static/js/a.js", "fetch('https://api.example.com')"),
    ("style element", words.inline_code, "templates/a.html", "<style>a{}</style>"),
    ("style", words.inline_code, "templates/a.html", '<p\n style="color:red">'),
    ("script", words.inline_code, "templates/a.html", "<script>a()</script>"),
    ("handler", words.inline_code, "templates/desk/a.html", '<a href="#" onclick="a()">'),
    ("javascript:", words.inline_code, "templates/a.html", '<a href="javascript:a()">'),
    ("machine", words.machine_paths, "README.md", "cd /home/anna/portal"),
    ("waiver", words.waivers, "portal/jobs/a.py", "import a  # noqa"),
    ("later", words.waivers, "static/js/a.js", "// TODO: later"),
    ("skipped", words.waivers, "tests/a.py", "@pytest.mark.skip"),
]

RIGHT = [
    (ranks.imports_against_rank, "portal/reports/a.py", "from portal.plans import selectors"),
    (ranks.imports_against_rank, "portal/reports/a.py", "from ..profiles.models import Profile"),
    (
        ranks.imports_against_rank,
        "portal/reports/build/a.py",
        "from . import b\nfrom .. import models",
    ),
    (ranks.imports_against_rank, "portal/profiles/a.py", "from portal.scoring import sheets"),
    (ranks.imports_against_rank, "portal/desk/a.py", "import portal.reports.selectors"),
    (ranks.imports_against_rank, "portal/jobs/a.py", "from forms_builder.common import errors"),
    (
        ranks.imports_against_rank,
        "portal/bootstrap/a.py",
        "import pages.models, portal.settings.base",
    ),
    (ranks.imports_against_rank, "portal/urls.py", "from portal.desk import urls"),
    (ranks.impurities, "portal/scoring/a.py", "from decimal import Decimal\nfrom .b import c"),
    (ranks.drafts_read_by_portal, "pages/a.py", "from forms_builder.scales.models import Scale"),
    (
        ranks.migrations_against_rank,
        "portal/jobs/migrations/0001_jobs.py",
        MIGRATION.format("migrations.swappable_dependency(settings.AUTH_USER_MODEL)"),
    ),
    (
        ranks.migrations_against_rank,
        "portal/plans/migrations/0001_plans.py",
        MIGRATION.format('("profiles", "0001_profiles"), ("wagtailcore", "0001_initial")'),
    ),
    (ranks.migrations_badly_named, "portal/jobs/migrations/0001_job_rows.py", ""),
    (shapes.rooms_without_words, "portal/jobs/__init__.py", TWO_LINES),
    (shapes.services_with_request, "portal/jobs/services.py", "def f(*, by, job):\n    pass"),
    (
        shapes.admins_of_another_base,
        "portal/organisations/modeladmin.py",
        "from wagtail_modeladmin.options import ModelAdmin",
    ),
    (
        shapes.admins_of_another_base,
        "portal/jobs/wagtail_hooks.py",
        "from wagtail_modeladmin.options import modeladmin_register",
    ),
    (shapes.long_hooks, "portal/jobs/wagtail_hooks.py", "a = 1\n" * 29),
    (shapes.readers_of_the_environment, "portal/settings/base.py", "import environ"),
    (
        shapes.readers_of_the_environment,
        "portal/wsgi.py",
        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'portal.settings.local')",
    ),
    (budgets.long_functions, "portal/jobs/a.py", EXPLAINED_FUNCTION),
    (budgets.long_files, "portal/jobs/a.py", "# a\n" * 250),
    (budgets.long_templates, "templates/a.html", "<p>\n" * 80),
    (words.foreign_hosts, "templates/a.svg", '<svg xmlns="http://www.w3.org/2000/svg">'),
    (words.foreign_hosts, "static/css/a.css", "/*! licence: https://example.com */\na {}"),
    (words.inline_code, "templates/a.html", '<script src="{% static a %}" defer></script>'),
    (words.inline_code, "templates/wagtailadmin/a.html", "<style>a{}</style>"),
]


def plant(root: Path, place: str, text: str) -> None:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def small_tree(tmp_path: Path) -> Path:
    """Rooms that stand for their labels; not themselves good."""
    for room in ("reports", "profiles", "accounts"):
        plant(tmp_path, f"portal/{room}/__init__.py", TWO_LINES)
    return tmp_path


@pytest.mark.parametrize(
    ("rule", "place", "text"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_rule__finds_what_is_planted(small_tree, rule, place, text):
    plant(small_tree, place, text)
    found = rule(small_tree)
    assert len(found) == 1
    assert str(Path(place).parent) in found[0]


@pytest.mark.parametrize(("rule", "place", "text"), RIGHT)
def test_rule__lets_pass_what_is_allowed(small_tree, rule, place, text):
    plant(small_tree, place, text)
    assert rule(small_tree) == []


def test_rules__have_a_planted_violation_each():
    assert {row[1] for row in WRONG} == set(RULES)


def test_pending_migrations__finds_a_model_without_one():
    state = ProjectState.from_apps(apps)
    state.add_model(ModelState("jobs", "Planted", [("id", AutoField(primary_key=True))]))
    assert any("Planted" in line for line in pending_migrations(state))
