"""Whose paper it is: one name for each council, and none that no paper names."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_papers import header_of, prose, write_pack

from extractor.annotations.areas import home_area
from extractor.blocks.read import read_blocks
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings
from extractor.reports.council_names import council_name, council_of_domain, councils_in
from extractor.reports.model import Given
from extractor.reports.tracker import ReportTracker


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("NORFOLK COUNTY COUNCIL", "Norfolk County Council"),
        ("Norfolk Council", "Norfolk County Council"),
        ("The City of York Council", "City of York Council"),
        ("City of York", "City of York Council"),
        ("London Borough of Merton Council", "London Borough of Merton"),
        ("Merton Council", "London Borough of Merton"),
        ("Royal Borough of Windsor & Maidenhead", "Royal Borough of Windsor and Maidenhead"),
        ("Metropolitan Borough of Rotherham", "Rotherham Metropolitan Borough Council"),
        ("Hull City Council", "Hull City Council"),
        ("Kingston upon Hull City Council", "Hull City Council"),
        ("Bedford Town Council", "Bedford Town Council"),
        ("Little Example Parish Council", "Little Example Parish Council"),
        ("London Borough of Exampleton", "London Borough of Exampleton"),
        ("Exampleshire County Council", "Exampleshire County Council"),
        ("Greater Manchester Combined Authority", "Greater Manchester Combined Authority"),
        ("Birmingham Children’s Trust", "Birmingham Children's Trust"),
    ],
)
def test_a_council_goes_by_one_name(printed: str, name: str) -> None:
    assert council_name(printed) == name


@pytest.mark.parametrize(
    "text",
    [
        "Dear Council", "Www Council", "Gsi Council", "Full Council", "Youth Council",
        "Children in Care Council", "Arts Council", "County Council", "The District Council",
        "NHS Foundation Trust", "City of Westgate Energy", "Members of the Council",
    ],
)  # fmt: skip
def test_what_is_no_council(text: str) -> None:
    assert council_name(text) is None


def test_councils_of_a_sentence_begin_where_their_names_do() -> None:
    text = (
        "Contact Leeds City Council, Full Council or the Royal Borough of Kensington and Chelsea."
    )
    assert [name for name, _ in councils_in(text)] == [
        "Leeds City Council",
        "Royal Borough of Kensington and Chelsea",
    ]


def test_a_domain_names_only_a_council_that_there_is() -> None:
    assert council_of_domain("westsussex") == "West Sussex County Council"
    assert council_of_domain("nottscc") == "Nottinghamshire County Council"
    assert council_of_domain("gsi") is council_of_domain("www") is None


@pytest.mark.parametrize(
    "text",
    [
        "Crown copyright\n\nWrite to psi@records.gsi.gov.uk or see https://www.gov.uk/ofsted.\n",
        "Dear Council\n\nWe write about the plan.\n\nMore at www.gov.uk/council-tax\n",
        "An update\n\nAda Penn wrote from ada@nowhere-at-all.gov.uk\n",
    ],
)
def test_no_council_is_made_out_of_an_address(tmp_path: Path, text: str) -> None:
    assert header_of(tmp_path, text).council is None


def test_a_council_that_others_owe_money_to_is_not_the_papers(tmp_path: Path) -> None:
    text = (
        "Treasury Strategy\n\nThe Council holds debt for Medway Council. Medway Council repays it."
        "\n\nMedway Council pays interest.\n\nKent and Essex lend to each other.\n"
    )
    council = header_of(
        tmp_path, text.replace("Medway Council repays it.", "It is repaid.")
    ).council
    assert council is None


def test_the_place_a_paper_speaks_of_all_along_is_its_own(tmp_path: Path) -> None:
    council = header_of(
        tmp_path,
        "Housing tenure\n\nMost homes in Norfolk are owned.\n\nIn Norfolk 12% of them are rented,"
        " in Suffolk 14%.\n\nAcross Norfolk rents rose. Norfolk has few flats. None are in Norfolk."
        "\n\nRents in Norfolk are low.\n",
    ).council
    assert council is not None
    assert (council.value, council.inferred) == ("Norfolk County Council", True)


def test_a_council_without_its_kind_is_named_where_the_paper_speaks_of_its_place(
    tmp_path: Path,
) -> None:
    text = "{}\n\nFostering\n\n{}\n\nMany homes in Saltby foster. {}\n"
    often, once = "Saltby’s carers are 41.", "There are 41 carers."
    for first, later, more in (
        ("Carers", "Saltby Council", often),
        ("Saltby Council", "Carers", once),  # on the first line one mention more is enough
    ):
        named = header_of(tmp_path, text.format(first, later, more)).council
        assert named is not None
        assert named.value == "Saltby Council"
    assert header_of(tmp_path, text.format("Carers", "Saltby Council", once)).council is None


@pytest.mark.parametrize("name", ["Youth", "Full", "Dear", "Arts", "Harvest"])
def test_an_ordinary_word_makes_no_council(tmp_path: Path, name: str) -> None:
    text = (
        f"{name} Council\n\nFostering\n\nIn {name} we trust. There is more of {name} to come, "
        f"as the {name.lower()} council said. {name}’s day is near.\n"
    )
    assert header_of(tmp_path, text).council is None


@pytest.mark.parametrize(
    ("council", "area"),
    [
        ("Birmingham Children's Trust", "Birmingham"),
        ("Greater Manchester Combined Authority", "Greater Manchester"),
        ("Little Example Parish Council", "Little Example"),
        ("Bedford Town Council", "Bedford Town Council"),
        ("City of Wolverhampton Council", "Wolverhampton"),
    ],
)
def test_the_area_of_a_council_is_its_place(council: str, area: str) -> None:
    found = home_area(council)
    assert found is not None
    assert found.name == area


def test_what_is_known_of_a_paper_wins(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("Norfolk County Council\n\nAdoption Update\n\nTo: Cabinet\n", encoding="utf-8")
    source = open_source(path, ReadingSettings(ocr="off"))
    tracker = ReportTracker(source, Given(council="Suffolk County Council", title="Adoption"))
    ((_, report),) = tracker.follow(read_blocks(source.pages()))
    source.close()
    assert report.header.council is not None
    assert report.header.committee is not None
    assert (report.header.council.value, report.title) == ("Suffolk County Council", "Adoption")
    assert report.header.committee.value == "Cabinet"


def test_a_council_named_only_at_the_end_reaches_the_first_page(tmp_path: Path) -> None:
    sheets = [
        prose("Adoption update", "There were 12 adoptions."),
        prose("More of the same."),
        prose("Contact: Ada Penn, ada.penn@norfolk.gov.uk"),
    ]
    path = write_pack(tmp_path / "paper.pdf", sheets)
    source = open_source(path, ReadingSettings(ocr="off"))
    tracker = ReportTracker(source)
    councils = [report.header.council for _, report in tracker.follow(read_blocks(source.pages()))]
    source.close()
    assert [council and council.value for council in councils] == ["Norfolk County Council"] * 3


@pytest.mark.parametrize(
    "inspector",
    [
        "Ofsted",
        "Ofsted and Care Quality Commission",
        "Her Majesty's Inspectorate of Constabulary",
        "Commission for Social Care Inspection",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_who_inspects_is_not_the_council_inspected(
    tmp_path: Path, inspector: str, above: bool
) -> None:
    title = "Inspection of services for children in need of help and protection"
    council = "Saltby Metropolitan Borough Council"
    lines = [inspector, council, title] if above else [inspector, title, council]
    text = "\n".join([*lines, "Inspection date: 3 to 26 March 2015", "", "There are 402 children."])
    header = header_of(tmp_path, text)
    assert header.council is not None
    assert header.council.value == council


@pytest.mark.parametrize(
    "body",
    [
        "Local Safeguarding Children Board",
        "Safeguarding Children Partnership",
        "Corporate Parenting Board",
        "Youth Offending Service",
    ],
)
def test_a_body_of_one_council_names_it(tmp_path: Path, body: str) -> None:
    text = f"Saltby {body}\nAnnual report 2011-12\n\nThere were 214 children in Saltby with a plan."
    header = header_of(tmp_path, text)
    assert header.council is not None
    assert header.council.value == "Saltby Council"
