"""Words that are left out of a page, and what replaces them where figures would meet."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.pages.model import Box, Word

OMITTED = "…"


def leave_out(words: Sequence[Word], gone: Sequence[bool]) -> list[Word]:
    """The words that are not gone; figures that would become one have "…" between them."""
    out: list[Word] = []
    waiting = False
    for word, left_out in zip(words, gone, strict=True):
        if left_out:
            waiting = True
            continue
        if waiting and out and two_figures(out[-1], word):
            out.append(omitted(out[-1], word))
        waiting = False
        out.append(word)
    return out


def two_figures(word: Word, after: Word) -> bool:
    """Whether two words of one line would become one figure."""
    near = abs(word.baseline - after.baseline) < 0.3 * word.size
    return near and word.text[-1:].isdigit() and after.text[:1].isdigit()


def omitted(word: Word, after: Word) -> Word:
    """What stands between two words of one line for those that were left out there."""
    x0, x1 = sorted((word.box.x1, after.box.x0))
    place = Box(x0, after.box.top, x1, after.box.bottom)
    return Word(OMITTED, place, after.size, after.baseline, after.bold)
