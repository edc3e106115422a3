"""Columns that nearly touch: right-aligned figures next to left-aligned texts.

The white space between them is no wider than a space between words. Only the alignment from row to
row, and of the header above, shows that there are two columns.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from extractor.blocks.tables.cell_kinds import is_data, is_period
from extractor.blocks.tables.columns import CHUNK_GAP
from extractor.blocks.tables.lines import SegmentedLine
from extractor.pages.model import Word

IN_LINE = 0.16  # times the size of type: what glyphs leave free at their sides differs so much
LEAST_GAP = 0.02  # times the size of type; less is the space between two letters
UNLIKE_A_SPACE = 0.15  # share by which the gap of a seam differs from the space between words

Gap = tuple[Word, Word]


def seams(lines: Sequence[SegmentedLine]) -> list[float]:
    """The x positions between columns that nearly touch.

    `lines` are those of one table. Either the header has a gap there as well, or the figures differ
    in width and the gap differs from the space between two words.
    """
    gaps = [gap for line in lines for gap in _narrow_gaps(line)]
    seeds = [gap for gap in gaps if is_data(gap[0].text) and not is_period(gap[0].text)]
    if len(seeds) < 2:
        return []
    space = median([b.box.x0 - a.box.x1 for a, b in gaps])
    found: list[float] = []
    for seed in seeds:
        x = (seed[0].box.x1 + seed[1].box.x0) / 2
        if not any(abs(x - other) < 2 for other in found) and _is_seam(x, seed, lines, space):
            found.append(x)
    return sorted(found)


def _is_seam(x: float, seed: Gap, lines: Sequence[SegmentedLine], space: float) -> bool:
    figures: list[Gap] = []
    headed = False
    for line in lines:
        around = _around(x, line)
        if around is None:  # a word runs across: a title may, a row may not
            if any(is_data(word.text) for word in line.words[1:]):
                return False
            continue
        before, after = around
        if before is None or after is None:
            continue
        stated = is_data(before.text) and not is_period(before.text)
        aligned = in_line((before, after), seed)
        if stated and aligned:
            figures.append((before, after))
        elif stated and after.box.x0 - before.box.x1 < CHUNK_GAP * before.size:
            return False
        headed = headed or (aligned and not stated)
    # "15-19 years" over "20-24 years" is one column.
    if len(figures) < 2 or len({after.text for _, after in figures}) == 1:
        return False
    widths = [before.box.width for before, _ in figures]
    unlike = abs((seed[1].box.x0 - seed[0].box.x1) / space - 1) > UNLIKE_A_SPACE if space else True
    return headed or (max(widths) - min(widths) > 2 and unlike)


def in_line(gap: Gap, seed: Gap) -> bool:
    """Whether the words on both sides of two gaps end and begin at the same x positions."""
    left, right = _end(gap[0]) - _end(seed[0]), _start(gap[1]) - _start(seed[1])
    return max(abs(left), abs(right)) <= IN_LINE * max(seed[0].size, 4.0)


def _end(word: Word) -> float:
    """Where a word ends by its font size: "1" leaves more free space than "7"."""
    return word.edges[-1] if word.edges else word.box.x1


def _start(word: Word) -> float:
    return word.edges[0] if word.edges else word.box.x0


def _around(x: float, line: SegmentedLine) -> tuple[Word | None, Word | None] | None:
    """The words of a line on either side of a place; None where one runs across it."""
    before: Word | None = None
    for word in line.words:
        if word.box.x0 >= x - 0.5:
            return before, word
        if word.box.x1 > x + 0.5:
            return None
        before = word
    return before, None


def _narrow_gaps(line: SegmentedLine) -> list[Gap]:
    """Neighbouring words of a line with more than a letter's space and less than a column's."""
    return [
        (a, b)
        for a, b in itertools.pairwise(line.words)
        if LEAST_GAP < (b.box.x0 - a.box.x1) / max(a.size, b.size, 4.0) < CHUNK_GAP
    ]
