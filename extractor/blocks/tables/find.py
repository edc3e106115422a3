"""The tables of a page, found in several ways, one after another; and whole tables where lines or
shading enclose only parts (every other row, the rows without the header)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extractor.blocks.model import Table
from extractor.blocks.tables.candidate import TableCandidate
from extractor.blocks.tables.captions import (
    is_note,
    names_quantity,
    reads_as_title,
    table_context,
    title_words,
)
from extractor.blocks.tables.cell_kinds import is_data
from extractor.blocks.tables.classify import has_bars, is_table
from extractor.blocks.tables.columns import CHUNK_GAP, Columns, columns_of
from extractor.blocks.tables.continued import SOME_COLUMNS, continue_tables, misread
from extractor.blocks.tables.detached_rows import detached_rows
from extractor.blocks.tables.fills import Fills
from extractor.blocks.tables.grids import Rules
from extractor.blocks.tables.header_rows import header_rows, label_columns, with_periods_apart
from extractor.blocks.tables.lines import SegmentedLine, SegmentedLines, segments_of, text_of
from extractor.blocks.tables.regions import header_above, row_ruled_tables, ruled_tables
from extractor.blocks.tables.row_rules import cuts_in, rule_groups, segments_in
from extractor.blocks.tables.shaded import with_shades
from extractor.blocks.tables.textgrid import grid_of
from extractor.blocks.tables.unruled import aligned_tables, is_title
from extractor.blocks.tables.worded import worded_tables
from extractor.blocks.text import Text
from extractor.pages.model import Box, Page, Ruling, Word, enclosing

GAP = 14.0  # points between two bands of one table
OVERHANG = 24.0  # points by which headers may be wider than the figures under them
SECTION_REACH = 3.5  # letters between a header and the first section below it
SHIFT = 8.0  # points by which their sides may differ


def whole_tables(
    drafts: Sequence[TableCandidate], lines: Sequence[SegmentedLine], rules: Rules
) -> list[TableCandidate]:
    """The tables, with shaded bands of one table joined and the header lines above them included.

    `lines` are all lines of the page.
    """
    out: list[TableCandidate] = []
    for run in _runs(sorted(drafts, key=lambda d: (d.box.top, d.box.x0))):
        heads = [d for d in out if not any(is_data(c.string) for c in d.cells)]
        whole = _rebuilt(run, lines, rules, heads) if header_rows(run[0]) == 0 else None
        if whole is not None:
            out = [d for d in out if not (d in heads and whole.box.holds(d.box, SHIFT))]
        out += run if whole is None else [whole]
    return out


def _runs(drafts: Sequence[TableCandidate]) -> list[list[TableCandidate]]:
    """Tables of equal width right below one another, of which only the first can have a header."""
    runs: list[list[TableCandidate]] = []
    for draft in drafts:
        run = next((r for r in runs if _goes_on(r[-1].box, draft.box)), None)
        if run is not None and header_rows(draft) == 0:
            run.append(draft)
        else:
            runs.append([draft])
    return runs


def _goes_on(above: Box, below: Box) -> bool:
    near = -1 <= below.top - above.bottom <= GAP
    return near and abs(above.x0 - below.x0) <= SHIFT and abs(above.x1 - below.x1) <= SHIFT


def _rebuilt(
    run: Sequence[TableCandidate],
    lines: Sequence[SegmentedLine],
    rules: Rules,
    heads: Sequence[TableCandidate],
) -> TableCandidate | None:
    """The table over all bands and the header above; None where it would not hold all of them.

    `heads` are what looked like tables and holds no figures: such a one may be the header.
    """
    bound = enclosing(draft.box for draft in run)
    inside = [line for line in lines if bound.holds(line.box)]
    columns = columns_of([segments_of(line, CHUNK_GAP) for line in inside])
    if len(columns) < 2:
        return None
    held = {id(line) for line in inside}
    rest = [line for line in lines if id(line) not in held]
    above = header_above(inside, rest, columns, OVERHANG)
    if not above:
        above = _above_section(inside, rest, columns, heads)
    if not above and len(run) == 1:
        return None
    every = [*above, *inside]
    bound = enclosing([bound, *(line.box for line in above)])
    whole = grid_of(every, segments_in(rules, bound), cuts_in(rules, bound))
    if whole is None or whole.columns != max(draft.columns for draft in run):
        return None
    whole.box, whole.ruled = bound, "rows"
    cells = sum(len(draft.cells) for draft in run)
    return whole.compact() if len(whole.cells) >= cells and is_table(whole) else None


def _above_section(
    inside: Sequence[SegmentedLine],
    rest: Sequence[SegmentedLine],
    columns: Columns,
    heads: Sequence[TableCandidate],
) -> list[SegmentedLine]:
    """The header of a table and the heading of its first rows, where that is between the two."""
    top = inside[0].box.top
    higher = [line for line in rest if line.box.middle < top]
    if not higher:
        return []
    section = higher[-1]
    segments = segments_of(section, CHUNK_GAP)
    near = top - section.box.bottom <= 1.5 * max(w.size for w in section.words)
    if not near or len(segments) > 1 or columns.cover(segments[0]) != (0, 0) or is_title(segments):
        return []
    above = header_above([section, *inside], rest, columns, OVERHANG, SECTION_REACH)
    whole = [d for d in heads if any(d.box.holds(line.box, SHIFT) for line in above)]
    if whole:
        highest = min(d.box.top for d in whole)
        above = [ln for ln in higher[:-1] if ln.box.middle > highest]
    return [] if not above or any(map(_holds_data, above)) else [*above, section]


def _holds_data(line: SegmentedLine) -> bool:
    return any(is_data(segment.string) for segment in segments_of(line, CHUNK_GAP))


SHORT_HEADING = 8  # words of the heading of rows, at most
PART_GAP = 45.0  # points between the parts of one table
_SURE = {"lattice": 0, "rows": 1, "none": 2}
_SHARED = 0.3  # of the words of the smaller table
SLACK = 1.0  # points around a table in which words belong to it


def find_tables(page: Page, text: SegmentedLines | None = None) -> list[Table]:
    """The tables of a page, from top to bottom; `text` are its lines where they are known."""
    words, typed = _typed_rules(page.words)
    text = SegmentedLines(words) if typed or text is None else text
    filled = Fills.of([*page.rulings, *typed])
    rules = Rules.of(filled.without_shades(words))
    bands = rule_groups(rules)
    drafts, charts = ruled_tables(rules, bands, words, text.outside())
    drafts = _once(drafts)
    taken = [*charts, *(d.box for d in drafts)]
    if bands:
        ruled = row_ruled_tables(rules, bands, text.outside(taken, SLACK))
        drafts += ruled
    drafts = whole_tables(drafts, text.outside(), rules)
    taken = [*charts, *(d.box for d in drafts)]
    aligned = aligned_tables(rules, text.outside(taken, SLACK, upright=True))
    taken += [d.box for d in aligned]
    worded = worded_tables(rules, text.outside(taken, SLACK, upright=True))
    drafts = sorted(_once([*drafts, *aligned, *worded]), key=lambda d: (d.box.top, d.box.x0))
    if not drafts:
        return []
    lines = text.outside([*charts, *(d.box for d in drafts)], SLACK)
    drafts = [d for d in drafts if not has_bars(_written(d), filled.boxes, d.words)]
    parts = detached_rows(drafts, lines)
    if parts:
        drafts = sorted([*drafts, *parts], key=lambda d: (d.box.top, d.box.x0))
        lines = text.outside([*charts, *(d.box for d in drafts)], SLACK)
    tables = [_finished(draft, page, lines) for draft in drafts]
    return _joined(tables, frozenset(id(part.box) for part in parts))


def _written(draft: TableCandidate) -> Box:
    """Where the words of a table are: a chart may stand in the same frame above its own figures."""
    if draft.ruled != "lattice" or not draft.words:
        return draft.box
    held = enclosing(word.box for word in draft.words)
    return Box(draft.box.x0, held.top, draft.box.x1, draft.box.bottom)


def _once(drafts: Sequence[TableCandidate]) -> list[TableCandidate]:
    """The tables without those whose words are mostly in another one.

    Of two, the one with more drawn lines is kept; of two alike, the larger one.
    """
    order = sorted(drafts, key=lambda d: (_SURE[d.ruled], -len(d.words)))
    kept: list[TableCandidate] = []
    taken: list[set[int]] = []
    for draft in order:
        words = {id(word) for word in draft.words}
        least = [min(len(words), len(other)) for other in taken]
        shared = [len(words & other) for other in taken]
        if any(s > _SHARED * n for s, n in zip(shared, least, strict=True)):
            continue
        kept.append(draft)
        taken.append(words)
    return kept


def _joined(tables: list[Table], parts: Collection[int] = ()) -> list[Table]:
    """The tables, with the header of one passed on to a table without header right below it, or to
    one that is known to be a part of it: `parts` are the ids of the boxes of such."""
    out: list[Table] = []
    for table in tables:
        last = out[-1] if out else None
        if last is not None:
            out[-1], table = _with_title_between(last, table)
            last = out[-1]
        if last and last.box and table.box and (not table.header_rows or misread(table)):
            gap = table.box.top - last.box.bottom
            near = 0 <= gap < PART_GAP or id(table.box) in parts
            joined = continue_tables(last, table, SOME_COLUMNS) if near else table
            # What is between two parts is no caption of the second, but may head its rows.
            if joined is not table:
                table = replace(joined, caption=last.caption, carried_group=_heading_of(table))
        out.append(table)
    return [_titled_beside(table, out) for table in out]


def _heading_of(part: Table) -> Text | None:
    """The line above a part of a table that heads its rows, if any."""
    said = part.caption
    if said is None or len(said.content.split()) > SHORT_HEADING or is_note(said.content):
        return None
    return said if reads_as_title(said.content) else None


def _titled_beside(table: Table, tables: Sequence[Table]) -> Table:
    """A table, with the title of one that goes on in it from the column of text to its left."""
    first = next((other for other in tables if _in_next_column(other, table)), None)
    return table if first is None else replace(table, continues=True, caption=first.caption)


def _in_next_column(above: Table, below: Table) -> bool:
    """Whether a table without a title goes on, with the same header, from one with a title that is
    lower on the page and to its left."""
    if above.box is None or below.box is None or not above.caption or below.caption or below.lead:
        return False
    beside = below.box.x0 > above.box.x1 and below.box.top < above.box.top
    if not beside or above.columns != below.columns:
        return False
    heads = [
        [(c.column, c.text.content) for c in t.cells if c.row < t.header_rows and c.text]
        for t in (above, below)
    ]
    return bool(heads[0]) and heads[0] == heads[1]


def _with_title_between(above: Table, below: Table) -> tuple[Table, Table]:
    """Two tables, the last row of the first made the caption of the second where it is drawn
    over label and figures right above it and the second has none."""
    row = [c for c in above.cells if c.row == above.rows - 1 and c.text]
    if below.caption is not None or above.box is None or below.box is None or len(row) != 1:
        return above, below
    title = row[0]
    near = abs(below.box.top - above.box.bottom) <= GAP
    over = title.column == 0 and title.column_span > above.label_columns
    drawn = above.ruled == "lattice" and over and reads_as_title(title.text.content)
    if not (near and drawn and above.rows > 1 and below.header_rows):
        return above, below
    said = title.text.content
    if is_data(said) or (is_note(said) and not names_quantity(said)):
        return above, below
    kept = tuple(c for c in above.cells if c is not title)
    return replace(above, cells=kept, rows=above.rows - 1), replace(below, caption=title.text)


def _finished(draft: TableCandidate, page: Page, lines: Sequence[SegmentedLine]) -> Table:
    words = title_words(draft)
    if words and draft.ruled != "lattice" and not any(c.row == 0 for c in draft.cells[1:]):
        draft = draft.without_first_row()
    draft = with_periods_apart(draft)
    header = header_rows(draft)
    table = draft.table(page, header, label_columns(draft, header))
    around = table_context(draft.box, lines)
    ocr = page.text_source == "ocr"
    caption = text_of([*around.caption, *words], page.number, ocr)
    notes = tuple(text_of(note, page.number, ocr) for note in around.notes)
    lead = text_of(around.lead, page.number, ocr)
    table = replace(table, caption=caption or None, notes=notes, lead=lead or None)
    return with_shades(table, page.shades)


# Characters that lines are typed with, and how many of each make one: a short row of hyphens is a
# mark in a figure's place, a row of underscores the blank of a form.
_FEWEST = {"-": 5, "=": 5, "–": 5, "—": 5, "_": 30}


def _typed_rules(words: Sequence[Word]) -> tuple[list[Word], list[Ruling]]:
    """The words without those that are typed lines, and these lines as rulings.

    The list of rulings is empty where a page has none, which is most often.
    """
    lines = [w for w in words if w.text[0] in _FEWEST and _is_line(w.text)]
    if not lines:
        return list(words), []
    gone = {id(w) for w in lines}
    rulings = [Ruling(w.box.x0, w.box.middle, w.box.x1, w.box.middle) for w in lines]
    return [w for w in words if id(w) not in gone], rulings


def _is_line(text: str) -> bool:
    return len(text) >= _FEWEST[text[0]] and len(set(text)) == 1
