"""Tables of which lines or shades enclose parts only: every other band, the rows without header."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.blocks.tables.candidate import TableCandidate
from extractor.blocks.tables.classify import is_table
from extractor.blocks.tables.columns import columns_of
from extractor.blocks.tables.gridlines import CHUNK_GAP
from extractor.blocks.tables.grids import Rules
from extractor.blocks.tables.headers import header_rows
from extractor.blocks.tables.lines import SegmentedLine, segments_of
from extractor.blocks.tables.regions import header_above
from extractor.blocks.tables.row_rules import cuts_in, segments_in
from extractor.blocks.tables.textgrid import grid_of
from extractor.pages.model import Box, enclosing

GAP = 14.0  # points between two bands of one table
OVERHANG = 24.0  # points by which headers may be wider than the figures under them
SHIFT = 8.0  # points by which their sides may differ


def whole_tables(
    drafts: Sequence[TableCandidate], lines: Sequence[SegmentedLine], rules: Rules
) -> list[TableCandidate]:
    """The tables, those joined that are bands of one, with the header lines above them.

    `lines` are all lines of the page.
    """
    out: list[TableCandidate] = []
    for run in _runs(sorted(drafts, key=lambda d: (d.box.top, d.box.x0))):
        whole = _rebuilt(run, lines, rules) if header_rows(run[0]) == 0 else None
        out += run if whole is None else [whole]
    return out


def _runs(drafts: Sequence[TableCandidate]) -> list[list[TableCandidate]]:
    """Tables right below one another, of one width, of which but the first can have a header."""
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
    run: Sequence[TableCandidate], lines: Sequence[SegmentedLine], rules: Rules
) -> TableCandidate | None:
    """The table over all bands and the header above; None where it would not hold all of them."""
    bound = enclosing(draft.box for draft in run)
    inside = [line for line in lines if bound.holds(line.box)]
    columns = columns_of([segments_of(line, CHUNK_GAP) for line in inside])
    if len(columns) < 2:
        return None
    held = {id(line) for line in inside}
    rest = [line for line in lines if id(line) not in held]
    above = header_above(inside, rest, columns, OVERHANG)
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
