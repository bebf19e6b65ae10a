"""People, territories, kindergartens, appointments."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from portal.accounts.models import User
from portal.organisations.choices import OrganisationState, Role, TerritoryKind
from portal.organisations.models import Appointment, Organisation, Territory

PASSWORD = "пароль-для-проверок"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    last_name = factory.Sequence(lambda n: f"Примерова{n}")
    first_name = "Анна"
    patronymic = "Павловна"

    @classmethod
    def _create(cls, model_class, *args, **fields):
        return model_class.objects.create_user(password=PASSWORD, **fields)


class TerritoryFactory(DjangoModelFactory):
    """parent=None makes a root (a country); otherwise a child of the parent."""

    class Meta:
        model = Territory

    name = factory.Sequence(lambda n: f"город {n}")
    kind = TerritoryKind.MUNICIPALITY
    time_zone = "Asia/Yekaterinburg"

    @classmethod
    def _create(cls, model_class, *args, parent=None, **fields):
        node = model_class(**fields)
        return parent.add_child(instance=node) if parent else model_class.add_root(instance=node)


def orsk() -> Territory:
    """Return г. Орск below Оренбургская область below Россия, made once per test."""
    found = Territory.objects.filter(name="город Орск").first()
    if found:
        return found
    country = TerritoryFactory(
        name="Россия", kind=TerritoryKind.COUNTRY, time_zone="Europe/Moscow"
    )
    region = TerritoryFactory(
        parent=country, name="Оренбургская область", kind=TerritoryKind.REGION
    )
    return TerritoryFactory(parent=region, name="город Орск")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    class Params:
        closed = factory.Trait(state=OrganisationState.CLOSED)

    territory = factory.LazyFunction(orsk)
    state = OrganisationState.OPEN
    closed_on = factory.LazyAttribute(
        lambda o: timezone.localdate() if o.state == OrganisationState.CLOSED else None
    )
    number = factory.Sequence(lambda n: str(n + 1000))
    short_name = factory.LazyAttribute(lambda o: f"Детский сад № {o.number}")


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(PersonFactory)
    role = Role.TEACHER


def appointed(role: str, node: Territory | Organisation, **person: object) -> User:
    """Return a new person who holds the role at the node."""
    where = "organisation" if isinstance(node, Organisation) else "territory"
    return AppointmentFactory(
        person=PersonFactory(**person), role=role, **{where: node}
    ).person
