"""Registers the room with the CMS."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from forms_builder.questionnaires import urls
from forms_builder.questionnaires.viewsets import ScalesAndForms

register_snippet(ScalesAndForms)


@hooks.register("register_admin_urls")
def gate_urls() -> list:
    return [path("", include(urls))]
