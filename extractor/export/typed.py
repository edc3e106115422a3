"""Frames for analysis: whole numbers that may be missing, dates, categories, yes and no."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import pandas as pd

from extractor.redaction.seal import covered

DATES = ("period_start", "period_end", "meeting_date", "first_meeting_date")
WHOLE = (
    *("page", "pages", "pages_read", "char_start", "char_end", "quote_start", "quote_end"),
    *("report_number", "first_page", "last_page", "statements", "documents", "restated"),
    *("conflicting", "bytes", "observations", "position"),
)
YES_OR_NO = ("second_hand", "reliable", "contested", "rejected", "current", "key_decision")
CATEGORIES = (
    *("measure", "unit", "kind", "qualifier", "direction", "source", "text_source", "area"),
    *("area_level", "council", "committee", "period_basis", "period_type", "period_source"),
    *("confidence", "rag", "trend", "placement_type", "age_band", "financial_year", "status"),
    *("media", "domain", "good_direction"),
)
RECORD = (
    *("id", "document_id", "file", "report", "item", "section", "page", "bbox", "char_start"),
    *("char_end", "quote", "quote_start", "quote_end", "source", "text_source", "figure_text"),
    *("value", "value_max", "unit", "qualifier", "kind", "direction", "measure", "subject"),
    *("dimensions", "population", "denominator", "area", "area_code", "area_level"),
    *("period_basis", "period_start", "period_end", "period_source", "rule", "confidence"),
    *("doubts", "second_hand", "row_label", "column_label", "unexplained", "nearest_measure"),
    *("rag", "trend"),
)
"""The keys of the published record in their order: the columns even where no figure is found."""
_NUMBERS = ("value", "value_max", "denominator", "rounded_to", "lowest", "highest", "actual")


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its columns in the types of this module, by their names."""
    changed: dict[str, pd.Series] = {}
    for name in frame.columns:
        column = frame[name]
        if name in DATES:
            changed[name] = pd.to_datetime(column, format="%Y-%m-%d")
        elif name in WHOLE and not pd.api.types.is_object_dtype(column):
            changed[name] = column.astype("Int64")
        elif name in WHOLE:
            changed[name] = pd.to_numeric(column).astype("Int64")
        elif name in YES_OR_NO and pd.api.types.is_numeric_dtype(column):
            changed[name] = column.astype("Int64").astype("boolean")
        elif name in YES_OR_NO and pd.api.types.is_bool_dtype(column):
            changed[name] = column.astype("boolean")
        elif name in CATEGORIES:
            changed[name] = column.astype("category")
        elif name in _NUMBERS:
            changed[name] = pd.to_numeric(column).astype("float64")
    return frame.assign(**changed)


def frame_of_records(records: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Published records as a typed frame, one row each; contact details are covered."""
    rows = [json.loads(covered(json.dumps(record, ensure_ascii=False))) for record in records]
    return typed(pd.DataFrame(rows, columns=list(RECORD)))
