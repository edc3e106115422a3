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
from extractor.blocks.tables.shades import filled_boxes, without_shades
from extractor.blocks.tables.telling import has_bars
from extractor.blocks.tables.unruled import aligned_tables
from extractor.pages.model import Box, Page, outside

PART_GAP = 45.0  # points between the parts of one table

__all__ = ["continue_tables", "find_tables", "table_passages"]


def find_tables(page: Page) -> list[Table]:
    """The tables of a page, from top to bottom."""
    boxes = filled_boxes(page.rulings)
    edges = edges_of(without_shades(page.rulings, page.words, boxes))
    lines = lines_of(page.words)
    drafts, charts = ruled_tables(edges, page.words, lines)
    lines = _outside(lines, [*charts, *(d.box for d in drafts)])
    ruled = row_ruled_tables(edges, lines)
    lines = _outside(lines, [d.box for d in ruled])
    aligned = aligned_tables(edges, _outside(lines, (), upright=True))
    lines = _outside(lines, [d.box for d in aligned])
    drafts = sorted([*drafts, *ruled, *aligned], key=lambda d: (d.box.top, d.box.x0))
    drafts = [
        d for d in drafts if not has_bars(d.box, boxes, [w for c in d.cells for w in c.words])
    ]
    return _joined([_finished(draft, page, lines) for draft in drafts])


def _joined(tables: list[Table]) -> list[Table]:
    """The tables, with the header of one carried on to a headless one right below it."""
    out: list[Table] = []
    for table in tables:
        last = out[-1] if out else None
        if last and last.box and table.box and not table.header_rows:
            gap = table.box.top - last.box.bottom
            table = continue_tables(last, table) if 0 <= gap < PART_GAP else table
        out.append(table)
    return out


def _finished(draft: Draft, page: Page, lines: Sequence[Line]) -> Table:
    words = title_words(draft)
    if words and draft.ruled != "lattice":
        draft = draft.without_first_row()
    header = header_rows(draft)
    table = draft.table(page, header, label_columns(draft, header))
    words = [*caption_words(draft.box, lines), *words]
    caption = text_of(words, page.number, page.text_source == "ocr")
    return replace(table, caption=caption) if caption else table


def _outside(lines: list[Line], boxes: Sequence[Box], upright: bool = False) -> list[Line]:
    """The lines of the words that stand in none of the boxes (and, if asked, upright)."""
    words = [w for line in lines for w in line.words]
    kept = outside([w for w in words if w.upright] if upright else words, boxes, 1.0)
    return lines if len(kept) == len(words) else lines_of(kept)
