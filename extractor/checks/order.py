"""Columns of a table whose times run on, but for two in each other's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from extractor.checks import say
from extractor.checks.model import Figure, Finding, Order

STEADY = 0.2
"""By this share of a step the times of columns may lie further apart or nearer."""


def check_order(identity: Order, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A finding for each table in which two neighbouring columns are out of order.

    The times of the columns must be as far apart as years or quarters are, and run on when the
    two change places: columns that are in no order at all, or go from the latest back to the
    first, are as the paper wants them.
    """
    tables: dict[tuple[object, ...], dict[str | None, list[Figure]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for figure in figures:
        dated = figure.source == "table" and figure.end is not None and figure.row
        if dated and figure.kind == "actual" and figure.measure is not None:
            key = (figure.page, figure.report, figure.where, figure.basis, figure.unit)
            tables[key][f"{figure.row} {figure.measure} {figure.dimensions}"].append(figure)
    for rows in tables.values():
        seen: set[tuple[str | None, ...]] = set()
        for row in rows.values():
            columns = sorted(row, key=lambda f: f.position)
            times = tuple(f.end for f in columns)
            at = _swapped([date.fromisoformat(str(end)) for end in times])
            if at is not None and times not in seen:
                seen.add(times)
                yield _finding(identity, columns, at)


def _swapped(ends: Sequence[date]) -> int | None:
    """The first of the two neighbours in each other's place, None where all is in
    order or in another one."""
    if len(ends) < 3 or len(set(ends)) != len(ends) or _runs_on(ends):
        return None
    if ends[0] == max(ends) and all(a < b for a, b in pairwise(ends[1:])):
        return None  # the latest is first, and the others follow from the beginning
    for at in range(len(ends) - 1):
        tried = [*ends[:at], ends[at + 1], ends[at], *ends[at + 2 :]]
        if _runs_on(tried):
            return at
    return None


def _runs_on(ends: Sequence[date]) -> bool:
    steps = [(later - earlier).days for earlier, later in pairwise(ends)]
    usual = sum(steps) / len(steps)
    return usual != 0 and all(abs(step - usual) <= STEADY * abs(usual) for step in steps)


def _finding(identity: Order, columns: list[Figure], at: int) -> Finding:
    pair = (columns[at], columns[at + 1])
    dates = ", ".join(f"“{figure.column}”" for figure in columns)
    page = f" on page {columns[0].page}" if columns[0].page else ""
    message = (
        f"Table{page}: the columns are of {dates}; {say.when(pair[0])} comes before "
        f"{say.when(pair[1])}. Out of order as read. {identity.meaning}"
    )
    return Finding(
        identity, "fail", message, tuple(columns), ("column",) * len(columns),
        None, None, None, (), pair,
    )  # fmt: skip
