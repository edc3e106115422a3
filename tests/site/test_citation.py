"""The citation of a figure on its evidence page."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from extractor.site.evidence import citation_of, correction_row
from extractor.store.correction_file import read_file

FIGURE = {
    "report": "Annual Report",
    "council": "Fenby Council",
    "committee": "Cabinet",
    "meeting_date": "2024-12-10",
    "item": None,
    "page": 5,
    "quote": "There were  512 children in care.",
    "document_title": None,
}


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        (
            "Annual Report",
            "Fenby Council, Cabinet, Annual Report, 10 December 2024, page 5 of the PDF.",
        ),
        (
            "Minutes, 10 December 2024",
            "Fenby Council, Cabinet, Minutes, 10 December 2024, page 5 of the PDF.",
        ),
    ],
)
def test_it_names_the_paper_and_its_day_once(title: str, cited: str) -> None:
    said = citation_of({**FIGURE, "report": title}, "http://site/figure/1", None)
    assert said == f"“There were 512 children in care.” {cited} http://site/figure/1"


def test_a_reported_mistake_that_is_filled_in_as_told_is_a_correction(tmp_path: Path) -> None:
    figure = {**FIGURE, "id": "f1", "document_id": "d", "figure_text": "512", "value": 512.0}
    head, line = correction_row(figure).splitlines()
    filled = dict(zip(head.split(","), next(csv.reader([line])), strict=True))
    filled |= {"new": "521", "reason": "misread", "made_by": "me"}
    with (tmp_path / "corrections.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, head.split(","))
        writer.writeheader()
        writer.writerow(filled)
    (read,) = read_file(tmp_path / "corrections.csv")
    assert (read.observation_id, read.new, read.made_on) == ("f1", "521", date.today().isoformat())
