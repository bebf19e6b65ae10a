"""Addresses of appointing many from a file."""

from django.urls import path, re_path

from portal.exchange import people_views as views

app_name = "people_import"
urlpatterns = [
    path("", views.choose, name="choose"),
    re_path(r"^template\.(?P<extension>csv|xlsx)$", views.template, name="template"),
    path("<uuid:uid>/", views.preview, name="preview"),
]
