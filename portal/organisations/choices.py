"""The closed lists of the registry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritoryKind(models.TextChoices):
    COUNTRY = "country", _("страна")
    REGION = "region", _("субъект РФ")
    MUNICIPALITY = "municipality", _("муниципалитет")


class OrganisationState(models.TextChoices):
    OPEN = "open", _("работает")
    SUSPENDED = "suspended", _("приостановлен")
    CLOSED = "closed", _("закрыт")


class OrganisationKind(models.TextChoices):
    KINDERGARTEN = "kindergarten", _("детский сад")
    GENERAL = "general", _("детский сад общеразвивающего вида")
    COMBINED = "combined", _("детский сад комбинированного вида")
    COMPENSATING = "compensating", _("детский сад компенсирующего вида")
    HEALTH = "health", _("детский сад присмотра и оздоровления")
    CENTRE = "centre", _("центр развития ребёнка — детский сад")
    SCHOOL = "school", _("дошкольные группы при школе")
    OTHER = "other", _("другая организация")


class Role(models.TextChoices):
    REGIONAL_COORDINATOR = "regional_coordinator", _("региональный координатор")
    MUNICIPAL_COORDINATOR = "municipal_coordinator", _("муниципальный координатор")
    DOO_COORDINATOR = "doo_coordinator", _("координатор ДОО")
    DOO_HEAD = "doo_head", _("руководитель ДОО")
    SENIOR_TEACHER = "senior_teacher", _("старший воспитатель")
    TEACHER = "teacher", _("педагог")
    EXPERT = "expert", _("эксперт ДОО")
    SYSTEM_EXPERT = "system_expert", _("эксперт РСДО")
    METHODOLOGIST = "methodologist", _("методолог")
    EDITOR = "editor", _("редактор сайта")


class ExpertScope(models.TextChoices):
    BOTH = "both", _("дистанционно и с выездом")
    REMOTE = "remote", _("дистанционно")
    ON_SITE = "on_site", _("с выездом")


TIME_ZONES = [
    (zone, zone)
    for zone in (
        "Europe/Kaliningrad",
        "Europe/Moscow",
        "Europe/Samara",
        "Asia/Yekaterinburg",
        "Asia/Omsk",
        "Asia/Krasnoyarsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Magadan",
        "Asia/Kamchatka",
    )
]
