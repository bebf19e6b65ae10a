"""What the CMS keeps and tells when a form is saved."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks import StreamValue

from forms_builder.common.russian import plural
from forms_builder.questionnaires.selectors import frozen_uids
from forms_builder.questionnaires.usages import lost_codes

NAMED = ("условии или формуле", "условиях или формулах", "условиях или формулах")


class QuestionnaireForm(WagtailAdminModelForm):
    """Deleting is retiring: what stands in an edition comes back, no longer asked.

    Its answers are read by its uid, and its code must never be given anew. notices: sentences to
    show after saving; a draft may be unfinished, so nothing here refuses.
    """

    class Media:
        js = ("js/cms/conditions.js",)
        css = {"all": ("css/cms/conditions.css",)}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.notices: list[str] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        body = cleaned.get("body")
        if body is not None and not self.errors:
            self.notices = [*self._bring_back(body), *_lost(body)]
        return cleaned

    def _bring_back(self, body: StreamValue) -> Iterator[str]:
        kept = {block.id for block in body}
        gone = [block for block in self.instance.body if block.id not in kept]
        frozen = frozen_uids(self.instance) if gone and self.instance.pk else frozenset()
        for block in gone:
            if block.id in frozen and "retired" in block.value:
                _put_back(body, self.instance.body, block)
                message = _("Вопрос «%s» есть в прежних редакциях: он не удалён, а снят.")
                yield message % block.value["label"]


def _put_back(body: StreamValue, before: StreamValue, block: Any) -> None:
    """Insert a block, retired, behind the nearest block that stood before it and still stands."""
    ids = [one.id for one in body]
    earlier = [one.id for one in before][: [one.id for one in before].index(block.id)]
    place = next((ids.index(uid) + 1 for uid in reversed(earlier) if uid in ids), 0)
    body.insert(place, (block.block_type, {**block.value, "retired": True}, block.id))


def _lost(body: StreamValue) -> Iterator[str]:
    for code, holders in lost_codes(body).items():
        words = {
            "code": code,
            "count": len(holders),
            "named": plural(len(holders), *NAMED),
            "holders": ", ".join(f"«{label}»" for label in holders),
        }
        message = _(
            "Код %(code)s назван в %(count)s %(named)s (%(holders)s), а такого вопроса нет"
            " или он снят. Поправьте до заморозки."
        )
        yield message % words
