"""The boxes of a page that are filled in the colours of ratings: red, amber, green."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extractor.geometry import Box
from extractor.pages.model import Shade, Word
from extractor.pages.paint import PATH, Paint
from extractor.types import Rag

# Sides of what can be a rated cell, in points, and how many a page may have.
LEAST, MOST = (8.0, 6.0), (320.0, 160.0)
_MANY = 600
_NAMES: tuple[Rag, ...] = ("red", "amber", "green")
_RATES = re.compile(r"\brag\b|\brating\b|\brated\b", re.IGNORECASE)
_COLOUR = re.compile(r"\W*(red|amber|green)\b", re.IGNORECASE)


def shades_of(paint: Paint, words: Sequence[Word]) -> tuple[Shade, ...]:
    """The boxes filled in colours of ratings, in the order of painting, on a page that refers to
    ratings; elsewhere red and green are decoration."""
    wide, high = (paint.boxes[:, k + 2] - paint.boxes[:, k] for k in (0, 1))
    fits = (paint.kind == PATH) & (paint.hue > 0)
    for side, least, most in zip((wide, high), LEAST, MOST, strict=True):
        fits &= (side >= least) & (side <= most)
    chosen = np.flatnonzero(fits)
    if not 0 < len(chosen) <= _MANY or not _speaks_of_ratings(words):
        return ()
    return tuple(
        Shade(Box(*paint.boxes[i].tolist()), _NAMES[int(paint.hue[i]) - 1])
        for i in chosen[np.argsort(paint.order[chosen], kind="stable")].tolist()
    )


def _speaks_of_ratings(words: Sequence[Word]) -> bool:
    colours = {m[1].lower() for word in words if (m := _COLOUR.match(word.text))}
    return len(colours) > 1 or any(_RATES.search(word.text) for word in words)
