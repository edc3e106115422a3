"""A table being put together: cells as lists of words, before they become a Table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.blocks.model import Cell, Ruled, Table
from extractor.blocks.tables.broken_lines import WordsOfPage, is_torn_year, with_years_joined
from extractor.blocks.tables.lines import SegmentedLine, joined_lines, lines_of
from extractor.pages.model import Box, Page, Word, around, enclosing


@dataclass(slots=True)
class CandidateCell:
    """Words in one cell; `box` is the ruled cell where lines are drawn."""

    row: int
    column: int
    words: list[Word] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    _lines: list[SegmentedLine] | None = None

    @property
    def lines(self) -> list[SegmentedLine]:
        """The words as lines, worked out when first asked for, once the cell has all its words.
        Raised marks are left out."""
        if self._lines is None:
            self._lines = lines_of([w for w in self.words if not w.raised] or self.words)
        return self._lines

    def take_words(self, other: CandidateCell) -> None:
        """Put the words of a cell below behind those of this one, and leave the other empty."""
        self.words, other.words = [*self.words, *other.words], []
        self._lines = other._lines = None

    @property
    def string(self) -> str:
        """The words separated by spaces, without raised marks: for tests only, it has no places in
        the document."""
        texts = [w.text for w in self.words if not w.raised] or [w.text for w in self.words]
        return "".join(texts) if self.torn_year else with_years_joined(texts)

    @property
    def torn_year(self) -> bool:
        """Whether it holds the halves of a year in two lines, and nothing else."""
        if len(self.words) != 2 or not is_torn_year(*[w.text for w in self.words]):
            return False
        first, second = self.words
        return second.baseline - first.baseline > 0.5 * first.size


@dataclass(slots=True)
class TableCandidate:
    """Rows, columns and cells of a table that was found; `box` encloses its text or lines."""

    rows: int
    columns: int
    cells: list[CandidateCell]
    box: Box
    ruled: Ruled = "lattice"
    header_rows: int | None = None
    rules: int = 0  # how many horizontal rules run through it from side to side

    @property
    def words(self) -> list[Word]:
        """All words of its cells."""
        return [w for c in self.cells for w in c.words]

    def compact(self) -> TableCandidate:
        """The same table without rows and columns in which no cell with words begins."""
        rows = sorted({c.row for c in self.cells if c.words})
        columns = sorted({c.column for c in self.cells if c.words})
        new_row = {old: new for new, old in enumerate(rows)}
        new_column = {old: new for new, old in enumerate(columns)}
        cells = []
        for c in self.cells:
            if not c.words:
                continue
            down = sum(1 for r in rows if c.row <= r < c.row + c.row_span)
            right = sum(1 for k in columns if c.column <= k < c.column + c.column_span)
            row, column = new_row[c.row], new_column[c.column]
            cells.append(CandidateCell(row, column, c.words, down, right, c.box, c._lines))
        header = self.header_rows
        if header is not None:
            header = sum(1 for r in rows if r < header)
        return TableCandidate(
            len(rows), len(columns), cells, self.box, self.ruled, header, self.rules
        )

    def without_first_row(self) -> TableCandidate:
        """The same from the second row on."""
        cells = [c for c in self.cells if c.row > 0]
        box = enclosing(w.box for c in cells for w in c.words)
        header = None if self.header_rows is None else max(self.header_rows - 1, 0)
        kept = Box(self.box.x0, box.top, self.box.x1, self.box.bottom)
        return replace(self, cells=cells, box=kept, header_rows=header).compact()

    def table(self, page: Page, header_rows: int, label_columns: int) -> Table:
        """The finished table."""
        ocr = page.text_source == "ocr"
        known = WordsOfPage.of(page)
        cells = tuple(
            Cell(
                c.row,
                c.column,
                joined_lines(
                    c.lines, page.number, ocr, known, year=c.torn_year and c.row < header_rows
                ),
                c.box or (around(c.words) if c.words else None),
                c.row_span,
                c.column_span,
                bold=bool(c.words) and all(w.bold for w in c.words),
            )
            for c in sorted(self.cells, key=lambda c: (c.row, c.column))
        )
        return Table(
            page.number,
            self.box,
            self.rows,
            self.columns,
            cells,
            header_rows,
            label_columns,
            ruled=self.ruled,
        )
