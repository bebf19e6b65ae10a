from django.urls import path

from portal.campaigns import (
    agreement_views,
    making_views,
    procedure_views,
    schedule_views,
    step_views,
    target_views,
    views,
)

app_name = "campaigns"
TARGETS = "procedures/<uuid:uid>/targets/"
AGREEMENTS = "procedures/<uuid:uid>/agreements/"
STEP = "<uuid:uid>/steps/<int:step>/"
PROCEDURE = "procedures/<uuid:uid>/"
SCHEDULE = "plans/<uuid:uid>/"
urlpatterns = [
    path("", views.campaign_list, name="list"),
    path("<uuid:uid>/", views.detail, name="detail"),
    path("<uuid:uid>/participants/", views.participants, name="participants"),
    path(TARGETS, target_views.target_list, name="targets"),
    path(f"{TARGETS}choose/", target_views.choose, name="targets_choose"),
    path(f"{TARGETS}add/", target_views.add, name="targets_add"),
    path(f"{TARGETS}strike/", target_views.strike, name="targets_strike"),
    path(f"{TARGETS}approve/", target_views.approve, name="targets_approve"),
    path(f"{TARGETS}top-up/", target_views.top_up, name="targets_top_up"),
    path(f"{TARGETS}print/", target_views.printed, name="targets_print"),
    path(f"{TARGETS}table.<str:extension>", target_views.table, name="targets_table"),
    path(AGREEMENTS, agreement_views.agreement_list, name="agreements"),
    path(f"{AGREEMENTS}ask/", agreement_views.ask, name="agreements_ask"),
    path("agreements/", agreement_views.own_list, name="agreements_own"),
    path("agreements/<uuid:uid>/", agreement_views.detail, name="agreement"),
    path("agreements/<uuid:uid>/answer/", agreement_views.answer, name="agreement_answer"),
    path("agreements/<uuid:uid>/settle/", agreement_views.settle, name="agreement_settle"),
    path(STEP, step_views.step_page, name="step"),
    path(f"{STEP}undo/", step_views.step_undo, name="step_undo"),
    path("new/", making_views.new, name="new"),
    path(f"{PROCEDURE}edit/", procedure_views.edit, name="procedure_edit"),
    path(f"{PROCEDURE}dates/", procedure_views.dates, name="procedure_dates"),
    path(f"{PROCEDURE}dates/undo/", procedure_views.dates_undo, name="procedure_dates_undo"),
    path(f"{PROCEDURE}bindings/", procedure_views.bindings, name="bindings"),
    path(f"{PROCEDURE}bindings/remove/", procedure_views.binding_remove, name="binding_remove"),
    path(f"{PROCEDURE}plans/add/", schedule_views.add, name="schedule_add"),
    path("plans/", schedule_views.schedule_list, name="schedules"),
    path(SCHEDULE, schedule_views.detail, name="schedule"),
    path(f"{SCHEDULE}edit/", schedule_views.edit, name="schedule_edit"),
    path(f"{SCHEDULE}approve/", schedule_views.approve, name="schedule_approve"),
    path(f"{SCHEDULE}withdraw/", schedule_views.withdraw, name="schedule_withdraw"),
]
