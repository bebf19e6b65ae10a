"""Settings for production, groups, schedule, the frame of a new site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django_q.models import Schedule

from pages.models import HomePage
from pages.site import open_site
from portal.bootstrap.roles import PERMISSIONS, ensure_roles
from portal.bootstrap.texts import HOME, METHOD
from portal.organisations.choices import Role

ROOT = Path(__file__).resolve().parents[2]


def production(*command, without=(), **extra):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "k3-Zq8nWv5tYx2uPbR7sLmC4dFgH6jKaQeTyUiOpAsDfGhJkLzXcVbNm90",
        "ALLOWED_HOSTS": "quality.example.org",
        **extra,
    }
    for name in without:
        del environment[name]
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production__check_deploy_is_clean(tmp_path):
    done = production("check", "--deploy", "--fail-level", "WARNING", VAR_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_production__does_not_start_without_a_secret(tmp_path):
    done = production("check", without=["SECRET_KEY"], VAR_DIR=str(tmp_path))
    assert done.returncode != 0


def test_production__refuses_demo_data(tmp_path):
    done = production("load_demo", VAR_DIR=str(tmp_path))
    assert done.returncode != 0
    assert "не загружаются" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_schedules__twice_are_the_same():
    call_command("schedules")
    first = list(Schedule.objects.order_by("pk").values("pk", "name", "func", "minutes"))
    call_command("schedules")
    assert list(Schedule.objects.order_by("pk").values("pk", "name", "func", "minutes")) == first
    assert "portal.jobs.tasks.sweep" in {row["func"] for row in first}


@pytest.mark.django_db
def test_roles__give_exactly_what_the_table_says():
    open_site(by=None, home=HOME, method=METHOD)
    ensure_roles()
    ensure_roles()
    assert set(Group.objects.values_list("name", flat=True)) == set(PERMISSIONS)
    for role, names in PERMISSIONS.items():
        group = Group.objects.get(name=role)
        held = {
            f"{app}.{code}"
            for app, code in group.permissions.values_list("content_type__app_label", "codename")
        }
        assert held == set(names)


@pytest.mark.django_db
def test_roles__only_editors_touch_pages():
    home = open_site(by=None, home=HOME, method=METHOD)
    ensure_roles()
    names = set(home.group_permissions.values_list("group__name", flat=True))
    assert names == {Role.EDITOR}


@pytest.mark.django_db
def test_site__opened_twice_is_one_site():
    first = open_site(by=None, home=HOME, method=METHOD)
    first.title = "Слова редактора"
    first.save()
    again = open_site(by=None, home=HOME, method=METHOD)
    assert HomePage.objects.count() == 1
    assert again.title == "Слова редактора"
