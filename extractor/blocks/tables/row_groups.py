"""Rows of a table with nothing but a label: which of them head the rows below, and which are rows
without values."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.cell_kinds import is_data, is_figure, is_link, is_period
from extractor.blocks.text import Text
from extractor.pages.model import Box
from extractor.regex import regex

INDENT = 2.5  # points by which the rows of a group are set in
_APART = 1.7  # times the usual distance of rows
_WRAPPED = 0.9  # of the usual distance of rows: two lines of one label

_TOTAL = regex(
    r"^(?:(?:grand|overall|sub)[ -]?)?totals?\b|^overall\b|^all\b|\btotal$", re.IGNORECASE
)
_ALL = regex(r"^all\b", re.IGNORECASE)  # "All phobias" need be no total
_GRAND = regex(r"^(?:grand|overall)\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 10)
def is_total(label: str) -> bool:
    """Whether a label is that of a total."""
    return _TOTAL.search(label) is not None


def row_groups(
    table: Table, labels: Sequence[int], skipped: Collection[int], heads: Sequence[int]
) -> tuple[dict[int, Text], dict[int, Text]]:
    """For each row the heading of its group of rows; and for some the line above them that begins
    their own label.

    `labels` are the columns of row labels; the rows `skipped` name columns again, and those of
    `heads` name a table of their own besides.
    """
    rows = _body(table, skipped)
    named_again = frozenset(heads)
    spanned = {
        row
        for cell in table.cells
        if cell.text and cell.column not in labels
        for row in range(cell.row + 1, cell.row + cell.row_span)
    }  # the lower rows of cells drawn over several rows are not empty
    lone = {
        row: cells[0]
        for row, cells in rows.items()
        if row not in spanned and _is_lone(cells, labels)
    }
    for cell in table.cells:
        if cell.row in named_again and cell.column in labels and cell.text:
            rows[cell.row], lone[cell.row] = [cell], cell
    tops = _tops(table, labels)
    pitch = _pitch(table, labels, tops)
    wrapped = {
        row for row in tops if row + 1 in tops and tops[row + 1] - tops[row] < _WRAPPED * pitch
    }
    goes_on = table.carried_group is not None
    heading = _heading_rows(rows, lone, labels, named_again, wrapped, goes_on=goes_on)
    below = {row: top for row, top in tops.items() if row >= table.header_rows}
    apart = _blocks_without_heading(below, heading, pitch)
    anew = {c.row for c in table.cells if c.row in skipped and c.column in labels and c.text}
    apart |= _blocks_named_anew(sorted(rows), heading, anew)
    return _given(rows, lone, heading, apart, wrapped, labels, table.carried_group)


def _given(
    rows: Mapping[int, Sequence[Cell]],
    lone: Mapping[int, Cell],
    heading: Collection[int],
    apart: Collection[int],
    wrapped: Collection[int],
    labels: Sequence[int],
    carried: Text | None,
) -> tuple[dict[int, Text], dict[int, Text]]:
    """The heading of each row, from the top, where the first may be `carried` from the page before;
    and the lines that begin a label of two lines."""
    last = max((row for row in rows if row not in lone), default=-1)  # a note may be below it
    groups: dict[int, Text] = {}
    begun: dict[int, Text] = {}
    current = carried
    sums = _sums(rows, lone, labels)
    for row in sorted(rows):
        if row in apart:
            current = None
        if row in heading:
            current = lone[row].text
        elif row in lone:
            # A row without values: it heads nothing, unless it is the first line of the next.
            if not _heads_group(lone[row].text.content) or current is carried is not None:
                current = None
            elif row + 1 in rows and row in wrapped:
                begun[row + 1] = lone[row].text
        elif row in sums and current is not None:
            groups[row], current = current, None
        elif row not in groups and current is not None:
            named = [c.text.content for c in rows[row] if c.column in labels]
            total = next(filter(is_total, named), "")  # it may stand behind the number of the row
            if total and (row == last or _GRAND.match(total)):
                continue
            groups[row] = current
            ends = total and not _ALL.match(total)
            if ends and groups.get(row - 1) is current:
                current = None  # the total of a group ends it, unless it begins it
    return groups, begun


def _sums(
    rows: Mapping[int, Sequence[Cell]], lone: Mapping[int, Cell], labels: Sequence[int]
) -> set[int]:
    """The rows of figures without a label which add up those above: right below a row that fills
    the same columns and has one."""
    columns = {row: {c.column for c in cells} - {*labels} for row, cells in rows.items()}
    named = {row for row, cells in rows.items() if any(c.column in labels for c in cells)}
    filled = {row for row in named - {*lone} if len(columns[row]) > 1}
    own = [c for cells in rows.values() for c in cells if c.column in labels]
    unnamed = rows.keys() - named - {k for c in own for k in range(c.row, c.row + c.row_span)}
    return {row for row in unnamed if row - 1 in filled and columns[row] == columns[row - 1]}


def _heading_rows(
    rows: Mapping[int, Sequence[Cell]],
    lone: Mapping[int, Cell],
    labels: Sequence[int],
    heads: Collection[int],
    wrapped: Collection[int],
    *,
    goes_on: bool,
) -> set[int]:
    """Of the rows with nothing but a label, those that head the rows below them.

    A row that merely has no values looks like its neighbours. One that heads a group is drawn
    over the figures too, is set in bold or in capitals unlike the rows below, stands further
    out, or all rows of the table are below one such row, the first of them on the page before where
    its group `goes_on` here.
    """
    first = min(rows, default=-1)
    named = {
        row: min(own, key=lambda c: c.column)
        for row, cells in rows.items()
        if (own := [c for c in cells if c.column in labels])
    }
    others = [cell for row, cell in named.items() if row not in lone]
    bold, capitals = all(c.bold for c in others), any(map(_in_capitals, others))
    all_below = goes_on or (first in lone and first not in wrapped)
    if all_below and first in lone and first + 1 in lone:
        all_below = not _alike(lone[first], lone[first + 1])  # two rows without values
    found: set[int] = set()
    below: Cell | None = None  # the nearest row below with more than a label
    for row in sorted(named, reverse=True):
        cell = named[row]
        if row not in lone:
            below = cell
            continue
        marked = (cell.bold and not bold) or (_in_capitals(cell) and not capitals)
        if row in wrapped and below is not None and _alike(cell, below):
            marked = False  # the first of two lines that are both in bold
        further_out = below is not None and _left(cell) < _left(below) - INDENT
        spans = cell.column_span > len(labels) or row in heads
        if _heads_group(cell.text.content) and (all_below or spans or marked or further_out):
            found.add(row)
    return found


def _blocks_without_heading(
    tops: Mapping[int, float], heading: Collection[int], pitch: float
) -> set[int]:
    """The rows that begin a block of their own, as much white space above them as there is above
    each heading within the table, and no other such space within a group."""
    wide = {
        row
        for row, top in tops.items()
        if pitch and row - 1 in tops and top - tops[row - 1] > _APART * pitch
    }
    further = sorted(row for row in heading if row - 1 in tops)
    others = sorted(wide - set(heading) - {row + 1 for row in heading})
    if not further or not all(row in wide for row in further):
        return set()
    within = [row for row in others if row < further[-1]]
    return set(others) if not within and len(others) == 1 else set()


def _blocks_named_anew(
    rows: Sequence[int], heading: Collection[int], named: Collection[int]
) -> set[int]:
    """The rows right below one of `named`, which names the columns again beside a label of its own:
    no group goes on there, but one whose heading is right above may begin."""
    pairs = itertools.pairwise(rows)
    return {b for a, b in pairs if a not in heading and any(k in named for k in range(a + 1, b))}


def _body(table: Table, skipped: Collection[int]) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        named = cell.text and not is_link(cell.text.content)
        if named and cell.row >= table.header_rows and cell.row not in skipped:
            rows.setdefault(cell.row, []).append(cell)
    return rows


_RANGE = regex(r"\d{1,3}\s?(?:-|–|to)\s?\d{1,3}")


def _is_lone(cells: Sequence[Cell], labels: Sequence[int]) -> bool:
    """Whether a row has nothing but a label, which may be a range ("55-74") that is drawn over the
    figures too."""
    label = cells[0]
    alone = len(cells) == 1 and label.column in labels and label.row_span == 1
    over = label.column_span > len(labels) + 1
    named = not is_data(label.text.content) or (over and _RANGE.fullmatch(label.text.content))
    return alone and bool(named)


def _tops(table: Table, labels: Sequence[int]) -> dict[int, float]:
    """Where the first line of each row's label is; empty for text files."""
    found: dict[int, float] = {}
    for cell in table.cells:
        box = _first_box(cell)
        if cell.column in labels and box is not None:
            found.setdefault(cell.row, box.top)
    return found


def _pitch(table: Table, labels: Sequence[int], tops: Mapping[int, float]) -> float:
    """How far rows with figures are usually apart; 0 where not known."""
    filled = {c.row for c in table.cells if c.text and c.column not in labels}
    steps = sorted(
        tops[row + 1] - top
        for row, top in tops.items()
        if {row, row + 1} <= filled and row + 1 in tops and tops[row + 1] > top
    )
    return steps[len(steps) // 2] if steps else 0.0


def _in_capitals(cell: Cell) -> bool:
    text = cell.text.content
    return text.isupper() and sum(map(str.isalpha, text)) > 3


def _alike(cell: Cell, other: Cell) -> bool:
    same = cell.bold == other.bold and _in_capitals(cell) == _in_capitals(other)
    return same and abs(_left(cell) - _left(other)) < INDENT


def _left(cell: Cell) -> float:
    box = _first_box(cell)
    return box.x0 if box is not None else 0.0


def _first_box(cell: Cell) -> Box | None:
    return cell.text.pieces[0].box if cell.text.pieces else None


def _heads_group(text: str) -> bool:
    """Whether a lone label can head the rows below: it is no total and no row read as one cell."""
    figures = sum(1 for word in text.split() if is_figure(word) and not is_period(word))
    return figures < 2 and (text.strip().casefold() == "all" or not _TOTAL.match(text))
