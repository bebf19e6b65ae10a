"""The gate: what would be frozen now, what is still draft, what changed, what forbids it."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.common.russian import counted
from forms_builder.questionnaires import ports
from forms_builder.questionnaires.build import Built, build
from forms_builder.questionnaires.changes import compare
from forms_builder.questionnaires.checks import content_findings
from forms_builder.questionnaires.differences import Change
from forms_builder.questionnaires.drafts import Link, Notice, notices
from forms_builder.questionnaires.findings import Finding
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.places import Places
from forms_builder.questionnaires.ports import Usage
from forms_builder.questionnaires.selectors import editions_of
from forms_builder.questionnaires.sizes import too_large

SHEETS = ("листе", "листах", "листах")


@dataclass(frozen=True)
class Difference:
    """A change as the gate shows it. touched: «в 214 листах на это отвечено», "" where nobody."""

    text: str
    url: str
    touched: str


@dataclass(frozen=True)
class Report:
    """last: the newest edition, which the changes are told against; large: see sizes.py."""

    questionnaire: Questionnaire
    content: dict[str, Any]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    changes: tuple[Change, ...]
    last: Edition | None
    places: Places
    is_the_same: bool = False
    large: tuple[str, ...] = ()

    @cached_property
    def usage(self) -> Usage:
        """What was filled on earlier editions: asked for by the page, never by freezing."""
        return ports.usage().touched(self.questionnaire) if self.last else Usage()

    @cached_property
    def text(self) -> str:
        """The canonical JSON that freezing would keep."""
        return canonical_json(self.content)

    @cached_property
    def sha256(self) -> str:
        """What the edition would be known by: a form of the gate brings it back."""
        return sha256_of(self.text)

    @property
    def may_freeze(self) -> bool:
        return not self.findings

    @property
    def problems(self) -> list[Link]:
        """The findings with the place where each is mended."""
        return [Link(str(one.as_problem()), self.places.of(one.uid)) for one in self.findings]

    @cached_property
    def safe(self) -> list[Difference]:
        """Results before and after stay comparable."""
        return [self._shown(change) for change in self.changes if not change.attention]

    @cached_property
    def attention(self) -> list[Difference]:
        """Results before and after are compared with a reservation only."""
        return [self._shown(change) for change in self.changes if change.attention]

    @property
    def day(self) -> datetime.date:
        """The earliest sensible day to begin: today, or the last edition's own when it is later."""
        today = timezone.localdate()
        return max(today, self.last.valid_from) if self.last else today

    def _shown(self, change: Change) -> Difference:
        count = self.usage.by_item.get(change.uid, 0)
        touched = _("в %s на это отвечено") % counted(count, *SHEETS) if count else ""
        return Difference(change.text, self.places.of(change.uid), touched)


def report(questionnaire: Questionnaire) -> Report:
    """Return what freezing the agreed text of a form would mean now."""
    agreed = Questionnaire.objects.select_related("scale").get(pk=questionnaire.pk)
    built = build(agreed)
    editions = list(editions_of(agreed))
    last = editions[0] if editions else None
    made = Report(
        questionnaire=agreed,
        content=built.content,
        findings=tuple(_findings(agreed, built, editions)),
        notices=tuple(notices(agreed)),
        large=tuple(too_large(built.content)),
        changes=compare(last.data, built.content) if last else (),
        last=last,
        places=Places(agreed, built),
    )
    if last and not made.findings and _is_the_same(made, last):
        nothing = _("С редакции %s ничего не изменилось: новая не нужна.") % last.number
        return replace(made, findings=(Finding(nothing),), is_the_same=True)
    return made


def _is_the_same(made: Report, last: Edition) -> bool:
    """A newer schema alone, which says nothing new in words, is no reason for an edition."""
    if made.content["schema"] != last.data["schema"]:
        return not made.changes
    return made.text == last.content


def _findings(questionnaire: Questionnaire, built: Built, editions: list[Edition]) -> list[Finding]:
    if not questionnaire.live:
        return [Finding(_("Текст формы ещё не согласован."), questionnaire.title)]
    earlier = [edition.data for edition in editions]
    return built.findings + content_findings(built.content, earlier)
