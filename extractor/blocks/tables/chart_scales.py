"""The scales of charts that no table holds: bare figures that fall from top to bottom, or rise
to the right, by equal round steps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from extractor.blocks.tables.classify import is_round
from extractor.pages.model import Word
from extractor.regex import regex

_TICK = regex(r"^[-–−]?[£$€]?\d[\d,]*(?:\.\d+)?(?:%|k|m|bn)?$")
_YEAR = regex(r"^(?:19|20)\d\d$")
FEWEST = 4
ALIGNED = 2.5  # points by which the sides of the figures on one scale may differ
SPACE = 0.8  # sizes of type between the words of a line, at most
SAME_ROW = 0.3  # points between the baselines of one line of type
UNEVEN = 0.15  # share by which the space between them may


def chart_scales(words: Iterable[Word]) -> list[list[Word]]:
    """The figures of each scale among words outside tables, from the top or from the left."""
    words = list(words)
    figures = (w for w in words if not w.text[:1].isalpha())  # a quick look that leaves few
    ticks = [w for w in figures if w.upright and not w.raised and _TICK.match(w.text)]
    if len(ticks) < FEWEST:
        return []
    out: list[list[Word]] = []
    taken: set[int] = set()
    sides: tuple[Callable[[Word], float], ...] = (_right, _left, _centre)
    for side in sides:  # upright scales fall
        left = [w for w in ticks if id(w) not in taken]
        for run in _runs(left, side, _middle, -1):
            if _is_in_lines(run, words):
                continue
            out.append(run)
            taken |= set(map(id, run))
    rest = [w for w in ticks if id(w) not in taken]
    return [*out, *_runs(rest, _baseline, _centre, 1)]


def _is_in_lines(run: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether the figures of a run are in lines of text: words stand right beside most of them
    ("50 - 54 hours"), or in front of all, as the labels of a table's rows do."""
    beside = labelled = 0
    for tick in run:
        row = [w for w in words if w is not tick and abs(w.baseline - tick.baseline) <= SAME_ROW]
        near = SPACE * tick.size
        after = next((w for w in row if 0 <= w.box.x0 - tick.box.x1 <= near), None)
        before = any(0 <= tick.box.x0 - w.box.x1 <= near for w in row)
        further = after and any(0 <= w.box.x0 - after.box.x1 <= near for w in row)
        beside += bool(after and (before or further))
        labelled += any(
            w.box.x1 < tick.box.x0 and w.text.isalpha() and len(w.text) > 1 for w in row
        )
    return 2 * beside > len(run) or labelled == len(run)


def _right(word: Word) -> float:
    return word.box.x1


def _left(word: Word) -> float:
    return word.box.x0


def _centre(word: Word) -> float:
    return word.box.centre


def _middle(word: Word) -> float:
    return word.box.middle


def _baseline(word: Word) -> float:
    return word.baseline


def _runs(
    ticks: Sequence[Word], side: Callable[[Word], float], along: Callable[[Word], float], way: int
) -> Iterator[list[Word]]:
    """Runs of figures on one line (their `side` agrees) whose values change by equal steps in one
    direction."""
    columns: list[list[Word]] = []
    for word in sorted(ticks, key=side):
        if columns and side(word) - side(columns[-1][0]) <= ALIGNED:
            columns[-1].append(word)
        else:
            columns.append([word])
    for column in columns:
        ordered = sorted(column, key=along)
        at = 0
        while at + FEWEST <= len(ordered):
            last = _end(ordered, at, along, way)
            if last - at + 1 >= FEWEST:
                yield ordered[at : last + 1]
                at = last
            at += 1


def _end(ordered: Sequence[Word], first: int, along: Callable[[Word], float], way: int) -> int:
    """The last word up to which values and places continue with the same step."""
    values = [_value(w.text) for w in ordered[first : first + 2]]
    step, space = values[1] - values[0], along(ordered[first + 1]) - along(ordered[first])
    years = all(_YEAR.match(w.text) for w in ordered[first : first + 2])
    if step * way <= 0 or not is_round(abs(step)) or space <= 0 or years:
        return first
    last = first + 1
    while last + 1 < len(ordered):
        further = along(ordered[last + 1]) - along(ordered[last])
        even = abs(_value(ordered[last + 1].text) - _value(ordered[last].text) - step) < 1e-6
        if not even or abs(further - space) > UNEVEN * space:
            break
        last += 1
    return last


def _value(text: str) -> float:
    sign = -1.0 if text[0] in "-–−" else 1.0
    return sign * float(re.sub(r"[^\d.]", "", text))
