"""What goes into scoring: the scale as it was frozen, and answers as they were given."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ONE = Decimal(1)


class Rule(StrEnum):
    """How one indicator gets its number."""

    CUMULATIVE = "cumulative"
    BY_STRAND = "cumulative_by_strand"
    DIRECT = "direct"


class AreaMethod(StrEnum):
    """How the indicators of an area come to its number (README, «Weights»)."""

    MEAN = "mean"
    WEIGHTED_MEAN = "weighted_mean"


class OverallMethod(StrEnum):
    """Which means the overall number is made of; they differ (README, «Three overall methods»)."""

    MEAN_OF_AREAS = "mean_of_areas"
    MEAN_OF_INDICATORS = "mean_of_indicators"
    WEIGHTED_MEAN_OF_AREAS = "weighted_mean_of_areas"


class NotApplicablePolicy(StrEnum):
    """What «не применимо» does: it leaves the means, or nobody may say it at all."""

    EXCLUDE = "exclude"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Level:
    value: int
    title: str


@dataclass(frozen=True)
class Band:
    """The level that a mean in [start, end) is called; end None means: no upper bound."""

    level: int
    start: Decimal
    end: Decimal | None


@dataclass(frozen=True)
class Strand:
    uid: str
    title: str


@dataclass(frozen=True)
class Area:
    """weight: above 0, heard under weighted_mean_of_areas alone."""

    uid: str
    code: str
    title: str
    weight: Decimal = ONE


@dataclass(frozen=True)
class Characteristic:
    """One statement that an assessor confirms or not; strand None where a scale has no strands."""

    uid: str
    level: int
    strand: str | None = None


@dataclass(frozen=True)
class Indicator:
    """One indicator of a scale.

    levels: the values of the scale's levels; gaps: levels declared to hold no characteristic here;
    weight: above 0, heard under the area method weighted_mean alone; may_not_apply: False where
    the scale forbids «не применимо».
    """

    uid: str
    code: str
    title: str
    area: str
    rule: Rule
    levels: tuple[int, ...]
    gaps: frozenset[int] = frozenset()
    characteristics: tuple[Characteristic, ...] = ()
    weight: Decimal = ONE
    may_not_apply: bool = True

    @property
    def top(self) -> int:
        """The highest level that can be reached here, 0 when there is none.

        A cumulative rule climbs as high as characteristics stand; a direct one as high as the
        scale, lowered by gaps declared at its upper end.
        """
        if self.rule is Rule.DIRECT:
            return max((level for level in self.levels if level not in self.gaps), default=0)
        return max((item.level for item in self.characteristics), default=0)

    @property
    def choices(self) -> tuple[int, ...]:
        """What a direct indicator offers: 0 («ниже первого уровня»), then levels without gaps."""
        return (0, *(level for level in self.levels if level not in self.gaps))


@dataclass(frozen=True)
class Scale:
    uid: str
    title: str
    levels: tuple[Level, ...]
    bands: tuple[Band, ...]
    strands: tuple[Strand, ...]
    areas: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    overall_method: OverallMethod
    area_method: AreaMethod = AreaMethod.MEAN


@dataclass(frozen=True)
class NotAnswered:
    """Nobody has said anything yet; never the same as 0 and never the same as not applicable."""


@dataclass(frozen=True)
class NotApplicable:
    """The indicator does not concern this kindergarten; the reason is the assessor's own words."""

    reason: str = ""


@dataclass(frozen=True)
class Confirmed:
    """What was confirmed under a cumulative rule; nothing confirmed is an answer too, score 0."""

    confirmed: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Chosen:
    """The level chosen under the direct rule, 0 for «ниже первого уровня»."""

    level: int


Answer = NotAnswered | NotApplicable | Confirmed | Chosen


class Unreadable(ValueError):
    """Data that breaks the contract of the edition or of an answer.

    code: one word for what is wrong (README, «Codes»); place: the uid or the key where it stands.
    """

    def __init__(self, code: str, place: str) -> None:
        self.code = code
        self.place = place
        super().__init__(f"{code}: {place}")
