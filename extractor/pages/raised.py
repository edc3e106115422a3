"""Marks raised against the word beside them, as those of footnotes are."""

from __future__ import annotations

from extractor.pages.model import Word

RAISED_SIZE, RAISED_BY = 0.85, 0.12
# How far (in sizes of the bigger letters) a raised mark may stand from its word.
MARK_GAP = 0.6


def raised_beside(word: Word, other: Word, gap: float) -> bool:
    """Whether a word is a mark raised against the `other` one, `gap` points beside it."""
    rise = other.baseline - word.baseline
    return (
        not other.raised
        and other.upright
        and len(word.text) <= 4
        and word.size < RAISED_SIZE * other.size
        and RAISED_BY * other.size < rise < other.size
        and -0.3 * other.size < gap < MARK_GAP * other.size
    )
