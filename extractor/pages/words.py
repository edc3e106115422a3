"""From the characters of a text page to words that a figure can be cut out of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from extractor.pages import handles
from extractor.pages.covered import without_covered
from extractor.pages.glyphs import (
    FOOTNOTE_MARK,
    INVISIBLE,
    LIGATURES,
    ORDINAL_LETTERS,
    PRINTED_AS,
    SUPERSCRIPTS,
    as_digits,
)
from extractor.pages.handles import Floats, address_of
from extractor.pages.model import Box, Word
from extractor.pages.spacing import mend_spacing
from extractor.pages.view import View

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# A gap wider than this share of the height of its letters parts two words.
WORD_GAP = 0.45
# Painted again within this share of the height: the same letter, printed twice to look bold.
SAME_PLACE = 0.12
# Smaller than this share of the letters beside it, and higher by that share of them: raised.
RAISED_SIZE, RAISED_BY = 0.85, 0.12
# A page is turned where so many letters at least, and this share of them, run sideways.
ENOUGH_LETTERS, MOSTLY = 40, 0.7
# Fewer covered words than this are shadows, not worth a word.
MANY_COVERED = 10
_SPACES = np.array([c for c in range(0x3001) if chr(c).isspace()], np.uint32)
_UNSEEN = np.array([ord(c) for c in INVISIBLE], np.uint32)
_ODD = np.array([ord(c) for c in (*INVISIBLE, *LIGATURES, *SUPERSCRIPTS)], np.uint32)
_DIGIT = re.compile(r"\d")
# Slope above which writing counts as sideways.
SIDEWAYS = 0.3


@dataclass(frozen=True, slots=True)
class _Letters:
    """The characters of a text page: what they are, and their advance boxes as seen."""

    text: int
    chars: str
    loose: Floats
    dropped: Flags
    view: View


@dataclass(frozen=True, slots=True)
class _Shapes:
    """Size, baseline, uprightness and boldness of the letters at some indexes."""

    sizes: Floats
    baselines: Floats
    upright: Flags
    bold: Sequence[bool]


def read_words(
    page: pdfium.PdfTextPage, view: View, limit: int, problems: list[str]
) -> tuple[tuple[Word, ...], float]:
    """The words of a page in the order of its content, and the share without known letters.

    No more than `limit` words are read; `problems` says so.
    """
    text = address_of(page.raw)
    count = page.count_chars()
    if count <= 0:
        return (), 0.0
    chars = handles.code_points(text, count).translate(PRINTED_AS)
    loose = view.boxes(handles.loose_boxes(text, count))
    starts, ends, dropped = _runs(chars, loose)
    if len(starts) > limit:
        problems.append(f"The page has {len(starts):,} words; the first {limit:,} were read.")
        starts, ends = starts[:limit], ends[:limit]
    if not len(starts):
        return (), 0.0
    unmapped_share = handles.unmapped(text, starts.tolist()) / len(starts)
    words = _words(_Letters(text, chars, loose, dropped, view), starts, ends)
    seen, covered = without_covered(mend_spacing(words))
    if covered > MANY_COVERED:
        problems.append(f"{covered} words lie under other text and were left out.")
    return tuple(seen), unmapped_share


def sideways(page: pdfium.PdfTextPage, view: View) -> int:
    """Quarter turns clockwise after which most of a page's text stands upright."""
    count = page.count_chars()
    if count < ENOUGH_LETTERS:
        return 0
    sample = range(0, count, max(1, count // 200))
    dx, dy = view.directions(handles.matrices(address_of(page.raw), sample))
    known = (np.abs(dx) + np.abs(dy)) > 0
    share = np.array(
        [
            np.count_nonzero(known & (dx > np.abs(dy))),
            np.count_nonzero(known & (-dy > np.abs(dx))),
            np.count_nonzero(known & (-dx > np.abs(dy))),
            np.count_nonzero(known & (dy > np.abs(dx))),
        ]
    )
    turn = int(np.argmax(share))
    return turn if share[turn] > MOSTLY * max(1, int(np.count_nonzero(known))) else 0


def _runs(chars: str, loose: Floats) -> tuple[Ints, Ints, Flags]:
    """Where words start and end (white space and wide gaps part them), and letters to drop."""
    codes = _codes(chars)
    blank = np.isin(codes, _SPACES)
    height = loose[:, 3] - loose[:, 1]
    before, after = loose[:-1], loose[1:]
    size = np.maximum(np.maximum(height[:-1], height[1:]), 0.1)
    drop = np.abs(after[:, 1] - before[:, 1])
    far = (after[:, 0] - before[:, 2] > WORD_GAP * size) & (drop < size)
    # A word divided by a hyphen goes on in the next line without any character between.
    back = (drop > 0.7 * size) & (np.abs(after[:, 0] - before[:, 0]) > 2 * size)
    # Short figures that stand one under another in a cell: "12" above "9" is not 129.
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    upright = height > (loose[:, 2] - loose[:, 0])
    stacked = (drop > 0.9 * size) & (after[:, 0] < before[:, 2])
    stacked &= digits[1:] & digits[:-1] & upright[1:] & upright[:-1]
    parted = far | back | stacked
    dropped = np.zeros(len(chars), bool)
    dropped[1:] = (
        (codes[1:] == codes[:-1])
        & (np.abs(after[:, 0] - before[:, 0]) < SAME_PLACE * size)
        & (drop < SAME_PLACE * size)
        & ~blank[1:]
    )
    dropped |= np.isin(codes, _UNSEEN)
    word = ~blank
    first, last = word.copy(), word.copy()
    first[1:] &= ~word[:-1] | parted
    last[:-1] &= ~word[1:] | parted
    return np.flatnonzero(first), np.flatnonzero(last) + 1, dropped


def _codes(chars: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(chars.encode("utf-32-le", "surrogatepass"), np.uint32)


def _words(letters: _Letters, starts: Ints, ends: Ints) -> list[Word]:
    first, last = starts.tolist(), ends.tolist()
    shapes = _shapes(letters, first)
    tight = handles.tight_boxes(letters.text, first, (ends - starts).tolist())
    boxes = letters.view.boxes(tight)
    sizes, baselines = shapes.sizes.tolist(), shapes.baselines.tolist()
    codes = _codes(letters.chars)
    odd = _within(np.isin(codes, _ODD), starts, ends)
    odd |= _uneven(letters, starts, ends) & shapes.upright
    inkless = (boxes[:, 2] <= boxes[:, 0]) | (boxes[:, 3] <= boxes[:, 1])
    figure = _within((codes >= ord("0")) & (codes <= ord("9")), starts, ends)
    edged = (figure & shapes.upright & (ends - starts > 1)).tolist()
    words: list[Word] = []
    for i, (x0, top, x1, bottom) in enumerate(boxes.tolist()):
        start, end = first[i], last[i]
        upright = bool(shapes.upright[i])
        if odd[i]:
            words += _parted(letters, start, end, upright, shapes.bold[i])
            continue
        box = Box(x0, top, x1, bottom)
        if inkless[i]:
            box = _box([x0, top, x1, bottom], letters.loose[start:end])
        edges = None
        if edged[i]:
            edges = (*letters.loose[start:end, 0].tolist(), float(letters.loose[end - 1, 2]))
        words.append(
            Word(
                letters.chars[start:end], box, sizes[i], baselines[i], shapes.bold[i],
                False, upright, edges,
            )
        )  # fmt: skip
    return words


def _within(flags: Flags, starts: Ints, ends: Ints) -> Flags:
    """For each run whether any of its letters is flagged."""
    sums = np.concatenate([[0], np.cumsum(flags)])
    return np.asarray(sums[ends] > sums[starts])


def _shapes(letters: _Letters, indexes: list[int]) -> _Shapes:
    """The shapes of the letters at `indexes`."""
    text, view = letters.text, letters.view
    matrix = handles.matrices(text, indexes)
    scale = np.hypot(matrix[:, 2], matrix[:, 3])
    origin = handles.origins(text, indexes)
    dx, dy = view.directions(matrix)
    _, baselines = view.points(origin[:, 0], origin[:, 1])
    return _Shapes(
        handles.font_sizes(text, indexes) * np.where(scale > 0, scale, 1.0),
        baselines,
        (dx > 0) & (np.abs(dy) <= SIDEWAYS * dx),
        handles.bold(text, indexes),
    )


def _uneven(letters: _Letters, starts: Ints, ends: Ints) -> Flags:
    """Runs whose letters change height or stand, or of which some are to be dropped."""
    top, bottom = letters.loose[:, 1], letters.loose[:, 3]
    differs = np.zeros(len(top), bool)
    differs[1:] = (np.abs(np.diff(top)) > 0.3) | (np.abs(np.diff(bottom)) > 0.3)
    differs |= letters.dropped
    sums = np.concatenate([[0], np.cumsum(differs)])
    # A change at the first letter is one against the word before.
    own = sums[ends] - sums[starts] - (differs[starts] & ~letters.dropped[starts])
    return np.asarray(own > 0)


def _box(tight: list[float], loose: Floats) -> Box:
    """The ink box; the advance boxes where pdfium knows no ink (spaces, empty glyphs)."""
    x0, top, x1, bottom = tight
    if x1 > x0 and bottom > top:
        return Box(x0, top, x1, bottom)
    low, high = loose.min(axis=0).tolist(), loose.max(axis=0).tolist()
    return Box(low[0], low[1], high[2], high[3])


def _parted(letters: _Letters, start: int, end: int, upright: bool, bold: bool) -> list[Word]:
    """A run in which letters differ: the word without dropped letters and marks, then the mark."""
    kept = [i for i in range(start, end) if not letters.dropped[i]]
    if not kept:
        return []
    shapes = _shapes(letters, kept)
    raised = _raised(letters.chars, kept, shapes) if upright else set()
    content = "".join(letters.chars[i] for i in kept)
    for mark in FOOTNOTE_MARK.finditer(content):
        raised |= set(kept[mark.start() : mark.end()])
    words = []
    main = [i for i in kept if i not in raised]
    for part, is_raised in ((main, False), (sorted(raised), True)):
        if part:
            words.append(_word(letters, part, kept, shapes, upright, bold, is_raised))
    if main and raised and min(raised) < min(main):
        words.reverse()
    return words


def _raised(chars: str, kept: list[int], shapes: _Shapes) -> set[int]:
    """The letters of a word that are smaller and higher than its main ones, but for ordinals."""
    size = float(np.max(shapes.sizes))
    main = shapes.sizes >= RAISED_SIZE * size
    base = float(np.median(shapes.baselines[main]))
    up = ~main & (base - shapes.baselines > RAISED_BY * size)
    found = {i for i, high in zip(kept, up.tolist(), strict=True) if high}
    if not found or len(found) == len(kept):
        return set()
    text = "".join(chars[i] for i in sorted(found))
    before = min(found) - 1
    if ORDINAL_LETTERS.fullmatch(text) and before in kept and chars[before].isdigit():
        return set()
    after = max(found) + 1
    if after in kept and chars[after] in "/⁄":
        return set()
    return found


def _word(
    letters: _Letters, part: list[int], kept: list[int], shapes: _Shapes,
    upright: bool, bold: bool, raised: bool,
) -> Word:  # fmt: skip
    """The word of the letters `part` of a run."""
    loose = letters.loose[part]
    stretches = _stretches(part)
    tight = letters.view.boxes(
        handles.tight_boxes(letters.text, [a for a, _ in stretches], [b - a for a, b in stretches])
    )
    low, high = tight.min(axis=0).tolist(), tight.max(axis=0).tolist()
    content: list[str] = []
    edges: list[float] = []
    for i, (left, right) in zip(part, loose[:, [0, 2]].tolist(), strict=True):
        printed = LIGATURES.get(letters.chars[i], letters.chars[i])
        # After a dropped mark the letter before ends where it ends, not where this one starts.
        left = min(left, edges.pop()) if edges else left
        step = (right - left) / len(printed)
        content.append(printed)
        edges += [left + step * k for k in range(len(printed))]
        edges.append(right)
    at = [kept.index(i) for i in part]
    text = "".join(content)
    return Word(
        as_digits(text) if raised else text,
        _box([low[0], low[1], high[2], high[3]], loose),
        float(np.max(shapes.sizes[at])),
        float(np.median(shapes.baselines[at])),
        bold,
        raised=raised,
        upright=upright,
        edges=tuple(edges) if len(text) > 1 and upright and _DIGIT.search(text) else None,
    )


def _stretches(indexes: list[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring numbers as (first, one past the last)."""
    out: list[tuple[int, int]] = []
    for index in indexes:
        if out and out[-1][1] == index:
            out[-1] = (out[-1][0], index + 1)
        else:
            out.append((index, index + 1))
    return out
