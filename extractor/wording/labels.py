"""What readers see for breakdowns, their values, and columns: labels in place of ids."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("labels.yml")
_AGE = re.compile(r"\d{1,2}(?:-\d{1,2})?")
_AGE_AND_OVER = re.compile(r"(\d{1,2})_and_over")


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, Any]]:
    labels = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    assert isinstance(labels, dict)
    return labels


def dimension(name: str) -> str:
    """The label of a breakdown: `age_band` is "Age"."""
    known = _labels().get(name)
    return str(known["label"]) if known else sentence(name)


def value(name: str, code: str) -> str:
    """The label of a breakdown's value: `18_and_over` is "aged 18 and over"."""
    known = _labels().get(name, {}).get("values", {})
    if code in known:
        return str(known[code])
    if _AGE.fullmatch(code):
        return f"aged {code}"
    over = _AGE_AND_OVER.fullmatch(code)
    return f"aged {over[1]} and over" if over else spaced(code)


def known(dimension: str) -> frozenset[str]:
    """The labels that the file gives the values of a breakdown."""
    return frozenset(map(str, _labels().get(dimension, {}).get("values", {}).values()))


def dimensions() -> list[str]:
    """The breakdowns of the file."""
    return list(_labels())


def values(dimension: str) -> list[str]:
    """The values of a breakdown in the order of the file."""
    return list(_labels().get(dimension, {}).get("values", {}))


def spaced(name: str) -> str:
    """A name `with_lines` as people write it."""
    return name.replace("_", " ")


def sentence(name: str) -> str:
    """A name with spaces and a capital letter: `period_end` is "Period end"."""
    words = spaced(name)
    return words[:1].upper() + words[1:]


COLUMNS = {
    "as_at": "Date",
    "measure": "Measure",
    "area_level": "Level",
    "period_type": "Period type",
    "period_start": "From",
    "period_end": "Date or end of period",
    "financial_year": "Financial year",
    "dimensions": "Breakdown",
    "dimensions_key": "Breakdown",
    "given_as": "Given as",
    "qualifier": "Stated as",
    "denominator": "Out of",
    "population": "Population",
    "doubts": "Checks needed",
    "evidence": "Evidence",
    "observation_id": "Evidence",
    "document_id": "Paper",
    "statements": "Times stated",
    "restated": "Times restated",
    "confidence": "Confidence",
    "percent": "Per cent",
    "percent_of_total": "Per cent of total",
    "target_observation": "Evidence of the target",
    "latest_observation": "Evidence",
    "stated_observation": "Evidence of the earlier figure",
    "compared_evidence": "Evidence of the comparison",
    "other_evidence": "Evidence of the other figure",
    "other_observation": "Evidence of the other figure",
    "stated_on": "Stated on",
    "latest_on": "Changed on",
    "figure_text": "Figure",
    "period_source": "Date found in",
    "identity": "Check",
    "as_stated": "As stated",
}
"""Headings of the columns of questions, where spaces for underscores would not do."""


def column(name: str) -> str:
    """The heading of a column of a question."""
    return COLUMNS.get(name) or dimension(name)
