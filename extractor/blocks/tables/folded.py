"""Tables whose columns begin again beside themselves, read as one below the other; and rows that
are labelled by two numbers, from one to the next."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.cell_kinds import is_data, is_period
from extractor.blocks.text import Text
from extractor.regex import regex

FEWEST_COLUMNS = 2  # of one part of a folded table
RANGE = " – "
ALIKE = 0.75  # of the columns of a part have the header of the same column of the first part
FEWEST_ROWS = 4  # that follow on from one another before two columns are read as ranges
FOLLOWING = 0.9  # of the rows begin where the one above ends
_NUMBER = regex(r"£?\d[\d,]*(?:\.\d+)?")
# Heads of two columns that a row is labelled by, which say of what the numbers are the ends.
_LOWER = r"(?:from|over|above|at least|not less than|more than|greater than|exceeding|between)"
_UPPER = (
    r"(?:(?:but |and )?(?:to|up to|under|below|at most|less than|not over|not above|not more than"
    r"|not exceeding)|and)"
)
_ENDS = regex(rf"{_LOWER}\W*\|{_UPPER}\W*", re.IGNORECASE)
BOUNDED = regex(rf"{_LOWER} £?\d[\d,.]* {_UPPER} £?\d[\d,.]*", re.IGNORECASE)
"""A label made of two numbers and the heads of their columns: "At least 50 But less than 60"."""


def unfolded(table: Table) -> Table:
    """The table with its parts one below the other, where the header of its columns begins again.

    "Name | Places | Name | Places" folds one list to save paper: each figure belongs to the label
    at the left of its own part. A header that repeats only names of figures ("2023: No. | % |
    2024: No. | %") folds nothing: the label stands once. A table that is not folded is returned
    as it is, but for labels that are ranges.
    """
    width = _width(table)
    if width is None:
        return _labelled_by_ranges(table)
    rows = table.rows - table.header_rows
    cells = []
    for cell in table.cells:
        part, column = divmod(cell.column, width)
        span = min(cell.column_span, width - column)
        if cell.row >= table.header_rows:
            cells.append(replace(cell, row=cell.row + part * rows, column=column, column_span=span))
        elif part == 0:
            cells.append(replace(cell, column_span=span))
    carried = tuple(
        replace(c, column_span=min(c.column_span, width - c.column))
        for c in table.carried_header
        if c.column < width
    )
    parts = table.columns // width
    one = replace(
        table,
        rows=table.header_rows + parts * rows,
        columns=width,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
        carried_header=carried,
    )
    return _labelled_by_ranges(one, parts)


def _width(table: Table) -> int | None:
    """How many columns one part of a folded table has; None where the table is not folded."""
    if not 0 < table.label_columns < table.columns / 2:
        return None
    header = table.carried_header or [c for c in table.cells if c.row < table.header_rows]
    heads: dict[str, set[int]] = {}
    for cell in header:
        if cell.text and cell.column_span == 1:
            heads.setdefault(cell.text.content.casefold(), set()).add(cell.column)
    for width in range(max(FEWEST_COLUMNS, table.label_columns + 1), table.columns // 2 + 1):
        if table.columns % width == 0 and _begins_again(heads, width, table.columns // width):
            return width if _labels_alike(table, width) else None
    return None


def _begins_again(heads: Mapping[str, set[int]], width: int, parts: int) -> bool:
    """Whether the columns of each part have the headers of the first part, each at its place."""
    named: list[set[int]] = [set() for _ in range(width)]  # the columns by their place in a part
    told = 0
    for columns in heads.values():
        places = {column % width for column in columns}
        if len(places) == 1 and len(columns) > 1:
            named[places.pop()] |= columns
            told += 1
    alike = sum(1 for columns in named if len(columns) == parts)
    return told >= max(2, 0.5 * width) and bool(named[0]) and alike >= ALIKE * width


def _labels_alike(table: Table, width: int) -> bool:
    """Whether the first column of each part holds labels: words, or numbers that go on from part to
    part, as the ranges and dates of a list do."""
    body: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda c: c.row):
        if cell.row >= table.header_rows and cell.text and cell.column % width == 0:
            body.setdefault(cell.column, []).append(cell.text.content)
    columns = [body.get(at, []) for at in range(0, table.columns, width)]
    if not all(columns):
        return False
    said = [text for column in columns for text in column]
    if not any(is_data(text) and not is_period(text) for text in said):
        return True
    values = [_number(text) for text in said]
    known = [value for value in values if value is not None]
    return len(known) == len(said) and all(a <= b for a, b in itertools.pairwise(known))


def _labelled_by_ranges(table: Table, parts: int = 1) -> Table:
    """The table with "50,000 | 50,050" as the one label "50,000 – 50,050", where each row of its
    first two columns begins at the number that the row above ends at, but for the first row of each
    of its parts."""
    if table.label_columns != 1 or table.columns < 3:
        return table
    body = [c for c in table.cells if c.row >= table.header_rows and c.text]
    lower, upper = ({c.row: c for c in body if c.column == k} for k in (0, 1))
    pairs = [(lower[row], upper[row]) for row in sorted(lower.keys() & upper.keys())]
    ends = [(_number(a.text.content), _number(b.text.content)) for a, b in pairs]
    bounds = [(a, b) for a, b in ends if a is not None and b is not None and a < b]
    if len(bounds) < FEWEST_ROWS or len(bounds) < max(len(ends), len(upper)):
        return table
    following = sum(1 for (_, end), (start, _) in itertools.pairwise(bounds) if start == end)
    if following < FOLLOWING * (len(bounds) - parts):
        return table
    heads = _heads_of_ends(table)
    joined: dict[int, Cell] = {id(a): replace(a, text=_between(a, b, heads)) for a, b in pairs}
    gone = {id(b) for _, b in pairs} | set(map(id, heads))
    cells, carried = (
        tuple(_of_one_label(joined.get(id(c), c)) for c in held if id(c) not in gone)
        for held in (table.cells, table.carried_header)
    )
    return replace(table, cells=cells, carried_header=carried)


def _of_one_label(cell: Cell) -> Cell:
    """A cell over the first two columns, which are now one."""
    over = cell.column == 0 and cell.column_span == 2
    return replace(cell, column_span=1) if over else cell


def _heads_of_ends(table: Table) -> Sequence[Cell]:
    """The heads of the first two columns, where they say of what the numbers in them are the ends
    ("At least", "But less than")."""
    header = [c for c in table.cells if c.row < table.header_rows] or table.carried_header
    heads = []
    for column in (0, 1):
        over = [c for c in header if c.column == column and c.column_span == 1 and c.text]
        heads += sorted(over, key=lambda c: c.row)[-1:]
    said = "|".join(cell.text.content for cell in heads)
    return heads if len(heads) == 2 and _ENDS.fullmatch(said) else ()


def _between(lower: Cell, upper: Cell, heads: Sequence[Cell]) -> Text:
    """The label of a row that is labelled by two numbers, with the heads of their columns."""
    if not heads:
        return Text.join((lower.text, upper.text), RANGE)
    return Text.join((heads[0].text, lower.text, heads[1].text, upper.text))


def _number(text: str) -> float | None:
    """The number that a text is; None where it is anything else."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    return float(text.strip().lstrip("£").replace(",", ""))
