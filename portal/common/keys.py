"""Keys of rows as people may type them: an address and a form hold anything."""

LONGEST = 9  # digits: what every database takes for a key


def key_of(typed: str) -> int:
    """Return the key that was typed; 0, which no row has, for anything else."""
    is_key = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST
    return int(typed) if is_key else 0
