"""What a sheet holds: the one reader of answer rows, and the hash that seals them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item
from forms_builder.questionnaires.reading import Sheet, read_edition
from portal.responses.conditions import showing_of
from portal.responses.errors import ItemProblem
from portal.responses.evidence_rules import lacks_evidence
from portal.responses.models import Answer, Response


def answers_of(response: Response) -> dict[str, dict[str, Any]]:
    """Return item uid → data of every item answered; an item not answered is absent."""
    return {str(item): data for item, data in response.answers.values_list("item", "data")}


def versions_of(response: Response) -> dict[str, int]:
    """Return item uid → version: how often the answer was changed, clearing included."""
    rows = response.changes.order_by().values_list("item").annotate(Count("pk"))
    return {str(item): count for item, count in rows}


def version_of(response: Response, row: Answer | None, item: str) -> int:
    """Return the version of one item, 0 while nobody has answered it.

    A cleared answer has no row, but its changes stay: versions never go back.
    """
    return row.version if row else response.changes.filter(item=item).count()


def counted_answers(response: Response) -> dict[str, dict[str, Any]]:
    """Return the answers of a sent sheet that count: without those its conditions hid."""
    hidden = set(response.hidden)
    return {uid: data for uid, data in answers_of(response).items() if uid not in hidden}


def hidden_in(sheet: Sheet, response: Response | None, answers: dict[str, Any]) -> Collection[str]:
    """Return the uids of hidden items: as they were when it was sent, or as answers have it now."""
    if response and not response.is_draft:
        return frozenset(response.hidden)
    return showing_of(sheet, answers).hidden


def evidenced(response: Response) -> set[str]:
    """Return the uids of items with evidence."""
    return {str(item) for item in response.evidence.order_by().values_list("item", flat=True)}


def missing_of(
    sheet: Sheet, answers: dict[str, dict[str, Any]], with_evidence: Collection[str] = ()
) -> list[ItemProblem]:
    """Return what keeps a sheet from being complete, in the order of asking.

    with_evidence: uids of items that evidence was given to. Nothing hidden is missing.
    """
    problems = []
    hidden = showing_of(sheet, answers).hidden
    for item in sheet.items:
        uid = item["uid"]
        if uid in hidden:
            continue
        answer = answers.get(uid)
        message = field_type(item["type"]).missing(item, answer)
        if not message and uid not in with_evidence:
            message = lacks_evidence(item, answer, sheet.scale)
        if message:
            problems.append(ItemProblem(message, place=place_of(item), uid=uid))
    return problems


def place_of(item: Item) -> str:
    """Return how an item is named: «3.1 Эмоциональное развитие»; codes of questions stay inside."""
    return f"{item['code']} {item['label']}" if item["type"] == "indicator" else item["label"]


def is_asked(item: Item) -> bool:
    """Whether the item wants an answer; a note does not."""
    return field_type(item["type"]).asks


def seal(response: Response) -> str:
    """Return the SHA-256 of edition, answers and evidence as 64 hexadecimal digits.

    What conditions hid is named too; a sheet that hid nothing is sealed as it always was.
    """
    evidence = response.evidence.values_list("item", "kind", "sha256")
    content = {
        "edition": response.edition.sha256,
        "answers": answers_of(response),
        "evidence": sorted([str(item), kind, sha256] for item, kind, sha256 in evidence),
    }
    if response.hidden:
        content["hidden"] = response.hidden
    return sha256_of(canonical_json(content))


def sheet_of(response: Response) -> Sheet:
    """Return the sheet of the response's own edition."""
    return read_edition(response.edition)
