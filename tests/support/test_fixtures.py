"""The fixtures that every room's tests stand on."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from playwright.sync_api import expect
from wagtail.models import Page


@pytest.mark.parametrize("time", [1, 2])
def test_visit__opens_the_site_and_keeps_what_migrations_wrote(visit, time):
    expect(visit("/login/").locator("input[name=password]")).to_be_visible()
    assert Page.get_first_root_node() is not None


def test_open_page__gives_another_person_own_cookies(open_page, page):
    other = open_page()
    page.context.add_cookies([{"name": "a", "value": "1", "url": "http://127.0.0.1:1/"}])
    assert page.context.cookies()
    assert not other.context.cookies()


def test_files__go_to_the_folder_of_the_test(tmp_path):
    default_storage.save("a.txt", ContentFile(b"a"))
    assert (tmp_path / "media" / "a.txt").exists()
    assert Path(settings.MEDIA_ROOT).is_relative_to(tmp_path)


@pytest.mark.parametrize("time", [1, 2])
def test_cache__is_empty_when_a_test_begins(time):
    assert cache.get("a") is None
    cache.set("a", 1)
