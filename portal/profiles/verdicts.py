"""A result in a line, for a list or a parent. Reads the row, not the whole result."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forms_builder.questionnaires.reading import read_edition
from portal.profiles.models import Profile
from portal.profiles.words import level_word, number, place_word


@dataclass(frozen=True)
class Verdict:
    """number: «3,50» or «—»; word: the level; plain: it for parents; place: in the scale."""

    number: str
    level: int | None
    word: str
    plain: str
    place: str


def verdict_of(profile: Profile) -> Verdict:
    """Return the overall result of a profile in words; a missing number is said, not hidden."""
    scale = read_edition(profile.edition).scale
    if profile.overall is None or profile.level is None:
        return Verdict("—", None, _("Общей оценки нет"), "", "")
    plain = {row["value"]: row.get("plain", "") for row in scale["levels"]}
    return Verdict(
        number=number(profile.overall),
        level=profile.level,
        word=level_word(scale, profile.level),
        plain=plain.get(profile.level, ""),
        place=place_word(profile.level, len(plain)),
    )
