"""Tables that go on over a page.

The reader of the pages keeps the last table of a page and, where the next page begins
with a table, passes both on:

    table = continue_tables(previous, table)   # previous: the last table of the page before

The result is `current` itself where it is a table of its own; else it is marked as
`continues`, and bears the header of `previous` in `carried_header` where it repeats none.
A caller should pass `previous` only when nothing but furniture stands between the two.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.numbers import is_data

SLACK = 8.0  # points by which a column may be shifted from page to page


def continue_tables(previous: Table | None, current: Table) -> Table:
    """`current` with what it takes over from `previous`, the table before it."""
    if previous is None or not _same_columns(previous, current):
        return current
    header = _header_of(previous)
    if not header:
        return current
    own = [c for c in current.cells if c.row < current.header_rows and c.text]
    if current.header_rows and _repeats(header, own):
        return replace(current, continues=True, caption=current.caption or previous.caption)
    if current.header_rows and not _misread(current):
        return current
    label_columns = previous.label_columns
    return replace(
        current,
        header_rows=0,
        label_columns=label_columns,
        continues=True,
        carried_header=header,
        caption=current.caption or previous.caption,
    )


def _header_of(table: Table) -> tuple[Cell, ...]:
    if table.header_rows == 0:
        return table.carried_header
    return tuple(c for c in table.cells if c.row < table.header_rows)


def _repeats(header: tuple[Cell, ...], own: list[Cell]) -> bool:
    """Whether the current table's own header says the same as the one before."""
    before = {c.text.content.strip().lower() for c in header if c.text}
    return sum(1 for c in own if c.text.content.strip().lower() in before) >= 0.6 * len(own)


def _misread(current: Table) -> bool:
    """Whether rows taken for a header are the tail of a row or a group of the page before."""
    texts = [c for c in current.cells if c.row < current.header_rows and c.text]
    beside = [c for c in texts if c.column >= current.label_columns]
    return not beside or any(
        len(c.text.content.split()) > 12 or is_data(c.text.content) or c.text.content[:1].islower()
        for c in beside
    )


def _same_columns(previous: Table, current: Table) -> bool:
    """Whether both tables have as many columns, at the same places."""
    if previous.columns != current.columns or previous.columns < 2:
        return False
    left, right = _lefts(previous), _lefts(current)
    shared = [k for k in left if k in right]
    if len(shared) < 0.6 * previous.columns:
        return False
    return sum(
        1
        for k in shared
        if any(abs(a - b) <= SLACK for a, b in zip(left[k], right[k], strict=True))
    ) >= 0.7 * len(shared)


def _lefts(table: Table) -> dict[int, tuple[float, float]]:
    """The left and right end of each column, by its narrow cells."""
    out: dict[int, tuple[float, float]] = {}
    for c in table.cells:
        if c.box is None or c.column_span > 1:
            continue
        x0, x1 = out.get(c.column, (c.box.x0, c.box.x1))
        out[c.column] = (min(x0, c.box.x0), max(x1, c.box.x1))
    return out
