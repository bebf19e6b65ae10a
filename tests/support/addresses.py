"""Every address of the project, as its resolver knows it: nothing is listed by hand here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

GROUP = re.compile(r"\(\?P<(\w+)>|\((?!\?)|\(\?:")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """route: as a resolver match tells it; shown: the same without the marks of expressions.

    A group of an expression without a name is shown by its number: `cms/pages/<1>/…`.
    """

    route: str
    shown: str

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.shown)

    def filled(self, values: Mapping[str, object]) -> str:
        """Return the path with values in place of the parameters. Raises KeyError without one."""
        return "/" + PARAMETER.sub(lambda found: str(values[found[1]]), self.shown)


def every_address() -> list[Address]:
    """Return the addresses in the order in which the resolver tries them."""
    return [Address(route, shown_route(route)) for route in _routes(get_resolver())]


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern, route)


def shown_route(route: str) -> str:
    """Return a route readable: groups as parameters, no anchors, no escapes."""
    shown, number, at = "", 0, 0
    while found := GROUP.search(route, at):
        number += found[1] is None
        shown += route[at : found.start()] + f"<{found[1] or number}>"
        at = _end_of_group(route, found.start())
    return re.sub(r"[\^$\\]", "", shown + route[at:])


def _end_of_group(route: str, start: int) -> int:
    depth = 0
    for at in range(start, len(route)):
        depth += {"(": 1, ")": -1}.get(route[at], 0)
        if not depth:
            return at + 1
    raise ValueError(f"a group without an end: {route}")
