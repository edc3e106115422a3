"""Sentences of several pages are parsed together: what is read stays the same, and a file that
fails gives what was read of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from extractor import pipeline
from extractor.errors import FailedDocument
from extractor.pages.model import Page
from extractor.pages.pdfium import PdfFile
from extractor.pipeline import PageReading, Reading
from extractor.reading_settings import ReadingSettings
from extractor.reports.tracker import LOOK_AHEAD
from extractor.rulebook.load import load_rulebook

PAGES = LOOK_AHEAD + pipeline.PAGES_TOGETHER + 8


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    pdf = FPDF()
    pdf.set_font("helvetica", size=11)
    for number in range(1, PAGES + 1):
        pdf.add_page()
        pdf.ln(9 * (number % 11))  # at one height on all pages it would be a running header
        pdf.multi_cell(0, 6, f"There were {700 + number} children in care on 31 March 2019.")
    pdf.output(str(tmp_path / "paper.pdf"))
    return tmp_path / "paper.pdf"


def read(paper: Path) -> list[PageReading]:
    with Reading(paper, load_rulebook(), ReadingSettings(ocr="off")) as reading:
        return list(reading.pages())


def test_pages_say_the_same_together_and_one_by_one(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = read(paper)
    assert [o.value for page in together for o in page.observations] == list(
        range(701, 701 + PAGES)
    )
    monkeypatch.setattr(pipeline, "PAGES_TOGETHER", 1)
    assert read(paper) == together


def test_pages_before_a_failure_come_out(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = PdfFile.read

    def fail(self: PdfFile, number: int) -> Page:
        if number == PAGES:
            raise FailedDocument("The file cannot be opened any more.")
        return usual(self, number)

    monkeypatch.setattr(PdfFile, "read", fail)

    def until_it_fails() -> list[PageReading]:
        found: list[PageReading] = []
        with (
            Reading(paper, load_rulebook(), ReadingSettings(ocr="off")) as reading,
            pytest.raises(FailedDocument),
        ):
            found.extend(reading.pages())  # a list keeps what it was given before an error
        return found

    together = until_it_fails()
    assert len(together) % pipeline.PAGES_TOGETHER, "the last pages were no whole group"
    monkeypatch.setattr(pipeline, "PAGES_TOGETHER", 1)
    assert together == until_it_fails()
