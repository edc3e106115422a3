"""Where tables stand on a page: lattices, stretches between row rules, aligned lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractor.blocks.tables.draft import Draft
from extractor.blocks.tables.lattice import (
    Edge,
    closed,
    components,
    draft_of,
    lattices,
    with_rows_apart,
    without_insets,
)
from extractor.blocks.tables.lines import Line, chunks_of, lines_of
from extractor.blocks.tables.numbers import is_data
from extractor.blocks.tables.textgrid import CHUNK_GAP, Segment, grid_of
from extractor.pages.model import Box, Word, enclosing

_TICK = re.compile(r"^-?\d[\d,]*(?:\.\d+)?%?$|^-?\.\d+$")


def ruled_tables(edges: Sequence[Edge], words: Sequence[Word]) -> list[Draft]:
    """Tables from groups of lines that cross."""
    out = []
    for group in components(edges):
        if len(group) < 4:
            continue
        for boxes in lattices(without_insets(closed(group), words)):
            bound = enclosing(boxes)
            inside = [w for w in words if bound.holds(w.box)]
            if not inside or sparse(lines_of(inside), bound, 0.2):
                continue
            draft = draft_of(boxes, inside).compact()
            if crowded(draft):
                rebuilt = _rebuilt(bound, edges, inside)
                if rebuilt is not None and len(rebuilt.cells) > len(draft.cells):
                    draft = rebuilt
            if draft.header_rows is None:
                draft = with_rows_apart(draft)
            if is_table(draft):
                out.append(draft)
    return out


def crowded(draft: Draft) -> bool:
    """Whether drawn cells hold what reads as several cells: rows of figures, columns."""
    packed = filled = 0
    for cell in draft.cells:
        filled += 1
        lines = [chunks_of(line, CHUNK_GAP) for line in lines_of(cell.words)]
        figures = sum(1 for chunks in lines if is_data(chunks[-1].string))
        apart = sum(1 for chunks in lines if len(chunks) > 1 and is_data(chunks[-1].string))
        if (figures >= 2 and figures >= 0.6 * len(lines)) or apart:
            packed += 1
    return packed > 0.1 * filled


def _rebuilt(bound: Box, edges: Sequence[Edge], words: Sequence[Word]) -> Draft | None:
    rules = [
        (e["top"], e["x0"], e["x1"])
        for e in edges
        if e["orientation"] == "h" and bound.top - 2 <= e["top"] <= bound.bottom + 2
    ]
    cuts = [
        (e["x0"], e["top"], e["bottom"])
        for e in edges
        if e["orientation"] == "v" and bound.x0 + 2 < e["x0"] < bound.x1 - 2
    ]
    draft = grid_of(lines_of(words), rules, cuts)
    if draft is None:
        return None
    draft.box, draft.ruled = bound, "lattice"
    return draft.compact()


def row_ruled_tables(edges: Sequence[Edge], words: Sequence[Word]) -> list[Draft]:
    """Tables that have rules between rows, or above and below, and no columns drawn."""
    out = []
    for rules in rule_groups(edges):
        bound = Box(min(r[1] for r in rules), rules[0][0], max(r[2] for r in rules), rules[-1][0])
        inside = [w for w in words if bound.holds(w.box, 1.0)]
        lines = lines_of(inside)
        if not lines or sparse(lines, bound):
            continue
        draft = grid_of(lines, _segments(edges, bound), _cuts(edges, bound))
        if draft is not None:
            draft.box, draft.ruled = bound, "rows"
            draft = draft.compact()
            if is_table(draft) and is_columnar(draft):
                out.append(draft)
    return out


def sparse(lines: Sequence[Line], bound: Box, least: float = 0.35) -> bool:
    """Whether lines fill less of the height than a table's do: charts have such frames."""
    text = sum(max(w.size for w in line.words) for line in lines)
    return text < least * bound.height


def _segments(edges: Sequence[Edge], bound: Box) -> list[Segment]:
    return [
        (e["top"], e["x0"], e["x1"])
        for e in edges
        if e["orientation"] == "h"
        and bound.top - 2 <= e["top"] <= bound.bottom + 2
        and e["x0"] < bound.x1
        and e["x1"] > bound.x0
    ]


def _cuts(edges: Sequence[Edge], bound: Box) -> list[tuple[float, float, float]]:
    return [
        (e["x0"], e["top"], e["bottom"])
        for e in edges
        if e["orientation"] == "v"
        and bound.x0 + 2 < e["x0"] < bound.x1 - 2
        and e["top"] < bound.bottom
        and e["bottom"] > bound.top
    ]


def rule_groups(edges: Sequence[Edge]) -> list[list[Segment]]:
    """Horizontal rules of the same extent, one above the other."""
    rules = _rows_of_rules([e for e in edges if e["orientation"] == "h"])
    groups: list[list[Segment]] = []
    for rule in rules:
        if rule[2] - rule[1] < 60:
            continue
        for group in groups:
            if _same_extent(group[-1], rule):
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [g for g in groups if len(g) >= 2]


def _rows_of_rules(flat: Sequence[Edge]) -> list[Segment]:
    """Rules at the same height that leave only small gaps between them, as one."""
    out: list[Segment] = []
    for e in sorted(flat, key=lambda e: (round(e["top"]), e["x0"])):
        if out and abs(out[-1][0] - e["top"]) <= 2 and -2 <= e["x0"] - out[-1][2] <= 14:
            out[-1] = (out[-1][0], out[-1][1], max(out[-1][2], e["x1"]))
        else:
            out.append((e["top"], e["x0"], e["x1"]))
    return sorted(out)


def _same_extent(a: Segment, b: Segment) -> bool:
    overlap = min(a[2], b[2]) - max(a[1], b[1])
    return overlap > 0.9 * max(a[2] - a[1], b[2] - b[1])


def aligned_tables(edges: Sequence[Edge], words: Sequence[Word]) -> list[Draft]:
    """Tables without rules: lines one below the other with figures in columns."""
    lines = lines_of(w for w in words if w.upright)
    kinds = [_tabular(line) for line in lines]
    out: list[Draft] = []
    i = 0
    while i < len(lines):
        if not kinds[i]:
            i += 1
            continue
        j, last = i + 1, i
        while j < len(lines) and j - last <= 3:
            gap = lines[j].box.top - lines[j - 1].box.bottom
            if gap > 2.5 * max(lines[j].box.height, 6):
                break
            if kinds[j]:
                last = j
            elif _prose(lines[j]):
                break
            j += 1
        if last - i >= 2:
            start = _header_start(lines, i, lines[i : last + 1])
            run = lines[start : last + 1]
            bound = enclosing(line.box for line in run)
            draft = grid_of(run, _segments(edges, bound), _cuts(edges, bound))
            if draft is not None:
                draft = draft.compact()
                if is_table(draft) and is_columnar(draft):
                    out.append(draft)
        i = last + 1
    return out


def _tabular(line: Line) -> bool:
    chunks = chunks_of(line, CHUNK_GAP)
    return len(chunks) > 1 and sum(1 for c in chunks if is_data(c.string)) >= max(
        1, 0.4 * (len(chunks) - 1)
    )


def _prose(line: Line) -> bool:
    chunks = chunks_of(line, CHUNK_GAP)
    return max(len(c.words) for c in chunks) > 9


def _header_start(lines: Sequence[Line], first: int, run: Sequence[Line]) -> int:
    bound = enclosing(line.box for line in run)
    start = first
    while start > 0:
        above, below = lines[start - 1], lines[start]
        if below.box.top - above.box.bottom > 1.6 * max(below.box.height, 6) or _prose(above):
            break
        chunks = chunks_of(above, CHUNK_GAP)
        if len(chunks) == 1 and chunks[0].box.x0 <= bound.x0 + 0.2 * bound.width:
            break
        start -= 1
    return start


def is_table(draft: Draft) -> bool:
    """Whether the cells are filled as a table's are."""
    filled = len(draft.cells)
    if draft.rows < 2 or draft.columns < 2 or filled < 4:
        return False
    if draft.ruled == "lattice":
        filled = sum(c.row_span * c.column_span for c in draft.cells)
    least = 0.3 if draft.ruled == "lattice" else 0.35
    return filled >= least * draft.rows * draft.columns and not has_ticks(draft)


def has_ticks(draft: Draft) -> bool:
    """Whether a column is the scale of a chart: four or more figures falling by equal steps."""
    if draft.ruled == "lattice":
        return False
    for column in range(draft.columns):
        texts = [c.string for c in draft.cells if c.column == column]
        values = [float(t.replace(",", "").rstrip("%")) for t in texts if _TICK.match(t)]
        steps = {round(a - b, 6) for a, b in itertools.pairwise(values)}
        if len(values) >= 4 and len(values) >= 0.7 * len(texts) and len(steps) == 1:
            step = steps.pop()
            if step > 0 and (step != 1 or max(values) < 1000):
                return True
    return False


def is_columnar(draft: Draft) -> bool:
    """Whether a table without drawn columns holds figures, or short texts, in columns."""
    body = [c for c in draft.cells if c.row >= (draft.header_rows or 0) and c.column > 0]
    if not body:
        return False
    data = sum(1 for c in body if is_data(c.string))
    rows = len({c.row for c in body if is_data(c.string)})
    if data >= 0.4 * len(body) and (rows >= 3 or draft.ruled == "rows"):
        return True
    words = sum(len(c.words) for c in draft.cells) / len(draft.cells)
    return draft.ruled == "rows" and words < 8 and draft.rows >= 3
