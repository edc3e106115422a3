"""From the characters of a text page to words that a figure can be cut out of."""

from __future__ import annotations

from itertools import repeat
from statistics import median

import numpy as np

from extractor.pages import pdfium_ffi
from extractor.pages.charmap import FOOTNOTE_MARK, LIGATURES, ORDINAL_LETTERS, UNKNOWN, as_digits
from extractor.pages.codes import DIGIT, ODD
from extractor.pages.drawing import Drawing
from extractor.pages.letters import Fonts, Letters, Shapes
from extractor.pages.model import Box, Word
from extractor.pages.overpaint import leave_out, omitted, two_figures, without_covered
from extractor.pages.pdfium_ffi import Floats
from extractor.pages.spacing import mend_spacing
from extractor.pages.strikethrough import without_struck
from extractor.regex import regex

# Smaller than this share of the letters beside it, and higher by that share of them: raised.
RAISED_SIZE, RAISED_BY = 0.85, 0.12
# Fewer covered words than this are shadows, not worth a word.
MANY_COVERED = 10
_DIGIT = regex(r"\d")


def read_words(
    letters: Letters, drawing: Drawing, strikes: Floats, limit: int, problems: list[str]
) -> tuple[Word, ...]:
    """The words of a page in the order of its content, but for what is struck out.

    `strikes` are places that annotations strike out. No more than `limit` words are read.
    `problems` says what is left out.
    """
    runs = len(letters.starts)
    if runs > limit:
        problems.append(f"The page has {runs:,} words; the first {limit:,} were read.")
        runs = limit
    words = _words(letters, runs)
    garbled = [UNKNOWN in word.text and _is_garbled(word.text) for word in words]
    if any(garbled):
        words = leave_out(words, garbled)
        problems.append(
            f"Unreadable text: {_counted(sum(garbled))} left out, as the font does not say which "
            "letters it holds. Print the page as a picture and read that."
        )
    words, struck = without_struck(words, drawing.lines, drawing.paint.thick_lines, strikes)
    if struck:
        problems.append(f"Struck-out text: {_counted(struck)} left out.")
    seen, covered = without_covered(mend_spacing(words))
    if covered > MANY_COVERED:
        problems.append(f"{covered} words are covered by other text and were left out.")
    return tuple(seen)


def _is_garbled(text: str) -> bool:
    """Whether so much of a word is unknown that it says nothing, or its figure is not known."""
    return 2 * text.count(UNKNOWN) >= len(text) or any(c.isdigit() for c in text)


def _counted(words: int) -> str:
    return "1 word was" if words == 1 else f"{words:,} words were"


def _words(letters: Letters, runs: int) -> list[Word]:
    """The words of the first `runs` runs."""
    shapes = letters.shapes(letters.starts, letters.fonts)
    first, last = letters.starts.tolist()[:runs], letters.ends.tolist()[:runs]
    sides = letters.tight[:runs].T
    boxes = list(map(Box, *sides.tolist()))
    inkless = (sides[2] <= sides[0]) | (sides[3] <= sides[1])
    for i in np.flatnonzero(inkless).tolist():
        boxes[i] = _around(letters.loose[first[i] : last[i]])
    figure = letters.any_of((letters.kinds & DIGIT) != 0) & shapes.upright
    figure &= letters.ends - letters.starts > 1
    edges: list[tuple[float, ...] | None] = [None] * runs
    for i in np.flatnonzero(figure[:runs]).tolist():
        start, end = first[i], last[i]
        edges[i] = (*letters.loose[start:end, 0].tolist(), float(letters.loose[end - 1, 2]))
    chars = letters.chars
    words = list(
        map(
            Word,
            [chars[start:end] for start, end in zip(first, last, strict=True)],
            boxes,
            shapes.sizes.tolist(),
            shapes.baselines.tolist(),
            shapes.bold.tolist(),
            repeat(False),
            shapes.upright.tolist(),
            edges,
        )
    )
    odd = letters.any_of((letters.kinds & ODD) != 0) | (letters.uneven() & shapes.upright)
    behind = letters.behind_left_out()[:runs]
    out: list[Word] = []
    at = 0
    for i in np.flatnonzero(odd[:runs] | behind).tolist():
        out += words[at:i]
        if behind[i] and out and two_figures(out[-1], words[i]):
            out.append(omitted(out[-1], words[i]))
        if not odd[i]:
            at = i
            continue
        out += _parted(letters, first[i], last[i], words[i].upright, words[i].bold)
        at = i + 1
    return out + words[at:]


def _box(tight: list[float], loose: Floats) -> Box:
    """The ink box; the advance boxes where pdfium knows no ink (spaces, empty glyphs)."""
    x0, top, x1, bottom = tight
    if x1 > x0 and bottom > top:
        return Box(x0, top, x1, bottom)
    return _around(loose)


def _around(loose: Floats) -> Box:
    """The box around advance boxes."""
    low, high = loose.min(axis=0).tolist(), loose.max(axis=0).tolist()
    return Box(low[0], low[1], high[2], high[3])


def _parted(letters: Letters, start: int, end: int, upright: bool, bold: bool) -> list[Word]:
    """A run in which letters differ: the word without dropped letters and marks, then the mark."""
    kept = [i for i in range(start, end) if not letters.dropped[i]]
    if not kept:
        return []
    indexes = np.array(kept)
    shapes = letters.shapes(indexes, Fonts.of(letters.text, indexes))
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


def _raised(chars: str, kept: list[int], shapes: Shapes) -> set[int]:
    """The letters of a word that are smaller and higher than its main ones, but for ordinals."""
    size = float(np.max(shapes.sizes))
    main = shapes.sizes >= RAISED_SIZE * size
    base = median(shapes.baselines[main].tolist())
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
    letters: Letters, part: list[int], kept: list[int], shapes: Shapes,
    upright: bool, bold: bool, raised: bool,
) -> Word:  # fmt: skip
    """The word of the letters `part` of a run."""
    loose = letters.loose[part]
    stretches = _stretches(part)
    lengths = [end - start for start, end in stretches]
    tight, _ = pdfium_ffi.tight_boxes(letters.text, [start for start, _ in stretches], lengths)
    tight = letters.view.boxes(tight)
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
        median(shapes.baselines[at].tolist()),
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
