"""How the CMS lays out the editing of scales and indicators.

Labels of rows are words whose accusative is their nominative: Wagtail writes «Добавить …» itself.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from forms_builder.scales.comparing import AgesComparison, CodesPanel, PlacesComparison

LEVEL = [
    FieldRowPanel([FieldPanel("value"), FieldPanel("starts_at"), FieldPanel("colour")]),
    FieldPanel("title"),
    FieldPanel("plain"),
]
AREA = [FieldRowPanel([FieldPanel("code"), FieldPanel("title"), FieldPanel("weight")])]
CHARACTERISTIC = [
    FieldRowPanel([FieldPanel("level"), FieldPanel("strand")]),
    FieldPanel("text"),
]

SCALE = [
    FieldPanel("title"),
    FieldPanel("notice"),
    MultiFieldPanel(
        [
            FieldPanel("area_method"),
            FieldPanel("overall_method"),
            FieldPanel("not_applicable", heading=_("Ответ «не применимо»")),
        ],
        heading=_("Как считается"),
    ),
    InlinePanel("areas", panels=AREA, heading=_("Области"), label=_("область")),
    InlinePanel("strands", heading=_("Подтемы"), label=_("подтемы")),
    InlinePanel("ages", heading=_("Возрасты"), label=_("возраст")),
    InlinePanel("levels", panels=LEVEL, heading=_("Уровни"), label=_("уровень")),
]
INDICATOR = [
    FieldPanel("area"),
    FieldRowPanel([FieldPanel("code"), FieldPanel("group")]),
    FieldPanel("title"),
    FieldPanel("hint"),
    FieldRowPanel(
        [CodesPanel("assessed_at", PlacesComparison), CodesPanel("ages", AgesComparison)]
    ),
    MultiFieldPanel(
        [FieldPanel("rule"), FieldPanel("gaps"), FieldPanel("weight")],
        heading=_("Как считается уровень"),
    ),
    InlinePanel(
        "characteristics",
        panels=CHARACTERISTIC,
        heading=_("Характеристики по уровням"),
        label=_("характеристики"),
    ),
]
