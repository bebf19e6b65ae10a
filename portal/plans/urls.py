from django.urls import path

from portal.plans import measure_views, views

app_name = "plans"
urlpatterns = [
    path("", views.plan_list, name="list"),
    path("start/<uuid:uid>/", views.plan_start, name="start"),
    path("propose/<uuid:uid>/<uuid:indicator>/", measure_views.measure_propose, name="propose"),
    path("measures/<uuid:uid>/", measure_views.measure_edit, name="edit"),
    path("measures/<uuid:uid>/move/", measure_views.measure_move, name="move"),
    path("<uuid:uid>/", views.plan_detail, name="detail"),
]
