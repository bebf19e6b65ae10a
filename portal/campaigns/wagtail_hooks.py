"""Campaigns, plans and the calendar in the CMS."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from portal.campaigns.admin import CampaignAdmin
from portal.campaigns.cms_urls import urlpatterns
from portal.campaigns.menus import RolesItem
from portal.campaigns.schedule_permissions import CALENDAR, READERS

modeladmin_register(CampaignAdmin)
PLANS = RolesItem(_("Типовые планы"), reverse_lazy("plan_templates"), "list-ol", 335, READERS)
DAYS = RolesItem(_("Рабочие дни"), reverse_lazy("work_calendar"), "calendar", 345, CALENDAR)
hooks.register("register_admin_menu_item", lambda: PLANS)
hooks.register("register_admin_menu_item", lambda: DAYS)
hooks.register("register_admin_urls", lambda: urlpatterns)
