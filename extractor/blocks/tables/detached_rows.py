"""Rows of a table that stand apart from it: below a gap, or below a remark on the row before.

Their figures are right under those of the table, one in each of its columns, and nothing between
them names columns anew. Each run of rows becomes a part without a header, which then takes that of
the table.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.blocks.tables.candidate import CandidateCell, TableCandidate
from extractor.blocks.tables.captions import NUMBERED
from extractor.blocks.tables.cell_kinds import is_data, is_mark
from extractor.blocks.tables.columns import CHUNK_GAP
from extractor.blocks.tables.header_rows import header_rows
from extractor.blocks.tables.lines import SegmentedLine, TextSegment, segments_of
from extractor.pages.model import Box, Word, around, enclosing

FEWEST = 2  # columns of figures, and figures in a row
OFF = 4.0  # points by which the right side or the middle of a figure may be off its column's
FILLED = 0.8  # of the cells of a column of figures that are figures
LABEL_GAP = 0.6  # times the size of type, between a row and a line of its label beside it


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of figures of a table: number, right side and middle of each; and where the first
    of them begins."""

    draft: TableCandidate
    columns: tuple[int, ...]
    rights: tuple[float, ...]
    middles: tuple[float, ...]
    left: float

    @classmethod
    def of(cls, draft: TableCandidate) -> _Shape | None:
        """None for a table without a header, or with words among its columns of figures."""
        head = header_rows(draft)
        held: dict[int, list[CandidateCell]] = {}
        for cell in draft.cells:
            if cell.row >= head and cell.words:
                held.setdefault(cell.column, []).append(cell)
        figures = [k for k in sorted(held) if _holds_figures(held[k])]
        if not head or len(figures) < FEWEST or figures[0] != 1:
            return None
        if figures != list(range(figures[0], draft.columns)):
            return None
        boxes = [
            enclosing([around(c.words) for c in held[k] if is_data(c.string)]) for k in figures
        ]
        return cls(
            draft,
            tuple(figures),
            tuple(box.x1 for box in boxes),
            tuple(box.centre for box in boxes),
            min(boxes[0].x0, boxes[0].x1 - OFF),
        )

    def figures_in(self, line: SegmentedLine) -> list[TextSegment]:
        """The figures of a line that has one in each column; empty for any other line."""
        segments = segments_of(line, CHUNK_GAP)
        beside = segments[-len(self.columns) :]
        before = segments[: -len(self.columns)]
        if len(beside) < len(self.columns) or len(before) > 1:
            return []
        if not all(is_data(c.string) for c in beside):
            return []
        if sum(1 for c in beside if not is_mark(c.string)) < FEWEST:
            return []
        places = zip(beside, self.rights, self.middles, strict=True)
        if not all(abs(c.box.x1 - x) <= OFF or abs(c.box.centre - m) <= OFF for c, x, m in places):
            return []
        return beside

    def names_anew(self, line: SegmentedLine) -> bool:
        """Whether a line names columns, or is the title of another table or of a chart."""
        segments = segments_of(line, CHUNK_GAP)
        if any(NUMBERED.match(c.string) for c in segments):
            return True
        over = [c for c in segments if c.box.x0 > self.left - OFF]
        return len(over) > 1 and not all(is_data(c.string) for c in over)


def _holds_figures(cells: Sequence[CandidateCell]) -> bool:
    return sum(is_data(c.string) for c in cells) >= FILLED * len(cells)


def detached_rows(
    drafts: Sequence[TableCandidate], lines: Sequence[SegmentedLine]
) -> list[TableCandidate]:
    """The parts of tables that stand below them; `lines` are those of the page in no table."""
    out = []
    for draft in drafts:
        bottom = draft.box.bottom
        below = [ln for ln in lines if ln.box.top >= bottom - 1]
        if not any(len(segments_of(ln, CHUNK_GAP)) > FEWEST - 1 for ln in below):
            continue
        shape = _Shape.of(draft)
        if shape is None:
            continue
        others = [d.box.top for d in drafts if d.box.top > bottom - 1 and _share(d.box, draft.box)]
        end = min(others, default=float("inf"))
        out += list(_parts(shape, [ln for ln in below if ln.box.middle < end]))
    return out


def _share(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) > max(a.x0, b.x0)


def _parts(shape: _Shape, lines: Sequence[SegmentedLine]) -> Iterator[TableCandidate]:
    """The runs of rows among lines below a table, up to one that names columns anew."""
    run: list[list[CandidateCell]] = []
    for at, line in enumerate(lines):
        figures = shape.figures_in(line)
        if not figures and shape.names_anew(line):
            break
        row = _row(shape, line, figures, lines, at, len(run)) if figures else []
        if row:
            run.append(row)
        elif run and not any(w in line.words for w in run[-1][0].words):
            yield _part(shape, run)
            run = []
    if run:
        yield _part(shape, run)


def _row(
    shape: _Shape, line: SegmentedLine, figures: Sequence[TextSegment],
    lines: Sequence[SegmentedLine], at: int, row: int,
) -> list[CandidateCell]:  # fmt: skip
    """The cells of a row; empty where nothing names it."""
    held = {id(word) for segment in figures for word in segment.words}
    label = [word for word in line.words if id(word) not in held] or _label_around(shape, lines, at)
    if not any(word.text[:1].isalpha() for word in label):
        return []
    cells = [CandidateCell(row, 0, label)]
    for column, segment in zip(shape.columns, figures, strict=True):
        cells.append(CandidateCell(row, column, list(segment.words)))
    return cells


def _label_around(shape: _Shape, lines: Sequence[SegmentedLine], at: int) -> list[Word]:
    """The words of a label that is set in two lines, one right above and one right below the
    figures that it names."""
    if not 0 < at < len(lines) - 1:
        return []
    line, around_it = lines[at], (lines[at - 1], lines[at + 1])
    reach = LABEL_GAP * line.words[0].size
    for other in around_it:
        gap = max(other.box.top - line.box.bottom, line.box.top - other.box.bottom)
        if gap > reach or other.box.x1 > shape.left or len(segments_of(other, CHUNK_GAP)) > 1:
            return []
    return [word for other in around_it for word in other.words]


def _part(shape: _Shape, run: Sequence[Sequence[CandidateCell]]) -> TableCandidate:
    cells = list(itertools.chain.from_iterable(run))
    box = around([word for cell in cells for word in cell.words])
    return TableCandidate(len(run), shape.draft.columns, cells, box, shape.draft.ruled, 0)
