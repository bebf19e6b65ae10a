"""Before submitting: what is missing, or what goes to whom. Afterwards: the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forms_builder.questionnaires.reading import read_edition
from portal.assignments.models import Assignment
from portal.assignments.selectors import is_personal
from portal.responses.content import answers_of, evidenced, missing_of
from portal.responses.errors import Incomplete, ItemProblem
from portal.responses.services import submit as submit_response
from portal.responses.views.access import is_open, on_sheet, response_for_writing


@require_http_methods(["GET", "POST"])
@on_sheet
def submit(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    if request.method == "GET":
        return _show(request, assignment, _missing(assignment))
    try:
        submit_response(by=request.user, response=response_for_writing(request, assignment))
    except Incomplete as error:
        return _show(request, assignment, error.problems, status=422)
    return redirect("sheets:submit", assignment.uid)


def _missing(assignment: Assignment) -> list[ItemProblem]:
    response = getattr(assignment, "response", None)
    sheet = read_edition(assignment.edition)
    if response is None:
        return missing_of(sheet, {})
    return missing_of(sheet, answers_of(response), evidenced(response))


def _show(
    request: HttpRequest, assignment: Assignment, missing: list[ItemProblem], status: int = 200
) -> HttpResponse:
    response = getattr(assignment, "response", None)
    sheet = read_edition(assignment.edition)
    context = {
        "assignment": assignment,
        "response": response,
        "missing": missing,
        "sheet": sheet,
        "asked": len(answers_of(response)) if response else 0,
        "evidence": response.evidence.count() if response else 0,
        "is_open": is_open(request, assignment),
        "is_personal": is_personal(assignment),
        "active": "tasks",
    }
    is_sent = response is not None and not response.is_draft
    name = "receipt" if is_sent else "submit"
    return render(request, f"questionnaires/sheet/{name}.html", context, status=status)
