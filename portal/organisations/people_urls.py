"""Addresses of people on the desk."""

from django.urls import path, re_path

from portal.organisations.people_views import appointing, card, leaving, letting_in, listing

app_name = "people"
urlpatterns = [
    path("", listing.people, name="list"),
    re_path(r"^table\.(?P<extension>csv|xlsx)$", listing.table, name="table"),
    path("letters/", letting_in.letters, name="letters"),
    path("slips/", letting_in.slips, name="slips"),
    path("appoint/", appointing.choose, name="choose"),
    path("appoint/<str:kind>/<uuid:uid>/", appointing.fill, name="appoint"),
    path("appointments/<uuid:uid>/dismiss/", leaving.end, name="dismiss"),
    path("appointments/<uuid:uid>/hand-over/", leaving.pass_on, name="hand-over"),
    path("<int:pk>/", card.card, name="card"),
    path("<int:pk>/welcome/", card.welcome, name="welcome"),
    path("<int:pk>/invite/", letting_in.invite, name="invite"),
    path("<int:pk>/second-factor/", letting_in.reset_second_factor, name="second-factor"),
]
