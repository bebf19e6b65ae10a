"""The errors of nested blocks as flat sentences: Wagtail keeps them as a tree."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError


def messages_of(error: ValidationError, where: str = "") -> Iterator[str]:
    """Yield every sentence inside the errors of a block, with the way to it: «rows.2.code: …»."""
    below = getattr(error, "block_errors", None)
    own = error.messages if below is None else getattr(error, "non_block_errors", ())
    for message in own:
        yield f"{where}: {message}" if where else str(message)
    for name, inner in (below or {}).items():
        step = str(name + 1) if isinstance(name, int) else name
        yield from messages_of(inner, f"{where}.{step}" if where else step)
