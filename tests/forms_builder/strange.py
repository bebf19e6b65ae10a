"""Values that no file of ours holds, put one by one into every place of a document."""

import copy
from collections.abc import Iterator
from typing import Any

STRANGE = [
    *(None, True, -1, 10**30, 1.5, float("nan")),
    *("", "нет", "а\x00б", "\ud800", "9" * 5000),
    *([], [None], [[]], ["а", "а"]),
    *({}, {"var": 1}, {"and": 5}, {"and": [1, 2]}),
]
Place = tuple[str | int, ...]


def places(data: Any, above: Place = ()) -> Iterator[Place]:
    """Yield the way to every value inside a JSON document."""
    rows = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in rows:
        yield (*above, key)
        if isinstance(value, dict | list):
            yield from places(value, (*above, key))


def spoiled(data: Any) -> Iterator[tuple[Place, Any]]:
    """Yield (place, copy of the document) with each strange value there, and without the place."""
    for place in places(data):
        for value in STRANGE:
            yield place, put(data, place, value)
        lacking = copy.deepcopy(data)
        del _holder(lacking, place)[place[-1]]
        yield place, lacking


def put(data: Any, place: Place, value: Any) -> Any:
    """Return a copy of a document with a value in a place."""
    changed = copy.deepcopy(data)
    _holder(changed, place)[place[-1]] = value
    return changed


def _holder(data: Any, place: Place) -> Any:
    for key in place[:-1]:
        data = data[key]
    return data
