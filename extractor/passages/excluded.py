"""What of a page states nothing: headings, page furniture, contacts, the headers of tables.

Its numbers are listed with the reason, so that no number of a page is dropped silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.blocks.model import Block, BlockKind, Cell, PageBlocks, Table
from extractor.blocks.tables.tables_without_figures import states_statistics
from extractor.blocks.text import Piece, Text
from extractor.passages.model import ExcludedText, Passage

_REASONS: dict[BlockKind, str] = {
    "heading": "in a heading",
    "caption": "in a caption",
    "contact": "contact details",
    "contents": "list of contents",
    "chart": "scale of a chart",
    "unplaced": "in a table, in none of its cells",
    "furniture": "page header or footer",
}
_OTHER_TABLE = "table without statistics"
_PRIVATE = frozenset((_REASONS["contact"], _OTHER_TABLE))
_Place = tuple[float | None, ...]
"""A page and the sides of a box on it, or the place in a text file."""


def excluded_texts(page: PageBlocks, passages: Sequence[Passage]) -> list[ExcludedText]:
    """The texts with digits on a page that are in none of its passages, each with the reason."""
    accounted: set[_Place] | None = None  # looked for only where something has digits
    out = []
    for text, reason in _candidates(page):
        if not any(map(str.isdigit, text.content)):
            continue
        if accounted is None:
            accounted = {_place(piece) for passage in passages for piece in _own(passage).pieces}
        if not text.pieces or not all(_place(piece) in accounted for piece in text.pieces):
            where = text.pieces[0].page if text.pieces else page.number
            out.append(ExcludedText(text, where, reason, reason in _PRIVATE))
    return out


def _own(passage: Passage) -> Text:
    """What a passage itself states: for a table cell, the cell without its labels."""
    cell = passage.cell
    return passage.text if cell is None else passage.text.cut(cell.start, cell.end)


def _candidates(page: PageBlocks) -> Iterator[tuple[Text, str]]:
    for block in page.blocks:
        if block.marker:
            yield Text(block.marker), "number of a paragraph or list item"
        if block.table is not None:
            yield from _of_table(block, block.table)
        elif block.kind in _REASONS:
            yield block.text, _REASONS[block.kind]
    for text in page.furniture:
        yield text, _REASONS["furniture"]


def _of_table(block: Block, table: Table) -> Iterator[tuple[Text, str]]:
    states = states_statistics(table)
    for cell in table.cells:
        yield cell.text, _place_in(cell, table) if states else _OTHER_TABLE
    if block.text:
        yield block.text, "in a table"


def _place_in(cell: Cell, table: Table) -> str:
    if cell.row < table.header_rows:
        return "column header"
    return "row label" if cell.column < table.label_columns else "code, period or unit in a table"


def _place(piece: Piece) -> _Place:
    box = piece.box  # its sides: comparing tuples is quicker than comparing boxes
    if box is None:
        return (piece.page, piece.source_start)
    return (piece.page, box.x0, box.top, box.x1, box.bottom)
