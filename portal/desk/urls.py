"""Addresses of the desk."""

from django.urls import path

from portal.desk.views import home, jobs

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("sheets/", home.sheets, name="sheets"),
    path("jobs/<uuid:uid>/", jobs.job, name="job"),
    path("jobs/<uuid:uid>/cancel/", jobs.cancel, name="job-cancel"),
    path("jobs/<uuid:uid>/retry/", jobs.retry, name="job-retry"),
    path("jobs/<uuid:uid>/file/", jobs.job_file, name="job-file"),
]
