"""A sheet of real size: 78 indicators in nine areas, 1,482 characteristics."""

from typing import Any

from tests.factories.content import edition_content, uid

AREAS = 9
INDICATORS = 78
PER_LEVEL = (4, 4, 4, 4, 3)
TEXT = "Педагог замечает и называет чувства каждого ребёнка в течение всего дня, наблюдение"


def _indicator(place: int, area: dict[str, Any]) -> dict[str, Any]:
    code = f"{area['code']}.{place}"
    rows = [
        {"uid": uid(f"{code}/{level}/{n}"), "level": level, "strand": None, "text": f"{TEXT} {n}"}
        for level, count in enumerate(PER_LEVEL, start=1)
        for n in range(count)
    ]
    return {
        "uid": uid(f"large {code}"),
        "code": code,
        "title": f"Показатель {code}",
        "hint": "Наблюдайте не меньше двух часов.",
        "area": area["uid"],
        "rule": "cumulative",
        "gaps": [],
        "characteristics": rows,
    }


def _item(indicator: dict[str, Any]) -> dict[str, Any]:
    return {
        "uid": indicator["uid"],
        "code": indicator["code"],
        "type": "indicator",
        "label": indicator["title"],
        "hint": indicator["hint"],
        "required": True,
        "not_applicable": True,
        "evidence": "optional",
    }


def large_content(count: int = INDICATORS) -> dict[str, Any]:
    """Return the content of an edition with so many indicators, one section per area."""
    content = edition_content()
    areas = [
        {"uid": uid(f"large area {n}"), "code": str(n), "title": f"Область {n}"}
        for n in range(1, AREAS + 1)
    ]
    indicators = [
        _indicator(place // AREAS + 1, areas[place % AREAS]) for place in range(count)
    ]
    content["scale"] |= {"areas": areas, "indicators": indicators}
    content["sections"] = [
        {
            "uid": area["uid"],
            "title": f"{area['code']}. {area['title']}",
            "items": [_item(row) for row in indicators if row["area"] == area["uid"]],
        }
        for area in areas
    ]
    return content


EMOTIONS = uid("3.1 emotions")
SOCIAL = uid("3.2 social")
FAMILY = uid("7.1 family")
GROUPS = uid("groups")
EMOTIONS_TEXTS = (
    (1, "Педагоги приветливы с детьми"),
    (2, "Педагоги разговаривают с детьми об их чувствах"),
    (2, "В группе есть книги и игры об эмоциях"),
    (3, "Педагог замечает и называет чувства каждого ребёнка"),
    (3, "Дети могут побыть одни в спокойном месте"),
    (4, "Дети участвуют в установлении правил группы"),
    (5, "Семьи и педагоги вместе думают, как поддержать ребёнка"),
)


def _named(indicator: str, code: str, title: str, area: str, texts: tuple) -> dict[str, Any]:
    rows = [
        {"uid": uid(text), "level": level, "strand": None, "text": text} for level, text in texts
    ]
    return {
        "uid": indicator,
        "code": code,
        "title": title,
        "hint": "",
        "area": uid(area),
        "rule": "cumulative" if texts else "direct",
        "gaps": [],
        "characteristics": rows,
    }


def small_content() -> dict[str, Any]:
    """Return a sheet a person fills in a minute: a number, 3.1 by ticks, 3.2 and 7.1 by level."""
    content = edition_content(title="Оценочный лист Шкал")
    areas = [
        {"uid": uid("area three"), "code": "3", "title": "Содержание образовательной деятельности"},
        {"uid": uid("area seven"), "code": "7", "title": "Взаимодействие с родителями"},
    ]
    indicators = [
        _named(EMOTIONS, "3.1", "Эмоциональное развитие", "area three", EMOTIONS_TEXTS),
        _named(SOCIAL, "3.2", "Социальное развитие", "area three", ()),
        _named(FAMILY, "7.1", "Участие семьи", "area seven", ()),
    ]
    content["scale"] |= {"areas": areas, "indicators": indicators}
    visit = content["sections"][0]
    chapters = [
        {
            "uid": area["uid"],
            "title": f"{area['code']}. {area['title']}",
            "items": [_item(row) for row in indicators if row["area"] == area["uid"]],
        }
        for area in areas
    ]
    return content | {"sections": [visit, *chapters]}
