"""What a sheet holds: the one reader of answer rows, and the hash that seals them."""

from typing import Any

from django.db.models import Count

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item
from forms_builder.questionnaires.reading import Sheet, read_edition
from portal.responses.errors import ItemProblem
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


def missing_of(sheet: Sheet, answers: dict[str, dict[str, Any]]) -> list[ItemProblem]:
    """Return what keeps a sheet from being complete, in the order of asking."""
    problems = []
    for item in sheet.items:
        message = field_type(item["type"]).missing(item, answers.get(item["uid"]))
        if message:
            problems.append(ItemProblem(message, place=place_of(item), uid=item["uid"]))
    return problems


def place_of(item: Item) -> str:
    """Return how an item is named: «3.1 Эмоциональное развитие»; codes of questions stay inside."""
    return f"{item['code']} {item['label']}" if item["type"] == "indicator" else item["label"]


def is_asked(item: Item) -> bool:
    """Whether the item wants an answer; a note does not."""
    return field_type(item["type"]).asks


def seal(response: Response) -> str:
    """Return the SHA-256 of edition, answers and evidence as 64 hexadecimal digits."""
    evidence = response.evidence.values_list("item", "kind", "sha256")
    content = {
        "edition": response.edition.sha256,
        "answers": answers_of(response),
        "evidence": sorted([str(item), kind, sha256] for item, kind, sha256 in evidence),
    }
    return sha256_of(canonical_json(content))


def sheet_of(response: Response) -> Sheet:
    """Return the sheet of the response's own edition."""
    return read_edition(response.edition)
