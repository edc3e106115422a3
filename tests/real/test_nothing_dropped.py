"""No number of a page is dropped: it is a figure, excluded with a reason, or a problem says why."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from fpdf import FPDF

from benchmarks.nothing_dropped import tally
from extractor.reading_settings import ReadingSettings

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
DOCUMENTS, LARGEST = 16, 400_000
SETTINGS = ReadingSettings(ocr="off")


def sample() -> list[Path]:
    paths = [p for p in sorted(CORPUS.rglob("*.pdf")) if p.stat().st_size < LARGEST]
    return random.Random(7).sample(paths, min(DOCUMENTS, len(paths)))


@pytest.mark.shared
@pytest.mark.skipif(
    not CORPUS.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
)
def test_every_number_of_real_pages_is_told() -> None:
    done = [tally(path, SETTINGS) for path in sample()]
    assert sum(document.numbers for document in done) > 1000
    assert [(d.file, *left) for d in done for left in d.dropped] == []


def test_the_numbers_of_a_page_are_counted_one_by_one(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    for row, line in enumerate(
        ("There were 412 children in care on 31 March 2024.", "Plans: 215", "Codes: E01031427")
    ):
        pdf.text(72, 100 + 40 * row, line)
    path = tmp_path / "paper.pdf"
    pdf.output(str(path))
    found = tally(path, SETTINGS)
    assert (found.pages, found.numbers, found.dropped) == (1, 4, [])


def test_a_file_that_is_no_paper_is_refused_and_drops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    found = tally(path, SETTINGS)
    assert found.refused is not None
    assert found.dropped == []
