"""A number while it is being read; the steps of `find_numbers` fill it in."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.annotations.model import Direction, Number, Qualifier, Unit


@dataclass(slots=True)
class PrintedNumber:
    """A stretch of text that prints a number; see `Number` for the fields.

    `counts` is False for a number word that is a number only where something countable
    goes with it ("one", "none"); `sure` is True where the sign attached to it (%, £) rules
    out that it is an age, a date or a reference.
    """

    start: int
    end: int
    value: float
    value_max: float | None = None
    unit: Unit | None = None
    qualifier: Qualifier = "exact"
    worded: bool = False
    excluded: str | None = None
    direction: Direction | None = None
    suppressed: bool = False
    sure: bool = False
    counts: bool = True

    def number(self, text: str, offset: int = 0) -> Number:
        """The finished record; `text` is what was read, `offset` where it is in the passage."""
        return Number(
            self.start + offset,
            self.end + offset,
            text[self.start : self.end],
            self.value,
            self.value_max,
            self.unit,
            self.qualifier,
            self.worded,
            self.excluded,
            self.direction,
            self.suppressed,
        )
