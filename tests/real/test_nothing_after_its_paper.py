"""No paper counts what had not happened: actual figures end before the paper was written."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from extractor.annotations.periods.resolve import document_anchor
from extractor.observation import Observation
from extractor.pipeline import Reading
from extractor.reading_settings import ReadingSettings
from extractor.reports.model import Report
from extractor.rulebook.load import load_rulebook

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not CORPUS.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
    ),
]
LARGEST, DOCUMENTS = 400_000, 14


def sample() -> list[Path]:
    """Papers that say when they were written: meetings' papers and inspections."""
    folders = ("kent", "ofsted", "bedford")
    found = [p for f in folders for p in sorted((CORPUS / f).rglob("*.pdf"))]
    small = [path for path in found if path.stat().st_size < LARGEST]
    return small[:: max(1, len(small) // DOCUMENTS)]


def written_by(report: Report) -> date | None:
    """The last day of which a report can know, as its head says."""
    lines = [stated.evidence for stated in report.header.period]
    anchor = document_anchor(lines, report.header.date_of_meeting())
    span = anchor.report_period
    days = (anchor.meeting_date, anchor.as_at, span.end if span else None)
    return max((day for day in days if day is not None), default=None)


def read(path: Path) -> tuple[list[Observation], tuple[Report, ...]]:
    with Reading(path, load_rulebook(), ReadingSettings(ocr="off")) as reading:
        found = [o for page in reading.pages() for o in page.observations]
        return found, reading.reports


def report_of(o: Observation, reports: tuple[Report, ...]) -> Report | None:
    on = [r for r in reports if (r.first_page or 1) <= (o.page or 1) <= (r.last_page or 9999)]
    return on[0] if len(on) == 1 else None


def test_no_actual_is_dated_after_its_report() -> None:
    dated, late = 0, []
    for path in sample():
        found, reports = read(path)
        for o in found:
            report = report_of(o, reports)
            known = written_by(report) if report is not None else None
            if o.kind != "actual" or o.period_end is None or known is None:
                continue
            if o.unit == "currency_gbp":  # a budget is that of the year it is set for
                continue
            dated += 1
            running = "period_running" in o.doubts  # a year that is named while it runs
            if date.fromisoformat(str(o.period_end)) > known and not running:
                late.append((path.name, o.page, o.figure_text, o.period_end, str(known), o.quote))
    assert dated > 50
    assert late == [], late
