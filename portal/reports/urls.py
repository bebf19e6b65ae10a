from django.urls import path

from portal.reports import team_views, views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("compile/<uuid:uid>/", views.report_compile, name="compile"),
    path("<uuid:uid>/", views.report_detail, name="detail"),
    path("<uuid:uid>/file/", views.report_file, name="file"),
    path("<uuid:uid>/team/", team_views.of_report, name="team"),
    path("result/<uuid:uid>/team/", team_views.of_result, name="result-team"),
    path("<uuid:uid>/finalise/", views.report_finalise, name="finalise"),
]
