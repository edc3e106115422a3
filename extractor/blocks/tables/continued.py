"""Tables that continue on the next page.

The reader of the pages keeps the last table of a page and, where the next page begins with a table,
passes both on:

`table = continue_tables(previous, table)`

The result is `current` itself where it is a table of its own. Otherwise it is marked as
`continues`, has the header of `previous` in `carried_header` where it does not repeat it, and in
`carried_group` the heading of the group of rows that `previous` ends in.
Callers should only pass `previous` when nothing but page furniture is between the two.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.cell_kinds import is_data
from extractor.blocks.tables.header_hierarchy import HeaderHierarchy
from extractor.blocks.tables.inner_tables import inner_headers

MOST_COLUMNS = 0.67  # of those of a table are filled on the next page too
SOME_COLUMNS = 0.4  # the same of a part right below it, of which a few rows are another table
SLACK = 8.0  # points by which a column may be shifted from page to page


def continue_tables(previous: Table | None, current: Table, least: float = MOST_COLUMNS) -> Table:
    """`current` with what it takes from `previous`, the table before it, where it has at least this
    share of its columns."""
    if previous is None:
        return current
    places = _shared_columns(previous, current, least)
    header = _header_of(previous)
    if places is None or not header:
        return current
    own = [c for c in current.cells if c.row < current.header_rows and c.text]
    if current.header_rows and _repeats(header, own):
        alike = _repeats(header, own, 1.0) and current.label_columns == previous.label_columns
        return replace(
            current,
            continues=True,
            carried_group=HeaderHierarchy(previous).open_group if alike else None,
            caption=current.caption or previous.caption,
        )
    if current.header_rows and not misread(current):
        return current
    return replace(
        current,
        header_rows=0,
        label_columns=sum(1 for old in places if old < previous.label_columns),
        continues=True,
        carried_header=_moved(header, places),
        carried_group=HeaderHierarchy(previous).open_group,
        caption=current.caption or previous.caption,
    )


def _header_of(table: Table) -> tuple[Cell, ...]:
    if table.header_rows == 0:
        return table.carried_header
    labels = range(table.label_columns)
    header = tuple(c for c in table.cells if c.row < table.header_rows)
    if not inner_headers(table, labels):
        return header
    return tuple(c for c in header if c.column not in labels)  # the corner names the first block


def _repeats(header: tuple[Cell, ...], own: list[Cell], share: float = 0.6) -> bool:
    """Whether so much of the current table's own header repeats the one before."""
    before = {c.text.content.strip().lower() for c in header if c.text}
    return sum(1 for c in own if c.text.content.strip().lower() in before) >= share * len(own)


def misread(current: Table) -> bool:
    """Whether rows taken for a header are the rest of a row or group of the page before."""
    texts = [c for c in current.cells if c.row < current.header_rows and c.text]
    beside = [c for c in texts if c.column >= current.label_columns]
    return not beside or any(
        len(c.text.content.split()) > 12 or is_data(c.text.content) or c.text.content[:1].islower()
        for c in beside
    )


def _shared_columns(previous: Table, current: Table, least: float) -> list[int] | None:
    """For each column of `current` the column of `previous` at the same place.

    None where the tables do not agree: each column must be within one of `previous`,
    in the same order, and at least this share of those be there (the others are empty).
    """
    before, now = _extents(previous), _extents(current)
    if len(now) < current.columns or len(before) < 2 or len(now) < 2:
        return None
    places = []
    for column in range(current.columns):
        x0, x1 = now[column]
        best = max(before, key=lambda k: min(x1, before[k][1]) - max(x0, before[k][0]))
        left, right = before[best]
        inside = left - SLACK <= x0 and x1 <= right + SLACK
        around = x0 - SLACK <= left and right <= x1 + SLACK
        if not (inside or around) or min(x1, right) <= max(x0, left):
            return None
        places.append(best)
    if any(b <= a for a, b in itertools.pairwise(places)):
        return None
    return places if len(places) >= least * previous.columns else None


def _moved(header: tuple[Cell, ...], places: list[int]) -> tuple[Cell, ...]:
    """Header cells with the columns that they are over in the later table."""
    out = []
    for cell in header:
        over = [
            new
            for new, old in enumerate(places)
            if cell.column <= old < cell.column + cell.column_span
        ]
        if over:
            out.append(replace(cell, column=over[0], column_span=over[-1] - over[0] + 1))
    return tuple(out)


def _extents(table: Table) -> dict[int, tuple[float, float]]:
    """The left and right end of each column, by its narrow cells."""
    out: dict[int, tuple[float, float]] = {}
    for c in (*table.carried_header, *table.cells):
        if c.box is None or c.column_span > 1:
            continue
        x0, x1 = out.get(c.column, (c.box.x0, c.box.x1))
        out[c.column] = (min(x0, c.box.x0), max(x1, c.box.x1))
    return out
