"""Evidence: added from the sheet, served through the policy, taken back."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from forms_builder.common.errors import DomainError
from portal.assignments.models import Assignment
from portal.journal.services import record
from portal.organisations import policy
from portal.responses.files import TYPES
from portal.responses.models import Evidence, Response
from portal.responses.services import add_photo, add_text_evidence, remove_evidence
from portal.responses.views.access import on_sheet, response_for_writing
from portal.responses.views.sheet import keep_chapter, show, typed_with
from portal.responses.views.uploads import file_receipt, holds_files, keep_upload


@require_POST
@on_sheet
def add(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Add what is typed or chosen for one item. A plain form brings its whole chapter along.

    A file that is itself an answer comes here alone; a plain form sends it with its chapter.
    """
    refused = "chapter" in request.POST and keep_chapter(request, assignment)
    if refused:
        return show(request, assignment, refused)
    item = request.POST.get("item", "")
    response = response_for_writing(request, assignment)
    try:
        _add(request, response, item)
    except DomainError as error:
        if _wants_json(request):
            return JsonResponse({"message": error.message}, status=422)
        return show(request, assignment, typed_with(request, {item: error.message}))
    return _answer(request, assignment, response, item)


@require_http_methods(["GET", "POST"])
@on_sheet
def one(request: HttpRequest, assignment: Assignment, evidence_uid: UUID) -> HttpResponse:
    """GET: the file; POST: take it back."""
    rows = Evidence.objects.select_related("response__assignment")
    evidence = policy.get_or_404(
        request.user, rows, uid=evidence_uid, response__assignment=assignment
    )
    if request.method == "POST":
        return _remove(request, assignment, evidence)
    return _file(request, evidence)


def _add(request: HttpRequest, response: Response, item: str) -> None:
    if holds_files(response, item):
        keep_upload(request, response, item)
        return
    text = request.POST.get(f"{item}.text", "")
    photo = request.FILES.get(f"{item}.photo")
    given = {"by": request.user, "response": response, "item": item}
    if photo:
        add_photo(**given, upload=photo, size=photo.size)
    if text.strip() or not photo:
        add_text_evidence(**given, text=text)


def _file(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """Shown is only our own JPEG, the rest is downloaded; another's look at it is recorded."""
    if not evidence.file:
        raise Http404
    if evidence.response.assignment.assignee_id != request.user.pk:
        place = evidence.response.assignment.organisation
        record(by=request.user, action="evidence.viewed", obj=evidence, place=place)
    ending = evidence.file.name.rpartition(".")[2]
    is_photo = evidence.kind == Evidence.Kind.PHOTO
    response = FileResponse(
        evidence.file.open("rb"),
        as_attachment=not is_photo,
        content_type=TYPES[ending],
        filename=f"{evidence.kind}-{evidence.pk}.{ending}",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _remove(request: HttpRequest, assignment: Assignment, evidence: Evidence) -> HttpResponse:
    refused = "chapter" in request.POST and keep_chapter(request, assignment)
    if refused:
        return show(request, assignment, refused)
    response, item = evidence.response, str(evidence.item)
    remove_evidence(by=request.user, evidence=evidence)
    return _answer(request, assignment, response, item)


def _answer(
    request: HttpRequest, assignment: Assignment, response: Response, item: str
) -> HttpResponse:
    if not _wants_json(request):
        return redirect(f"{reverse('sheets:sheet', args=[assignment.uid])}#i-{item}")
    if holds_files(response, item):
        return JsonResponse(file_receipt(response, item))
    files = list(response.evidence.filter(item=item))
    context = {"files": files, "assignment": assignment, "is_open": True}
    html = render_to_string("questionnaires/sheet/files.html", context, request)
    return JsonResponse({"html": html, "count": len(files)})


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
