"""Identities as data, the figures they are about, and what a check finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.store.points import ABOUT, IN_WORDS

MOST_WITHHELD = 10
"""A range of people up to here ("1 to 4", "5 to 9") stands for a number that is withheld."""

Status = Literal["pass", "fail", "unknown"]
Fault = Literal["paper", "reading", "unknown"]


class Strict(BaseModel):
    """A part of the file of identities: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Term(Strict):
    """A figure that an identity names: a measure with a breakdown, or the whole of it."""

    measure: str
    dimensions: dict[str, str] = {}


class Named(Strict):
    """What every identity has. `mark` goes to figures it confirms, `doubt` to others."""

    id: str
    title: str
    meaning: str
    mark: str | None = None
    doubt: str | None = None
    lowers_to: Literal["medium", "low"] | None = None


class Parts(Strict):
    """Parts of a breakdown and the measure that they make up; `base` counts those whose shares
    the parts are."""

    parts: str
    by: str
    whole: str | None = None
    base: str | None = None
    least_parts: int | None = None


class Breakdown(Named):
    """Parts by one dimension add up to the whole, or shares to `whole` (100)."""

    check: Literal["breakdown"]
    unit: str
    whole: float | None = None
    least_parts: int
    covers: tuple[float, float] = Field(
        description="a sum between these shares of the whole was meant to be complete"
    )
    enough_parts: int = Field(
        0, description="with fewer parts than these, `covers_few` is asked instead"
    )
    covers_few: tuple[float, float] = (0.95, 1.05)
    covers_above_total: tuple[float, float] | None = Field(
        None, description="the same for the lines of a table right above their total"
    )
    tolerance: float = 0
    breakdowns: tuple[Parts, ...]


class Whole(Strict):
    """A measure and the one whose share it is."""

    parts: str
    whole: str


class Share(Named):
    """Count, base and share agree."""

    check: Literal["share"]
    wholes: tuple[Whole, ...]
    everybody: tuple[str, ...] = ()
    """What a sentence calls the whole as a base: "66 (16.3%) of our children looked after"."""


class Change(Named):
    """The earlier level and the change give the later level."""

    check: Literal["change"]


class Stock(Strict):
    """A stock with what enters and what leaves it."""

    stock: str
    entered: str
    left: str


class Flow(Named):
    """Stock at the end = stock at the start + entered - left."""

    check: Literal["flow"]
    tolerance: float
    fails_beyond: float
    flows: tuple[Stock, ...]


class Span(Strict):
    """A count over a span, the stock that it takes in, and the flow that adds to it."""

    during: str
    stock: str
    entered: str


class During(Named):
    """Those of a span are at least those of its first and last day, and at most those of the
    first with those who came."""

    check: Literal["during"]
    spans: tuple[Span, ...]


class Terms(Named):
    """Named figures add up to another one, or to a number."""

    check: Literal["terms"]
    unit: str
    terms: tuple[Term, ...]
    perhaps: tuple[Term, ...] = ()
    whole: Term | None = None
    total: float | None = None
    at_most: bool = Field(False, description="others may be missing: only too much is wrong")
    kinds: tuple[str, ...] = ("actual",)
    one_row: bool = Field(
        False, description="only figures of one row of a table, whatever it is of"
    )
    either_sign: tuple[str, ...] = Field(
        (), description="measures that papers print with either sign: an overspend above or below 0"
    )


class AtMost(Named):
    """A part is not larger than its whole."""

    check: Literal["at_most"]
    part: Term
    whole: Term
    units: tuple[str, ...]


class Table(Named):
    """The lines of a table add up to its total."""

    check: Literal["table"]
    least_parts: int
    covers: tuple[float, float]


class Order(Named):
    """The columns of a table run on in time."""

    check: Literal["order"]


class Repeated(Named):
    """One thing stated twice in a document has one value."""

    check: Literal["repeated"]
    doubtful: tuple[str, ...] = Field(
        (), description="doubts with which a figure may be of something else"
    )
    restated: tuple[str, ...] = Field(
        (), description="phrases of a sentence that says itself what was stated before"
    )


class After(Named):
    """What was counted is not of a day after the meeting."""

    check: Literal["date"]
    planned: tuple[str, ...] = Field((), description="measures that are set beforehand")


class Range(Named):
    """A figure lies where such figures lie; beyond the range by `margin` it fails."""

    check: Literal["range"]
    margin: float


class Jump(Named):
    """A point is not far from the one before it on the same line, and a lower bound ("over 400")
    not below the figure nearest to it by `bound_ratio`."""

    check: Literal["jump"]
    units: tuple[str, ...]
    kinds: tuple[str, ...]
    least: float
    within_days: int
    ratio: float
    bound_ratio: float


class RateOf(Strict):
    """A rate and the count that it is made of."""

    rate: str
    rate_unit: str
    per: float
    count: str


class Rate(Named):
    """The population that a count and its rate imply changes little."""

    check: Literal["rate"]
    tolerance: float
    fails_beyond: float
    rates: tuple[RateOf, ...]


class SpendOf(Strict):
    """Spend on placements, what one costs in a week, and who is placed: `placed` by kind of
    placement, `everybody` where the spend is on all."""

    spend: str
    weekly_cost: str
    placed: str
    everybody: str


class Spend(Named):
    """Spend = weekly cost x children x weeks. Children come and go: between the two shares
    nothing can be said."""

    check: Literal["spend"]
    tolerance: float
    fails_beyond: float
    spends: tuple[SpendOf, ...]


Identity = Annotated[
    Breakdown | Share | Change | Flow | During | Terms | AtMost | Table | Order | Repeated | After
    | Range | Jump | Rate | Spend,
    Field(discriminator="check"),
]  # fmt: skip


class Identities(Strict):
    """The whole file."""

    total_labels: tuple[str, ...]
    nested: dict[str, dict[str, tuple[str, ...]]] = {}
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation as the checks need it. `where` names the area, `dimensions` are sorted."""

    id: str
    document: str
    position: int
    report: int
    page: int | None
    source: str
    quote: str
    offset: int
    text: str
    value: float
    value_max: float | None
    rounded_to: float | None
    unit: str | None
    qualifier: str
    kind: str
    direction: str | None
    measure: str | None
    dimensions: tuple[tuple[str, str], ...]
    denominator: float | None
    area: str | None
    where: str | None
    level: str | None
    basis: str | None
    start: str | None
    end: str | None
    meeting: str | None
    confidence: str
    doubts: tuple[str, ...]
    row: str | None
    column: str | None
    key: str | None

    @property
    def span(self) -> tuple[float, float]:
        """The least and the greatest value that the statement allows."""
        high = self.value if self.value_max is None else self.value_max
        off = 0.5 * (self.rounded_to or 0)
        if self.qualifier == "approximately":
            off = ABOUT * abs(self.value)
        elif self.rounded_to is None and self.unit == "percent":
            off = IN_WORDS
        elif self.unit == "count" and (self.rounded_to or 0) <= 1:
            off = 0.0
        if self.qualifier in ("at_least", "more_than"):
            return self.value, float("inf")
        if self.qualifier in ("at_most", "less_than"):
            return 0.0, self.value
        return self.value - off, high + off

    @property
    def bound(self) -> bool:
        """Whether it says "fewer than five" or "1 to 4": the number itself is withheld."""
        if self.qualifier == "between" and self.unit == "count":
            return (self.value_max or self.value) <= MOST_WITHHELD
        return self.qualifier in ("at_most", "less_than") and self.unit in ("count", "percent")

    @property
    def when(self) -> tuple[str | None, str | None, str | None]:
        """Its period."""
        return self.basis, self.start, self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one identity for some figures; `roles` go with the figures.

    `agrees` and `contradicts` are the figures that it confirms or speaks against.
    """

    identity: Named
    status: Status
    message: str
    figures: tuple[Figure, ...]
    roles: tuple[str, ...]
    expected: float | None = None
    found: float | None = None
    tolerance: float | None = None
    agrees: tuple[Figure, ...] = ()
    contradicts: tuple[Figure, ...] = ()
    fault: Fault = "unknown"

    @property
    def gap(self) -> float | None:
        """What is missing (positive) or too much (negative)."""
        if self.expected is None or self.found is None:
            return None
        return round(self.expected - self.found, 6)


def added(figures: Iterable[Figure]) -> tuple[float, float]:
    """The least and greatest sum that the figures allow."""
    spans = [figure.span for figure in figures]
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def overlap(one: tuple[float, float], other: tuple[float, float], slack: float = 0) -> bool:
    """Whether a value is in both spans."""
    tiny = 1e-9
    return one[0] - slack <= other[1] + tiny and other[0] - slack <= one[1] + tiny
