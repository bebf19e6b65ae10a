"""Campaigns as a record list in the CMS."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.campaigns.models import Campaign
from portal.organisations.modeladmin import ReadOnlyHelper, ScopedModelAdmin


class CampaignAdmin(ScopedModelAdmin):
    model = Campaign
    base_url_path = "campaigns"
    menu_label = gettext_lazy("Циклы")
    menu_icon = "calendar-alt"
    menu_order = 330
    permission_helper_class = ReadOnlyHelper
    history_view_enabled = False
    list_display = ("title", "territory", "schedule")
    list_select_related = ("territory",)
    ordering = ("-pk",)
    inspect_view_fields = ["title", "territory"]

    def schedule(self, campaign: Campaign) -> str:
        address = reverse("campaigns:detail", args=[campaign.uid])
        return format_html('<a href="{}">{}</a>', address, _("Открыть график"))

    schedule.short_description = gettext_lazy("график")
