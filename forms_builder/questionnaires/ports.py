"""What this room asks of rooms above it. Each port has a null answer and one room that registers.

Only words and figures hang on a port: what is forbidden is decided by editions alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from forms_builder.fields.contract import Answer
    from forms_builder.questionnaires.models import Edition, Questionnaire


@dataclass(frozen=True)
class Usage:
    """Sheets filled on any edition of a form.

    responses: handed in; drafts: still being filled; by_item: in how many of both an item has an
    answer, by the item's uid.
    """

    responses: int = 0
    drafts: int = 0
    by_item: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Moved:
    """moved: drafts that now stand on the new edition; stayed: those whose answers do not fit."""

    moved: int = 0
    stayed: int = 0


@dataclass(frozen=True)
class TrialRow:
    """One line of a trial's result.

    number: as shown, «3,50», or why there is none; level: 0… or None; explanation: sentences, from
    which answers and by which rule.
    """

    title: str
    number: str = ""
    level: int | None = None
    explanation: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What stands in place of a level's badge."""
        return self.number if self.level is None else ""


@dataclass(frozen=True)
class TrialResult:
    """What a trial sheet amounts to; overall is None when the form has no scale.

    constructs: means of the questions that measure one thing; method: how the whole is counted.
    """

    overall: TrialRow | None = None
    areas: tuple[TrialRow, ...] = ()
    indicators: tuple[TrialRow, ...] = ()
    constructs: tuple[TrialRow, ...] = ()
    method: tuple[str, ...] = ()


class UsagePort(Protocol):
    def touched(self, questionnaire: "Questionnaire") -> Usage:
        """Return what was filled on the editions of a form; a bounded number of queries."""

    def move_drafts(self, *, by: Any, old: "Edition", new: "Edition") -> Moved:
        """Move the open drafts of an edition to a newer one where every answer still fits.

        Called inside the transaction that freezes the new edition.
        """


class TrialScorePort(Protocol):
    def score(self, content: dict[str, Any], answers: Mapping[str, "Answer"]) -> TrialResult:
        """Return the scores of answers by item uid under edition content; nothing is stored."""


class EditionLinksPort(Protocol):
    def links(self, edition: "Edition") -> list[tuple[str, str]]:
        """Return (label, address) of what an edition also gives: paper form, codebook, JSON."""


class NoUsage:
    def touched(self, questionnaire: "Questionnaire") -> Usage:
        return Usage()

    def move_drafts(self, *, by: Any, old: "Edition", new: "Edition") -> Moved:
        return Moved()


class NoTrialScore:
    def score(self, content: dict[str, Any], answers: Mapping[str, "Answer"]) -> TrialResult:
        return TrialResult()


class NoEditionLinks:
    def links(self, edition: "Edition") -> list[tuple[str, str]]:
        return []


@dataclass
class _Ports:
    usage: UsagePort = field(default_factory=NoUsage)
    trial_score: TrialScorePort = field(default_factory=NoTrialScore)
    edition_links: EditionLinksPort = field(default_factory=NoEditionLinks)


_ports = _Ports()


def register(
    *,
    usage: UsagePort | None = None,
    trial_score: TrialScorePort | None = None,
    edition_links: EditionLinksPort | None = None,
) -> None:
    """Name who answers a port; one higher room does so for each in its AppConfig.ready()."""
    if usage:
        _ports.usage = usage
    if trial_score:
        _ports.trial_score = trial_score
    if edition_links:
        _ports.edition_links = edition_links


def usage() -> UsagePort:
    return _ports.usage


def trial_score() -> TrialScorePort:
    return _ports.trial_score


def edition_links() -> EditionLinksPort:
    return _ports.edition_links
