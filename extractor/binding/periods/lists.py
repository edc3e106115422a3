"""Lists with as many figures as periods: each figure gets its own, in order.

- "In 2021/22, 2022/23 and 2023/24 the council received 1,700, 1,801 and 1,845 referrals."
- "There were 120 and 131 at 31 March 2023 and 2024."
- "Boys were 12 and girls 15 in 2022 and 2023 respectively."
- "58 per 10,000, against 71 for England and 63 for neighbours (both at 31 March 2023)."

Where a run of figures meets a run of another length, which figure is whose cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.periods.model import Through, Year
from extractor.annotations.periods.resolve import PeriodSpan
from extractor.binding.clauses.split import deals_in_order, runs
from extractor.binding.model import Figure
from extractor.regex import regex, right_before

# "the three years from 2021/22" names the first of them only.
_YEARS_FROM = regex(r"\byears?\s+(?:from|since|beginning|starting)\s+(?:in\s+)?$", re.IGNORECASE)
FEWEST_YEARS = 3
"""So many figures make a run of years that is named by its ends: "2021/22 to 2023/24"."""


def distributed(
    figures: Sequence[Figure], periods: Sequence[PeriodSpan], text: str
) -> tuple[dict[int, PeriodSpan], frozenset[int]]:
    """The period of each figure of a list, by index, and the figures that get none."""
    distributed_to: dict[int, PeriodSpan] = _of_both(figures, periods, text)
    unmatched: set[int] = set()
    levels = [f for f in figures if f.relation.kind == "actual"]
    if deals_in_order(text) and len(periods) == len(figures) > 1:
        return {f.index: m for f, m in zip(figures, periods, strict=True)}, frozenset()
    times = [run for run in runs([(m.start, m.end, m) for m in periods], text) if len(run) > 1]
    times += [years for span in periods if (years := _years_of(span))]
    begun = any(right_before(_YEARS_FROM, text, m.start, 40) for m in periods)
    if not times and not begun:
        return distributed_to, frozenset()
    numbers = [(f.number.start, f.number.end, f) for f in levels]
    for run in runs(numbers, text):
        if len(run) < 2 or len({f.unit for f in run[:-1]}) > 1:
            continue
        fits = [annotated for annotated in times if len(annotated) == len(run)]
        if fits:
            nearest = min(fits, key=lambda annotated: abs(annotated[0].start - run[0].number.start))
            distributed_to |= {f.index: m for f, m in zip(run, nearest, strict=True)}
        else:
            unmatched |= {f.index for f in run}
    return distributed_to, frozenset(unmatched)


_OF_BOTH = regex(r"\(both\s+(?:as\s+)?(?:(?:at|in|for|on)\s+)?(?:the\s+)?$", re.IGNORECASE)


def _of_both(
    figures: Sequence[Figure], periods: Sequence[PeriodSpan], text: str
) -> dict[int, PeriodSpan]:
    """The period in a bracket that says it is that of the two figures before it."""
    found: dict[int, PeriodSpan] = {}
    for span in periods:
        if _OF_BOTH.search(text, 0, span.start):
            before = [f for f in figures if f.number.end <= span.start]
            found |= {f.index: span for f in before[-2:]}
    return found


def _years_of(span: PeriodSpan) -> list[PeriodSpan]:
    """The years of a run that is named by its first and last one; none of a shorter one."""
    through = span.expression
    if not isinstance(through, Through):
        return []
    first, last = through.first, through.last
    if not (isinstance(first, Year) and isinstance(last, Year)) or first.style != last.style:
        return []
    length = first.last - first.first
    if last.last - last.first != length or last.first - first.first + 1 < FEWEST_YEARS:
        return []
    return [
        replace(span, expression=replace(first, first=year, last=year + length))
        for year in range(first.first, last.first + 1)
    ]
