"""The rows of a table whose lines are not all drawn: which lines of text are one row, also where
its label is wrapped."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extractor.blocks.tables.columns import GridLine
from extractor.blocks.tables.wrapped_labels import full_lines
from extractor.regex import regex

_GOES_ON = regex(r"(?:[,\-–/&(]|\b(?:of|the|and|or|in|for|to|with|by|from|on|at|a|an))$", re.I)
_BRACKETED = regex(r"\(\s?[-+–]?\d[\d.,]*\s?%\s?\)")


def body_rows(grid: Sequence[GridLine], wide: Sequence[float]) -> list[list[GridLine]]:
    """Lines joined into rows: wrapped labels and texts go with the line they belong to."""
    if not grid:
        return []
    bands: list[list[GridLine]] = [[]]
    ys = sorted(wide)
    full = full_lines(grid, _tells_more)
    for line in grid:
        if bands[-1] and any(bands[-1][-1].box.middle < y < line.box.middle for y in ys):
            bands.append([])
        bands[-1].append(line)
    single = sum(1 for band in bands if sum(1 for line in band if line.data) <= 1)
    if len(bands) >= 3 and single >= 0.8 * len(bands):
        return [
            row
            for band in bands
            for row in (
                _headed(band) if sum(1 for x in band if x.data) <= 1 else _joined(band, full)
            )
        ]
    return [
        row for band in bands for row in ([band] if _is_one_row(band, ys) else _joined(band, full))
    ]


_ONE_LABEL = 3  # most lines of a row that stands alone between two rules
_INSET = 1.5  # points by which the lines of its label may begin apart


def _is_one_row(band: Sequence[GridLine], rules: Sequence[float]) -> bool:
    """Whether two rules enclose one row with a label of several lines that look alike: the total of
    a table, mostly."""
    *upper, last = band
    if not 0 < len(upper) < _ONE_LABEL or not last.data or 0 not in last.filled:
        return False
    if any(line.filled != {0} or line.section for line in upper):
        return False
    above = any(y < band[0].box.middle for y in rules)
    below = any(y > last.box.middle for y in rules)
    looks = {(_bold(line), line.label.isupper()) for line in band}
    starts = [line.segments[0].box.x0 for line in band]
    return above and below and len(looks) == 1 and max(starts) - min(starts) <= _INSET


def _headed(band: Sequence[GridLine]) -> list[list[GridLine]]:
    """The lines between two rules as one row; as two where the first of them are a label in bold
    and the others a row that is not."""
    count = 0
    while count < len(band) and band[count].filled == {0} and _bold(band[count]):
        count += 1
    rest = band[count:]
    if not count or not any(line.data for line in rest) or not rest[0].label or _bold(rest[0]):
        return [list(band)]
    return [list(band[:count]), list(rest)]


def _bold(line: GridLine) -> bool:
    return all(word.bold for word in line.segments[0].words)


def _joined(lines: Sequence[GridLine], full: Collection[int]) -> list[list[GridLine]]:
    """The rows among lines that no rule parts; after lines that are `full` a label goes on."""
    rows: list[list[GridLine]] = []
    pending: list[GridLine] = []  # lines that go with the next row
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if line.section:
            rows += [[other] for other in pending] + [[line]]
            pending = []
        elif rows and not pending and _gives_shares(rows[-1], line, following):
            rows[-1].append(line)
        elif line.data or (0 in line.filled and len(line.filled) > 1):
            rows.append([*pending, line])
            pending = []
        elif rows and not pending and _continues(rows[-1], line, following):
            rows[-1].append(line)
        elif following is not None and (id(line) in full or _leads(line, following)):
            pending.append(line)
        else:
            rows.append([*pending, line])
            pending = []
    if pending:
        rows.append(pending)
    return rows


def _gives_shares(row: Sequence[GridLine], line: GridLine, following: GridLine | None) -> bool:
    """Whether a line without a label gives in brackets the shares of figures right above it."""
    if 0 in line.filled or len(row) > 1 or not row[0].data:
        return False
    if not all(_BRACKETED.fullmatch(text) for text in line.beside):
        return False
    gap = line.box.middle - row[-1].box.middle
    return following is None or gap < 0.9 * (following.box.middle - line.box.middle)


def _continues(row: Sequence[GridLine], line: GridLine, following: GridLine | None) -> bool:
    """Whether a line without figures continues the row above it."""
    last = row[-1]
    if last.section:
        return False
    gap = line.box.middle - last.box.middle
    if following is not None and gap > 1.3 * (following.box.middle - line.box.middle):
        return False
    if 0 not in line.filled:
        return True
    if len(line.filled) > 1:
        return False
    if line.label[:1].islower() or line.label[:1] in "(&/":
        return True
    return bool(last.label and _GOES_ON.search(last.label))


def _leads(line: GridLine, following: GridLine) -> bool:
    """Whether a line with only a label belongs to the row below it."""
    if line.filled != {0} or not following.filled:
        return False
    if not following.label:
        return bool(following.data)
    return _tells_more(line, following)


def _tells_more(line: GridLine, following: GridLine) -> bool:
    """Whether the words of two labels show that the second one ends the first."""
    begins_within = following.label[:1].islower() or following.label[:1] in "&/"
    return begins_within or bool(_GOES_ON.search(line.label))
