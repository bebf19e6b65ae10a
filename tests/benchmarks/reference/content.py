"""Filling the reference project; called in a process of its own."""

from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Locale, Page, Site

from tests.benchmarks.reference.models import BarePage


def form() -> dict[str, str]:
    """Return the session cookie of somebody signed in, for the form and the save."""
    client = Client()
    client.force_login(User.objects.create_user("person"))
    return {"session": client.cookies["sessionid"].value}


def page(words: str) -> None:
    """Make the page with these words the first of the site."""
    Locale.objects.get_or_create(language_code="en")
    root = Page.add_root(title="Root", slug="root")
    bare = root.add_child(instance=BarePage(title="Bare", slug="bare", body=words))
    Site.objects.create(hostname="127.0.0.1", root_page=bare, is_default_site=True)
