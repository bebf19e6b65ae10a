"""Files that answer a question: sent by the script one by one, or with a chapter's form."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.files import HOLDS_FILES
from portal.responses.content import sheet_of, version_of
from portal.responses.models import Response
from portal.responses.payloads import from_data
from portal.responses.rows import name_files
from portal.responses.services import add_file

UPLOAD = ".upload"


def holds_files(response: Response, item: str) -> bool:
    """Whether an item is answered by files; False for one that nobody asks."""
    try:
        return sheet_of(response).item(item)["type"] in HOLDS_FILES
    except KeyError:
        return False


def keep_upload(request: HttpRequest, response: Response, item: str) -> None:
    """Keep the files sent for one item. Raises DomainError."""
    files = request.FILES.getlist(f"{item}{UPLOAD}")
    if not files:
        raise DomainError(_("Выберите файл."))
    for file in files:
        add_file(
            by=request.user,
            response=response,
            item=item,
            upload=file,
            size=file.size,
            name=file.name,
        )


def keep_uploads(request: HttpRequest, response: Response) -> dict[str, str]:
    """Keep the files that came with a chapter; return item uid → why a file was refused."""
    wrong = {}
    for name in request.FILES:
        uid = name.removesuffix(UPLOAD)
        if name.endswith(UPLOAD) and holds_files(response, uid):
            try:
                keep_upload(request, response, uid)
            except DomainError as error:
                wrong[uid] = error.message
    return wrong


def file_receipt(response: Response, item: str) -> dict[str, object]:
    """Return what the page needs after the files of an answer changed: its control drawn again."""
    asked = sheet_of(response).item(item)
    row = response.answers.filter(item=item).first()
    kind = field_type(asked["type"])
    parts = kind.parts(asked, from_data(asked, row.data if row else None), f"{item}.")
    name_files(parts, response.evidence.filter(item=item), response.assignment.uid)
    return {
        "control": render_to_string(kind.template, {"item": asked, "parts": parts}),
        "version": version_of(response, row, item),
        "is_answered": row is not None,
    }
