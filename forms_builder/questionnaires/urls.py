"""The gate and the editions, below the CMS."""

from django.urls import path

from forms_builder.questionnaires import views

app_name = "questionnaires"
urlpatterns = [
    path("questionnaires/<int:pk>/gate/", views.Gate.as_view(), name="gate"),
    path("editions/<uuid:uid>/", views.EditionPage.as_view(), name="edition"),
]
