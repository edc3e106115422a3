"""How sure the reading of a figure is: high, medium or low.

High may be published without a second look; what it is worth is measured on papers that nobody
worked with (docs/scoreboard.md).
"""

from __future__ import annotations

from extractor.observation import Confidence

SERIOUS = frozenset({"ocr", "header_unclear", "measure_ambiguous"})
"""Doubts of which each alone makes a reading unlikely to be worth a point."""

HARMLESS = frozenset({"period_inherited"})
"""Said of the reading, and no reason to look twice: the report's own period dates what it
does not date otherwise."""


def confidence_of(doubts: tuple[str, ...], *, bound: bool) -> Confidence:
    """The confidence of a figure with these doubts; one without a measure has the lowest."""
    told = frozenset(doubts)
    if not bound or told & SERIOUS:
        return "low"
    return "medium" if told - HARMLESS else "high"
