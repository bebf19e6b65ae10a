"""The frame of the public site: first page, list of kindergartens, method."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from forms_builder.common.services import service
from forms_builder.questionnaires.models import Questionnaire
from pages.caching import bump
from pages.models import HomePage, MethodPage, OrganisationIndexPage, TextPage
from portal.accounts.models import User
from portal.journal.services import record

METHOD_SLUG = "kak-ocenivayut"
Text = Mapping[str, Any]  # {"title", "sections": [{"heading", "paragraphs": [plain text, …]}]}


@service
def open_site(*, by: User | None, home: Text, method: Text) -> HomePage:
    """Make the three fixed pages and point the site at them; existing pages stay as they are.

    home and method are plain texts; nothing in them is HTML. A complete site is not touched.
    """
    first = HomePage.objects.first()
    if first is None:
        first = _make_home(home)
        record(by=by, action="site.opened", obj=first)
        bump()
    if not OrganisationIndexPage.objects.exists():
        first.add_child(
            instance=OrganisationIndexPage(
                title=_("Детские сады"), slug="sady", lead=_("Найдите свой детский сад.")
            )
        )
    if not TextPage.objects.filter(slug=METHOD_SLUG).exists():
        first.add_child(
            instance=TextPage(
                title=method["title"], slug=METHOD_SLUG, body=_body(method["sections"])
            )
        )
    return first


@service
def open_method(
    *, by: User | None, questionnaire: Questionnaire, text: Mapping[str, str]
) -> MethodPage:
    """Return the page of a form's method below «Как оценивают», made when there is none yet.

    text: title, slug, lead; plain words. What stands already is left to its editors.
    """
    page = MethodPage.objects.filter(questionnaire=questionnaire).first()
    if page is None:
        parent = TextPage.objects.get(slug=METHOD_SLUG)
        page = parent.add_child(instance=MethodPage(questionnaire=questionnaire, **text))
        record(by=by, action="site.method_opened", obj=page)
        bump()
    return page


def _make_home(home: Text) -> HomePage:
    opening, *others = home["sections"]
    first = HomePage(
        title=opening["heading"],
        slug="portal",
        lead=" ".join(opening["paragraphs"]),
        body=_body(others),
    )
    Page.get_first_root_node().add_child(instance=first)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": first, "hostname": "localhost", "site_name": home["title"]},
    )
    # Wagtail's first migration leaves an English greeting behind.
    Page.objects.filter(depth=2, slug="home").exclude(pk=first.pk).delete()
    return first


def _body(sections: list[Text]) -> list[tuple[str, str]]:
    blocks: list[tuple[str, str]] = []
    for section in sections:
        blocks.append(("heading", section["heading"]))
        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in section["paragraphs"])
        blocks.append(("paragraph", paragraphs))
    return blocks
