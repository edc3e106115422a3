"""The tables of a page: every way of finding them, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.blocks.model import Table
from extractor.blocks.tables.candidate import TableCandidate
from extractor.blocks.tables.captions import table_context, title_words
from extractor.blocks.tables.classify import has_bars
from extractor.blocks.tables.continued import continue_tables
from extractor.blocks.tables.fills import Fills
from extractor.blocks.tables.grids import Rules
from extractor.blocks.tables.headers import header_rows, label_columns
from extractor.blocks.tables.lines import SegmentedLine, SegmentedLines, text_of
from extractor.blocks.tables.partial_frames import whole_tables
from extractor.blocks.tables.regions import row_ruled_tables, ruled_tables
from extractor.blocks.tables.row_rules import rule_groups
from extractor.blocks.tables.shaded import with_shades
from extractor.blocks.tables.unruled import aligned_tables
from extractor.pages.model import Page

PART_GAP = 45.0  # points between the parts of one table
SLACK = 1.0  # points around a table in which words belong to it


def find_tables(page: Page, text: SegmentedLines | None = None) -> list[Table]:
    """The tables of a page, from top to bottom; `text` are its lines where they are known."""
    text = text or SegmentedLines(page.words)
    filled = Fills.of(page.rulings)
    rules = Rules.of(filled.without_shades(page.words))
    bands = rule_groups(rules)
    drafts, charts = ruled_tables(rules, bands, page.words, text.outside())
    taken = [*charts, *(d.box for d in drafts)]
    if bands:
        ruled = row_ruled_tables(rules, bands, text.outside(taken, SLACK))
        drafts += ruled
    drafts = whole_tables(drafts, text.outside(), rules)
    taken = [*charts, *(d.box for d in drafts)]
    aligned = aligned_tables(rules, text.outside(taken, SLACK, upright=True))
    drafts = sorted([*drafts, *aligned], key=lambda d: (d.box.top, d.box.x0))
    if not drafts:
        return []
    lines = text.outside([*taken, *(d.box for d in aligned)], SLACK)
    drafts = [d for d in drafts if not has_bars(d.box, filled.boxes, d.words)]
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


def _finished(draft: TableCandidate, page: Page, lines: Sequence[SegmentedLine]) -> Table:
    words = title_words(draft)
    if words and draft.ruled != "lattice" and not any(c.row == 0 for c in draft.cells[1:]):
        draft = draft.without_first_row()
    header = header_rows(draft)
    table = draft.table(page, header, label_columns(draft, header))
    around = table_context(draft.box, lines)
    ocr = page.text_source == "ocr"
    caption = text_of([*around.caption, *words], page.number, ocr)
    notes = tuple(text_of(note, page.number, ocr) for note in around.notes)
    table = replace(table, caption=caption or None, notes=notes)
    return with_shades(table, page.shades)
