"""Rectangles on a page.

Coordinates are PDF points from the top left corner of the page as a reader sees it
(after /Rotate, within the crop box): x grows to the right, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


# Of boxes, words and lines hundreds are made a page. They are frozen by their types (`Final`)
# and not when the program runs: that makes each of them in a quarter of the time.
@dataclass(init=False, slots=True, unsafe_hash=True)
class Box:
    """A rectangle on a page, in points from its top left corner."""

    x0: Final[float]
    top: Final[float]
    x1: Final[float]
    bottom: Final[float]

    def __init__(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.x0 = x0
        self.top = top
        self.x1 = x1
        self.bottom = bottom

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The horizontal centre."""
        return (self.x0 + self.x1) / 2

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether the centre of `other` is within this box."""
        return (
            self.x0 - slack <= (other.x0 + other.x1) / 2 <= self.x1 + slack
            and self.top - slack <= (other.top + other.bottom) / 2 <= self.bottom + slack
        )


def enclosing(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes` (at least one)."""
    held = list(boxes)
    if not held:
        return Box(math.inf, math.inf, -math.inf, -math.inf)
    first = held[0]
    if len(held) == 1:
        return first
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for box in held:
        if box.x0 < x0:
            x0 = box.x0
        if box.top < top:
            top = box.top
        if box.x1 > x1:
            x1 = box.x1
        if box.bottom > bottom:
            bottom = box.bottom
    return Box(x0, top, x1, bottom)
