"""Addresses of plans and the calendar below the CMS."""

from django.urls import path

from portal.campaigns import calendar_views, template_views

ONE = "plans/<uuid:uid>/"
urlpatterns = [
    path("plans/", template_views.template_list, name="plan_templates"),
    path(ONE, template_views.tree, name="plan_template"),
    path(f"{ONE}plan.<str:extension>", template_views.download, name="plan_template_file"),
    path(f"{ONE}edit/", template_views.change, name="plan_template_head"),
    path(f"{ONE}add/", template_views.add, name="plan_template_add"),
    path(f"{ONE}copy/", template_views.copy, name="plan_template_copy"),
    path(f"{ONE}delete/", template_views.delete, name="plan_template_delete"),
    path(f"{ONE}<str:path>/edit/", template_views.change, name="plan_template_part"),
    path(f"{ONE}<str:path>/add/", template_views.add, name="plan_template_add_below"),
    path(f"{ONE}<str:path>/move/", template_views.move, name="plan_template_move"),
    path(f"{ONE}<str:path>/remove/", template_views.remove, name="plan_template_remove"),
    path("calendar/", calendar_views.calendar_page, name="work_calendar"),
    path("calendar/<int:pk>/drop/", calendar_views.drop, name="work_calendar_drop"),
]
