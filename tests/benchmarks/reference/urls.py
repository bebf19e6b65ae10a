"""Three addresses: a form, a save, and the page."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from tests.benchmarks.reference import views

urlpatterns = [
    path("form/", views.form),
    path("answer/", views.answer),
    path("", include(wagtail_urls)),
]
