"""The span of a change: from the earlier to the later date, or the later period of a flow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.annotations.model import MeasureKind, Period
from extractor.annotations.period_model import Since
from extractor.annotations.periods import PeriodSpan, change_span, resolve
from extractor.binding.model import BoundPeriod, Figure
from extractor.binding.period_attachment import looks_back
from extractor.binding.reference_times import ReferenceTimes

_EARLIER = re.compile(
    r"(?:\b(?:on|from|since|than|with|to|over|against|in)\s+(?:the\s+|that\s+of\s+|at\s+)*)$", re.I
)


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
    """The period of a change, from the marks beside it and the levels it is between."""
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
        if behind or looks_back(mark):
            earlier, source = period, "stated"
        else:
            later, source = period, "stated"
            if period.basis == "as_at" and not _EARLIER.search(text[: mark.start]):
                spanned = resolve(mark, times.reference_time, "flow", year_starts=year_starts)
                later = spanned if spanned is not None else later
    if earlier is None:
        earlier, later = _levels_beside(figure, figures, bound, later)
    if earlier is not None and later is not None:
        return BoundPeriod(change_span(earlier, later, kind), source)
    if later is None:
        return BoundPeriod(None, None)
    if later.basis == "as_at":
        span = times.anchor.report_period
        if span is not None and span.end == later.end:
            return BoundPeriod(span, source)
        return BoundPeriod(None, None)
    return BoundPeriod(later, source)


def _levels_beside(
    figure: Figure,
    figures: Sequence[Figure],
    bound: Mapping[int, BoundPeriod],
    later: Period | None,
) -> tuple[Period | None, Period | None]:
    """The periods of the two levels that a change is between, where the sentence gives both."""
    for other in figures:
        if other.relation.cue != "earlier" and not (
            other.relation.cue == "comparator" and other.unit == figure.unit
        ):
            continue
        antecedent = other.relation.antecedent
        first = bound[other.index].period if other.index in bound else None
        last = bound[antecedent].period if antecedent is not None and antecedent in bound else None
        if first is not None and last is not None and first.end < last.end:
            return first, last
    return None, later
