"""Figures, clauses, relations and bindings: the types that the steps of binding pass on."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.annotations.model import Area, Direction, Kind, Number, Period, Unit
from extractor.annotations.periods.model import PeriodSpan
from extractor.observation import ExcludedNumber, Observation, PeriodSource
from extractor.passages.model import CellLabels
from extractor.rulebook.model import CompiledPattern

WIDER = frozenset({"national", "regional"})
"""Levels of areas beyond the council, whose statistics others publish in their own time."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence that belongs to one figure: [start, end) of its text.

    `antecedent` is the index of the figure whose words this one shares: "(22.3%)" after "96".
    `bracket` is true where the figure is in brackets after its antecedent; `base_of` is the index
    of the figure that has this one as its base ("32 of 341 CLA").
    """

    start: int
    end: int
    antecedent: int | None = None
    bracket: bool = False
    base_of: int | None = None

    def holds(self, at: int) -> bool:
        """Whether the character offset is in the clause."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Relation:
    """The role of a figure among the others of its sentence.

    `antecedent` is the index of the figure that it is compared with or changed from. `cue` is
    "earlier" for the older of two levels, "comparator" for a level quoted beside another, "" where
    it is independent. `denied` figures are stated to be wrong.
    """

    kind: Kind = "actual"
    direction: Direction | None = None
    cue: str = ""
    antecedent: int | None = None
    denied: bool = False
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that may be a statistic, in its clause, with its relation to the others."""

    index: int
    number: Number
    clause: Clause
    relation: Relation
    unit: Unit
    scale: float = 1.0

    @property
    def antecedent(self) -> int | None:
        """The index of the figure that this one is compared with, by its role or by its clause."""
        by_role = self.relation.antecedent
        return by_role if by_role is not None else self.clause.antecedent


@dataclass(frozen=True, slots=True)
class BoundMeasure:
    """The pattern that matches a figure.

    `tier` is how far away its first requirement was found, `farthest` how far the farthest of all.
    `unclear` is true where nothing proves the population: a heading or title names several, or it
    is presumed, named nowhere, or some group named before. `loose` is true where words are left
    over, all of them usual with the measure.
    """

    pattern: CompiledPattern
    dimensions: tuple[tuple[str, str], ...]
    tier: int
    rivals: tuple[str, ...] = ()
    farthest: int = 0
    unclear: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class BoundPeriod:
    """The period of a figure, how far away it was found, and its doubts.

    `span` is the expression itself, where it is next to the figure.
    """

    period: Period | None
    source: PeriodSource | None
    doubts: tuple[str, ...] = ()
    span: PeriodSpan | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """Everything bound to one figure, for the record and for `explain`.

    `rejected` are (pattern id, reason) of patterns that came near without matching; collected only
    on request.
    """

    figure: Figure
    measure: BoundMeasure | None
    period: BoundPeriod
    area: Area
    subject: str
    population: str | None = None
    denominator: float | None = None
    doubts: tuple[str, ...] = ()
    rejected: tuple[tuple[str, str], ...] = ()
    cell: CellLabels | None = None
    nearest: str | None = None
    unexplained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BindingResult:
    """The observations and excluded numbers of one passage."""

    observations: tuple[Observation, ...] = ()
    excluded: tuple[ExcludedNumber, ...] = ()
    bindings: tuple[Binding, ...] = ()
