"""Addresses of the desk."""

from django.urls import path

from portal.desk.views import garden, home, jobs, journal, progress, role, support

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("sheets/", home.sheets, name="sheets"),
    path("progress/", progress.start, name="progress"),
    path("progress/territory/<uuid:uid>/", progress.territory, name="progress-territory"),
    path(
        "progress/territory/<uuid:uid>/table.<str:extension>",
        progress.table,
        name="progress-table",
    ),
    path("progress/organisation/<uuid:uid>/", progress.organisation, name="progress-organisation"),
    path("organisation/", garden.own, name="own-garden"),
    path("organisation/<uuid:uid>/", garden.garden, name="garden"),
    path("journal/", journal.journal, name="journal"),
    path("journal/table.csv", journal.table, name="journal-table"),
    path("role/", role.role, name="role"),
    path("support/", support.gardens, name="support-gardens"),
    path("support/end/", support.end, name="support-end"),
    path("support/<uuid:uid>/", support.garden, name="support"),
    path("jobs/<uuid:uid>/", jobs.job, name="job"),
    path("jobs/<uuid:uid>/cancel/", jobs.cancel, name="job-cancel"),
    path("jobs/<uuid:uid>/retry/", jobs.retry, name="job-retry"),
    path("jobs/<uuid:uid>/file/", jobs.job_file, name="job-file"),
]
