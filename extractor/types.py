"""The words that fields of a figure may hold, and areas: what every stage refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "count",
    "percent",
    "percentage_points",
    "rate_per_1000",
    "rate_per_10000",
    "rate_per_100000",
    "currency_gbp",
    "currency_eur",
    "currency_usd",
    "days",
    "weeks",
    "months",
    "years",
    "score",
    "ratio",
    "fte",
]
Qualifier = Literal[
    "exact", "approximately", "at_least", "more_than", "at_most", "less_than", "between"
]
Kind = Literal["actual", "target", "floor", "forecast", "change"]
Direction = Literal["increase", "decrease", "unchanged"]
AreaLevel = Literal["local", "national", "regional", "statistical_neighbours", "other"]
PeriodBasis = Literal["as_at", "during"]
Rag = Literal["red", "amber", "green"]
Trend = Literal["improving", "worsening", "steady"]
MeasureKind = Literal["stock", "flow", "ratio", "rate"]

AGE_BAND = "age_band"
"""The breakdown that no rule file lists: its values are ages, read by a grammar."""


@dataclass(frozen=True, slots=True)
class Area:
    """A place or group of places that a figure is about; `code` is its ONS code."""

    name: str
    level: AreaLevel
    code: str | None = None
