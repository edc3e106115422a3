"""Numbers, dates and lists as a sentence of a check says them, and what none may tell: a
difference between printed numbers that comes to one to four people.

A paper that prints a total and all parts but one has told its reader the last part. We do not
work it out for the reader: neither a check nor a page gives a difference from which so few people,
or the number behind "fewer than five", could be known.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.checks.model import Figure
from extractor.wording.words import day

FEWEST = 5
"""Differences below this number of people are not given."""
WITHHELD = "The difference is small and is not given, so that nobody can be recognised."


def reveals(whole: float, listed: float, unit: str | None = "count") -> bool:
    """Whether what is left of a whole would be one to four people.

    `unit` is that of the numbers; None is a number of something that nobody named, which may
    be people.
    """
    return unit in ("count", None) and 0 < whole - listed < FEWEST


def share_reveals(missing: float, base: float | None) -> bool:
    """Whether the per cent that are missing of a breakdown would be one to four of its base."""
    return base is not None and 0 < missing * base / 100 < FEWEST - 0.5


def number(value: float, unit: str | None = "count") -> str:
    """A value with its unit: 1,409, 51%, £1,200,000, 54 per 10,000."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    if unit == "percent":
        return f"{text}%"
    if unit == "currency_gbp":
        return f"£{text}"
    if unit and unit.startswith("rate_per_"):
        return f"{text} per {int(unit.removeprefix('rate_per_')):,}"
    if unit in ("count", None):
        return text
    return f"{text} {unit.replace('_', ' ')}"


def of(figure: Figure) -> str:
    """The figure's value with its unit."""
    return number(figure.value, figure.unit)


def when(figure: Figure) -> str:
    """The figure's period: `at 31 March 2020`, `from 1 April 2019 to 31 March 2020`."""
    if figure.end is None:
        return "without a date"
    if figure.basis == "as_at" or figure.start is None:
        return f"at {day(figure.end)}"
    return f"from {day(figure.start)} to {day(figure.end)}"


def place(figure: Figure) -> str:
    """Area and period."""
    return f"{figure.area or 'no area'}, {when(figure)}"


def name(figure: Figure, labels: Mapping[str, str]) -> str:
    """The measure's label, with the breakdown in brackets."""
    label = labels.get(figure.measure or "", figure.measure or "figures")
    kinds = ", ".join(f"{value}".replace("_", " ") for _, value in figure.dimensions)
    return f"{label} ({kinds})" if kinds else label


def listed(words: list[str]) -> str:
    """`a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
