"""Which function does which kind of work. Rooms register theirs in AppConfig.ready()."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.jobs.run import Run

Handler = Callable[["Run"], None]
_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Name the handler of a kind. Raises ValueError when the kind has another one."""
    if _handlers.setdefault(kind, handler) is not handler:
        raise ValueError(f"two handlers for jobs of kind {kind!r}")


def handler_of(kind: str) -> Handler:
    """Return the handler of a kind; LookupError when no room registered one."""
    return _handlers[kind]
