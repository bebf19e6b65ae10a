"""Who fills the sheets of a procedure: those who hold its role at each object."""

from collections.abc import Collection

from portal.assignments.objects import Object
from portal.campaigns.models import Procedure
from portal.organisations.choices import Role
from portal.organisations.models import Appointment

Kind = Procedure.TargetKind


class Fillers:
    """The holders of the procedure's role at some objects, in one query.

    everybody: each holder fills a sheet of her own (teachers); otherwise the one who holds the role
    longest does. No appointment ties a teacher to a group, so that a group's sheet goes to the
    kindergarten's coordinator, who passes it on to the group's teacher.
    """

    def __init__(self, procedure: Procedure, objects: Collection[Object]):
        self.role = procedure.filler_role
        is_group = procedure.target_kind == Kind.GROUP
        if is_group and self.role == Role.TEACHER:
            self.role = Role.DOO_COORDINATOR
        self.everybody = self.role == Role.TEACHER
        self._holders: dict[tuple[str, int], list[int]] = {}
        self._read(objects)

    def of(self, one: Object) -> list[int]:
        """Return the keys of the people who can fill a sheet about the object, longest first."""
        if one.person is not None:
            return [one.person]
        garden, _group, territory, founder = one.about
        keys = {"organisation": garden, "territory": territory, "founder": founder}
        for name, key in keys.items():
            if key is not None:
                return self._holders.get((name, key), [])
        return []

    def _read(self, objects: Collection[Object]) -> None:
        if not self.role or not objects:
            return
        rows = Appointment.objects.current().filter(Object.condition(objects), role=self.role)
        columns = ("organisation", "territory", "founder", "person")
        for garden, territory, founder, person in rows.order_by("starts", "pk").values_list(
            *columns
        ):
            nodes = {"organisation": garden, "territory": territory, "founder": founder}
            for name, key in nodes.items():
                held = self._holders.setdefault((name, key), [])
                if key is not None and person not in held:
                    held.append(person)


def without_filler(procedure: Procedure, objects: Collection[Object]) -> list[Object]:
    """Return the objects at which nobody holds the procedure's role today."""
    fillers = Fillers(procedure, objects)
    return [one for one in objects if not fillers.of(one)]
