"""Addresses of tasks on the desk."""

from django.urls import path

from portal.assignments.views import experts, lists, making, one

app_name = "assignments"
PROCEDURE = "procedures/<uuid:uid>/"
urlpatterns = [
    path("", lists.task_list, name="list"),
    path("bulk/", lists.bulk, name="bulk"),
    path(PROCEDURE, making.procedure_tasks, name="procedure"),
    path(f"{PROCEDURE}experts/", experts.choose, name="experts"),
    path(f"{PROCEDURE}experts/preview/", experts.preview, name="experts_preview"),
    path("schedules/<uuid:uid>/make/", making.make, name="make"),
    path("<uuid:uid>/", one.detail, name="detail"),
    path("<uuid:uid>/<slug:name>/", one.act, name="act"),
]
