"""An attacker with a list of ids: what a visitor meets in lists is asked for as everybody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import HttpResponse

from portal.accounts.models import User
from portal.common.middleware import PRIVATE_PREFIXES
from portal.organisations import policy
from tests.portal.roles.asking import Asker, undone
from tests.portal.roles.people import ANONYMOUS, CMS_COLUMNS, COLUMNS
from tests.portal.security import naming
from tests.support.addresses import every_address

LINK = re.compile(r'(?:href|action|formaction|src|hx-get|hx-post)="(/[^"#?]+)')
CMS = "/cms/"
REFUSALS = {401, 403, 404, 405}
OWN = ("/cms/account/", "/cms/logout/")


@dataclass(frozen=True)
class Sight:
    """The rows that the policy speaks of: id → its model; visitor and model → ids she sees.

    An id is a uid, or «model/number». A row of the CMS that the policy does not speak of (a page,
    an indicator) is seen by those who work there; what each of them may do is in roles.csv.
    """

    models: dict[str, type[Model]]
    seen: dict[tuple[str, type[Model]], frozenset[str]]

    def rows(self, path: str) -> list[str]:
        """The ids in an address that are rows; an item of an edition has an id too, and no row."""
        number = naming.numbered(path)
        named = [*naming.UID.findall(path), *([key_of(*number)] if number else [])]
        return [row for row in named if row in self.models]

    def shows(self, visitor: str, path: str) -> bool:
        """Whether a visitor sees every row that an address names."""
        if path.startswith(CMS) and visitor not in CMS_COLUMNS:
            return False
        return all(row in self.seen[visitor, self.models[row]] for row in self.rows(path))

    def seers(self, path: str) -> tuple[str, ...]:
        return tuple(visitor for visitor in COLUMNS if self.shows(visitor, path))


def key_of(model: type[Model], key: str) -> str:
    return f"{model._meta.label}/{key}"


def sight_of(people: dict[str, User]) -> Sight:
    """Ask the policy once, before anything is planted."""
    known = list(policy._scopes)
    models = {row: model for model in known for row in ids(model.objects.all())}
    seen = {}
    for visitor in COLUMNS:
        person = AnonymousUser() if visitor == ANONYMOUS else people[visitor]
        vars(person).pop("policy_actor", None)
        for model in known:
            seen[visitor, model] = frozenset(ids(policy.visible(person, model)))
    return Sight(models, seen)


def ids(rows: QuerySet[Model]) -> Iterator[str]:
    """Give every name a row goes by in addresses."""
    has_uid = hasattr(rows.model, "uid")
    for row in rows.values("pk", *(["uid"] if has_uid else [])):
        yield key_of(rows.model, row["pk"])
        if has_uid:
            yield str(row["uid"])


def lists() -> list[str]:
    """Return the private pages that need no id."""
    paths = [address.filled({}) for address in every_address() if not address.parameters]
    return [path for path in paths if is_private(path) and "logout" not in path]


def is_private(path: str) -> bool:
    return path.startswith(PRIVATE_PREFIXES) and not path.startswith(OWN)


def crawl(asker: Asker) -> set[str]:
    """Return every private address with an id that anybody meets: in a list, or a page behind."""
    found: set[str] = set()
    for visitor in COLUMNS:
        pages = [path for path in lists() if visitor in CMS_COLUMNS or not path.startswith(CMS)]
        in_lists = set().union(*(links(asker, visitor, path) for path in pages))
        kinds = {naming.kind_of(path): path for path in sorted(in_lists)}
        found |= in_lists
        found |= set().union(*(links(asker, visitor, path) for path in kinds.values()))
    return found


def links(asker: Asker, visitor: str, path: str) -> set[str]:
    response = answer(asker, visitor, path, "get")
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return set()
    found = {unescape(link) for link in LINK.findall(response.text)}
    return {link for link in found if naming.has_id(link) and is_private(link)}


def answer(asker: Asker, visitor: str, path: str, method: str) -> HttpResponse:
    with undone():
        response = getattr(asker.clients[visitor], method)(path)
        if response.streaming:
            response.close()
    return response


def chosen(paths: set[str], sight: Sight) -> Iterator[str]:
    """Leave out addresses that differ in nothing but the id: the same visitors see both."""
    kinds = {(naming.kind_of(path), sight.seers(path)): path for path in sorted(paths)}
    yield from kinds.values()


def leaks(asker: Asker, sight: Sight, paths: set[str]) -> list[str]:
    """Return what was answered to visitors who do not see a row that the address names."""
    return [
        f"{method} {naming.kind_of(path)} as {visitor}: {response.status_code}"
        for path in chosen(paths, sight)
        for visitor in visitors_of(path)
        if not sight.shows(visitor, path)
        for method in ("get", "post")
        if not is_refused(response := answer(asker, visitor, path, method))
    ]


def visitors_of(path: str) -> tuple[str, ...]:
    """Return who asks: everybody; of those whom the whole CMS refuses (roles.csv), one there."""
    return (*CMS_COLUMNS, "expert") if path.startswith(CMS) else COLUMNS


def is_refused(response: HttpResponse) -> bool:
    turned_away = response.status_code == 302 and (
        response["Location"].startswith("/login/") or response["Location"] == CMS
    )
    return turned_away or response.status_code in REFUSALS
