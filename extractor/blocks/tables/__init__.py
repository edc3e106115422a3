"""Tables of a page: where they are, their grid, their headers, and the passages they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.blocks.model import Table
from extractor.blocks.tables.captions import caption_words, title_words
from extractor.blocks.tables.continued import continue_tables
from extractor.blocks.tables.draft import Draft
from extractor.blocks.tables.headers import header_rows, label_columns
from extractor.blocks.tables.lattice import edges_of
from extractor.blocks.tables.lines import Line, lines_of, text_of
from extractor.blocks.tables.passages import table_passages
from extractor.blocks.tables.regions import row_ruled_tables, ruled_tables
from extractor.blocks.tables.shades import without_shades
from extractor.blocks.tables.unruled import aligned_tables
from extractor.pages.model import Box, Page, Word

__all__ = ["continue_tables", "find_tables", "table_passages"]


def find_tables(page: Page) -> list[Table]:
    """The tables of a page, from top to bottom."""
    edges = edges_of(without_shades(page.rulings, page.words))
    drafts, charts = ruled_tables(edges, page.words)
    free = _outside(page.words, [*charts, *(d.box for d in drafts)])
    ruled = row_ruled_tables(edges, free)
    drafts += ruled
    drafts += aligned_tables(edges, _outside(free, [d.box for d in ruled]))
    drafts.sort(key=lambda d: (d.box.top, d.box.x0))
    lines = lines_of(_outside(page.words, [d.box for d in drafts]))
    return [_finished(draft, page, lines) for draft in drafts]


def _finished(draft: Draft, page: Page, lines: Sequence[Line]) -> Table:
    words = title_words(draft)
    if words and draft.ruled != "lattice":
        draft = draft.without_first_row()
    header = header_rows(draft)
    table = draft.table(page, header, label_columns(draft, header))
    words = [*caption_words(draft.box, lines), *words]
    caption = text_of(words, page.number, page.text_source == "ocr")
    return replace(table, caption=caption) if caption else table


def _outside(words: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    return [w for w in words if not any(box.holds(w.box, 1.0) for box in boxes)]
