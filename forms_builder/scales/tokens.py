"""Two people at once: a save that did not see the latest one is refused, nothing is overwritten.

Wagtail puts the latest revision into each edit form and refuses an *autosave* that comes late; a
save by hand it lets through. Here both are refused: what was typed stays in the fields, the page
says who saved what meanwhile, and only a button of its own puts one's text over the other's.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from wagtail.models import Revision

ON_ITS_WAY = timedelta(seconds=10)
LATE_TEMPLATE = "wagtailadmin/scales/edit_late.html"


@dataclass(frozen=True)
class Late:
    """seen: the revision that the page was opened with; replace: what the button sends."""

    message: str
    changed: tuple[str, ...]
    compare_url: str
    seen: str
    replace: str


def signature(person: models.Model | None, moment: Any) -> str:
    """Return who and when in a sentence, the same for a man and a woman: «Анна Петрова, 12:03»."""
    name = str(person) if person else _("кто-то")
    return f"{name}, {localtime(moment):%H:%M}"


class RevisionToken:
    """Goes before an EditView of a model with revisions.

    Its viewset says `edit_template_name = LATE_TEMPLATE`, or a template that extends it.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():  # of two that save at the same instant one waits, and is late
            rows = self.model.objects.select_for_update(of=("self",))
            self.latest_revision = rows.get(pk=self.object.pk).latest_revision
            return super().post(request, *args, **kwargs)

    def is_valid(self, form: BaseForm) -> bool:
        if self.late is None:
            return super().is_valid(form)
        self.produced_error_code = "invalid_revision"
        self.produced_error_message = self.late.message
        return False

    def get_success_json(self) -> dict[str, Any]:
        """Tell the page which revision its autosave made: a save by hand sends its fields alone."""
        data = super().get_success_json()
        loaded = {
            "loaded_revision_id": data["revision_id"],
            "loaded_revision_created_at": data["revision_created_at"],
        }
        return data | {"field_updates": data.get("field_updates", {}) | loaded}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.late is None:
            return context
        # An empty moment fits no revision: the same page sent again is late again, also by itself.
        late = {"late": self.late, "loaded_revision_created_at": "", "autosave_enabled": False}
        return context | late

    @cached_property
    def late(self) -> Late | None:
        """What happened meanwhile; None when the page is up to date or its sender has seen it."""
        if self.request.method != "POST" or not self.is_out_of_date or self._overtakes_itself:
            return None
        replace = f"{self.latest_revision.pk} {self.latest_revision_created_at}"
        if self.request.POST.get("replace_revision") == replace:
            return None
        earlier = self._seen_revision()
        return Late(
            message=_("Пока Вы писали, этот текст сохранён заново: %(who)s. Ваш текст в полях.")
            % {"who": signature(self.latest_revision.user, self.latest_revision.created_at)},
            changed=self._changed_since(earlier),
            compare_url=self._compare_url(earlier),
            seen=str(earlier.pk) if earlier else "",
            replace=replace,
        )

    @property
    def _overtakes_itself(self) -> bool:
        """A save by hand may overtake the autosave of its own page, sent an instant earlier."""
        if self.expects_json_response or "replace_revision" in self.request.POST:
            return False
        latest = self.latest_revision
        is_own = latest.user_id == self.request.user.pk
        return is_own and now() - latest.created_at < ON_ITS_WAY

    def _seen_revision(self) -> Revision | None:
        posted = self.request.POST
        key = posted.get("seen_revision") or posted.get("loaded_revision_id") or ""
        if not key.isdecimal() or len(key) > 18 or key == str(self.latest_revision.pk):
            return None
        return self.object.revisions.filter(pk=key).first()

    def _changed_since(self, earlier: Revision | None) -> tuple[str, ...]:
        if earlier is None:
            return ()
        panel = self.panel.get_bound_panel(instance=self.object, request=self.request, form=None)
        ours, theirs = earlier.as_object(), self.latest_revision.as_object()
        compared = [compare(ours, theirs) for compare in panel.get_comparison()]
        return tuple(str(one.field_label()) for one in compared if one.has_changed())

    def _compare_url(self, earlier: Revision | None) -> str:
        if earlier is None or not self.revisions_compare_url_name:
            return ""
        pair = (earlier.pk, self.latest_revision.pk)
        return reverse(self.revisions_compare_url_name, args=[self.object.pk, *pair])
