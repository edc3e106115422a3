"""What is on a scanned page besides words: ruling lines, which are kept, and specks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractor.pages.model import Ruling
from extractor.pages.summed_area import summed_area, sums_within

Bits = NDArray[np.bool_]
Counts = NDArray[np.int32]
Places = NDArray[np.int64]

_DARK = 170
# In points: the shortest line, longer than the strokes of letters, and the thickest.
_SHORTEST = {"across": 40.0, "down": 27.0}
_THICKEST = 3.6
_GAP = 4.0
# The share of a stretch that must be dark: a scan breaks its lines.
_DENSE = 0.93
# Sums over a picture take many bytes a point: they are made for so many points at a time.
_BAND = 500_000


def find_lines(picture: Image.Image, dpi: float) -> tuple[Ruling, ...]:
    """The ruling lines of a level grey picture, in points from its top left corner."""
    ink = _halved(np.asarray(picture) < _DARK)
    scale = dpi / 2 / 72
    thick, gap = max(round(_THICKEST * scale), 2), round(_GAP * scale)
    across = _lines(ink, round(_SHORTEST["across"] * scale), thick)
    down = _lines(ink.T, round(_SHORTEST["down"] * scale), thick)
    return (
        *(Ruling(x0 / scale, y / scale, x1 / scale, y / scale) for y, x0, x1 in _runs(across, gap)),
        *(Ruling(x / scale, y0 / scale, x / scale, y1 / scale) for x, y0, y1 in _runs(down, gap)),
    )


def wipe_specks(picture: Image.Image, dpi: float) -> Image.Image:
    """A grey picture without its specks: a few dark points with nothing near them.

    A speck after "130" makes it "130." or "1300", in the next cell it makes a figure.
    The points of sentences are larger, and those of figures are near a digit.
    """
    reach = max(round(dpi / 55), 2)
    largest = max(round(13 * (dpi / 300) ** 2), 2)
    ink = np.asarray(picture) < _DARK
    mask = np.zeros_like(ink)
    rows = _rows_a_band(ink)
    for start in range(0, ink.shape[0], rows):
        top, end = max(start - reach, 0), start + rows
        mask[start:end] = _specks(ink[top : end + reach], reach, largest)[start - top :][:rows]
    del ink
    if not mask.any():
        return picture
    wiped = np.asarray(picture).copy()
    wiped[_spread(mask)] = 255
    return Image.fromarray(wiped)


def _rows_a_band(ink: Bits) -> int:
    columns: int = ink.shape[1]
    return max(_BAND // max(columns, 1), 1)


def _specks(ink: Bits, reach: int, largest: int) -> Bits:
    """The dark points that are few, with nothing dark around them."""
    sums = summed_area(ink)
    ys, xs = np.nonzero(ink)
    outer, inner = _around(sums, ys, xs, reach), _around(sums, ys, xs, reach - 1)
    found = (outer == inner) & (inner <= largest)
    mask = np.zeros_like(ink)
    mask[ys[found], xs[found]] = True
    return mask


def _around(sums: Counts, ys: Places, xs: Places, reach: int) -> Counts:
    """How many points are dark within `reach` of each place, from the sums over the picture."""
    height, width = sums.shape[0] - 1, sums.shape[1] - 1
    top, bottom = np.maximum(ys - reach, 0), np.minimum(ys + reach + 1, height)
    left, right = np.maximum(xs - reach, 0), np.minimum(xs + reach + 1, width)
    return sums_within(sums, left, top, right, bottom)


def _halved(ink: Bits) -> Bits:
    """Half the resolution; a point is dark where any of its four is."""
    rows, columns = ink.shape[0] // 2 * 2, ink.shape[1] // 2 * 2
    even = ink[:rows, :columns]
    joined = even[::2, ::2] | even[1::2, ::2] | even[::2, 1::2] | even[1::2, 1::2]
    return np.asarray(joined, dtype=np.bool_)


def _lines(ink: Bits, shortest: int, thickest: int) -> Bits:
    """The dark points of long thin stretches along the rows."""
    long = _stretches(ink, shortest, _DENSE)
    if not long.any():
        return long
    blocks = _stretches(long.T, thickest + 1, 1.0).T
    return long & ~blocks


def _stretches(ink: Bits, length: int, dense: float) -> Bits:
    """The dark points that are in a stretch of `length` points of a row that is dark enough."""
    found = np.zeros_like(ink)
    if length >= ink.shape[1]:
        return found
    rows = _rows_a_band(ink)
    for start in range(0, ink.shape[0], rows):
        found[start : start + rows] = _stretches_of(ink[start : start + rows], length, dense)
    return found


def _stretches_of(ink: Bits, length: int, dense: float) -> Bits:
    sums = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    starts = (sums[:, length:] - sums[:, :-length]) >= dense * length
    counts = np.zeros_like(sums)
    counts[:, : starts.shape[1]] += starts
    counts[:, length : length + starts.shape[1]] -= starts[:, : sums.shape[1] - length]
    return np.asarray((np.cumsum(counts, axis=1)[:, :-1] > 0) & ink, dtype=np.bool_)


def _spread(mask: Bits) -> Bits:
    """The mask and the points beside it, for the grey rim of a line."""
    wide = mask.copy()
    wide[1:] |= mask[:-1]
    wide[:-1] |= mask[1:]
    wide[:, 1:] |= mask[:, :-1]
    wide[:, :-1] |= mask[:, 1:]
    return wide


def _runs(mask: Bits, gap: int) -> list[tuple[float, float, float]]:
    """The lines along the rows of a mask as (middle row, first column, last column)."""
    rows = np.flatnonzero(mask.any(axis=1))
    if not len(rows):
        return []
    groups = np.split(rows, np.flatnonzero(np.diff(rows) > 2) + 1)
    found: list[tuple[float, float, float]] = []
    for group in groups:
        band = mask[group[0] : group[-1] + 1]
        columns = np.flatnonzero(band.any(axis=0))
        for part in np.split(columns, np.flatnonzero(np.diff(columns) > gap) + 1):
            piece = np.flatnonzero(band[:, part[0] : part[-1] + 1].any(axis=1)) + group[0]
            found.append((float(piece.mean()) + 0.5, float(part[0]), float(part[-1]) + 1))
    return found
