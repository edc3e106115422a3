"""Which columns of a table are row labels, and which rows below the first name columns again."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.numbers import is_data, is_period


def label_places(table: Table) -> tuple[int, ...]:
    """The columns of row labels: the first ones, or the column of words amid figures, if any."""
    if table.label_columns:
        return tuple(range(table.label_columns))
    words = []
    for column in range(table.columns):
        texts = [
            c.text.content
            for c in table.cells
            if c.column == column and c.row >= table.header_rows and c.text
        ]
        if texts and sum(1 for t in texts if not is_data(t)) > 0.8 * len(texts):
            words.append(column)
    return tuple(words[:1])


def inner_headers(table: Table, labels: Sequence[int]) -> list[list[int]]:
    """Rows below the first ones that name columns again: words where figures are elsewhere."""
    labelled = {c.row for c in table.cells if c.text and c.column in labels}
    body: dict[int, list[Cell]] = {}
    data: dict[int, int] = {}
    filled: dict[int, int] = {}
    for c in table.cells:
        if c.row < table.header_rows or not c.text or c.column in labels:
            continue
        body.setdefault(c.row, []).append(c)
        filled[c.column] = filled.get(c.column, 0) + 1
        data[c.column] = data.get(c.column, 0) + is_data(c.text.content)
    numeric = {k for k, n in data.items() if n >= 0.6 * filled[k] and n >= 3}
    found: list[list[int]] = []
    for row in sorted(body):
        names = [c for c in body[row] if c.column in numeric and not _states(c.text.content)]
        if len(names) < max(2, 0.5 * len([c for c in body[row] if c.column in numeric])):
            continue
        named = len(names) >= 0.4 * len(numeric) or row not in labelled
        if not named or any(is_data(c.text.content) for c in body[row]):
            continue
        if found and found[-1][-1] == row - 1:
            found[-1].append(row)
        else:
            above = row - 1
            lone = above in body and not any(_states(c.text.content) for c in body[above])
            found.append([above, row] if lone and above >= table.header_rows else [row])
    return found


def _states(text: str) -> bool:
    return any(ch.isdigit() for ch in text) and not is_period(text)
