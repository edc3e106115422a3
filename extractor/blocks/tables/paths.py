"""What the labels and headers of a table say about each of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.numbers import is_data, is_figure
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
        self._labels = table.label_columns
        self._at = _by_place(table.cells)
        carried = table.header_rows == 0 and bool(table.carried_header)
        self._header = _by_place(
            table.carried_header
            if carried
            else [c for c in table.cells if c.row < table.header_rows]
        )
        self._depth = 1 + max((row for row, _ in self._header), default=-1)
        self._groups = self._row_groups()
        self._stub = self._corner()

    def of(self, cell: Cell) -> Labels:
        """The labels of one data cell."""
        row, own = self._row(cell)
        column, above = self._column(cell.column)
        # Two columns need no header: the label says it all.
        headless = self._depth == 0 and self._table.columns - self._labels == 1
        return Labels(row, column, self._stub, own and (above or headless))

    def data_cells(self) -> Iterable[Cell]:
        """The cells that are neither header nor label, in reading order."""
        for cell in sorted(self._table.cells, key=lambda c: (c.row, c.column)):
            if cell.row >= self._table.header_rows and cell.column >= self._labels and cell.text:
                yield cell

    def _row(self, cell: Cell) -> tuple[tuple[Text, ...], bool]:
        found: list[Text] = []
        if cell.row in self._groups:
            found.append(self._groups[cell.row])
        for column in range(self._labels):
            label = self._at.get((cell.row, column)) or self._filled_down(cell.row, column)
            if label is None or not label.text or any(label.text is t for t in found):
                continue
            found.append(label.text)
        words = [t for t in found if not t.content.strip().isdigit()]
        own = any((cell.row, k) in self._at for k in range(self._labels))
        return tuple(words or found), bool(found) and own

    def _filled_down(self, row: int, column: int) -> Cell | None:
        """The label above in an outer label column that is left empty under its first row."""
        if column >= self._labels - 1 or self._labels < 2:
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
            if cell.row >= self._table.header_rows and cell.text:
                rows.setdefault(cell.row, []).append(cell)
        for row in sorted(rows):
            cells = rows[row]
            heads = len(cells) == 1 and cells[0].column < self._labels and cells[0].row_span == 1
            if heads and not is_data(cells[0].text.content):
                current = cells[0].text
            elif current is not None:
                label = min(cells, key=lambda c: c.column).text.content
                if _TOTAL.match(label) and row == max(rows):
                    continue
                groups[row] = current
        return groups

    def _column(self, column: int) -> tuple[tuple[Text, ...], bool]:
        found: list[Text] = []
        sure = False
        for level in range(self._depth):
            cell = self._header.get((level, column))
            if cell is None and level < self._depth - 1:
                cell = self._group_over(level, column)
            if cell is None or not cell.text or any(cell.text is t for t in found):
                continue
            if cell.column < self._labels and cell.column + cell.column_span >= self._table.columns:
                continue  # a title over the whole table is no column's header
            found.append(cell.text)
            sure = True
        return tuple(found), sure

    def _group_over(self, level: int, column: int) -> Cell | None:
        """A group header that stands centred over columns which it does not reach."""
        heads = sorted(
            {id(c): c for (row, _), c in self._header.items() if row == level and c.text}.values(),
            key=lambda c: c.column,
        )
        heads = [c for c in heads if c.column >= self._labels and c.column_span > 0]
        before = [c for c in heads if c.column < column]
        if not before or (level + 1, column) not in self._header:
            return None
        head = before[-1]
        after = [c.column for c in heads if c.column > column]
        last = (after[0] if after else self._table.columns) - 1
        # Ruled cells say themselves how far they reach.
        if self._table.ruled == "lattice" and head.column_span > 1:
            return None
        under = [self._header.get((level + 1, k)) for k in range(head.column, last + 1)]
        if any(c is None for c in under) or last == head.column:
            return None
        return head

    def _corner(self) -> Text | None:
        """The text of the corner cell where it says what the table is about."""
        corner = [
            self._header[level, 0].text
            for level in range(self._depth)
            if (level, 0) in self._header and self._header[level, 0].text
        ]
        corner = [t for i, t in enumerate(corner) if all(t is not u for u in corner[:i])]
        if not corner:
            return None
        text = Text.join(corner)
        says = len(text.content.split()) > 2 or bool(_UNIT.search(text.content))
        return text if says and not _PLAIN_STUB.match(text.content.strip()) else None


def _by_place(cells: Sequence[Cell]) -> dict[tuple[int, int], Cell]:
    """Every place of the grid that a cell with text covers, with the cell."""
    return {
        (row, column): cell
        for cell in cells
        if cell.text
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def figures_in(table: Table) -> int:
    """How many cells beside the labels are figures."""
    return sum(
        1
        for c in table.cells
        if c.row >= table.header_rows
        and c.column >= table.label_columns
        and is_figure(c.text.content)
    )
