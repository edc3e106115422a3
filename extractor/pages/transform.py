"""The page as a reader sees it: from PDF user space to points from the top left corner."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.pages.pdfium_ffi import Floats

# Device units a point: pdfium answers in whole device units, so ask for small ones.
_FINE = 1000


@dataclass(frozen=True, slots=True)
class PageTransform:
    """x' = a x + c y + e and y' = b x + d y + f, with the size of what is seen, in points."""

    width: float
    height: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> PageTransform:
        """The view of a page within its crop box, after its rotation."""
        width, height = page.get_size()

        def seen(x: float, y: float) -> tuple[float, float]:
            dx, dy = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(
                page.raw, 0, 0, int(width * _FINE), int(height * _FINE), 0, x, y, dx, dy
            )
            return dx.value / _FINE, dy.value / _FINE

        e, f = seen(0, 0)
        (ax, ay), (cx, cy) = seen(1000, 0), seen(0, 1000)
        a, b, c, d = (float(round(v / 1000)) for v in (ax - e, ay - f, cx - e, cy - f))
        return cls(width, height, a, b, c, d, e, f)

    def turned(self, quarters: int) -> PageTransform:
        """The view after turning the page clockwise by quarters (1, 2 or 3)."""
        view = self
        for _ in range(quarters % 4):
            height = view.height
            view = PageTransform(
                height, view.width, -view.b, view.a, -view.d, view.c, height - view.f, view.e
            )
        return view

    def points(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """User space points as seen."""
        if self.b == 0 == self.c and self.a == 1 and self.d == -1:  # nearly every page
            return xs + self.e, self.f - ys
        return self.a * xs + self.c * ys + self.e, self.b * xs + self.d * ys + self.f

    def boxes(self, boxes: Floats) -> Floats:
        """(n, 4) left, top, right, bottom of user space to x0, top, x1, bottom as seen."""
        x0, y0 = self.points(boxes[:, 0], boxes[:, 3])
        x1, y1 = self.points(boxes[:, 2], boxes[:, 1])
        seen = np.empty_like(boxes)
        np.minimum(x0, x1, out=seen[:, 0])
        np.minimum(y0, y1, out=seen[:, 1])
        np.maximum(x0, x1, out=seen[:, 2])
        np.maximum(y0, y1, out=seen[:, 3])
        return seen

    def directions(self, matrices: Floats) -> tuple[Floats, Floats]:
        """The writing direction of text matrices, as seen: right is (+, 0), down is (0, +)."""
        dx = self.a * matrices[:, 0] + self.c * matrices[:, 1]
        dy = self.b * matrices[:, 0] + self.d * matrices[:, 1]
        return dx, dy
