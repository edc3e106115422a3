"""Tables of a page: where they are, their grid, their headers, and the passages they give."""

from __future__ import annotations

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.lattice import edges_of, lattices
from extractor.blocks.tables.lines import text_of
from extractor.pages.model import Box, Page, enclosing

__all__ = ["find_tables"]


def find_tables(page: Page) -> list[Table]:
    """The tables of a page, from top to bottom."""
    out = []
    for cells in lattices(edges_of(page.rulings)):
        table = _table(page, cells)
        if table is not None:
            out.append(table)
    return out


def _table(page: Page, boxes: list[Box]) -> Table | None:
    xs = sorted({b.x0 for b in boxes} | {b.x1 for b in boxes})
    ys = sorted({b.top for b in boxes} | {b.bottom for b in boxes})
    bound = enclosing(boxes)
    words = [w for w in page.words if bound.holds(w.box)]
    cells = []
    for b in boxes:
        row, column = ys.index(b.top), xs.index(b.x0)
        text = text_of((w for w in words if b.holds(w.box)), page.number)
        cells.append(Cell(row, column, text, b, ys.index(b.bottom) - row, xs.index(b.x1) - column))
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 2 or columns < 2 or sum(1 for c in cells if c.text) < 3:
        return None
    return Table(page.number, bound, rows, columns, tuple(cells))
