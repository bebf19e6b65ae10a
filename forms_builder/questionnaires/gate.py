"""The gate: what would be frozen now, what is still draft, what changed, what forbids it."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from forms_builder.common.canonical import canonical_json
from forms_builder.common.russian import counted, plural
from forms_builder.questionnaires.build import Built, build
from forms_builder.questionnaires.changes import Change, compare
from forms_builder.questionnaires.checks import content_findings
from forms_builder.questionnaires.findings import Finding
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.selectors import editions_of
from forms_builder.scales.models import Indicator
from forms_builder.scales.selectors import standing

WORDS = ("показатель", "показателя", "показателей")
KEPT = "несогласованные правки: войдёт согласованный текст."
CHANGED = (f"имеет {KEPT}", f"имеют {KEPT}", f"имеют {KEPT}")
NEW = (
    "ещё не согласован: в редакцию не войдёт.",
    "ещё не согласованы: в редакцию не войдут.",
    "ещё не согласованы: в редакцию не войдут.",
)


@dataclass(frozen=True)
class Link:
    """Something to look at before freezing; url: where it is edited, empty when nowhere."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Notice:
    """A sentence about drafts, with the drafts it speaks of."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Report:
    """last: the newest edition, which the changes are told against."""

    questionnaire: Questionnaire
    content: dict[str, Any]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    changes: tuple[Change, ...]
    last: Edition | None
    links: dict[str, str]

    @cached_property
    def text(self) -> str:
        """The canonical JSON that freezing would keep."""
        return canonical_json(self.content)

    @property
    def may_freeze(self) -> bool:
        return not self.findings

    @property
    def problems(self) -> list[Link]:
        """The findings with the place where each is mended."""
        form = edit_url(self.questionnaire)
        return [
            Link(str(found.as_problem()), self.links.get(found.uid, form))
            for found in self.findings
        ]


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
        notices=tuple(_notices(agreed)),
        changes=compare(last.data, built.content) if last else (),
        last=last,
        links={uid: edit_url(row) for uid, row in built.indicators.items()},
    )
    if last and not made.findings and made.text == last.content:
        nothing = _("С редакции %s ничего не изменилось: новая не нужна.") % last.number
        return replace(made, findings=(Finding(nothing),))
    return made


def edit_url(row: Questionnaire | Indicator) -> str:
    """Return the address where a row is edited in the CMS."""
    meta = row._meta
    return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[row.pk])


def _findings(questionnaire: Questionnaire, built: Built, editions: list[Edition]) -> list[Finding]:
    if not questionnaire.live:
        return [Finding(_("Текст формы ещё не согласован."), questionnaire.title)]
    earlier = [edition.data for edition in editions]
    return built.findings + content_findings(built.content, earlier)


def _notices(questionnaire: Questionnaire) -> list[Notice]:
    found = []
    if questionnaire.live and questionnaire.has_unpublished_changes:
        text = _("У самой формы есть несогласованные правки: войдёт согласованный текст.")
        found.append(Notice(text, (Link(questionnaire.title, edit_url(questionnaire)),)))
    if questionnaire.scale is None:
        return found
    rows = standing(questionnaire.scale).select_related("area")
    changed = list(rows.filter(live=True, has_unpublished_changes=True))
    new = list(rows.filter(live=False))
    drafts = ((CHANGED, changed), (NEW, new))
    return found + [_notice(verbs, those) for verbs, those in drafts if those]


def _notice(verbs: tuple[str, str, str], rows: list[Indicator]) -> Notice:
    text = f"{counted(len(rows), *WORDS)} {plural(len(rows), *verbs)}"
    return Notice(text, tuple(Link(str(row), edit_url(row)) for row in rows))
