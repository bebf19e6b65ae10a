"""Targets in words: «11 садов», «7 из 11 садов»."""

from forms_builder.common.russian import counted, plural
from portal.campaigns.models import Procedure

Kind = Procedure.TargetKind
FORMS: dict[str, tuple[str, str, str]] = {
    Kind.NONE: ("цикл", "цикла", "циклов"),
    Kind.ORGANISATION: ("сад", "сада", "садов"),
    Kind.GROUP: ("группа", "группы", "групп"),
    Kind.TEACHER: ("педагог", "педагога", "педагогов"),
    Kind.TERRITORY: ("территория", "территории", "территорий"),
    Kind.FOUNDER: ("учредитель", "учредителя", "учредителей"),
}


def how_many(kind: str, count: int) -> str:
    """Return «11 садов» for the kind of a procedure's targets."""
    return counted(count, *FORMS[kind])


def part_of(kind: str, part: int, whole: int) -> str:
    """Return «7 из 11 садов»; after «из» one is «из 21 сада»."""
    _one, few, many = FORMS[kind]
    return f"{part} из {whole}\u00a0{plural(whole, few, many, many)}"
