"""What the registry knows of the people and places of a file: a few queries for all its rows."""

from collections import defaultdict

from forms_builder.common.russian import fold
from portal.accounts.models import User
from portal.organisations.models import Appointment, Founder
from portal.organisations.nodes import Node, key_of, territory_of
from portal.organisations.people_downloads import EMAIL, INN, LOGIN, NAME, NODE, TERRITORY
from portal.organisations.people_selectors import NODES, places_to_fill
from portal.organisations.people_table import Cells


class Places:
    """Finds a node of hers by its ИНН, else by its name, in its territory where that is named."""

    def __init__(self, user: User):
        self.by_inn: dict[str, Node] = {}
        self.by_name: dict[str, list[Node]] = defaultdict(list)
        for node in places_to_fill(user):
            if getattr(node, "inn", ""):
                self.by_inn[node.inn] = node
            names = {fold(str(node))}
            if isinstance(node, Founder):
                names.add(fold(node.name))
            for name in names:
                self.by_name[name].append(node)

    def find(self, cells: Cells) -> list[Node]:
        """Return the nodes that the cells may mean: one, when they are clear."""
        inn = cells.get(INN, "")
        if inn:
            return [self.by_inn[inn]] if inn in self.by_inn else []
        found = self.by_name.get(fold(cells.get(NODE, "")), [])
        territory = fold(cells.get(TERRITORY, ""))
        if territory and len(found) > 1:
            return [node for node in found if fold(str(territory_of(node))) == territory]
        return found


class People:
    """Finds a person by her login, else her e-mail, else her name at the same node."""

    def __init__(self, rows: list[Cells]):
        logins = {cells.get(LOGIN, "").lower() for cells in rows} - {""}
        emails = {cells.get(EMAIL, "").lower() for cells in rows} - {""}
        names = {fold(cells.get(NAME, "")) for cells in rows}
        self.by_login = {user.login: user for user in User.objects.filter(login__in=logins)}
        self.by_email = {user.email: user for user in User.objects.filter(email__in=emails)}
        lasting = Appointment.objects.lasting().select_related("person", *NODES)
        self.by_place = {
            (row.search, key_of(row.node)): row.person for row in lasting.filter(search__in=names)
        }
        known = {user.pk for user in (*self.by_login.values(), *self.by_email.values())}
        known |= {user.pk for user in self.by_place.values()}
        self.held: dict[tuple[int, str, str], Appointment] = {
            (row.person_id, row.role, key_of(row.node)): row
            for row in lasting.filter(person__in=known)
        }
