"""The gate, the editions and trial filling, below the CMS."""

from django.urls import path

from forms_builder.questionnaires import edition_views, transfer_views, trial_views, views

app_name = "questionnaires"
urlpatterns = [
    path("questionnaires/from-file/", transfer_views.FromFile.as_view(), name="from_file"),
    path("questionnaires/<int:pk>/form.json", transfer_views.ToFile.as_view(), name="to_file"),
    path("questionnaires/<int:pk>/gate/", views.Gate.as_view(), name="gate"),
    path("questionnaires/<int:pk>/editions/", edition_views.History.as_view(), name="history"),
    path(
        "questionnaires/<int:pk>/editions/difference/",
        edition_views.Difference.as_view(),
        name="difference",
    ),
    path("editions/<uuid:uid>/", edition_views.EditionPage.as_view(), name="edition"),
    path("questionnaires/<int:pk>/trial/", trial_views.TrialStart.as_view(), name="trial"),
    path(
        "questionnaires/<int:pk>/trial/<int:number>/",
        trial_views.TrialPage.as_view(),
        name="trial_page",
    ),
    path(
        "questionnaires/<int:pk>/trial/result/",
        trial_views.TrialResult.as_view(),
        name="trial_result",
    ),
]
