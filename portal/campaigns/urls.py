from django.urls import path

from portal.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.campaign_list, name="list"),
    path("<uuid:uid>/", views.detail, name="detail"),
    path("<uuid:uid>/participants/", views.participants, name="participants"),
]
