"""Sums over rectangles of a picture, each in four steps however large it is: the summed-area table
of F. C. Crow, "Summed-area tables for texture mapping" (1984)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extractor.pages.pdfium_ffi import Flags, Ints

Counts = npt.NDArray[np.int32]


def summed_area(values: Counts | Flags) -> Counts:
    """The sum of all values above and left of each point of a picture.

    `values` are (height, width) flags or whole numbers; of height + 1 rows and width + 1 columns
    the first are zero.
    """
    sums = np.zeros((values.shape[0] + 1, values.shape[1] + 1), np.int32)
    rows = sums[1:, 1:]
    np.cumsum(values, axis=1, dtype=np.int32, out=rows)
    for above, row in pairwise(rows):  # down the columns cumsum takes three times as long
        row += above
    return sums


def sums_within(sums: Counts, x0: Ints, top: Ints, x1: Ints, bottom: Ints) -> Counts:
    """The sums of the values in boxes, given by their edges in whole points of the picture.

    `sums` is what `summed_area` gives; `x1` and `bottom` are the first points outside.
    """
    inside = sums[bottom, x1] - sums[top, x1] - sums[bottom, x0] + sums[top, x0]
    return np.asarray(inside, dtype=np.int32)
