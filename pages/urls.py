from django.urls import path

from pages import views

app_name = "publications"
urlpatterns = [
    path("", views.publication_list, name="list"),
    path("<uuid:uid>/", views.publication_detail, name="detail"),
    path("propose/<uuid:uid>/", views.propose, name="propose"),
    path("<uuid:uid>/<slug:action>/", views.move, name="move"),
]
