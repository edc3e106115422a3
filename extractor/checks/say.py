"""Numbers, dates and lists as a sentence of a check says them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from extractor.checks.model import Figure


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


def day(iso: str) -> str:
    """31 March 2020."""
    found = date.fromisoformat(iso)
    return f"{found.day} {found:%B %Y}"


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
