"""Time expressions as printed, before they are resolved to dates.

An expression is what is printed ("Quarter 3 2018/19", "12 months ago", "the end of the
previous quarter"), without dates that only the report can give. `resolve.py` turns it
into dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Unit = Literal["day", "week", "month", "quarter", "half", "year", "period"]
# `bare`: "2018"; `split`: "2016-17", financial unless a school speaks.
YearStyle = Literal["bare", "split", "calendar", "financial", "academic"]
PartKind = Literal["quarter", "half", "financial_month", "term", "season"]
Cue = Literal["as_at", "during", "to_date", "rolling", "by", "since", "none"]


@dataclass(frozen=True, slots=True)
class Day:
    """ "31 May 2020", "31 March" (`year` None), "31 March last year" (`back` 1)."""

    day: int
    month: int
    year: int | None = None
    back: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """ "September 2024", "March", "November 2024-25" (`fiscal`: year is the one it begins in)."""

    month: int
    year: int | None = None
    fiscal: bool = False
    back: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year or run of years: "2018" is 2018..2018, "2016-17" is 2016..2017.

    For every style but `bare` and `calendar`, `last` is the year in which the run ends.
    """

    first: int
    last: int
    style: YearStyle


@dataclass(frozen=True, slots=True)
class Relative:
    """ "this year" (0), "the previous quarter" (-1), "next year" (1), counted in `unit`."""

    step: int
    unit: Unit
    style: YearStyle | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Quarter, half, month or school term of a year: "Q3 2018/19", "Month 6", "autumn term".

    `number` counts from 1; term 1 is autumn, 2 spring, 3 summer. `of` is the year.
    """

    kind: PartKind
    number: int
    of: Year | Relative | None = None


@dataclass(frozen=True, slots=True)
class Through:
    """ "1 April 2016 to 31 March 2017", "April to September 2015"."""

    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class Length:
    """ "12 months to November 2019" (`end` given), "the last two years" (reckoned back), "the
    last two academic years" (of a `style`: whole years that are over)."""

    count: int
    unit: Unit
    end: Expression | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class ToDate:
    """ "year to date", "2024/25 to date" (`of`), YTD in a column "May 2024" (`until`)."""

    unit: Unit = "year"
    of: Year | None = None
    until: Expression | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """ "since July": from its beginning to the date that the report refers to."""

    first: Expression


@dataclass(frozen=True, slots=True)
class Ago:
    """ "12 months ago", "three months earlier"."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Later:
    """ "a year later", "12 months on": after a date that was named before it."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class SamePoint:
    """ "the same period last year" (`back` 1), "the same point in 2018" (`of`).

    With neither, the time referred to just before: "in this period", "over the same period".
    """

    back: int = 0
    of: Year | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """ "the end of the previous quarter", "at year end", "the start of 2020"."""

    side: Literal["start", "end"]
    of: Expression


@dataclass(frozen=True, slots=True)
class Now:
    """ "currently", "at the time of writing" (`writing`: the day the report was written)."""

    writing: bool = False


Expression: TypeAlias = (
    Day
    | Month
    | Year
    | Relative
    | Part
    | Through
    | Length
    | ToDate
    | Since
    | Ago
    | Later
    | SamePoint
    | Edge
    | Now
)


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """Words of a text that say when: text[start:end] is `text`, `expression` what they mean.

    `cue` is what the wording around them asks for ("as at 31 March", "by March",
    "12 months to"). `relative` marks need an anchor, `weak` ones ("currently") say no more
    than the report as a whole does.
    """

    start: int
    end: int
    text: str
    expression: Expression
    cue: Cue = "none"

    @property
    def relative(self) -> bool:
        """Whether it is counted from something that is not in its own words."""
        return _needs_anchor(self.expression)

    @property
    def weak(self) -> bool:
        """Whether it adds nothing to what the report says about itself."""
        return isinstance(self.expression, Now) and not self.expression.writing


def _needs_anchor(expression: Expression) -> bool:
    if isinstance(expression, (Day, Month)):
        return expression.year is None
    if isinstance(expression, Year):
        return False
    if isinstance(expression, Part):
        return not isinstance(expression.of, Year)
    if isinstance(expression, Through):
        return _needs_anchor(expression.first) and _needs_anchor(expression.last)
    if isinstance(expression, Length):
        return expression.end is None or _needs_anchor(expression.end)
    if isinstance(expression, Edge):
        return _needs_anchor(expression.of)
    return True
