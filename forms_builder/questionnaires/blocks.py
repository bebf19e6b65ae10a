"""The body of a questionnaire: a section heading, then questions, one block per field type."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_builder.fields.catalogue import all_types
from forms_builder.fields.conditions import ConditionBlock
from forms_builder.fields.contract import FAMILIES, FieldType


class SectionBlock(blocks.StructBlock):
    """Begins a section; everything up to the next one belongs to it."""

    title = blocks.CharBlock(label=_("Название раздела"), max_length=250)
    show_if = ConditionBlock()

    class Meta:
        icon = "title"
        label = _("Раздел")


class BodyBlock(blocks.StreamBlock):
    """Flat on purpose: one list of sections and questions can be reordered by hand."""

    section = SectionBlock()

    def __init__(self, **options: object):
        questions = [(kind.name, _question(kind)) for kind in sorted(all_types(), key=_place)]
        super().__init__(questions, **options)

    class Meta:
        collapsed = True


def _place(kind: FieldType) -> tuple[int, str]:
    return FAMILIES.index(kind.family), str(kind.label)


def _question(kind: FieldType) -> blocks.StructBlock:
    block = kind.block()
    block.meta.group = kind.family
    return block
