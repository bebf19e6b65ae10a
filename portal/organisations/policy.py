"""The one access policy: «may this person do this to that, and if not why» and «which rows».

Rooms add predicates in AppConfig.ready(): a scope says which rows of a model a person sees, a rule
says who may do an action to a row. A row outside the scope does not exist for the person (404); a
row inside it may still refuse an action (403 with the reason).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from forms_builder.common.errors import NotAllowed
from portal.accounts.models import User
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.models.calendars import HOMES

M = TypeVar("M", bound=Model)
# An empty Q vanishes in an OR, so that «all rows» must be said in full.
NOBODY = Q(pk__in=())
EVERYTHING = ~NOBODY


@dataclass(frozen=True)
class Verdict:
    """allowed, or the reason in Russian why not."""

    allowed: bool
    reason: str = ""


ALLOWED = Verdict(True)


def deny(reason: str) -> Verdict:
    """Return a refusal with its reason."""
    return Verdict(False, reason)


class Actor:
    """A person together with her appointments in force; one query, however often it is asked."""

    is_support = False

    def __init__(self, user: User | AnonymousUser):
        self.user = user

    @cached_property
    def held(self) -> tuple[Appointment, ...]:
        """All she holds, whichever she acts by."""
        if not self.user.is_authenticated or not self.user.is_active:
            return ()
        rows = Appointment.objects.current().filter(person=self.user)
        return tuple(rows.select_related(*HOMES))

    @cached_property
    def chosen(self) -> Appointment | None:
        """The one she chose in the head of the desk, while it is hers and in force."""
        uid = getattr(self.user, "acting_as", "")
        return next((held for held in self.held if str(held.uid) == uid), None)

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """What she acts by: the chosen one, else all."""
        return (self.chosen,) if self.chosen else self.held

    @property
    def label(self) -> str:
        """Her roles in words, as the head of the desk and the journal show them."""
        return "; ".join(str(appointment) for appointment in self.appointments)[:120]

    def has(self, *roles: str) -> bool:
        """Whether she holds one of the roles anywhere."""
        return any(appointment.role in roles for appointment in self.appointments)

    def covers(self, organisation: Organisation, *roles: str) -> bool:
        """Whether she holds one of the roles for this kindergarten or a territory above it."""
        inside = any(
            appointment.organisation_id == organisation.pk
            for appointment in self.appointments
            if appointment.role in roles
        )
        return inside or self.leads(organisation.territory, *roles)

    def leads(self, territory: Territory, *roles: str) -> bool:
        """Whether she holds one of the roles for this territory or one above it."""
        return any(
            appointment.territory is not None
            and territory.path.startswith(appointment.territory.path)
            for appointment in self.appointments
            if appointment.role in roles
        )

    def territories(self, *roles: str) -> Q:
        """Return the condition on Territory rows at or below her nodes; matches none without."""
        return self._below("path", roles)

    def led(self, *roles: str) -> QuerySet[Territory]:
        """Return the territories at or below her nodes, none without one of the roles."""
        return Territory.objects.filter(self.territories(*roles))

    def organisations(self, *roles: str) -> Q:
        """Return the condition on Organisation rows that the roles cover; matches none without."""
        held = (one for one in self.appointments if one.role in roles and one.organisation_id)
        own = Q(pk__in=tuple({one.organisation_id for one in held}))
        return own | self._below("territory__path", roles)

    def _below(self, path: str, roles: tuple[str, ...]) -> Q:
        """One condition per topmost node of hers: SQLite refuses an OR of a thousand."""
        held = (one for one in self.appointments if one.role in roles and one.territory_id)
        condition, topmost = NOBODY, None
        for node in sorted({one.territory.path for one in held}):
            if topmost is None or not node.startswith(topmost):
                condition, topmost = condition | Q(**{f"{path}__startswith": node}), node
        return condition

    def covered(self, *roles: str, path: str = "organisation") -> Q:
        """Return the condition on rows about a kindergarten that the roles cover.

        path: from the filtered model to its kindergarten.
        """
        kindergartens = Organisation.objects.filter(self.organisations(*roles))
        return Q(**{f"{path}__in": kindergartens.values("pk")})


class SupportActor(Actor):
    """A coordinator who looks at a kindergarten's desk: by its coordinator's eyes, as nobody.

    Own rows of the person are not the kindergarten's, and a teacher's sheet stays where it is.
    """

    is_support = True

    def __init__(self, organisation: Organisation):
        super().__init__(User(pk=0))  # nobody's key: what is «own» matches no row
        role = Role.DOO_COORDINATOR
        self.held = (Appointment(person=self.user, role=role, organisation=organisation),)

    @property
    def label(self) -> str:
        """She is not its coordinator, and the journal must not say so."""
        return (_("просмотр рабочего места") + f" · {self.held[0].node}")[:120]


Scope = Callable[[Actor], Q]
Rule = Callable[[Actor, Any], Verdict]
_scopes: dict[type[Model], list[Scope]] = {}
_rules: dict[tuple[type[Model], str], Rule] = {}


def add_scope(model: type[Model], scope: Scope) -> None:
    """Add rows of a model that a person may see; several scopes are joined with OR."""
    _scopes.setdefault(model, []).append(scope)


def add_rule(model: type[Model], action: str, rule: Rule) -> None:
    """Say who may do an action to a row. Raises ValueError when the action has a rule already."""
    if _rules.setdefault((model, action), rule) is not rule:
        raise ValueError(f"two rules for {action!r} on {model.__name__}")


def actor_of(user: User | AnonymousUser) -> Actor:
    """Return the actor of a user, remembered on the user object for one request."""
    actor = getattr(user, "policy_actor", None)
    if actor is None:
        garden = getattr(user, "supporting", None)
        actor = user.policy_actor = SupportActor(garden) if garden else Actor(user)
    return actor


def visible(user: User | AnonymousUser, model: type[M]) -> QuerySet[M]:
    """Return the rows of a model that a person may see: lists, files, exports and jobs use it.

    Raises LookupError for a model that no room declared: forgetting is refused.
    """
    scopes = _scopes[model]
    actor = actor_of(user)
    condition = NOBODY
    for scope in scopes:
        condition |= scope(actor)
    return model._default_manager.filter(condition)


def may(user: User | AnonymousUser, action: str, obj: Model) -> Verdict:
    """Say whether a person may do an action to a row, with the reason if not."""
    if not visible(user, type(obj)).filter(pk=obj.pk).exists():
        return deny(_("Этот раздел Вам не открыт."))
    return may_seen(user, action, obj)


def may_seen(user: User | AnonymousUser, action: str, obj: Model) -> Verdict:
    """The same for a row that has just come out of visible(): a list asks no query per row."""
    return _rules[type(obj), action](actor_of(user), obj)


def demand(user: User | AnonymousUser, action: str, obj: Model) -> None:
    """Raise NotAllowed with the reason unless the person may do the action."""
    _insist(user, may(user, action, obj))


def demand_seen(user: User | AnonymousUser, action: str, obj: Model) -> None:
    """The same for a row that has just come out of visible() or get_or_404()."""
    _insist(user, may_seen(user, action, obj))


def _insist(user: User | AnonymousUser, verdict: Verdict) -> None:
    if not verdict.allowed:
        raise NotAllowed(verdict.reason)
    user.acting_role = actor_of(user).label  # the journal records it


def get_or_404(user: User | AnonymousUser, rows: type[M] | QuerySet[M], **lookup: Any) -> M:
    """Return the one row that the person may see; a hidden row and no row are the same 404.

    rows: the model, or a queryset of it with select_related and the like.
    """
    queryset = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    found = queryset.filter(pk__in=visible(user, queryset.model).values("pk")).filter(**lookup)
    try:
        return found.get()
    except queryset.model.DoesNotExist as missing:
        raise Http404 from missing


ABOVE = (Role.REGIONAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
INSIDE = (Role.DOO_COORDINATOR, Role.DOO_HEAD, Role.SENIOR_TEACHER, Role.TEACHER)
LEADING = (Role.DOO_COORDINATOR, Role.DOO_HEAD)
EXPERTS = (Role.EXPERT, Role.SYSTEM_EXPERT)
CMS = (Role.METHODOLOGIST, Role.EDITOR, Role.REGIONAL_COORDINATOR)
