"""Without a script a saved chapter may open questions that nobody has seen yet."""

from collections.abc import Collection

from forms_builder.fields.contract import Item
from forms_builder.questionnaires.reading import read_edition
from portal.assignments.models import Assignment
from portal.responses.conditions import is_moved_by_answers
from portal.responses.content import answers_of, hidden_in


def hidden_now(assignment: Assignment) -> Collection[str]:
    """Return the uids of the items that a sheet hides now; none of a sheet without conditions."""
    sheet = read_edition(assignment.edition)
    if not is_moved_by_answers(sheet):
        return ()
    response = getattr(assignment, "response", None)
    return hidden_in(sheet, response, answers_of(response) if response else {})


def opened_in(assignment: Assignment, section: str, before: Collection[str]) -> list[Item]:
    """Return the items of a section that were hidden before and are shown now."""
    if not before:
        return []
    opened = set(before) - set(hidden_now(assignment))
    sections = read_edition(assignment.edition).sections
    return [
        item
        for one in sections
        if one.uid == section
        for item in one.items
        if item["uid"] in opened
    ]
