"""Addresses of conflicts of interest on the desk."""

from django.urls import path

from portal.organisations.people_views import conflicts

app_name = "conflicts"
urlpatterns = [
    path("", conflicts.conflicts, name="list"),
    path("<uuid:uid>/withdraw/", conflicts.withdraw, name="withdraw"),
]
