"""Which lines of labels are followed by the rest of the same label, where only the width of their
column can tell."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from extractor.blocks.tables.columns import GridLine
from extractor.pages.model import Word

_SPACE = 0.25  # of the size of type: between two words
_INSET = 1.5  # points by which the lines of a label may begin apart
_LOOSER = 1.5  # points by which they may be further apart than most lines
_SLACK = 0.5


def full_lines(
    grid: Sequence[GridLine], tells: Callable[[GridLine, GridLine], bool]
) -> frozenset[int]:
    """The lines, by their ids, with nothing but a label that the next word would not have fitted
    on: "PHYSICAL DISABILITIES" over "& OCCUPATIONAL" in a narrow column.

    `tells` says whether the words of a line and the next one show by themselves that a label goes
    on. Only a table in which some do wraps its labels, and where another label had room for the
    next word, lines without figures are headings there, and none is told by its width.
    """
    labels = [line.segments[0] for line in grid if line.segments and line.covers[0] == (0, 0)]
    right = max((label.box.x1 for label in labels), default=0.0)
    gaps = sorted(b.box.top - a.box.bottom for a, b in itertools.pairwise(grid))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    found: set[int] = set()
    shown = False
    for line, following in itertools.pairwise(grid):
        if line.section or line.filled != {0} or 0 not in following.filled:
            continue
        words, rest = line.segments[0].words, following.segments[0].words
        full = words[-1].box.x1 + _width_with_space(rest[0]) > right - _SLACK
        if tells(line, following):
            shown = shown or full
            continue
        if not full:
            return frozenset()
        alike = _bold(words) == _bold(rest) and abs(words[0].box.x0 - rest[0].box.x0) <= _INSET
        if alike and following.box.top - line.box.bottom <= usual + _LOOSER:
            found.add(id(line))
    return frozenset(found) if shown else frozenset()


def _width_with_space(word: Word) -> float:
    return word.box.width + _SPACE * word.size


def _bold(words: Sequence[Word]) -> bool:
    return all(word.bold for word in words)
