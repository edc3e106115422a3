"""Spans of time that are counted from a day named before them in the sentence: "At 31 March 2019,
12% had moved in the preceding year", "on 30 June 41 were open, and in the month 23 were opened".

For a level they only say how far it looks back, and the day stays its date; what came about did so
in the year, quarter or month to the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractor.annotations.model import Period
from extractor.annotations.periods.model import Day, Edge, Length, Month, Relative, Through
from extractor.annotations.periods.resolve import PeriodSpan, resolve
from extractor.binding.model import BoundPeriod
from extractor.binding.periods.candidates import DatedFigure
from extractor.binding.periods.reference_times import is_of_a_whole_year
from extractor.binding.periods.spoken_of import speaking
from extractor.regex import regex, right_before

_HAD = regex(
    r"\b(?:had|have|has|having)\s(?:[a-z-]+\s){1,10}?(?:within|in|during|over)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""What leads to a time over which those counted had done something."""
_LONGEST = 120  # characters of it
_OF_NOW = regex(r"(?:this|current)\b", re.IGNORECASE)


def counted_from_a_day(said: DatedFigure, mark: PeriodSpan) -> BoundPeriod | None:
    """The period of a figure whose time is counted from a day that its sentence has named; None
    where it is not, or where the words do not say so."""
    back = _looks_back(mark, said.sentence.annotated.text)
    if not (_is_none_of_before(said, mark) if back else _is_of_the_day(said, mark)):
        return None
    day = _day_before(mark, said.sentence.annotated.text, said.sentence.strong)
    end = _end_of(day, said) if day is not None else None
    if day is None or end is None:
        return None
    if said.kind == "stock" or (back and said.kind != "flow"):
        return BoundPeriod(end, "stated", span=day)
    if back:
        unit = mark.expression
        assert isinstance(unit, Relative)
        mark = replace(mark, expression=Length(-unit.step, unit.unit, day.expression))
    times = said.sentence.times.reference_time
    span = times.report_period
    within = span is not None and span.start is not None and span.start <= end.end <= span.end
    times = replace(times, as_at=end.end, report_period=span if within else None)
    period = resolve(mark, times, "flow", year_starts=said.year_starts)
    if period is None:
        return None
    first = period.start or period.end
    dated = Through(_as_day(first), _as_day(period.end))
    part = not back and mark.expression == Relative(0, "year") and not is_of_a_whole_year(period)
    doubts = ("period_open",) if part else ()
    return BoundPeriod(period, "stated", doubts, replace(mark, expression=dated))


def _as_day(day: date) -> Day:
    return Day(day.day, day.month, day.year)


def _looks_back(mark: PeriodSpan, text: str) -> bool:
    """Whether what those counted had done is said to be of the time before ("had been referred in
    the preceding year")."""
    expression = mark.expression
    if not isinstance(expression, Relative) or expression.step != -1:
        return False
    return right_before(_HAD, text, mark.start, _LONGEST) is not None


_HAD_BEEN = regex(r"[^.;:()]{0,40}?\bhad been\b", re.IGNORECASE)
_OR = regex(r"\bor\b[^.;:()]{0,20}$", re.IGNORECASE)


def _is_none_of_before(said: DatedFigure, mark: PeriodSpan) -> bool:
    """Whether a figure is no earlier level beside that of the day ("71% were in touch and 60% had
    been in the year before")."""
    figure, text = said.figure, said.sentence.annotated.text
    if not figure.index or _OR.search(text, 0, figure.number.start):
        return True
    return _HAD_BEEN.match(text, figure.number.end, mark.start) is None


_ANOTHER_YEAR = regex(r"\s(?:after|before|following|that follow|to come|ahead)", re.IGNORECASE)
_BEGINS = regex(r"\b(?:began|begin|begins|started|starts|opened|opens|entered)\b", re.IGNORECASE)


def _is_of_the_day(said: DatedFigure, mark: PeriodSpan) -> bool:
    """Whether a time is "in the year", "over the quarter", and no other than that to the day of a
    level before it: not "in the year after", nor one that the day only begins."""
    expression, text = mark.expression, said.sentence.annotated.text
    here = isinstance(expression, Relative) and expression.step == 0
    if not here or mark.cue != "during" or _OF_NOW.match(mark.text) is not None:
        return False
    levels = [f for f in said.sentence.figures if f.number.end <= mark.start]
    if (
        not levels
        or levels[-1].relation.kind != "actual"
        or said.figure.relation.kind == "forecast"
    ):
        return False
    later = any(m.start > mark.end and m.cue == "as_at" for m in said.sentence.strong)
    return not (later or _ANOTHER_YEAR.match(text, mark.end) or _BEGINS.search(text, 0, mark.start))


def _day_before(mark: PeriodSpan, text: str, strong: Sequence[PeriodSpan]) -> PeriodSpan | None:
    """The last day that the sentence speaks of before a time."""
    days = [
        m
        for m in speaking(text, strong)
        if m.end <= mark.start and m.cue == "as_at" and isinstance(m.expression, Day | Edge | Month)
    ]
    return days[-1] if days else None


def _end_of(day: PeriodSpan, said: DatedFigure) -> Period | None:
    times = said.sentence.times.reference_time
    return resolve(day, times, "stock", year_starts=said.year_starts)
