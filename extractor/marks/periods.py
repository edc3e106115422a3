"""Periods: finding them in a text and resolving them to dates.

The parts: `period_model` (what a period says), `period_dates`, `period_years`,
`period_parts` and `period_relative` (the grammar), `period_grammar` (finding),
`period_resolve`, `period_reckoning` and `period_default` (dates), `period_kind_of_year`
(school, financial or another year), `period_report` (the report's own time),
`period_labels` (the labels of a table cell), `calendar` (arithmetic).
"""

from __future__ import annotations

from extractor.marks.period_default import change_span, current_year, default_period
from extractor.marks.period_grammar import ends_of, find_periods
from extractor.marks.period_kind_of_year import reference_year_start, year_start
from extractor.marks.period_labels import label_mark, labels_period
from extractor.marks.period_model import Cue, PeriodMark
from extractor.marks.period_report import document_anchor, inspection_end
from extractor.marks.period_resolve import resolve

__all__ = [
    "Cue",
    "PeriodMark",
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
    "year_start",
]
