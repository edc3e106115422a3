"""What the labels and headers of a table say about each of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.numbers import is_data, is_figure, is_period
from extractor.blocks.text import Text

_TOTAL = re.compile(r"^(?:grand |overall )?totals?\b|^overall\b|^all\b", re.IGNORECASE)
_UNIT = re.compile(r"[%£$€]|\bper\b|\brate\b|\bnumber\b|\(\s*no\b|000|\bdays\b", re.IGNORECASE)
_PLAIN_STUB = re.compile(
    r"^(?:ref(?:erence)?|no|id|code|measure|indicators?|category|categories|area|year|period|"
    r"description|type|group|region|local authority|authority|council|service|name|item|"
    r"performance indicators?|quarter|month|ward|school|country)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labels:
    """The texts above and beside a cell, from the outermost inwards; `clear` if both are known.

    `stub` is what stands in the corner above the row labels where it says more than
    "Measure" or "Year": often the title of the table.
    """

    row: tuple[Text, ...]
    column: tuple[Text, ...]
    stub: Text | None
    clear: bool


class TablePaths:
    """Finds the labels of the cells of one table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._at = _by_place(table.cells)
        self._labels = label_places(table)
        carried = table.header_rows == 0 and bool(table.carried_header)
        first = table.carried_header if carried else _rows(table, range(table.header_rows))
        # Headers by the first body row that they stand over; most tables have but one.
        self._headers = [(table.header_rows, _Header(first))]
        self._skipped: set[int] = set()
        for rows in inner_headers(table, self._labels):
            self._skipped |= set(rows)
            self._headers.append((rows[-1] + 1, _Header(_rows(table, rows))))
        self._groups = self._row_groups()
        self._stub = self._corner()

    def of(self, cell: Cell) -> Labels:
        """The labels of one data cell."""
        row, own = self._row(cell)
        header = [h for start, h in self._headers if start <= cell.row][-1]
        column = header.over(cell.column, self._table, self._labels)
        # Two columns need no header: the label says it all.
        headless = header.depth == 0 and self._table.columns - len(self._labels) == 1
        return Labels(row, column, self._stub, own and (bool(column) or headless))

    def data_cells(self) -> Iterable[Cell]:
        """The cells that are neither header nor label, in reading order."""
        for cell in sorted(self._table.cells, key=lambda c: (c.row, c.column)):
            body = cell.row >= self._table.header_rows and cell.row not in self._skipped
            if body and cell.column not in self._labels and cell.text:
                yield cell

    def _row(self, cell: Cell) -> tuple[tuple[Text, ...], bool]:
        found: list[Text] = []
        if cell.row in self._groups:
            found.append(self._groups[cell.row])
        for column in self._labels:
            label = self._at.get((cell.row, column)) or self._filled_down(cell.row, column)
            if label is None or not label.text or any(label.text is t for t in found):
                continue
            found.append(label.text)
        words = [t for t in found if not t.content.strip().isdigit()]
        own = any((cell.row, k) in self._at for k in self._labels)
        return tuple(words or found), bool(found) and own

    def _filled_down(self, row: int, column: int) -> Cell | None:
        """The label above in an outer label column that is left empty under its first row."""
        if column == self._labels[-1]:
            return None
        for above in range(row - 1, self._table.header_rows - 1, -1):
            cell = self._at.get((above, column))
            if cell is not None and cell.text:
                return cell
        return None

    def _row_groups(self) -> dict[int, Text]:
        """For each row the heading of the group of rows that it stands in."""
        groups: dict[int, Text] = {}
        current: Text | None = None
        rows: dict[int, list[Cell]] = {}
        for cell in self._table.cells:
            body = cell.row >= self._table.header_rows and cell.row not in self._skipped
            if body and cell.text:
                rows.setdefault(cell.row, []).append(cell)
        for row in sorted(rows):
            cells = rows[row]
            heads = len(cells) == 1 and cells[0].column in self._labels and cells[0].row_span == 1
            if heads and not is_data(cells[0].text.content):
                current = cells[0].text if _heads_group(cells[0].text.content) else None
            elif current is not None:
                label = min(cells, key=lambda c: c.column).text.content
                if _TOTAL.match(label) and row == max(rows):
                    continue
                groups[row] = current
        return groups

    def _corner(self) -> Text | None:
        """The text of the corner cell where it says what the table is about."""
        header = self._headers[0][1]
        places = [(level, 0) for level in range(header.depth)]
        corner = [header.at[p].text for p in places if p in header.at]
        corner = [t for i, t in enumerate(corner) if all(t is not u for u in corner[:i])]
        if not corner or 0 not in self._labels:
            return None
        text = Text.join(corner)
        says = len(text.content.split()) > 2 or bool(_UNIT.search(text.content))
        return text if says and not _PLAIN_STUB.match(text.content.strip()) else None


class _Header:
    """Header cells over the columns of a table."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        first = min((c.row for c in cells), default=0)
        self.at = {(row - first, k): c for (row, k), c in _by_place(cells).items()}
        self.depth = 1 + max((row for row, _ in self.at), default=-1)

    def over(self, column: int, table: Table, labels: Sequence[int]) -> tuple[Text, ...]:
        """The header texts over a column, from the outermost inwards."""
        found: list[Text] = []
        for level in range(self.depth):
            cell = self.at.get((level, column))
            if cell is None and level < self.depth - 1:
                cell = self._group_over(level, column, table, labels)
            if cell is None or any(cell.text is t for t in found):
                continue
            if cell.column == 0 and cell.column_span >= table.columns:
                continue  # a title over the whole table is no column's header
            found.append(cell.text)
        return tuple(found)

    def _group_over(
        self, level: int, column: int, table: Table, labels: Sequence[int]
    ) -> Cell | None:
        """A group header that stands at the first of the columns that it heads.

        It reaches as far as the next group header where all columns on the way have a
        header of their own below it; ruled cells say themselves how far they reach.
        """
        row = {id(c): c for (at, _), c in self.at.items() if at == level}.values()
        heads = sorted((c for c in row if c.column not in labels), key=lambda c: c.column)
        before = [c for c in heads if c.column < column]
        if not before:
            return None
        head = before[-1]
        last = min((c.column for c in heads if c.column > column), default=table.columns) - 1
        if table.ruled == "lattice" and head.column_span > 1:
            return None
        if any((level + 1, k) not in self.at for k in range(head.column, last + 1)):
            return None
        return head


def label_places(table: Table) -> tuple[int, ...]:
    """The columns of row labels: the first ones, or the columns of words amid figures."""
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
    return (words[0],) if words else (0,)


def inner_headers(table: Table, labels: Sequence[int]) -> list[list[int]]:
    """Rows below the first ones that name columns anew: words where figures stand elsewhere."""
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


def _rows(table: Table, rows: Iterable[int]) -> list[Cell]:
    wanted = set(rows)
    return [c for c in table.cells if c.row in wanted]


def _by_place(cells: Sequence[Cell]) -> dict[tuple[int, int], Cell]:
    """Every place of the grid that a cell with text covers, with the cell."""
    return {
        (row, column): cell
        for cell in cells
        if cell.text
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _heads_group(text: str) -> bool:
    """Whether a lone label can head the rows below: no total, no row read as one cell."""
    figures = sum(1 for word in text.split() if is_figure(word) and not is_period(word))
    return figures < 2 and not _TOTAL.match(text)
