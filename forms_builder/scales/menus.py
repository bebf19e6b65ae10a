"""The words of Wagtail's buttons for what is agreed, not published."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import DraftStateMixin
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem

ROOMS = ("scales", "questionnaires")


class AgreeMenuItem(PublishMenuItem):
    """Wagtail's «publish» under its name here: the wording is agreed, nothing is frozen."""

    template_name = "wagtailadmin/scales/agree.html"


def call_publishing_agreeing(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Replace the publishing button of drafts of these rooms."""
    model = context["model"]
    if not issubclass(model, DraftStateMixin) or model._meta.app_label not in ROOMS:
        return
    items[:] = [
        AgreeMenuItem(item.order) if isinstance(item, PublishMenuItem) else item for item in items
    ]
