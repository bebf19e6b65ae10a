"""Campaigns in the CMS."""

from wagtail_modeladmin.options import modeladmin_register

from portal.campaigns.admin import CampaignAdmin

modeladmin_register(CampaignAdmin)
