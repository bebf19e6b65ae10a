"""Refusals that carry what the page needs to go on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError, Problem
from forms_builder.fields.contract import Item


@dataclass(frozen=True)
class ItemProblem(Problem):
    """A problem of one item; uid: where the page links to."""

    uid: str = ""


class AnswerConflict(Conflict):
    """The answer was changed elsewhere since it was shown.

    mine: the data that was refused; theirs: the data that stands, None when it was cleared;
    version: of what stands, to be sent by whoever decides which one to keep.
    """

    def __init__(
        self, mine: dict[str, Any] | None, theirs: dict[str, Any] | None, version: int
    ):
        super().__init__(_("Этот ответ изменили на другом устройстве. Выберите, какой оставить."))
        self.mine = mine
        self.theirs = theirs
        self.version = version


class ChapterRefused(DomainError):
    """Nothing of a chapter was saved; errors: item uid → what to correct."""

    def __init__(self, problems: list[ItemProblem]):
        super().__init__(_("Раздел не сохранён: исправьте отмеченное."), problems)
        self.errors = {problem.uid: problem.message for problem in problems}


class Incomplete(DomainError):
    """The sheet cannot be submitted yet; problems: ItemProblem for every item missing."""

    def __init__(self, problems: list[ItemProblem]):
        super().__init__(_("Лист ещё не заполнен. Всё введённое сохранено."), problems)


def words_of(item: Item, error: DomainError) -> str:
    """Return what to correct in one answer; a place inside it («строка 2, «Фамилия»») is named."""
    problem = error.problems[0]
    return problem.message if problem.place in ("", item["label"]) else str(problem)
