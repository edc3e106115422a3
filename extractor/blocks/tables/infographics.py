"""Infographics: a large figure with the smaller text that names it above or below."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.cell_kinds import is_figure, is_period
from extractor.blocks.tables.lines import SegmentedLines, TextSegment, segments_of, text_of
from extractor.pages.model import Box, Page, Word, around, outside
from extractor.regex import regex

_DIGIT = regex(r"\d")
GAP = 0.62
LARGE = 1.6  # times the usual size of type on the page
SMALLEST_LARGE = 14.0
LONGEST_LABEL = 16  # words


def find_infographics(
    page: Page, taken: Sequence[Box] = (), text: SegmentedLines | None = None
) -> list[Table]:
    """Large figures with the smaller text that names them, outside the boxes `taken`.

    `text` are the lines of the page where they are known.
    """
    if not any(_DIGIT.search(w.text) for w in page.words if w.size >= SMALLEST_LARGE):
        return []
    words = outside([w for w in page.words if w.upright], taken)
    if not words:
        return []
    usual = sorted([w.size for w in words])[len(words) // 2]
    least = max(LARGE * usual, SMALLEST_LARGE)
    if not any(w.size >= least and _DIGIT.search(w.text) for w in words):
        return []
    lines = (text or SegmentedLines(page.words)).outside(taken, upright=True)
    segments = [c for line in lines for c in segments_of(line, GAP)]
    large = [c for c in segments if _is_large(c, usual, page)]
    if not large:
        return []
    small = [c for c in segments if c not in large]
    below = [(c, _label(c, small, 1)) for c in large]
    above = [(c, _label(c, small, -1)) for c in large]
    # The labels of one page stand all on the same side of their figures.
    pairs = below if sum(1 for _, t in below if t) >= sum(1 for _, t in above if t) else above
    named = [(c, label) for c, label in pairs if _names(label, page)]
    out = []
    for figure, label in named:
        bare = figure.string.isdigit() and len(figure.string) <= 3
        if len(named) > 1 or not bare:  # one bare number may be the page's own
            box = around((*figure.words, *label))
            out.append(_infographic(page, label, figure.words, box))
    return out


def _infographic(page: Page, label: Sequence[Word], figure: Sequence[Word], box: Box) -> Table:
    ocr = page.text_source == "ocr"
    cells = (
        Cell(0, 0, text_of(label, page.number, ocr), around(label)),
        Cell(0, 1, text_of(figure, page.number, ocr), around(figure)),
    )
    return Table(page.number, box, 1, 2, cells, 0, 1, ruled="none", form="infographic")


def _names(label: Sequence[Word], page: Page) -> bool:
    """Whether a label is short and narrow, as those of infographics are."""
    if not 0 < len(label) <= LONGEST_LABEL:
        return False
    narrow = around(label).width < 0.45 * page.width
    return narrow and sum(1 for w in label if w.text[:1].isalpha()) >= 2


def _is_large(segment: TextSegment, usual: float, page: Page) -> bool:
    size = min(w.size for w in segment.words)
    if size < max(LARGE * usual, SMALLEST_LARGE):
        return False
    inside = 40 < segment.box.middle < page.height - 40
    return inside and is_figure(segment.string) and not is_period(segment.string)


def _label(figure: TextSegment, segments: Sequence[TextSegment], side: int) -> tuple[Word, ...]:
    """The lines of smaller text right below (side 1) or above (-1) a figure."""
    size = max(w.size for w in figure.words)
    edge = figure.box.bottom if side > 0 else figure.box.top
    held: list[TextSegment] = []
    for segment in sorted(segments, key=lambda c: side * c.box.middle):
        gap = segment.box.top - edge if side > 0 else edge - segment.box.bottom
        under = min(segment.box.x1, figure.box.x1) - max(segment.box.x0, figure.box.x0)
        if side * (segment.box.middle - figure.box.middle) <= 0 or under <= 0:
            continue
        own = max(w.size for w in segment.words)
        if gap > (1.2 * size if not held else 0.9 * own) or len(held) == 5 or own >= 0.8 * size:
            break
        held.append(segment)
        edge = segment.box.bottom if side > 0 else segment.box.top
    return tuple(w for c in sorted(held, key=lambda c: c.box.middle) for w in c.words)
