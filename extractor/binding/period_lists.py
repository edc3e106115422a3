"""Lists with as many figures as periods: each figure gets its own, in order.

- "In 2021/22, 2022/23 and 2023/24 the council received 1,700, 1,801 and 1,845 referrals."
- "There were 120 and 131 at 31 March 2023 and 2024."
- "Boys were 12 and girls 15 in 2022 and 2023 respectively."

Where a run of figures meets a run of another length, which figure is whose cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from extractor.annotations.periods import PeriodSpan
from extractor.binding.model import Figure

_JOINED = re.compile(
    r"\s*(?:,|;|&|/|\band\b|\bor\b|,\s*and\b)\s*(?:the\s+|in\s+|at\s+)?", re.IGNORECASE
)


_Item = TypeVar("_Item")


def dealt(
    figures: Sequence[Figure], periods: Sequence[PeriodSpan], text: str
) -> tuple[dict[int, PeriodSpan], frozenset[int]]:
    """Which period each figure of a list gets, by index, and the figures that get none."""
    dealt_out: dict[int, PeriodSpan] = {}
    unmatched: set[int] = set()
    levels = [f for f in figures if f.relation.kind == "actual"]
    if "respectively" in text.lower() and len(periods) == len(figures) > 1:
        return {f.index: m for f, m in zip(figures, periods, strict=True)}, frozenset()
    times = [run for run in runs([(m.start, m.end, m) for m in periods], text) if len(run) > 1]
    if not times:
        return {}, frozenset()
    numbers = [(f.number.start, f.number.end, f) for f in levels]
    for run in runs(numbers, text):
        if len(run) < 2 or len({f.unit for f in run[:-1]}) > 1:
            continue
        fits = [annotated for annotated in times if len(annotated) == len(run)]
        if fits:
            nearest = min(fits, key=lambda annotated: abs(annotated[0].start - run[0].number.start))
            dealt_out |= {f.index: m for f, m in zip(run, nearest, strict=True)}
        else:
            unmatched |= {f.index for f in run}
    return dealt_out, frozenset(unmatched)


def runs(items: Sequence[tuple[int, int, _Item]], text: str) -> list[list[_Item]]:
    """Items of which only "," or "and" separates each from the next."""
    runs: list[list[_Item]] = []
    last = -1
    for start, end, item in items:
        if runs and last >= 0 and _JOINED.fullmatch(text, last, start):
            runs[-1].append(item)
        else:
            runs.append([item])
        last = end
    return runs
