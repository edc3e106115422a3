"""The citation of a figure on its evidence page."""

from __future__ import annotations

import pytest

from extractor.site.evidence import citation_of

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
        ("Annual Report", "Fenby Council, Cabinet, Annual Report, 10 December 2024, page 5."),
        ("Minutes, 10 December 2024", "Fenby Council, Cabinet, Minutes, 10 December 2024, page 5."),
    ],
)
def test_it_names_the_paper_and_its_day_once(title: str, cited: str) -> None:
    said = citation_of({**FIGURE, "report": title}, "http://site/figure/1", None)
    assert said == f"“There were 512 children in care.” {cited} http://site/figure/1"
