"""Russian words: plural forms, folding for search, order with numbers, decimal comma."""

import re
from decimal import Decimal

SEARCHED = 20  # a condition per word: a thousand are more than a database takes


def plural(count: int, one: str, few: str, many: str) -> str:
    """Return the form that stands after a count: 1 показатель, 2 показателя, 5 показателей.

    Source: CLDR plural rules for Russian (one, few, many).
    """
    tens, unit = abs(count) % 100, abs(count) % 10
    if 11 <= tens <= 14:
        return many
    if unit == 1:
        return one
    return few if 2 <= unit <= 4 else many


def counted(count: int, one: str, few: str, many: str) -> str:
    """Return count and word together, joined by a no-break space: «3 показателя»."""
    return f"{count}\u00a0{plural(count, one, few, many)}"


def fold(text: str) -> str:
    """Return a text as search compares it: case, ё/е and spaces folded, quotes and NUL dropped."""
    bare = re.sub(r"[«»„“”\"'\0]", "", text.casefold().replace("ё", "е"))
    return re.sub(r"\s+", " ", bare).strip()


def search_words(text: str) -> list[str]:
    """Return the words of a search, folded, the first SEARCHED of them."""
    return fold(text).split(maxsplit=SEARCHED)[:SEARCHED]


def sort_key(text: str) -> str:
    """Return a text whose plain order is the natural one: № 5 before № 11, Ё beside Е.

    Numbers are padded to 8 digits; ё follows е by an appended mark, so equal names keep an order.
    """
    padded = re.sub(r"\d+", lambda number: number.group().zfill(8), fold(text))
    return f"{padded} {text.casefold()}"[:300]


def decimal_comma(value: Decimal | None, places: int = 2) -> str:
    """Return a rounded decimal with a comma, «3,50»; empty for None. Rounding is the caller's."""
    return "" if value is None else f"{value:.{places}f}".replace(".", ",")
