"""Text under other text: what was drawn first, then painted over and written on again.

Where words are left out between two figures, "…" keeps the figures apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.pages.model import Box, Word

# Words that share more than this part of the narrower one's width stand in the same place.
SHARED = 0.5
# So many words in one place with others make a covered text; fewer are kerning or a shadow.
ENOUGH = 3
# A line of which more than this share is covered is covered as a whole.
MOST = 0.6
SAME_LINE = 1.0


def without_covered(words: list[Word]) -> tuple[list[Word], int]:
    """The words without those that later ones were written over, and how many those were.

    The same word again at its own place (a shadow) counts as covered too.
    """
    below = _below(words)
    if not below:
        return words, 0
    if len(below) >= ENOUGH:
        below = _whole_lines(below, words)
    else:
        below = {i for i in below if _has_shadow(words[i], words[i + 1 : i + 60])}
    return [w for i, w in enumerate(words) if i not in below], len(below)


def _below(words: list[Word]) -> set[int]:
    """Indexes of words in whose place a later word of the content stream is."""
    upright = [i for i, w in enumerate(words) if w.upright and not w.raised]
    if len(upright) < 2:
        return set()
    held = words if len(upright) == len(words) else [words[i] for i in upright]
    boxes = [w.box for w in held]
    left, right = np.array([b.x0 for b in boxes]), np.array([b.x1 for b in boxes])
    level, sizes = np.array([w.baseline for w in held]), np.array([w.size for w in held])
    order = np.lexsort((left, np.round(level / 3)))
    left, right, level, sizes = left[order], right[order], level[order], sizes[order]
    width = right - left
    found: set[int] = set()
    for step in (1, 2):
        shared = np.minimum(right[:-step], right[step:]) - np.maximum(left[:-step], left[step:])
        narrower = np.minimum(width[:-step], width[step:])
        hit = shared > SHARED * np.maximum(narrower, 0.1)
        if hit.any():
            near = 0.3 * np.minimum(sizes[:-step], sizes[step:])
            hit &= np.abs(level[:-step] - level[step:]) < near
            pairs = zip(order[:-step][hit].tolist(), order[step:][hit].tolist(), strict=True)
            found |= {upright[min(pair)] for pair in pairs}
    return found


def _whole_lines(below: set[int], words: list[Word]) -> set[int]:
    """The covered words and the rest of each line of which most words are covered."""
    out: set[int] = set()
    start = 0
    for end in range(1, len(words) + 1):
        if end < len(words) and _follows(words[end - 1], words[end]):
            continue
        line = range(start, end)
        hidden = below.intersection(line)
        out |= set(line) if len(hidden) > MOST * len(line) else hidden
        start = end
    return out


def _follows(word: Word, after: Word) -> bool:
    return abs(after.baseline - word.baseline) < SAME_LINE and after.box.x0 > word.box.x0


def _has_shadow(word: Word, after: list[Word]) -> bool:
    return any(w.text == word.text and abs(w.baseline - word.baseline) < 2 for w in after)


OMITTED = "…"


APART = 2.0  # sizes of type between two words beyond which they are no neighbours


def leave_out(words: Sequence[Word], gone: Sequence[bool]) -> list[Word]:
    """The words that are left; figures that would become one have "…" between them."""
    out: list[Word] = []
    waiting: list[Word] = []
    for word, left_out in zip(words, gone, strict=True):
        if left_out:
            waiting.append(word)
            continue
        # Figures of two cells are far apart already.
        beside = waiting and out and _close(out[-1], waiting[0]) and _close(waiting[-1], word)
        if beside and two_figures(out[-1], word):
            out.append(omitted(out[-1], word))
        waiting = []
        out.append(word)
    return out


def _close(word: Word, after: Word) -> bool:
    """Whether no more than some spaces lie between two words."""
    return after.box.x0 - word.box.x1 < APART * max(word.size, after.size)


def two_figures(word: Word, after: Word) -> bool:
    """Whether two words of one line would become one figure."""
    near = abs(word.baseline - after.baseline) < 0.3 * word.size
    return near and word.text[-1:].isdigit() and after.text[:1].isdigit()


def omitted(word: Word, after: Word) -> Word:
    """What is between two words of one line for those that were left out there."""
    x0, x1 = sorted((word.box.x1, after.box.x0))
    place = Box(x0, after.box.top, x1, after.box.bottom)
    return Word(OMITTED, place, after.size, after.baseline, after.bold)
