from django.urls import path

from portal.profiles import views

app_name = "results"
urlpatterns = [
    path("", views.profile_list, name="list"),
    path("<uuid:uid>/", views.profile_detail, name="detail"),
    path("<uuid:uid>/why/", views.profile_why, name="why"),
]
