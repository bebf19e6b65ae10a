"""What the gate asks: how much was filled on a form, and whether drafts may move with it."""

from typing import Any

from django.db.models import Count, Q

from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.moving import answer_fits
from forms_builder.questionnaires.ports import Moved, Usage
from forms_builder.questionnaires.reading import Sheet, read_edition
from portal.responses.conditions import CALCULATED
from portal.responses.models import Answer, Response
from portal.responses.services import move_draft

DRAFT = Response.State.DRAFT


class SheetUsage:
    """Answers the port `usage` of questionnaires."""

    def touched(self, questionnaire: Questionnaire) -> Usage:
        """Return counts of sheets and of answers by item; two queries whatever there is."""
        drafts = Count("pk", filter=Q(state=DRAFT))
        sent = Count("pk", filter=~Q(state=DRAFT))
        sheets = Response.objects.filter(edition__questionnaire=questionnaire)
        counted = sheets.aggregate(drafts=drafts, sent=sent)
        answers = Answer.objects.filter(response__edition__questionnaire=questionnaire)
        by_item = answers.order_by().values_list("item").annotate(Count("pk"))
        items = {str(item): count for item, count in by_item}
        return Usage(responses=counted["sent"], drafts=counted["drafts"], by_item=items)

    def move_drafts(self, *, by: Any, old: Edition, new: Edition) -> Moved:
        """Move every draft whose answers all fit the newer edition; the rest stay as they are.

        All are locked before their answers are read: what is saved meanwhile waits, and is judged.
        """
        sheet, moved, stayed = read_edition(new), 0, 0
        drafts = Response.objects.filter(edition=old, state=DRAFT).order_by("pk")
        drafts = drafts.select_for_update()
        for draft in drafts.prefetch_related("answers", "evidence", "comments"):
            if fits(sheet, read_edition(old), draft) and move_draft(
                by=by, response=draft, edition=new
            ):
                moved += 1
            else:
                stayed += 1
        return Moved(moved, stayed)


def fits(sheet: Sheet, old: Sheet, draft: Response) -> bool:
    """Whether nothing a draft holds would be lost or change its meaning on another sheet.

    What is calculated is calculated anew.
    """
    places = {item["uid"]: item for item in sheet.items}
    before = {item["uid"]: item for item in old.items}
    for row in draft.answers.all():
        uid = str(row.item)
        item = before[uid]
        if item["type"] != CALCULATED and not answer_fits(item, places.get(uid), row.data):
            return False
    said = [*draft.evidence.all(), *draft.comments.all()]
    return all(str(row.item) in places for row in said)
