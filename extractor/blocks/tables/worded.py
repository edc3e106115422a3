"""Tables of words only, without lines between their columns: schedules, registers, contacts.

Nothing but white space shows their columns, as it does in lists set in several columns. A table is
told by its header, which is in bold or has a rule below it, over short texts that begin at the same
places line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractor.blocks.tables.candidate import TableCandidate
from extractor.blocks.tables.classify import is_table
from extractor.blocks.tables.grids import Rules
from extractor.blocks.tables.lines import SegmentedLine, segments_of
from extractor.blocks.tables.row_rules import cuts_in, segments_in
from extractor.blocks.tables.textgrid import grid_of
from extractor.blocks.tables.unruled import ROW_GAP, RULED_GAP, page_strips
from extractor.pages.model import enclosing

WIDE_GAP = 1.0  # times the size of type between two of its columns
FEWEST_COLUMNS, FEWEST_ROWS = 3, 3
OFF_LEFT = 2.0  # points by which the texts of a column may begin apart
MOST_FILLED = 0.75  # of the room to the next column; text in columns fills more
MOST_WORDS = 5.0  # a cell, on average


def worded_tables(rules: Rules, lines: Sequence[SegmentedLine]) -> list[TableCandidate]:
    """Tables of short texts under a header."""
    found: list[TableCandidate] = []
    for strip in page_strips(lines):
        first = 0
        while first < len(strip):
            last = _run_end(strip, first, rules)
            draft = _draft(strip[first : last + 1], rules)
            if draft is not None:
                found.append(draft)
            first = last + 1
    return found


def _run_end(lines: Sequence[SegmentedLine], first: int, rules: Rules) -> int:
    """The last of the lines from `first` whose texts begin at the same places."""
    starts = [c.box.x0 for c in segments_of(lines[first], WIDE_GAP)]
    last = first
    if len(starts) < FEWEST_COLUMNS:
        return last
    for line in lines[first + 1 :]:
        above = lines[last].box
        most = RULED_GAP if rules.between(above, line.box) else ROW_GAP
        segments = segments_of(line, WIDE_GAP)
        apart = line.box.top - above.bottom > most * max(w.size for w in line.words)
        if apart or len(segments) != len(starts):
            break
        if any(abs(c.box.x0 - x) > OFF_LEFT for c, x in zip(segments, starts, strict=True)):
            break
        last += 1
    return last


def _draft(run: Sequence[SegmentedLine], rules: Rules) -> TableCandidate | None:
    if len(run) <= FEWEST_ROWS or not _headed(run, rules):
        return None
    rows = [segments_of(line, WIDE_GAP) for line in run]
    if sum(len(c.words) for row in rows for c in row) > MOST_WORDS * len(rows) * len(rows[0]):
        return None
    for column in range(len(rows[0]) - 1):
        room = rows[0][column + 1].box.x0 - rows[0][column].box.x0
        if median(row[column].box.width for row in rows) > MOST_FILLED * room:
            return None
    bound = enclosing(line.box for line in run)
    draft = grid_of(run, segments_in(rules, bound), cuts_in(rules, bound))
    if draft is None or draft.columns != len(rows[0]) or not is_table(draft):
        return None
    draft.ruled = "none"
    return draft.compact()


def _headed(run: Sequence[SegmentedLine], rules: Rules) -> bool:
    """Whether the first line is a header: in bold as the others are not, or ruled off."""
    bold = [all(w.bold for w in line.words) for line in run]
    return (bold[0] and not any(bold[1:])) or rules.between(run[0].box, run[1].box)
