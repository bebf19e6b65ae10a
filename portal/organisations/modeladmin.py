"""The one base of every record list in the CMS: it scopes each view, not the list alone.

wagtail-modeladmin takes its rows straight from the model wherever one row is meant, so a hidden
row could be edited by address. Here every view asks the policy: a hidden row is a 404, a refusal
is a 403 with its reason. Nothing is deleted in record lists: there is no address for it.
"""

from typing import Any

from django.apps import apps
from django.contrib.admin.utils import quote, unquote
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail_modeladmin import views
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from portal.journal.models import Entry
from portal.organisations import policy
from portal.organisations.refusals import refused
from portal.organisations.searching import FoldedSearch

ACTS = {"added": gettext_lazy("Добавлено"), "changed": gettext_lazy("Изменено")}


class PolicyHelper(PermissionHelper):
    """Asks the policy about rows; the group's permissions only open the list and adding."""

    may = staticmethod(policy.may)

    def user_can_list(self, user: AbstractBaseUser) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user: AbstractBaseUser, obj: Model) -> bool:
        return self.inspect_view_enabled and self.user_can_list(user)

    def user_can_edit_obj(self, user: AbstractBaseUser, obj: Model) -> bool:
        return self.may(user, "change", obj).allowed

    def user_can_delete_obj(self, user: AbstractBaseUser, obj: Model) -> bool:
        return False


class ReadOnlyHelper(PolicyHelper):
    """For lists whose rows other services write."""

    def user_can_create(self, user: AbstractBaseUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AbstractBaseUser, obj: Model) -> bool:
        return False


class Refusing:
    """Answers a refusal with 403: Wagtail would send the person to the CMS's front page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as reason:
            return refused(request, str(reason))


class ScopedIndex(Refusing, views.IndexView):
    FORMATS = ()  # the list's own export would bypass the room's

    def __init__(self, model_admin: "ScopedModelAdmin"):
        super().__init__(model_admin)
        helper = type(self.permission_helper)(self.model, model_admin.inspect_view_enabled)
        helper.may = policy.may_seen  # every row here has come out of visible()
        self.permission_helper = helper

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Only declared filters: any other lookup of the address could probe hidden columns."""
        declared = {item.parameter_name for item in self.list_filter}
        given = super().get_filters_params(params)
        return {name: value for name, value in given.items() if name in declared}


def words_of(entry: Entry) -> str:
    """Return what an entry says, with the names of the fields that changed."""
    model = apps.get_model(entry.object_kind)
    names = [
        str(model._meta.get_field(name).verbose_name) for name in entry.details.get("fields", [])
    ]
    act = ACTS.get(entry.action.rpartition(".")[2], entry.action)
    return f"{act}: {', '.join(names)}" if names else str(act)


class ScopedInstance(Refusing):
    """Fetches its row when the person is known, through what she may see."""

    def __init__(self, model_admin: "ScopedModelAdmin", instance_pk: str):
        views.WMABaseView.__init__(self, model_admin)
        self.instance_pk = unquote(instance_pk)
        self.pk_quoted = quote(self.instance_pk)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not (self.instance_pk.isascii() and self.instance_pk.isdigit()):
            raise Http404
        rows = self.model._default_manager.all()
        self.instance = policy.get_or_404(request.user, rows, pk=self.instance_pk)


class ScopedCreate(Refusing, views.CreateView):
    pass


class ScopedEdit(ScopedInstance, views.EditView):
    def check_action_permitted(self, user: AbstractBaseUser) -> bool:
        if isinstance(self.permission_helper, ReadOnlyHelper):
            return False
        verdict = policy.may(user, "change", self.instance)
        if not verdict.allowed:
            raise PermissionDenied(verdict.reason)
        return True


class ScopedInspect(ScopedInstance, views.InspectView):
    pass


class ScopedHistory(ScopedInstance, views.HistoryView):
    """The record's entries in the journal, newest first; the room's services write them."""

    columns = [
        Column("action", label=gettext_lazy("Что сделано"), accessor=words_of),
        Column("by", label=gettext_lazy("Кто")),
        DateColumn("at", label=gettext_lazy("Когда")),
    ]

    def get_queryset(self) -> QuerySet[Entry]:
        return Entry.objects.filter(
            object_kind=self.model._meta.label_lower, object_uid=str(self.instance.uid)
        ).select_related("by")

    def check_action_permitted(self, user: AbstractBaseUser) -> bool:
        return self.permission_helper.user_can_list(user)


class ScopedModelAdmin(ModelAdmin):
    """A flat list of records, as attributes. The model must be declared to the policy."""

    permission_helper_class = PolicyHelper
    search_handler_class = FoldedSearch
    index_view_class = ScopedIndex
    create_view_class = ScopedCreate
    edit_view_class = ScopedEdit
    inspect_view_class = ScopedInspect
    history_view_class = ScopedHistory
    inspect_view_enabled = True
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows = policy.visible(request.user, self.model)
        return rows.order_by(*self.get_ordering(request)) if self.get_ordering(request) else rows

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """Every address but the one that deletes."""
        deleting = self.url_helper.get_action_url_name("delete")
        return tuple(
            url for url in super().get_admin_urls_for_registration() if url.name != deleting
        )

    def register_indexing(self) -> None:
        """Records are no content: Wagtail need not follow their references at every save."""
