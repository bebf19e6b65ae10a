"""Codes a person copies from paper: letters and figures that cannot be taken for one another."""

import secrets

# No 0 and O, 1 and I, 8 and B, 5 and S; each letter has a twin on a Russian keyboard.
ALPHABET = "ACEHKMPTXY2345679"
TWINS = str.maketrans("АСЕНКМРТХУЗ", "ACEHKMPTXY3")
GROUP = 4


def make_code(groups: int) -> str:
    """Return so many random groups of four; a group is worth 16 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(groups * GROUP))


def spell(code: str) -> str:
    """Return the code in groups, «ACEH-KMPT», as it is shown and printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """Return the code that was meant: any case, either keyboard, with or without hyphens."""
    return "".join(sign for sign in typed.upper().translate(TWINS) if sign in ALPHABET)
