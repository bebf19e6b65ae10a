"""The composition of a scale, below the CMS."""

from django.urls import path

from forms_builder.scales import views

app_name = "scales"
urlpatterns = [
    path("<int:pk>/", views.Tree.as_view(), name="tree"),
    path("indicators/<int:pk>/move/", views.Move.as_view(), name="move"),
    path("indicators/<int:pk>/retire/", views.Retire.as_view(), name="retire"),
    path("indicators/<int:pk>/restore/", views.Restore.as_view(), name="restore"),
]
