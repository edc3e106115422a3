"""Draft tables of a page: lattices, stretches between rules, aligned lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.blocks.tables.candidate import TableCandidate
from extractor.blocks.tables.cell_kinds import is_data, is_period, is_unit
from extractor.blocks.tables.classify import has_axis, is_columnar, is_table, sparse, without_prose
from extractor.blocks.tables.columns import CHUNK_GAP, Columns, columns_of
from extractor.blocks.tables.grids import Rules, Segment
from extractor.blocks.tables.lattice import (
    cell_groups,
    closed,
    draft_of,
    is_aside,
    with_labels_whole,
    with_rows_apart,
    with_sections,
    without_margin,
)
from extractor.blocks.tables.lines import SegmentedLine, TextSegment, lines_of, segments_of
from extractor.blocks.tables.row_rules import cuts_in, segments_in, stretches
from extractor.blocks.tables.textgrid import grid_of
from extractor.blocks.tables.unruled import RULED_GAP, in_brackets, is_row, is_title
from extractor.pages.model import Box, Word, enclosing, within
from extractor.regex import regex

MOST_HEADER_LINES = 6
FEW_COLUMNS = 3  # in a table of so many a sum may be alone below a column
OFF_MIDDLE = 4.0  # points by which the name of a column may be off its middle
_QUARTER = regex(r"q(?:uarter|tr)?\s?\.?[1-4]", re.IGNORECASE)
Bands = Sequence[Sequence[Segment]]  # horizontal rules of one extent, one above the other


def ruled_tables(
    rules: Rules, bands: Bands, words: Sequence[Word], lines: Sequence[SegmentedLine]
) -> tuple[list[TableCandidate], list[Box]]:
    """Tables from groups of lines that cross, and where such lines are the grids of charts."""
    out = []
    charts = []
    groups = [group for group in rules.components() if len(group) >= 4]
    banded: list[tuple[Box, list[SegmentedLine]]] | None = None
    for group in groups:
        for boxes in cell_groups(closed(group), words):
            bound = enclosing(boxes)
            inside = within(words, bound)
            if not inside or sparse(lines_of(inside), bound, 0.2):
                continue
            if has_axis(boxes, lines):
                charts.append(bound)
                continue
            draft = with_labels_whole(without_margin(draft_of(boxes, inside).compact()))
            if crowded(draft) and (apart := _with_labels_over(draft_of(boxes, inside))):
                draft = apart
            elif crowded(draft):
                if banded is None:
                    banded = stretches(bands, lines)
                wider, held = _stretch_around(bound, lines_of(inside), banded)
                wider, held = _with_sides(wider, held, lines)
                rebuilt = text_table(held, lines, rules, wider)
                if rebuilt is not None and len(rebuilt.cells) > len(draft.cells):
                    draft = rebuilt
            if draft.header_rows is None:
                draft = with_sections(without_prose(with_rows_apart(draft)))
            if is_table(draft):
                out.append(draft)
    return out, charts


def _with_labels_over(draft: TableCandidate) -> TableCandidate | None:
    """The drawn cells with several rows of figures apart, where labels beside them are each of all
    these rows; None where the rows have labels of their own, or are still not apart."""
    apart = with_rows_apart(draft.compact())
    over = sum(1 for c in apart.cells if c.column == 0 and c.row_span > 1 and c.words)
    return apart if over > 1 and not crowded(apart) else None


def _stretch_around(
    bound: Box, inside: list[SegmentedLine], banded: Sequence[tuple[Box, list[SegmentedLine]]]
) -> tuple[Box, list[SegmentedLine]]:
    """The lattice, with the rest of the ruled stretch that it is part of."""
    for box, lines in banded:
        beside = min(abs(box.x0 - bound.x0), abs(box.x1 - bound.x1)) < 8
        if beside and box.top < bound.bottom and box.bottom > bound.top:
            whole = enclosing([box, bound])
            known = {id(w) for line in lines for w in line.words}
            more = [ln for ln in inside if not any(id(w) in known for w in ln.words)]
            return whole, sorted([*lines, *more], key=lambda ln: ln.box.middle)
    return bound, inside


def _with_sides(
    bound: Box, inside: list[SegmentedLine], lines: Sequence[SegmentedLine]
) -> tuple[Box, list[SegmentedLine]]:
    """The lattice with the columns beside it: coloured columns may not include the row labels."""
    whole = []
    more = 0
    for line in inside:
        held = {id(w) for w in line.words}
        same = next((ln for ln in lines if any(id(w) in held for w in ln.words)), line)
        more += len(same.words) > len(line.words)
        whole.append(same)
    if more < 0.6 * len(inside):
        return bound, inside
    wider = enclosing([bound, *(line.box for line in whole)])
    words = {id(word) for line in whole for word in line.words}
    # Headings of rows stand beside the coloured columns, and in none of their lines.
    beside = [
        line
        for line in lines
        if wider.holds(line.box, 1.0) and not any(id(word) in words for word in line.words)
    ]
    kept = {id(line): line for line in [*whole, *beside]}.values()
    return wider, sorted(kept, key=lambda line: line.box.middle)


def crowded(draft: TableCandidate) -> bool:
    """Whether drawn cells hold what reads as several cells: rows of figures, or columns."""
    packed = hidden = 0
    for cell in draft.cells:
        lines = [segments_of(line, CHUNK_GAP) for line in cell.lines]
        if is_aside([line[0].string for line in lines if len(line) == 1]):
            continue  # "49%" and "(63)" below it: one cell
        figures = sum(1 for segments in lines if is_data(segments[-1].string))
        apart = any(
            len(segments) > 1
            and sum(is_data(c.string) for c in segments) >= min(2, len(segments) / 2)
            for segments in lines
        )
        if apart or (figures >= 2 and figures >= 0.6 * len(lines)):
            packed += 1
            hidden += sum(len(segments) for segments in lines) - 1
    return packed > 0.1 * len(draft.cells) or hidden > 0.2 * (len(draft.cells) + hidden)


def row_ruled_tables(
    rules: Rules, bands: Bands, lines: Sequence[SegmentedLine]
) -> list[TableCandidate]:
    """Tables with rules between rows, or above and below, and no columns drawn."""
    out: list[TableCandidate] = []
    for bound, inside in stretches(bands, lines):
        if any(d.box.holds(bound) or bound.holds(d.box) for d in out):
            continue
        if sparse(inside, bound) or _only_header(inside, bound, lines):
            continue
        if _only_totals(inside, bound, lines):
            continue
        draft = text_table(inside, lines, rules, bound)
        if draft is not None and is_table(draft) and is_columnar(draft):
            out.append(draft)
    return out


def _only_header(
    inside: Sequence[SegmentedLine], bound: Box, lines: Sequence[SegmentedLine]
) -> bool:
    """Whether rules enclose only the header of a table that continues below without any."""
    if any(is_row(line) for line in inside):
        return False
    below = [
        line
        for line in lines
        if 0 < line.box.middle - bound.bottom < 40
        and line.box.x0 < bound.x1
        and line.box.x1 > bound.x0
    ]
    return any(is_row(line) for line in below)


TOTALS = 2  # most rows that rules may set apart at the end of a table


def _only_totals(
    inside: Sequence[SegmentedLine], bound: Box, lines: Sequence[SegmentedLine]
) -> bool:
    """Whether rules enclose only the totals of a table whose rows, right above them, have none."""
    rows = [line for line in inside if is_row(line)]
    others = [line for line in inside if len(segments_of(line, CHUNK_GAP)) > 1]
    if not rows or len(rows) > TOTALS or len(rows) < len(others):
        return False
    above = [line for line in lines if bound.top - 60 < line.box.middle < bound.top]
    above = [line for line in above if line.box.x0 < bound.x1 and line.box.x1 > bound.x0]
    beside = segments_of(rows[0], CHUNK_GAP)
    found, low = 0, inside[0].box.top
    for line in reversed(above):
        if low - line.box.bottom > RULED_GAP * line.words[0].size:
            break
        if is_row(line):
            found += 1
        elif found or len(segments_of(line, CHUNK_GAP)) > 1:
            break  # but the label of the first total may begin above its rule
        low = line.box.top
    return found > len(rows) and len(beside) > 2


def text_table(
    inside: Sequence[SegmentedLine], lines: Sequence[SegmentedLine], rules: Rules, bound: Box
) -> TableCandidate | None:
    """A grid over the lines inside rules, with the header above and totals below."""
    wide = [y for y, x0, x1 in segments_in(rules, bound) if x1 - x0 > 0.6 * bound.width]
    above, below = surroundings(inside, lines, wide, bound)
    every = [*above, *inside, *below]
    bound = enclosing([bound, *(line.box for line in every)])
    draft = grid_of(every, segments_in(rules, bound), cuts_in(rules, bound))
    if draft is None:
        return None
    draft.box, draft.ruled = bound, "rows"
    return draft.compact()


def surroundings(
    inside: Sequence[SegmentedLine],
    lines: Sequence[SegmentedLine],
    rules: Sequence[float],
    bound: Box,
) -> tuple[list[SegmentedLine], list[SegmentedLine]]:
    """Header lines right above and rows of figures right below that have the same columns.

    A header may be as wide as the rules, which are within `bound`.
    """
    columns = columns_of([segments_of(line, CHUNK_GAP) for line in inside])
    if len(columns) < 2:
        return [], []
    words = {id(word) for line in inside for word in line.words}
    held = {id(ln) for ln in lines if any(id(word) in words for word in ln.words)}
    held |= set(map(id, inside))
    rest = [ln for ln in lines if id(ln) not in held]
    low = inside[-1]
    left, right = columns.extents[0][0], columns.extents[-1][1]
    below: list[SegmentedLine] = []
    for line in rest:
        if line.box.middle <= low.box.bottom:
            continue
        segments = segments_of(line, CHUNK_GAP)
        covers = [columns.cover(c) for c in segments]
        data = [c for c, (first, _) in zip(segments, covers, strict=True) if first > 0]
        ruled = any(low.box.middle < y < line.box.middle for y in rules)
        most = RULED_GAP if ruled else 1.5
        near = line.box.top - low.box.bottom <= most * max(w.size for w in line.words)
        fits = all(a == b for a, b in covers) and line.box.x0 > left - 5 and line.box.x1 < right + 5
        fits = fits and not (len(columns) > FEW_COLUMNS and _is_page_number(segments))
        if not (near and fits and data and all(is_data(c.string) for c in data)):
            break
        below.append(line)
        low = line
    wider = max(5.0, left - bound.x0, bound.x1 - right)
    open_header = _headless(inside, rules) or _half_named(inside[0])
    above = header_above(inside, rest, columns, wider) if open_header else []
    return above, below


def _is_page_number(segments: Sequence[TextSegment]) -> bool:
    """Whether a line below a table is a short number alone: a sum would have a label."""
    return len(segments) == 1 and segments[0].string.isdecimal() and len(segments[0].string) < 4


def header_above(
    inside: Sequence[SegmentedLine],
    rest: Sequence[SegmentedLine],
    columns: Columns,
    slack: float = 5.0,
    reach: float = 2.0,
) -> list[SegmentedLine]:
    """The lines among `rest` right above a table over its columns.

    They may reach `slack` points beyond them; the lowest is at most `reach` letters away.
    """
    left, right = columns.extents[0][0], columns.extents[-1][1]
    high = inside[0]
    above: list[SegmentedLine] = []
    named = False  # whether a line of it names several columns
    for line in reversed(rest):
        if line.box.middle >= high.box.top:
            continue
        segments = segments_of(line, CHUNK_GAP)
        most = 2.0 if above else reach
        near = high.box.top - line.box.bottom <= most * max(w.size for w in line.words)
        fits = line.box.x0 > left - slack and (
            line.box.x1 < right + slack or _centred_over(segments[-1], columns.extents[-1])
        )
        beside = [c for c in segments if columns.cover(c)[0] > 0]
        if is_title(segments) or (named and in_brackets(line)):
            break
        if not (near and fits and beside) or len(above) == MOST_HEADER_LINES:
            break
        first, last = columns.cover(segments[0])
        # The last line of one column's name: "Child-" / "ren in" / "care".
        last_line = segments[0].string
        goes_on = not named and (last_line[:1].islower() or is_period(last_line))
        # "Number of" over "individuals", the first line of a column's name.
        opens = 0 < first == last and _centred_over(segments[0], columns.extents[first])
        alone = len(segments) == 1 and not goes_on
        if alone and (not named or first == last) and not (named and opens):
            break
        above.insert(0, line)
        named = named or len(segments) > 1
        high = line
    return above if named else []


def _centred_over(segment: TextSegment, extent: tuple[float, float]) -> bool:
    """Whether a text stands in the middle over a column: a name may be much wider than figures."""
    return abs(segment.box.centre - (extent[0] + extent[1]) / 2) <= OFF_MIDDLE


def _headless(inside: Sequence[SegmentedLine], rules: Sequence[float]) -> bool:
    """Whether the lines above the first separating rule already hold figures."""
    end = min((y for y in rules if y > inside[0].box.middle), default=inside[0].box.bottom)
    return any(
        is_data(c.string)
        for line in inside
        if line.box.middle < end
        for c in segments_of(line, CHUNK_GAP)[1:]
    )


def _half_named(line: SegmentedLine) -> bool:
    """Whether a line gives only a unit or part of a year for its columns: the line above completes
    the names."""
    beside = [c.string for c in segments_of(line, CHUNK_GAP)]
    beside = beside[1:] if not is_unit(beside[0]) else beside
    return len(beside) > 1 and (
        all(map(is_unit, beside)) or all(_QUARTER.fullmatch(text) for text in beside)
    )
