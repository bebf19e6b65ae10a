"""Background work as a record list in the CMS."""

from django.utils.translation import gettext_lazy as _

from portal.jobs.models import Job
from portal.organisations.modeladmin import ReadOnlyHelper, ScopedModelAdmin


class JobAdmin(ScopedModelAdmin):
    model = Job
    base_url_path = "jobs"
    menu_label = _("Фоновые работы")
    menu_icon = "tasks"
    menu_order = 400
    permission_helper_class = ReadOnlyHelper
    history_view_enabled = False
    list_display = ("title", "state", "attempts", "created_at", "finished_at")
    ordering = ("-created_at", "-pk")
    inspect_view_fields = [
        "title",
        "state",
        "attempts",
        "message",
        "created_at",
        "started_at",
        "finished_at",
    ]
