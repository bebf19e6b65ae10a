"""An edition of schema 2 that asks one item of every type, beside the small scale."""

from typing import Any

from tests.factories.content import edition_content, uid

OPTIONS = [
    {"value": "much", "label": "Хватает", "score": "5", "unsure": False},
    {"value": "none", "label": "Не хватает", "score": "1", "unsure": False},
    {"value": "unsure", "label": "Затрудняюсь ответить", "score": None, "unsure": True},
]
ROWS = [{"code": "light", "label": "Света"}, {"code": "air", "label": "Воздуха"}]


# What every question has when nobody sets it.
UNSET: dict[str, Any] = {
    "hint": "",
    "required": False,
    "error": "",
    "not_applicable": False,
    "reasons": [],
    "evidence": "none",
    "construct": "",
    "show_if": None,
}


def question(kind: str, code: str, label: str, **keys: Any) -> dict[str, Any]:
    """Return one frozen item with the keys every question has, and its own."""
    return {
        "uid": uid(f"every {code}"),
        "code": code,
        "type": kind,
        "label": label,
        **UNSET,
        **keys,
    }


CHILDREN = [
    question("text", "room", "Помещение", multiline=False),
    question("choice", "state", "Состояние", choices=OPTIONS, other=False, look="radio"),
]
LIMITS = {"minimum": "1", "maximum": "60", "whole": True, "unit": "групп"}
QUESTIONS = [
    question("note", "about", "О чём лист", hint="Прочитайте сначала."),
    question("text", "name", "Название", multiline=False, required=True, max_length=120),
    question("text", "story", "Рассказ", multiline=True, hint="Без имён детей."),
    question("number", "groups", "Сколько групп", **LIMITS),
    question("date", "day", "Когда", minimum="2020-01-01", maximum=None),
    question("time", "hour", "Во сколько"),
    question("choice", "enough", "Хватает ли места", choices=OPTIONS, other=True, look="radio"),
    question("choices", "lacks", "Чего нет", choices=OPTIONS, other=False, minimum=1, maximum=2),
    question("yes_no", "visited", "Были ли Вы в группе", required=True),
    question(
        "level", "whole_level", "Оценка", minimum=1, top=5, labels=["плохо", "", "", "", "отлично"]
    ),
    question("ranking", "order", "По важности", choices=OPTIONS[:2]),
    question("matrix", "senses", "Хватает ли", rows=ROWS, columns=OPTIONS, construct="среда"),
    question("link", "site", "Сайт"),
    question("consent", "agreed", "Согласие", text="Согласна на обсуждение.", link=""),
    question("group", "rooms", "Помещения", items=CHILDREN, minimum=0, maximum=9),
    question("file", "paper", "Документ", maximum=2, kinds=["pdf"]),
    question("photo", "photo", "Снимки", maximum=3),
    question("video", "video", "Видео", maximum=1, kinds=["mp4"]),
    question(
        "calculated",
        "share",
        "Доля",
        formula={"/": [{"var": "groups"}, {"number": "2"}]},
        decimals=1,
        unit="%",
    ),
    question(
        "text",
        "why",
        "Почему не были",
        multiline=False,
        show_if={"==": [{"var": "visited"}, "no"]},
        not_applicable=True,
        reasons=["Сад закрыт"],
        evidence="required",
    ),
]


def every_type() -> dict[str, Any]:
    """Return fresh content: a section with every type, then the areas of the small scale."""
    content = edition_content(title="Лист со всеми вопросами")
    section = {"uid": uid("every"), "title": "Все вопросы", "show_if": None, "items": QUESTIONS}
    content["schema"] = 2
    content["sections"] = [section, *content["sections"][1:]]
    for item in content["sections"][1]["items"]:
        item |= {"evidence": "required", "evidence_from": 4}
    return content
