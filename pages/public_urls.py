from django.urls import path

from pages import public_views

app_name = "published"
urlpatterns = [
    path("<uuid:uid>/report.pdf", public_views.report_file, name="file"),
    path("<uuid:uid>/table.csv", public_views.table_file, name="table"),
    path("<uuid:uid>/why/", public_views.why, name="why"),
]
