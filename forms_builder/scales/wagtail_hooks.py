"""Registers the room with the CMS; its viewsets stand in the group of questionnaires."""

from django.urls import include, path
from wagtail import hooks

from forms_builder.scales import urls
from forms_builder.scales.menus import call_publishing_agreeing


@hooks.register("register_admin_urls")
def scale_urls() -> list:
    return [path("scales/", include(urls))]


hooks.register("construct_snippet_action_menu", call_publishing_agreeing)
