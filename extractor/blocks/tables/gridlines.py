"""Lines of a table with their chunks in columns, and what kind of line each is."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.blocks.tables.lines import TextSegment
from extractor.blocks.tables.numbers import is_data
from extractor.pages.model import Box

CHUNK_GAP = 0.62  # times the size of type: white space that parts cells
NARROW_GAP = 0.5  # the same where columns are known already


@dataclass(slots=True)
class GridLine:
    """A line of text with its chunks and the columns that each is in."""

    box: Box
    segments: list[TextSegment]
    covers: list[tuple[int, int]]

    @property
    def beside(self) -> list[str]:
        """The texts beside the label column."""
        return [c.string for c, (k, _) in zip(self.segments, self.covers, strict=True) if k > 0]

    @property
    def data(self) -> int:
        """How many chunks beside the label column are figures or marks."""
        return sum(1 for text in self.beside if is_data(text))

    @property
    def others(self) -> int:
        """How many chunks beside the label column are words or years."""
        return len(self.beside) - self.data

    @property
    def label(self) -> str:
        """The text in the label column."""
        return " ".join(
            c.string for c, (first, _) in zip(self.segments, self.covers, strict=True) if first == 0
        )

    @property
    def filled(self) -> set[int]:
        return {first for first, _ in self.covers}
