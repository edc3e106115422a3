"""Periods: finding them in a text and resolving them to dates.

The parts: `period_model` (what a period says), `period_dates`, `period_years`,
`period_parts`, `period_relative` and `period_moved` (the grammar), `period_grammar` (finding),
`period_resolve`, `period_normalizer` and `period_default` (dates), `period_year_type`
(school, financial or another year), `period_report` (the report's own time),
`period_labels` (the labels of a table cell), `calendar` (arithmetic).
"""

from __future__ import annotations

from extractor.annotations.period_default import change_span, current_year, default_period
from extractor.annotations.period_grammar import ends_of, find_periods
from extractor.annotations.period_labels import label_mark, labels_period
from extractor.annotations.period_model import Cue, PeriodSpan
from extractor.annotations.period_report import document_anchor, inspection_end
from extractor.annotations.period_resolve import resolve
from extractor.annotations.period_year_type import (
    reference_year_start,
    start_by_last_day,
    year_start,
)

__all__ = [
    "Cue",
    "PeriodSpan",
    "change_span",
    "current_year",
    "default_period",
    "document_anchor",
    "ends_of",
    "find_periods",
    "inspection_end",
    "label_mark",
    "labels_period",
    "reference_year_start",
    "resolve",
    "start_by_last_day",
    "year_start",
]
