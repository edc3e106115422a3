"""Cells shaded red, amber or green, with or without a word in them: the rating of their row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.blocks.model import Cell, Rag, Table
from extractor.blocks.ratings import speaks_of_rating
from extractor.blocks.text import Text
from extractor.pages.model import Box, Shade

_SLACK = 3.0
_MARK = 2  # characters of a mark that its colour tells about


def with_shades(table: Table, shades: Sequence[Shade]) -> Table:
    """The table, with the rating of each shaded cell below its header.

    A shaded cell without a word under a header for ratings becomes an empty cell with its rating.
    Shading in one colour only is decoration, unless the header is for ratings.
    """
    if table.box is None or not shades:
        return table
    inside = [s for s in shades if table.box.holds(s.box, _SLACK)]
    rated = [_rated(cell, table, inside) for cell in table.cells]
    blank = list(_blank(table, inside))
    colours = {cell.rag for cell in (*rated, *blank) if cell.rag is not None}
    if not colours or (len(colours) < 2 and not _rating_columns(table)):
        return table
    return replace(table, cells=(*rated, *blank))


def _rated(cell: Cell, table: Table, shades: Sequence[Shade]) -> Cell:
    body = cell.row >= table.header_rows and cell.column >= table.label_columns
    if not body or cell.rag is not None or cell.box is None or not cell.text:
        return cell
    rag = _colour_at(cell.box.centre, cell.box.middle, shades)
    if rag is None and len(cell.text.content) <= _MARK:  # a dot, which fills little of its cell
        boxes = [piece.box for piece in cell.text.pieces if piece.box is not None]
        rag = next((r for b in boxes if (r := _colour_at(b.centre, b.middle, shades))), None)
    return cell if rag is None else replace(cell, rag=rag)


def _colour_at(x: float, y: float, shades: Sequence[Shade]) -> Rag | None:
    """The colour painted last at a place."""
    held = [s.rag for s in shades if s.box.x0 <= x <= s.box.x1 and s.box.top <= y <= s.box.bottom]
    return held[-1] if held else None


def _rating_columns(table: Table) -> dict[int, Box]:
    """The columns whose headers are for ratings, each with the box of that header."""
    return {
        cell.column: cell.box
        for cell in table.cells
        if cell.row < table.header_rows and cell.box is not None and cell.column_span == 1
        if speaks_of_rating(cell.text.content)
    }


def _blank(table: Table, shades: Sequence[Shade]) -> Iterator[Cell]:
    """An empty cell for each shaded place without a word under a header for ratings."""
    filled = {(cell.row, cell.column) for cell in table.cells if cell.text}
    rows: dict[int, list[Box]] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.text and cell.box is not None:
            rows.setdefault(cell.row, []).append(cell.box)
    for column, head in _rating_columns(table).items():
        for row, boxes in rows.items():
            if (row, column) in filled:
                continue
            middle = sum(box.middle for box in boxes) / len(boxes)
            rag = _colour_at(head.centre, middle, shades)
            if rag is not None:
                yield Cell(row, column, Text(), rag=rag)
