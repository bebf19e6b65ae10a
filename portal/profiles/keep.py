"""The only way out: from scoring's result to a stored row."""

from decimal import Decimal

from forms_builder.common.canonical import canonical_json, sha256_of
from portal.profiles.models import Profile
from portal.responses.models import Response
from portal.scoring.results import SheetResult, as_data


def result_text(result: SheetResult) -> str:
    """Return a result as it is stored: equal results are equal bytes."""
    return canonical_json(as_data(result))


def keep(response: Response, inputs: str, result: SheetResult) -> tuple[Profile, bool]:
    """Store a result beside its inputs; return the row and whether it is new.

    The same inputs under the same rules lead to the same row, never to a second.
    """
    task = response.assignment
    return Profile.objects.get_or_create(
        response=response,
        inputs_sha256=sha256_of(inputs),
        rule_version=result.rule_version,
        defaults={
            "organisation": task.organisation,
            "campaign": task.campaign,
            "procedure": task.procedure,
            "edition": response.edition,
            "inputs": inputs,
            "result": result_text(result),
            "overall": _stored(result.overall.score),
            "level": result.overall.level,
            "areas": {area["uid"]: area["score"] for area in as_data(result)["areas"]},
        },
    )


def _stored(score: Decimal | None) -> Decimal | None:
    places = Profile._meta.get_field("overall").decimal_places
    return None if score is None else round(score, places)
