"""How sure the reading of a figure is: high, medium or low.

High may be published without a second look; what it is worth is measured on papers that nobody
worked with (docs/scoreboard.md).
"""

from __future__ import annotations

from extractor.observation import Confidence

SERIOUS = frozenset({"ocr", "header_unclear", "measure_ambiguous"})
"""Serious doubts: with any one of these a reading has low confidence."""

HARMLESS = frozenset({"period_inherited"})
"""Doubts that do not lower the confidence: the report's own period dates a figure that has no date
of its own."""


def confidence_of(doubts: tuple[str, ...], *, bound: bool) -> Confidence:
    """The confidence of a figure with these doubts; one without a measure has the lowest."""
    told = frozenset(doubts)
    if not bound or told & SERIOUS:
        return "low"
    return "medium" if told - HARMLESS else "high"
