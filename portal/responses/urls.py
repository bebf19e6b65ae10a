"""Addresses of the sheet; the uid is the assignment's."""

from django.urls import path

from portal.responses.views.answer import answer
from portal.responses.views.colleagues import colleague_end, colleagues, comment
from portal.responses.views.evidence import add, one
from portal.responses.views.sheet import sheet
from portal.responses.views.submit import submit

app_name = "sheets"
urlpatterns = [
    path("<uuid:uid>/", sheet, name="sheet"),
    path("<uuid:uid>/answer/", answer, name="answer"),
    path("<uuid:uid>/evidence/", add, name="evidence"),
    path("<uuid:uid>/evidence/<uuid:evidence_uid>/", one, name="evidence-item"),
    path("<uuid:uid>/colleagues/", colleagues, name="colleagues"),
    path("<uuid:uid>/colleagues/<uuid:invitation_uid>/end/", colleague_end, name="colleague-end"),
    path("<uuid:uid>/comment/", comment, name="comment"),
    path("<uuid:uid>/submit/", submit, name="submit"),
]
