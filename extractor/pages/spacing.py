"""Words that belong together by size and distance: raised marks, ordinals, spaced letters."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from extractor.pages.charmap import ORDINAL_LETTERS
from extractor.pages.model import (
    MARK_GAP,
    RAISED_BY,
    RAISED_SIZE,
    Box,
    Word,
    enclosing,
    raised_beside,
)
from extractor.regex import regex

# How far a mark may be from a word that it does not follow in the page, and what it may be.
CLOSE_GAP = 0.2
_A_MARK = regex(r"\d{1,2}(?:,\d{1,2})*|[a-z*†‡§]{1,2}|\[\d{1,2}\]")
# So many pairs of a mark and a word are looked at; pages with more have no marks to refer to.
MOST_PAIRS = 200_000
LONGEST_MARK = 5
# A figure torn within its thousands: "1,2 45"; and one torn at their comma, "1, 245", which in
# narrow type may be two. How far apart (in sizes, from ink to ink) the pieces may be.
_TORN = regex(r"[£$€(]?-?\d{1,3}(?:,\d{3})*,(?:\d \d{2}|\d{2} \d)(?:,\d{3})*(?:\.\d+)?[%)m.,;:]*")
_TORN_AT_COMMA = regex(
    r"[£$€(]?-?\d{1,3}(?:,\d{3})*(?:, \d{3}| ,\d{3})(?:,\d{3})*(?:\.\d+)?[%)m.,;:]*"
)
TORN_GAP, COMMA_GAP = 0.3, 0.24
# Letters set apart ("C O N T E N T S"): at least so many, at most so far apart (in sizes).
SPACED_LETTERS, LETTER_GAP = 4, 1.2


def mend_spacing(words: list[Word]) -> list[Word]:
    """The words: footnote marks taken apart, figures torn in two and spaced letters joined."""
    return _joined_letters(_joined_thousands(_marks_apart(_marks_of(words))))


def _marks_of(words: list[Word]) -> list[Word]:
    """A word raised against its neighbour is a mark; after a number "st" belongs to it.

    Only where the size of type changes, and right after marks, is there anything to do.
    """
    out: list[Word] = []
    at = 0
    for index in _uneven(words):
        if index < at:
            continue
        out += words[at:index]
        at, changed = index, True
        while at < len(words) and (changed or out[-1].raised):
            changed = _place(words, at, out)
            at += 1
    return out + words[at:]


def _marks_apart(words: list[Word]) -> list[Word]:
    """The words, with footnote marks found that are drawn apart from the words they stand at."""
    sizes = [word.size for word in words]
    most = RAISED_SIZE * max(sizes, default=0.0)
    small = [
        i
        for i, size in enumerate(sizes)
        if size < most and len(words[i].text) <= LONGEST_MARK and _is_mark(words[i])
    ]
    if not small or len(small) * len(words) > MOST_PAIRS:
        return words
    size = np.array(sizes)
    ends = np.array([w.box.x1 for w in words])
    base = np.array([w.baseline for w in words])
    left = np.array([words[i].box.x0 for i in small])[:, None]
    rise = base - base[small][:, None]
    beside = (np.abs(left - ends) < CLOSE_GAP * size) & (rise < 0.6 * size)
    beside &= (rise > RAISED_BY * size) & (size[small][:, None] < RAISED_SIZE * size)
    found = {small[k] for k in np.flatnonzero(beside.any(1)).tolist()}
    return [replace(w, raised=True) if i in found else w for i, w in enumerate(words)]


def _is_mark(word: Word) -> bool:
    return word.upright and not word.raised and _reads_as_mark(word.text)


@lru_cache(maxsize=1 << 13)
def _reads_as_mark(text: str) -> bool:
    return _A_MARK.fullmatch(text) is not None


def _uneven(words: list[Word]) -> list[int]:
    """The marks, and the words smaller than one beside them."""
    found = [i for i, word in enumerate(words) if word.raised]
    for i, (size, after) in enumerate(pairwise([word.size for word in words])):
        if after < RAISED_SIZE * size:
            found.append(i + 1)
        elif size < RAISED_SIZE * after:
            found.append(i)
    return sorted(found)


def _place(words: list[Word], index: int, out: list[Word]) -> bool:
    """Put a word to those before it; whether any of them, or the word, is now another."""
    word = words[index]
    if word.raised or not word.upright:
        out.append(word)
        return False
    if len(out) > 1 and _closes(word, out[-1], out[-2]):
        out[-2] = _one(out[-2], word)
        return True
    before = out[-1] if out else None
    after = words[index + 1] if index + 1 < len(words) else None
    if before is not None and raised_beside(word, before, word.box.x0 - before.box.x1):
        if ORDINAL_LETTERS.fullmatch(word.text) and before.text[-1:].isdigit():
            out[-1] = _one(before, word)
            return True
    elif after is None or not raised_beside(word, after, after.box.x0 - word.box.x1):
        out.append(word)
        return False
    out.append(replace(word, raised=True))
    return True


def _closes(word: Word, mark: Word, main: Word) -> bool:
    """Whether a full stop or bracket after a mark belongs to the word before the mark."""
    return (
        mark.raised
        and not main.raised
        and abs(word.baseline - main.baseline) < 0.5
        and abs(word.box.x0 - mark.box.x1) < MARK_GAP * main.size
        and all(c in ".,;:)]’”" for c in word.text)
    )


def _joined_thousands(words: list[Word]) -> list[Word]:
    """Figures that are set in two pieces less than a space apart, the first of which lacks
    digits of its thousands: "1,2" and "45"."""
    out: list[Word] = []
    for word in words:
        before = out[-1] if out else None
        comma = before is not None and ("," in before.text or word.text[:1] == ",")
        if before is not None and comma and _completes(before, word):
            out[-1] = _one(before, word)
        else:
            out.append(word)
    return out


def _completes(before: Word, word: Word) -> bool:
    gap = (word.box.x0 - before.box.x1) / max(before.size, 4.0)
    level = abs(word.baseline - before.baseline) < 0.5 and not (before.raised or word.raised)
    if not level or not -0.1 < gap < TORN_GAP:
        return False
    both = f"{before.text} {word.text}"
    at_comma = gap < COMMA_GAP and _TORN_AT_COMMA.fullmatch(both) is not None
    return at_comma or _TORN.fullmatch(both) is not None


def _joined_letters(words: list[Word]) -> list[Word]:
    if b"\1" * SPACED_LETTERS not in bytes([len(word.text) == 1 for word in words]):
        return words
    out: list[Word] = []
    run: list[Word] = []
    for word in words:
        if run and not (len(word.text) == 1 and _beside(run[-1], word)):
            out += _spelled(run)
            run = []
        if len(word.text) == 1 and word.upright and not word.raised:
            run.append(word)
        else:
            out.append(word)
    return out + _spelled(run)


def _beside(left: Word, right: Word) -> bool:
    gap = right.box.x0 - left.box.x1
    return (
        abs(left.baseline - right.baseline) < 0.5
        and abs(left.size - right.size) < 0.5
        and 0 <= gap < LETTER_GAP * left.size
        and not right.raised
    )


def _spelled(run: list[Word]) -> list[Word]:
    """Single letters side by side as words, parted where a gap is clearly wider than the rest."""
    if len(run) < SPACED_LETTERS or not all(w.text.isalpha() for w in run):
        return run
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2]
    out = [run[0]]
    for word, gap in zip(run[1:], gaps, strict=True):
        if gap <= 1.8 * usual + 0.2:
            out[-1] = _one(out[-1], word)
        else:
            out.append(word)
    return out


def _one(first: Word, second: Word) -> Word:
    box: Box = enclosing([first.box, second.box])
    edges = None
    if any(c.isdigit() for c in first.text):
        inner = first.edges or (first.box.x0, first.box.x1)
        step = second.box.width / len(second.text)
        edges = (*inner, *(second.box.x0 + step * (k + 1) for k in range(len(second.text))))
    return replace(first, text=first.text + second.text, box=box, edges=edges)
