"""The citation of a figure on its evidence page."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from extractor.export.publishers import inspectorates_in, is_of_inspection
from extractor.site.citation import citation_of, day_of
from extractor.site.evidence import correction_row
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


def publisher_of(figure: dict[str, object], texts: list[str]) -> str | None:
    """The inspectorate whose report the paper is; None where it is the council's own."""
    return inspectorates_in(texts) if is_of_inspection(figure) else None


INSPECTED = {
    **FIGURE,
    "report": "Inspection of services for children looked after",
    "document_title": "Inspection of services for children looked after",
    "committee": None,
    "meeting_date": None,
    "published_on": "2015-10-19",
    "path": "inspections/fenby.pdf",
}


def test_an_inspection_is_cited_by_the_inspectorate_with_its_date_and_the_council() -> None:
    publisher = publisher_of(INSPECTED, ["It is Ofsted’s expectation that …"])
    assert publisher == "Ofsted"
    said = citation_of(INSPECTED, "http://site/figure/1", None, publisher)
    assert (
        "Ofsted, Inspection of services for children looked after, Fenby Council, published "
        "19 October 2015, page 5 of the PDF." in said
    )


def test_a_joint_inspection_names_both_and_a_mention_alone_nobody_else() -> None:
    joint = "Ofsted and the Care Quality Commission (CQC) visited. Ofsted wrote."
    assert publisher_of(INSPECTED, [joint]) == "Ofsted and Care Quality Commission"
    mention = "Ofsted. Ofsted. Ofsted. The CQC came before."
    assert publisher_of(INSPECTED, [mention]) == "Ofsted"


def test_a_committees_paper_about_an_inspection_is_the_councils() -> None:
    assert publisher_of({**INSPECTED, "committee": "Cabinet"}, ["Ofsted came."]) is None
    assert publisher_of({**INSPECTED, "report": "Annual Report"}, ["Ofsted came."]) is None
    assert publisher_of(INSPECTED, ["Nobody is named."]) is None


def test_a_month_of_publication_is_given_as_it_is() -> None:
    assert day_of({**INSPECTED, "published_on": "2015-10"}) == ("October 2015", True)


@pytest.mark.parametrize(
    ("titles", "called"),
    [
        (("Table: 34 percentage of care leavers", None, "Strategy 2024"), "Strategy 2024,"),
        (("Table 3", "Table 3", None), "strategy.pdf,"),
        (("Agenda", None, None), "strategy.pdf,"),
        (("Appendix 2: Needs", None, "Strategy 2024"), "Appendix 2: Needs, in Strategy 2024,"),
    ],
)
def test_a_caption_is_no_title_and_the_file_comes_last(
    titles: tuple[str | None, str | None, str | None], called: str
) -> None:
    named = dict(zip(("report", "report_title", "document_title"), titles, strict=True))
    said = citation_of({**FIGURE, **named, "path": "papers/strategy.pdf"}, "http://s/1", None)
    assert f"Cabinet, {called}" in said
