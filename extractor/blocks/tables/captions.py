"""The title of a table and the line that gives its unit, from the lines around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.blocks.tables.draft import Draft
from extractor.blocks.tables.lines import Line
from extractor.pages.model import Box, Word

NUMBERED = re.compile(r"^(?:table|figure|fig\.?|chart|graph|exhibit)\s*[A-Z]?\d", re.IGNORECASE)
_UNIT = re.compile(
    r"£\s?(?:m|k|bn|million|['’‘]?000s?)\b|£['’‘]?000s?|\bfigures (?:are )?in\b|\bper 1\d*,?000\b"
    r"|\(%\)|\bpercentages?\b|\bin (?:thousands|millions)\b|\brate per\b",
    re.IGNORECASE,
)
MOST_LINES = 3
LONGEST = 16  # words of a title without number
NEAR = 1.8  # times the size of type


def caption_words(box: Box, lines: Sequence[Line]) -> list[Word]:
    """The words of the caption of a table at `box`; empty where none is told from the text.

    `lines` are the page's lines outside tables. A caption is a line that begins "Table 3"
    with what follows it, or a short line in bold or with a unit, right above the table; a
    numbered line right below it counts where there is none above.
    """
    above: list[Line] = []
    top = box.top
    for line in sorted(lines, key=lambda ln: -ln.box.middle):
        if line.box.middle >= top or not _beside(line, box):
            continue
        size = max(w.size for w in line.words)
        if top - line.box.bottom > NEAR * size or len(above) == MOST_LINES:
            break
        above.insert(0, line)
        top = line.box.top
    for index in range(len(above)):
        if NUMBERED.match(_string(above[index])):
            return [w for line in above[index:] for w in line.words]
    kept: list[Line] = []
    for line in reversed(above):
        text = _string(line)
        short = len(line.words) <= LONGEST and not text.endswith((".", ";", ","))
        if not short or not (_UNIT.search(text) or all(w.bold for w in line.words)):
            break
        kept.insert(0, line)
    if kept:
        return [w for line in kept for w in line.words]
    below = [ln for ln in lines if 0 < ln.box.middle - box.bottom < 20 and _beside(ln, box)]
    return [w for line in below[:1] if NUMBERED.match(_string(line)) for w in line.words]


def title_words(draft: Draft) -> list[Word]:
    """The words of a first row that is one cell and says "Table 3" or what the unit is."""
    first = [c for c in draft.cells if c.row == 0]
    if draft.rows < 3 or len(first) != 1 or first[0].row_span > 1:
        return []
    text = first[0].string
    titled = NUMBERED.match(text) or (_UNIT.search(text) and len(first[0].words) <= LONGEST)
    return first[0].words if titled else []


def _beside(line: Line, box: Box) -> bool:
    return line.box.x0 < box.x1 and line.box.x1 > box.x0


def _string(line: Line) -> str:
    return " ".join(w.text for w in line.words)
