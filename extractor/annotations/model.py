"""Numbers, periods, areas, roles and phrases of a passage: the types that annotating hands on.

`start` and `end` are character offsets in the passage's text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractor.types import Area as Area
from extractor.types import AreaLevel as AreaLevel
from extractor.types import Direction as Direction
from extractor.types import Kind as Kind
from extractor.types import MeasureKind as MeasureKind
from extractor.types import PeriodBasis as PeriodBasis
from extractor.types import Qualifier as Qualifier
from extractor.types import Unit as Unit


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, with the signs and unit words attached to it.

    `text` is the figure as the contract's `figure_text` has it ("51%", "£1.2m",
    "a third", "0.5 percentage points" -> with its unit word only where the unit is part of
    the figure). `unit` is None where nothing attached says it ("717"): then it is a count
    unless heading, column or the other clause of the sentence says otherwise. `excluded` is
    the reason why this number is not a statistic ("age", "threshold", "date", "paragraph
    number" ...), None for a candidate. `direction` is set where the number itself says that
    something changed ("doubled", "+2.1").

    While a text is being read, `text` is folded and `start` and `end` are those in the text as
    read. `sure` is True where the sign attached to it (%, £) rules out that it is an age, a date
    or a reference; `counts` is False for a number word that is a number only where something
    countable goes with it ("one", "none").
    """

    start: int
    end: int
    text: str
    value: float
    value_max: float | None = None
    unit: Unit | None = None
    qualifier: Qualifier = "exact"
    worded: bool = False
    excluded: str | None = None
    direction: Direction | None = None
    suppressed: bool = False
    sure: bool = False
    counts: bool = True

    def moved(self, by: int) -> Number:
        """The same number so many characters further on in a text."""
        return replace(self, start=self.start + by, end=self.end + by) if by else self


@dataclass(frozen=True, slots=True)
class Period:
    """The date of a level, or a span over which something was counted.

    `as_at` has `end` only; `during` has both, inclusive.
    """

    basis: PeriodBasis
    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class ReferenceTime:
    """The dates from which relative and missing periods of a report are worked out, in this order.

    `as_at` is a position date ("Position as at 31 May 2020"), `report_period` the span
    that the report covers (its title's year, quarter ...), `meeting_date` the last resort.
    `mentioned` says that only a sentence gives `as_at`: it is not the last day that is known of.
    """

    as_at: date | None = None
    report_period: Period | None = None
    meeting_date: date | None = None
    mentioned: bool = False

    def latest(self) -> date | None:
        """The day before which a month without a year is."""
        of_report = self.as_at or (self.report_period.end if self.report_period else None)
        if self.mentioned:
            return self.meeting_date or of_report
        return of_report or self.meeting_date


@dataclass(frozen=True, slots=True)
class AreaSpan:
    """An area named in the text ("nationally", "statistical neighbours", "Essex")."""

    start: int
    end: int
    area: Area


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words that say what part a figure plays: a target, a floor, a change, an earlier level.

    `figure` bounds the figure that they govern, `start` and `end` the whole phrase. Figures
    of the same `match` are referred to together ("rose by 12 to 240"); `slot` counts them.
    """

    start: int
    end: int
    figure: tuple[int, int]
    cue: str
    role: str
    kind: Kind | None = None
    direction: Direction | None = None
    match: int = 0
    slot: int = 0


@dataclass(frozen=True, slots=True)
class ConceptSpan:
    """A phrase of the rules' vocabulary, and the dimension value it stands for, if any."""

    start: int
    end: int
    concept: str
    dimension: str | None = None
    value: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys by which a rule may name it."""
        return (self.concept,) if self.dimension is None else (self.concept, self.dimension)
