"""Writing a sheet: answers, files, evidence, submitting, showing it to colleagues."""

from portal.responses.services.answers import open_sheet, save_answer, save_chapter
from portal.responses.services.colleagues import (
    comment_item,
    end_invitation,
    invite_colleague,
)
from portal.responses.services.evidence import add_photo, add_text_evidence, remove_evidence
from portal.responses.services.files import add_file
from portal.responses.services.moving import move_draft
from portal.responses.services.submitting import submit

__all__ = [
    "add_file",
    "add_photo",
    "add_text_evidence",
    "comment_item",
    "end_invitation",
    "invite_colleague",
    "move_draft",
    "open_sheet",
    "remove_evidence",
    "save_answer",
    "save_chapter",
    "submit",
]
