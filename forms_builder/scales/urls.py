"""A scale as a whole and its composition, below the CMS."""

from django.urls import path

from forms_builder.scales import scale_views, views

app_name = "scales"
urlpatterns = [
    path("<int:pk>/", views.Tree.as_view(), name="tree"),
    path("<int:pk>/copy/", scale_views.Copy.as_view(), name="copy"),
    path("<int:pk>/transfer/", scale_views.Transfer.as_view(), name="transfer"),
    path("<int:pk>/transfer/apply/", scale_views.Apply.as_view(), name="apply"),
    path("<int:pk>/scale.xlsx", scale_views.Export.as_view(ending="xlsx"), name="xlsx"),
    path("<int:pk>/scale.json", scale_views.Export.as_view(ending="json"), name="json"),
    path("indicators/<int:pk>/move/", views.Move.as_view(), name="move"),
    path("indicators/<int:pk>/retire/", views.Retire.as_view(), name="retire"),
    path("indicators/<int:pk>/restore/", views.Restore.as_view(), name="restore"),
]
