"""Where each thing that an edition is made of is edited, so that a message leads there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property

from forms_builder.questionnaires.build import Built
from forms_builder.questionnaires.item_words import children_of
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.sheet import items_of
from forms_builder.scales.models import Indicator, Scale


def edit_url(row: Questionnaire | Indicator | Scale) -> str:
    """Return the address where a row is edited in the CMS."""
    meta = row._meta
    return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[row.pk])


@dataclass(frozen=True)
class Places:
    """The places of one form; Wagtail gives the section of a block the anchor used here."""

    questionnaire: Questionnaire
    built: Built

    def of(self, uid: str) -> str:
        """Return the address of an item, a section, an indicator, the scale or an area of it.

        A child of a repeating group leads to its group; anything else to the form.
        """
        form = edit_url(self.questionnaire)
        row = self.built.indicators.get(uid)
        if row is not None:
            return edit_url(row)
        if uid in self._of_scale:
            return edit_url(self.questionnaire.scale)
        block = self._blocks.get(uid)
        return f"{form}#block-{block}-section" if block else form

    @cached_property
    def _of_scale(self) -> set[str]:
        scale = self.built.content["scale"]
        return {scale["uid"], *(area["uid"] for area in scale["areas"])} if scale else set()

    @cached_property
    def _blocks(self) -> dict[str, str]:
        blocks = {str(block.id): str(block.id) for block in self.questionnaire.body}
        for item in items_of(self.built.content):
            for child in children_of(item):
                blocks[child["uid"]] = item["uid"]
        return blocks
