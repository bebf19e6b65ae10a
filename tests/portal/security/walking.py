"""An attacker with a list of ids: what a visitor meets in lists is asked for as everybody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import HttpResponse

from portal.accounts.models import User
from portal.common.middleware import PRIVATE_PREFIXES
from portal.organisations import policy
from tests.portal.roles.asking import Asker, undone
from tests.portal.roles.people import ANONYMOUS, COLUMNS
from tests.support.addresses import every_address

LINK = re.compile(r'(?:href|action|formaction|src|hx-get|hx-post)="(/[^"#?]+)')
UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CMS = "/cms/"
REFUSALS = {401, 403, 404, 405}


@dataclass(frozen=True)
class Sight:
    """The rows that the policy speaks of: uid → its model; visitor and model → uids she sees."""

    models: dict[str, type[Model]]
    seen: dict[tuple[str, type[Model]], frozenset[str]]

    def rows(self, path: str) -> list[str]:
        """The ids in an address that are rows; an item of an edition has an id too, and no row."""
        return [uid for uid in UID.findall(path) if uid in self.models]

    def shows(self, visitor: str, path: str) -> bool:
        """Whether a visitor sees every row that an address names."""
        return all(uid in self.seen[visitor, self.models[uid]] for uid in self.rows(path))

    def seers(self, path: str) -> tuple[str, ...]:
        return tuple(visitor for visitor in COLUMNS if self.shows(visitor, path))


def sight_of(people: dict[str, User]) -> Sight:
    """Ask the policy once, before anything is planted."""
    known = [model for model in policy._scopes if hasattr(model, "uid")]
    models = {
        str(uid): model for model in known for uid in model.objects.values_list("uid", flat=True)
    }
    seen = {}
    for visitor in COLUMNS:
        person = AnonymousUser() if visitor == ANONYMOUS else people[visitor]
        vars(person).pop("policy_actor", None)
        for model in known:
            rows = policy.visible(person, model).values_list("uid", flat=True)
            seen[visitor, model] = frozenset(map(str, rows))
    return Sight(models, seen)


def lists() -> list[str]:
    """Return the private pages that need no id."""
    paths = [address.filled({}) for address in every_address() if not address.parameters]
    return [path for path in paths if is_private(path) and "logout" not in path]


def is_private(path: str) -> bool:
    return path.startswith(PRIVATE_PREFIXES) and not path.startswith(CMS)


def crawl(asker: Asker) -> set[str]:
    """Return every private address with an id that anybody meets: in a list, or a page behind."""
    found: set[str] = set()
    for visitor in COLUMNS:
        in_lists = set().union(*(links(asker, visitor, path) for path in lists()))
        kinds = {UID.sub("", path): path for path in sorted(in_lists)}
        found |= in_lists
        found |= set().union(*(links(asker, visitor, path) for path in kinds.values()))
    return found


def links(asker: Asker, visitor: str, path: str) -> set[str]:
    response = answer(asker, visitor, path, "get")
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return set()
    return {link for link in LINK.findall(response.text) if UID.search(link) and is_private(link)}


def answer(asker: Asker, visitor: str, path: str, method: str) -> HttpResponse:
    with undone():
        response = getattr(asker.clients[visitor], method)(path)
        if response.streaming:
            response.close()
    return response


def chosen(paths: set[str], sight: Sight) -> Iterator[str]:
    """Leave out addresses that differ in nothing but the id: the same visitors see both."""
    kinds = {(UID.sub("", path), sight.seers(path)): path for path in sorted(paths)}
    yield from kinds.values()


def leaks(asker: Asker, sight: Sight, paths: set[str]) -> list[str]:
    """Return what was answered to visitors who do not see a row that the address names."""
    return [
        f"{method} {UID.sub('…', path)} as {visitor}: {response.status_code}"
        for path in chosen(paths, sight)
        for visitor in COLUMNS
        if not sight.shows(visitor, path)
        for method in ("get", "post")
        if not is_refused(response := answer(asker, visitor, path, method))
    ]


def is_refused(response: HttpResponse) -> bool:
    to_login = response.status_code == 302 and response["Location"].startswith("/login/")
    return to_login or response.status_code in REFUSALS
