"""What is still draft when somebody stands at the gate."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted, plural
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.places import edit_url
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


def notices(questionnaire: Questionnaire) -> list[Notice]:
    """Return what is draft in a form and its scale, in two queries at most."""
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
