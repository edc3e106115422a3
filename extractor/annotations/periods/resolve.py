"""Periods: finding them in a text and resolving them to dates.

The parts: `model` (what a period says), `dates`, `years`, `parts_of_years`, `relative`,
`ago_and_later` and `shared_years` (the grammar), `grammar` (finding), `normalizer` and `default`
(dates), `year_type` (school, financial or another year), `report_time` (the report's own time),
`labels` (the labels of a table cell), `date_arithmetic`.

What the dates are goes by the calendar of English councils:

- Written dates stand for themselves. "2016-17" is the financial year from 1 April 2016, in a
  school's context the school year from 1 September.
- A stock (children looked after) has a date: the last day of what is named. A flow (adoptions)
  and a ratio have the span itself. A written day is a date for all of them.
- A lone "2016" is the date 31 March 2016 for a stock. For a ratio, and wherever the report
  covers a financial (school) year, it is the year that ended in it, as official statistics name
  their years; for a flow in other reports the calendar year, and for a ratio where the report
  refers to 31 December.
- What is counted from elsewhere ("12 months ago", "the previous quarter") is counted from the
  period that governs the sentence, else from the report's position date, else from the span
  that the report covers, and only last from the day of the meeting.
- A day or month without a year is the latest one that the report can refer to; after "by", the
  next one.
"""

from __future__ import annotations

from extractor.annotations.model import MeasureKind, Period, ReferenceTime
from extractor.annotations.periods.default import change_span, current_year, default_period
from extractor.annotations.periods.grammar import ends_of, find_periods
from extractor.annotations.periods.model import Cue, Day, Month, PeriodSpan
from extractor.annotations.periods.normalizer import TimexNormalizer
from extractor.annotations.periods.report_time import document_anchor, inspection_end, with_year
from extractor.annotations.periods.year_type import (
    reference_year_start,
    start_by_last_day,
    year_start,
)

__all__ = [
    "Cue",
    "PeriodSpan",
    "change_span",
    "current_year",
    "default_period",
    "document_anchor",
    "ends_of",
    "find_periods",
    "inspection_end",
    "reference_year_start",
    "resolve",
    "start_by_last_day",
    "with_year",
    "year_start",
]


def resolve(
    mark: PeriodSpan,
    anchor: ReferenceTime,
    measure_kind: MeasureKind | None,
    *,
    year_starts: int | None = None,
    governing: Period | None = None,
    whole: bool = False,
) -> Period | None:
    """The dates that a period span means for a measure of this kind, None where it has none.

    `year_starts` is the first month of a year here, where the surroundings say which kind of
    year they refer to: 9 makes "2020-21" a school year. `governing` is the period of the
    figure that a relative expression is compared with, or that is earlier in the
    sentence or paragraph. `whole` is for figures that refer to all of the current year or quarter
    (budgets, forecasts, targets): "this year" is then not cut off at the report's date.
    """
    by = mark.cue == "by"
    normalizer = TimexNormalizer(anchor, measure_kind, year_starts, governing, whole, ahead=by)
    reached = by and measure_kind in (None, "ratio") and isinstance(mark.expression, (Day, Month))
    try:
        return normalizer.period(mark.expression, as_at=mark.cue == "as_at" or reached)
    except (ValueError, OverflowError):  # not a date of the calendar
        return None
