"""What makes cached public pages old. Each receiver writes one row: the generation number."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from forms_builder.questionnaires.models import Edition
from pages.caching import bump
from portal.organisations.models import Organisation
from portal.organisations.signals import registry_imported
from portal.plans.models import Measure


def changed(**signal: Any) -> None:
    bump()


def connect() -> None:
    """Listen to the CMS and to the rows that public pages show live or are hidden by."""
    editing = (page_published, page_unpublished, page_slug_changed, post_page_move)
    for signal in (*editing, registry_imported):
        signal.connect(changed, dispatch_uid="pages.generation")
    for model in (Organisation, Measure, Edition, PageViewRestriction):
        post_save.connect(changed, sender=model, dispatch_uid=f"pages.saved.{model.__name__}")
        post_delete.connect(changed, sender=model, dispatch_uid=f"pages.gone.{model.__name__}")
