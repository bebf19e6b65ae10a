"""Addresses of an edition outside the CMS."""

from django.urls import path

from portal.responses import edition_views as views

app_name = "editions"
urlpatterns = [
    path("<uuid:uid>/", views.edition_detail, name="detail"),
    path("<uuid:uid>/paper/", views.edition_paper, name="paper"),
    path("<uuid:uid>/codebook.xlsx", views.edition_codebook, name="codebook"),
    path("<uuid:uid>/content.json", views.edition_data, name="data"),
]
