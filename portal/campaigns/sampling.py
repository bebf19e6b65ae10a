"""A stratified random share of a list. Pure: standard library only, no clock, no die of its own.

Places are shared among the strata in proportion to their sizes by the method of the largest
remainder (A. Hamilton, 1792; M. Balinski, H. Young, «Fair Representation», 1982; proportional
allocation: W. Cochran, «Sampling Techniques», 3rd ed., 5.3). Inside a stratum everybody has a
permanent random number (B. Brewer, L. Early, S. Joyce, 1972; E. Ohlsson, «Coordination of Samples
Using Permanent Random Numbers», 1995), here SHA-256 of the seed and her key, and the smallest are
taken: each is drawn with the same chance, the order of the list means nothing, and a newcomer moves
nobody.

A stratum whose quota is under one may get no place: a random share promises proportion, not
presence. Whoever must be there is added by hand with a reason, outside the draw.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

WHOLE = 100


@dataclass(frozen=True)
class Unit:
    """key: stable and unique in the list; stratum: the name of the part it belongs to."""

    key: str
    stratum: str = ""


def size_of(count: int, share: int) -> int:
    """Return how many of count the share in per cent is, half up; at least one of a list.

    share: 1–100. Raises ValueError outside of it.
    """
    if not 1 <= share <= WHOLE:
        raise ValueError("a share is 1–100 per cent")
    return max(min(count, 1), (2 * count * share + WHOLE) // (2 * WHOLE))


def allocate(sizes: Mapping[str, int], size: int, seed: str) -> dict[str, int]:
    """Share size places among strata of these sizes, each within one of its exact quota.

    The quota is size × its size / all. Equal remainders are put in order by the seed, so that no
    stratum is favoured by its name. More places than units are all units.
    """
    everybody = sum(sizes.values())
    size = min(size, everybody)
    if not size:
        return dict.fromkeys(sizes, 0)
    places = {name: size * count // everybody for name, count in sizes.items()}
    remainders = {name: size * count % everybody for name, count in sizes.items()}
    waiting = sorted(sizes, key=lambda name: (-remainders[name], _number(seed, name)))
    for name in waiting[: size - sum(places.values())]:
        places[name] += 1
    return places


def draw(
    units: Iterable[Unit], *, size: int, seed: str, kept: Collection[str] = ()
) -> tuple[str, ...]:
    """Draw size of the units by strata; return their keys in the order of the keys.

    kept: keys drawn before. They stay, each in its stratum, and only the places that are missing
    there are filled; a stratum that holds more than its places now keeps them all, so that topping
    up may give more than size and never takes anybody out.
    """
    strata: dict[str, list[str]] = {}
    for unit in units:
        strata.setdefault(unit.stratum, []).append(unit.key)
    sizes = {name: len(keys) for name, keys in strata.items()}
    places = allocate(sizes, size, seed)
    held = frozenset(kept)
    drawn: list[str] = []
    for name, keys in strata.items():
        order = sorted(keys, key=lambda key: (key not in held, _number(seed, key)))
        stay = sum(key in held for key in keys)
        drawn += order[: max(places[name], stay)]
    return tuple(sorted(drawn))


def _number(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}\0{key}".encode()).hexdigest()
