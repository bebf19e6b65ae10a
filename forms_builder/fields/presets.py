"""Ready columns of a matrix: agreement and frequency, five steps and «затрудняюсь ответить»."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from forms_builder.fields.contract import Item

OWN = "own"
PRESETS = (
    ("agreement", gettext_lazy("согласие: от «да» до «нет»")),
    ("frequency", gettext_lazy("частота: от «всегда» до «никогда»")),
    (OWN, gettext_lazy("свои, из списка ниже")),
)
Steps = tuple[tuple[str, Promise], ...]
AGREEMENT: Steps = (
    ("yes", gettext_lazy("Да")),
    ("rather_yes", gettext_lazy("Скорее да")),
    ("half", gettext_lazy("И да, и нет")),
    ("rather_no", gettext_lazy("Скорее нет")),
    ("no", gettext_lazy("Нет")),
)
FREQUENCY: Steps = (
    ("always", gettext_lazy("Всегда")),
    ("often", gettext_lazy("Часто")),
    ("sometimes", gettext_lazy("Иногда")),
    ("seldom", gettext_lazy("Редко")),
    ("never", gettext_lazy("Никогда")),
)
READY = {"agreement": AGREEMENT, "frequency": FREQUENCY}


def preset_columns(name: str) -> list[Item]:
    """Return the columns of a preset, scored from 5 down to 1; KeyError for an unknown name."""
    steps = READY[name]
    scored = [
        {"value": value, "label": str(label), "score": str(score), "unsure": False}
        for score, (value, label) in zip(range(5, 0, -1), steps, strict=True)
    ]
    unsure = {"value": "unsure", "label": str(gettext_lazy("Затрудняюсь ответить"))}
    return [*scored, unsure | {"score": None, "unsure": True}]
