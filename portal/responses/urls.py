"""Addresses of the sheet; the uid is the assignment's."""

from django.urls import path

from portal.responses.views.answer import answer
from portal.responses.views.evidence import add, one
from portal.responses.views.sheet import sheet
from portal.responses.views.submit import submit

app_name = "sheets"
urlpatterns = [
    path("<uuid:uid>/", sheet, name="sheet"),
    path("<uuid:uid>/answer/", answer, name="answer"),
    path("<uuid:uid>/evidence/", add, name="evidence"),
    path("<uuid:uid>/evidence/<uuid:evidence_uid>/", one, name="evidence-item"),
    path("<uuid:uid>/submit/", submit, name="submit"),
]
