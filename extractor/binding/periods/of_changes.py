"""The period of a change: from the earlier to the later date, or the later period of a flow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from extractor.annotations.model import MeasureKind, Period
from extractor.annotations.periods.date_arithmetic import shift
from extractor.annotations.periods.model import Since, Year
from extractor.annotations.periods.resolve import PeriodSpan, change_span, resolve
from extractor.binding.model import BoundPeriod, Figure
from extractor.binding.periods.reference_times import ReferenceTimes
from extractor.binding.periods.spoken_of import NEAR, looks_back
from extractor.regex import regex, right_before

_EARLIER = regex(
    r"(?:\b(?:on|from|since|than|with|to|over|against|in)\s+(?:the\s+|that\s+of\s+|at\s+)*"
    r"|\bon\s+(?:the|our|its)\s+(?:[a-z]+\s+){1,3}(?:for|of|in)\s+(?:the\s+)?)$", re.IGNORECASE,
)  # fmt: skip


_COMPARED_WITH = regex(
    r"\b(?:on|from|than|against|compared with|compared to)\s(?:the\s|that\s(?:of|in|for)\s)?$",
    re.IGNORECASE,
)
_WITHIN = regex(r"(?<!\bthat )(?<!\bthan )\b(?:in|over|during)\s(?:the\s)?$", re.IGNORECASE)
_THAN_IN = regex(
    r"\bthan\s(?:(?:in|at|on|for|during)\s)?(?:the\s|that\s(?:of|in|for)\s)?$", re.IGNORECASE
)


def begins_change(mark: PeriodSpan, figure: Figure, text: str) -> bool:
    """Whether a time is only that with which a change began ("is 15 more than in 2021-22"): where
    it ended is said elsewhere."""
    if figure.relation.kind != "change" or mark.start < figure.number.end:
        return False
    return right_before(_THAN_IN, text, mark.start, NEAR) is not None


def period_of_change(
    figure: Figure,
    figures: Sequence[Figure],
    own: Sequence[PeriodSpan],
    text: str,
    kind: MeasureKind | None,
    times: ReferenceTimes,
    governing: BoundPeriod,
    bound: Mapping[int, BoundPeriod],
    year_starts: int | None,
) -> BoundPeriod:
    """The period of a change, from the spans beside it and the levels it is between."""
    later, source = governing.period, governing.source
    earlier: Period | None = None
    for mark in own:
        if isinstance(mark.expression, Since) and kind != "flow":
            first = replace(mark, expression=mark.expression.first, cue="as_at")
            earlier = resolve(first, times.reference_time, kind, year_starts=year_starts)
            source = "stated" if earlier is not None else source
            continue
        period = resolve(mark, times.reference_time, kind, year_starts=year_starts, governing=later)
        if period is None:
            continue
        behind = mark.start > figure.number.end and _EARLIER.search(text[: mark.start])
        unknown = later is None or later.end == period.end
        apart = "," in text[figure.number.end : mark.start]
        if (
            behind
            and unknown
            and not apart
            and right_before(_WITHIN, text, mark.start, NEAR) is not None
        ):
            # "rose by 22% in the six months to August 2010"
            spanned = resolve(mark, times.reference_time, "flow", year_starts=year_starts)
            later, source = spanned or period, "stated"
            continue
        if behind or looks_back(mark):
            earlier, source = _on_the_day_of(later, mark, period, kind), "stated"
        else:
            later, source = period, "stated"
            if period.basis == "as_at" and not _EARLIER.search(text[: mark.start]):
                spanned = resolve(mark, times.reference_time, "flow", year_starts=year_starts)
                later = spanned if spanned is not None else later
    if earlier is None:
        earlier, later = _levels_beside(figure, figures, bound, later)
    only = len(own) == 1 and right_before(_COMPARED_WITH, text, own[0].start, 40) is not None
    if only and earlier is not None and later == earlier:  # "is down by a fifth on 2010/11"
        span = times.anchor.report_period
        later = span if span is not None and span.end > earlier.end else None
    if earlier is not None and later is not None:
        if earlier == later and earlier.basis == "as_at":
            return BoundPeriod(None, None)  # from a day to the same day
        return BoundPeriod(change_span(earlier, later, kind), source)
    if later is None:
        return BoundPeriod(None, None)
    if later.basis == "as_at":
        span = _back_from(later.end, figure, text) if source in _OF_A_LEVEL else None
        if span is not None:
            return BoundPeriod(span, source)
        span = times.anchor.report_period
        if span is not None and span.end == later.end:
            return BoundPeriod(span, source)
        return BoundPeriod(None, None)
    return BoundPeriod(later, source)


def of_the_level(
    kind: MeasureKind | None, governing: BoundPeriod, bound: Mapping[int, BoundPeriod]
) -> BoundPeriod:
    """The whole span over which a sum of the sentence adds up, for its change: "will hit £48m by
    the end of March, a rise of 17% in 12 months"."""
    if kind != "flow" or governing.span is None:
        return governing
    spans = (b for b in bound.values() if b.period is not None and b.period.start is not None)
    return next((level for level in spans if level.span == governing.span), governing)


_OF_A_LEVEL = frozenset({"stated", "sentence", "paragraph"})
_FOR_SO_LONG = regex(
    r"(?:\s(?!and\b|but\b|of\b)[\w’'-]+){0,3}?\s(?:in|over|within|during)\s(?:just\s|only\s)?"
    r"(?:(?P<count>an?|one|two|three|four|six|nine|twelve|eighteen|\d{1,2})|(?:the\s)?(?:last|past)"
    r"(?:\s(?P<more>two|three|four|six|nine|twelve|eighteen|\d{1,2}))?)\s"
    r"(?P<unit>week|month|year)s?\b(?![-’'])"
    r"(?!\s(?:to|on|ending|ended|before|earlier|of|and|olds?|groups?)\b)",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18}


def _back_from(day: date, figure: Figure, text: str) -> Period | None:
    """The span of a change up to the day of its level, where the words behind say how long it took:
    "402 on 31 December, a rise of 5% in twelve months"."""
    found = _FOR_SO_LONG.match(text, figure.number.end, figure.clause.end)
    if found is None:
        return None
    said = (found["count"] or found["more"] or "one").lower()
    count = int(said) if said.isdigit() else _COUNTS.get(said, 1)
    return Period("during", shift(day, -count, found["unit"].lower()), day)


def _on_the_day_of(
    later: Period | None, mark: PeriodSpan, period: Period, kind: MeasureKind | None
) -> Period:
    """The day of a bare year from which a level has changed: that of the level's own day ("575,963
    in January 2024, up by 11% from 2023")."""
    year = mark.expression
    if kind != "stock" or later is None or later.basis != "as_at" or not isinstance(year, Year):
        return period
    if year.style != "bare" or period.end >= later.end:
        return period
    return Period("as_at", None, shift(later.end, year.first - later.end.year, "year"))


def _levels_beside(
    figure: Figure,
    figures: Sequence[Figure],
    bound: Mapping[int, BoundPeriod],
    later: Period | None,
) -> tuple[Period | None, Period | None]:
    """The periods of the two levels that a change is between, where the sentence gives both."""
    for other in sorted(figures, key=lambda o: o.index != figure.index + 1):
        if other.relation.cue != "earlier" and not (
            other.relation.cue == "comparator" and other.unit == figure.unit
        ):
            continue
        antecedent = other.relation.antecedent
        first = bound[other.index].period if other.index in bound else None
        last = bound[antecedent].period if antecedent is not None and antecedent in bound else None
        if antecedent == figure.index:  # "a 38% increase on 2015's figure of 727"
            last = later
        if first is not None and last is not None and first.end < last.end:
            return first, last
    return None, later
