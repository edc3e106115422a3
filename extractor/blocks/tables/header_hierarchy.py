"""The row labels and column headers of each cell of a table: which columns are row labels, and
which later rows name columns again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.captions import NUMBERED
from extractor.blocks.tables.cell_kinds import (
    is_data,
    is_link,
    is_period,
)
from extractor.blocks.tables.inner_tables import (
    by_row,
    first_heading,
    inner_headers,
    naming_rows,
    repeated_headers,
    titles_over,
)
from extractor.blocks.tables.periods import crosses_a_year, with_years
from extractor.blocks.tables.row_groups import is_total, row_groups
from extractor.blocks.text import Text
from extractor.regex import regex


def label_places(table: Table) -> tuple[int, ...]:
    """The columns of row labels: the first ones, or the column of words among figures, if any."""
    if table.label_columns:
        return tuple(range(table.label_columns))
    words = []
    for column in range(table.columns):
        texts = [
            c.text.content
            for c in table.cells
            if c.column == column and c.row >= table.header_rows and c.text
        ]
        of_times = _headed_by_year(table, column) and all(any(map(str.isdigit, t)) for t in texts)
        if texts and not of_times and sum(1 for t in texts if not _counts(t)) > 0.8 * len(texts):
            words.append(column)
    return tuple(words[:1])


def _headed_by_year(table: Table, column: int) -> bool:
    heads = [c for c in table.cells if c.column == column and c.row < table.header_rows]
    return any(_YEAR.search(c.text.content) for c in heads)


_YEAR = regex(r"\b(?:19|20)\d\d\b")
_COUNTS = regex(r"^\W*\d[\d,.]*\s?[A-Za-z]+(?: [a-z]+){0,3}$")


def _counts(text: str) -> bool:
    """Whether a cell holds a figure, also one with what it counts: "440 places"."""
    return is_data(text) or bool(_COUNTS.match(text))


def _without_leaders(label: Text) -> Text:
    """A label without the dots that lead from it to its figures."""
    if not label.content.endswith(("...", "…", ". .")):
        return label
    kept = len(label.content.rstrip(" .…"))
    return label.cut(0, kept) if kept else label


# Which way a measure should go, as a column beside its name says.
_GOOD = regex(
    r"(?:(?:bigger|smaller|higher|lower|more|less|fewer)(?: is)?(?: (?:better|good))?|high|low|up"
    r"|down|increase|decrease|maximi[sz]e|minimi[sz]e|n/?a|-)",
    re.IGNORECASE,
)
# What numbers the rows: "1.2", "CL07", "KPI 3", "SISE71".
_REFERENCE = regex(r"^\(?(?:[A-Z]{1,5}[ -]?)?\d{1,3}(?:\.\d+)*[a-z]?[.)]?$")


# "Appendix 2 - Savings", "Section 4 - Numbers of staff".
_SECTION = regex(
    r"^(?:appendix|annex|schedule|section|part)\s+[A-Z\d]{1,3}\s*[:–—-]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Labels:
    """The texts above and beside a cell, from the outermost inwards; `clear` if both are known.

    In `row_path` and `column_path` quarters and months have the years that neighbours or spanning
    headers give them. `stub` is the text in the corner, above the row labels; `total` is true for a
    total row or column.
    """

    row: tuple[Text, ...]
    column: tuple[Text, ...]
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    stub: Text | None
    total: bool
    clear: bool


class HeaderHierarchy:
    """Finds the labels of the cells of one table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._at = by_place(table.cells)
        self._labels = label_places(table)
        carried = table.header_rows == 0 and bool(table.carried_header)
        rows = by_row(table)
        over = [c for row in range(table.header_rows) for c in rows.get(row, ())]
        first = table.carried_header if carried else over
        # Headers by the first body row that they are over; most tables have but one.
        self._headers = [(table.header_rows, Header(first, table, self._labels))]
        self._skipped: set[int] = set()
        self._unit_rows = naming_rows(table, self._labels)
        blocks = inner_headers(table, self._labels)
        for row in self._unit_rows:
            if any(row in block for block in blocks):
                continue
            self._skipped.add(row)
            self._headers.append((row + 1, Header(rows.get(row, ()), table, self._labels)))
        heads = {*self._unit_rows, *repeated_headers(table, self._labels, blocks)}
        self._titles = titles_over(table, self._labels, blocks)
        for inner in blocks:
            self._skipped |= set(inner)
            cells = [c for row in inner for c in rows.get(row, ())]
            self._headers.append((inner[-1] + 1, Header(cells, table, self._labels)))
        self._headers.sort(key=lambda started: started[0])
        self._starts = [start for start, _ in self._headers]
        naming = [k for k in self._labels if not self._numbers_rows(k) and not self._signs(k)]
        self._naming = naming or list(self._labels)
        self._above = self._filled_down()
        self._groups, self._begun = row_groups(table, self._labels, self._skipped, sorted(heads))
        heading = first_heading(table, self._labels, self._groups, heads)
        if heading is not None:
            self._groups |= dict.fromkeys(heading[1], heading[0].text)
        self.title = self._title_in_header()
        self._stubs = {start: self._beside(start - 1) for start in self._starts[1:]}
        self._stubs[self._starts[0]] = self._corner()
        self._row_paths = self._dated_rows()

    def _signs(self, column: int) -> bool:
        """Whether a column holds nothing that names a row: arrows and other signs, or which way is
        good ("High", "Lower")."""
        body = [
            c.text.content
            for c in self._table.cells
            if c.column == column and c.row >= self._table.header_rows and c.text
        ]
        if body and column and all(_GOOD.fullmatch(text.strip()) for text in body):
            return True
        return bool(body) and not any(ch.isalnum() for text in body for ch in text)

    @property
    def open_group(self) -> Text | None:
        """The heading of the group of rows that the table ends in, which may go on in the next."""
        last = max((c.row for c in self.data_cells()), default=-1)
        labels = self._row_paths.get(last, ("",))
        return None if any(map(is_total, labels)) else self._groups.get(last)

    def of(self, cell: Cell) -> Labels:
        """The labels of one data cell."""
        row, own = self._row(cell.row)
        start, header = self._headers[bisect_right(self._starts, cell.row) - 1]
        column = header.over(cell.column)
        # Two columns need no header: the label says it all.
        headless = header.depth == 0 and self._table.columns - len(self._labels) == 1
        # The one value of a card that stands under its measure alone is the latest.
        headless = headless or (self._table.form == "card" and cell.column == len(self._labels))
        leaves = [path[-1].content for path in (row, column) if path]
        return Labels(
            row,
            column,
            self._row_paths.get(cell.row, tuple(t.content for t in row)),
            header.path(cell.column),
            self._stubs[start],
            any(map(is_total, leaves)),
            own and (bool(column) or headless) and not header.crosses_a_year,
        )

    def data_cells(self) -> Iterable[Cell]:
        """The cells that are neither header nor label, in reading order."""
        for cell in sorted(self._table.cells, key=lambda c: (c.row, c.column)):
            body = cell.row >= self._table.header_rows and cell.row not in self._skipped
            if not body or cell.column in self._labels or not cell.text:
                continue
            if not is_link(cell.text.content):
                yield cell

    def _row(self, row: int) -> tuple[tuple[Text, ...], bool]:
        found: list[Text] = []
        title = max((at for at in self._titles if at < row), default=None)
        if title is not None and title + 1 == self._starts[bisect_right(self._starts, row) - 1]:
            found.append(self._titles[title])
        if row in self._groups and self._groups[row] not in found:
            found.append(self._groups[row])
        for column in self._naming:
            label = self._at.get((row, column)) or self._above.get((row, column))
            if label is None or not label.text or any(label.text is t for t in found):
                continue
            begun = self._begun.get(row) if column == self._naming[0] else None
            found.append(label.text if begun is None else Text.join((begun, label.text)))
        own = any((row, k) in self._at for k in self._labels)
        return tuple(map(_without_leaders, found)), (bool(found) and own) or not self._labels

    def _dated_rows(self) -> dict[int, tuple[str, ...]]:
        """The row labels of the body, with the years of their neighbours added to quarters and
        months."""
        rows = sorted({c.row for c in self.data_cells()})
        paths = [[t.content for t in self._row(row)[0]] for row in rows]
        leaves = with_years([p[-1] if p else "" for p in paths], [p[:-1] for p in paths])
        return {
            row: (*path[:-1], leaf) if path else ()
            for row, path, leaf in zip(rows, paths, leaves, strict=True)
        }

    def _filled_down(self) -> dict[tuple[int, int], Cell]:
        """The last label above each place of an outer label column, which may be filled only in
        the first row of a group."""
        found: dict[tuple[int, int], Cell] = {}
        for column in self._naming:
            if column == self._labels[-1]:
                continue
            last: Cell | None = None
            for row in range(self._table.header_rows, self._table.rows):
                if last is not None:
                    found[row, column] = last
                cell = self._at.get((row, column))
                last = cell if cell is not None and cell.text else last
        return found

    def _beside(self, row: int) -> Text | None:
        """The label of a row that names columns again: what the rows below it are."""
        cell = self._at.get((row, self._naming[-1])) if self._naming else None
        return cell.text if cell is not None and cell.text else None

    def _corner(self) -> Text | None:
        """The text above the labels; with several columns of labels, above the innermost."""
        header = self._headers[0][1]
        corner: list[Text] = []
        for level in range(header.depth):
            cell = header.at.get((level, self._naming[-1])) if self._naming else None
            if cell is None or cell.column_span >= self._table.columns:
                continue
            inside = cell.column + cell.column_span - 1 in self._labels
            if NUMBERED.match(cell.text.content) or cell.text is self.title:
                continue  # the title of the table
            if inside and all(cell.text is not text for text in corner):
                corner.append(cell.text)
        return Text.join(corner) if corner else None

    def _title_in_header(self) -> Text | None:
        """The title of the table where the header holds it: above the name of the labels, in a
        column of its own or over columns of figures too."""
        header = self._headers[0][1]
        if not self._naming or self._unit_rows:
            return None  # of a form with several sections it is the title of the first
        column = [header.at.get((level, self._naming[-1])) for level in range(header.depth)]
        upper, stub = (column[0], column[-1]) if column else (None, None)
        if upper is not None and stub is not None and stub is not upper:
            titled = header.over_labels_and_figures(upper) or _SECTION.match(upper.text.content)
            return upper.text if titled else None
        lower = [c for c in column[1:] if c is not None and header.over_labels_and_figures(c)]
        return lower[0].text if lower else None

    def _numbers_rows(self, column: int) -> bool:
        """Whether a label column, one of several, gives each row a reference of its own."""
        body = [c for c in self._table.cells if c.column == column and c.text]
        held = [c.text.content.strip() for c in body if c.row >= self._table.header_rows]
        if len(self._labels) < 2 or not held or len(set(held)) < len(held):
            return False
        return all(_REFERENCE.match(text) and not is_period(text) for text in held)


class Header:
    """Header cells over the columns of a table."""

    def __init__(self, cells: Sequence[Cell], table: Table, labels: Sequence[int]) -> None:
        cells = [c for c in cells if not is_link(c.text.content)]
        first = min((c.row for c in cells), default=0)
        self.at = {(row - first, k): c for (row, k), c in by_place(cells).items()}
        self.depth = 1 + max((row for row, _ in self.at), default=-1)
        self._table, self._labels = table, labels
        columns = [k for k in range(table.columns) if k not in labels]
        paths = [[t.content for t in self.over(k)] for k in columns]
        leaves = [p[-1] if p else "" for p in paths]
        if table.form != "card":  # of a card's values each has the time of its own label
            leaves = with_years(leaves, [p[:-1] for p in paths])
        self.crosses_a_year = crosses_a_year(leaves)
        self._paths = {
            k: (*path[:-1], leaf) if path else ()
            for k, path, leaf in zip(columns, paths, leaves, strict=True)
        }

    def path(self, column: int) -> tuple[str, ...]:
        """The header texts over a column, quarters and months with the years they inherit."""
        return self._paths.get(column, ())

    def over(self, column: int) -> tuple[Text, ...]:
        """The header texts over a column, from the outermost inwards."""
        found: list[Text] = []
        for level in range(self.depth):
            cell = self.at.get((level, column))
            if cell is None and level < self.depth - 1:
                cell = self._group_over(level, column)
            if cell is None or any(cell.text is t for t in found):
                continue
            whole = cell.column_span >= self._table.columns or self._is_title(cell)
            whole = whole or self.over_labels_and_figures(cell)
            if cell.column == 0 and whole:
                continue  # a title over the whole table is not a column's header
            found.append(cell.text)
        return tuple(found)

    def _is_title(self, cell: Cell) -> bool:
        """Whether a cell over several columns is the caption of the table."""
        caption = self._table.caption
        over = cell.column_span > len(self._labels)
        return over and caption is not None and caption.content.endswith(cell.text.content)

    def over_labels_and_figures(self, cell: Cell) -> bool:
        """Whether a cell is over the name of the labels and over columns of figures: what it says
        is no name of a column."""
        last = cell.column + cell.column_span - 1
        if cell.column > 0 or 0 not in self._labels or last in self._labels:
            return False
        if cell.column_span >= self._table.columns:
            return False
        below = {c.column: c for (at, _), c in self.at.items() if c is not cell and at > 0}
        if 0 not in below:  # nothing names the labels, but the figures have names of their own
            return cell.row > 0 and last in below
        return below[0].column_span <= len(self._labels)

    def _group_over(self, level: int, column: int) -> Cell | None:
        """The group header above a column, from the first column that it heads.

        It reaches as far as the next group header where all columns in between have a header of
        their own below it; ruled cells show how far they reach.
        """
        row = {id(c): c for (at, _), c in self.at.items() if at == level}.values()
        heads = sorted((c for c in row if c.column not in self._labels), key=lambda c: c.column)
        before = [c for c in heads if c.column < column]
        if not before:
            return None
        head = before[-1]
        last = min((c.column for c in heads if c.column > column), default=self._table.columns) - 1
        if self._table.ruled == "lattice" and head.column_span > 1:
            return None
        if any((level + 1, k) not in self.at for k in range(head.column, last + 1)):
            return None
        return head


def by_place(cells: Sequence[Cell]) -> dict[tuple[int, int], Cell]:
    """Every place of the grid that a cell with text covers, with the cell."""
    return {
        (row, column): cell
        for cell in cells
        if cell.text
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
