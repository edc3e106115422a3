"""Figures that are inside a table's box and in none of its cells, as those of a chart above it.

What a table takes up is taken out of the page's text; a figure that none of its cells holds would
be gone without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.blocks.model import Table
from extractor.blocks.text import Text
from extractor.pages.model import Box, Word, within


def left_over(words: Sequence[Word], tables: Sequence[Table]) -> list[Word]:
    """The words with digits inside the boxes of tables that none of their texts holds."""
    boxes = [table.box for table in tables if table.box is not None]
    if not boxes:
        return []
    figures = [w for w in words if not w.raised and any(ch.isdigit() for ch in w.text)]
    inside = list({id(w): w for box in boxes for w in within(figures, box)}.values())
    told = {piece_box for table in tables for piece_box in _boxes(table)}
    return [w for w in inside if w.box not in told]


def _boxes(table: Table) -> Iterator[Box]:
    texts: list[Text] = [cell.text for cell in table.cells]
    texts += [*table.notes, *([table.caption] if table.caption is not None else [])]
    for text in texts:
        for piece in text.pieces:
            if piece.box is not None:
                yield piece.box
