"""Which time zone a region lives by: a first guess for a new node, shown where it is made."""

from forms_builder.common.russian import fold

MOSCOW = "Europe/Moscow"
# Regions that do not live by Moscow's time, by the folded beginning of the distinguishing word.
# Source: Федеральный закон от 03.06.2011 № 107-ФЗ «Об исчислении времени», статья 5.
STEMS = {
    "Europe/Kaliningrad": ("калининград",),
    "Europe/Samara": ("самарск", "удмурт", "астрахан", "саратов", "ульяновск"),
    "Asia/Yekaterinburg": (
        "башкортостан",
        "курганск",
        "оренбург",
        "пермск",
        "свердловск",
        "тюменск",
        "челябинск",
        "ханты-мансийск",
        "ямало-ненецк",
    ),
    "Asia/Omsk": ("омск",),
    "Asia/Krasnoyarsk": (
        "алтай",
        "кемеров",
        "кузбасс",
        "красноярск",
        "новосибирск",
        "томск",
        "тыва",
        "хакас",
    ),
    "Asia/Irkutsk": ("бурят", "иркутск"),
    "Asia/Yakutsk": ("амурск", "забайкальск", "саха", "якут"),
    "Asia/Vladivostok": ("приморск", "хабаровск", "еврейск"),
    "Asia/Magadan": ("магадан", "сахалин"),
    "Asia/Kamchatka": ("камчат", "чукот"),
}


def zone_of_region(name: str) -> str:
    """Return the time zone of a region by its name; Moscow's when the name tells nothing else."""
    words = fold(name).replace("(", " ").split()
    for zone, stems in STEMS.items():
        if any(word.startswith(stems) for word in words):
            return zone
    return MOSCOW
