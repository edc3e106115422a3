"""Header fields in the styles that councils use; what is not said stays unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_papers import Sheet, header_of, reports_of, write_pack

from extractor.reports.model import Contact

COUNTY = """Agenda Item No: 7

FOSTERING SERVICE ANNUAL REPORT 2021-22

To: Families and Learning Committee

Meeting Date: 14 June 2022

From: Ada Penn – Executive Director, Families and

Learning, Norfolk and Suffolk.

Electoral division(s): Aylsham, Cromer

Forward Plan ref: 2022/031 Key decision: Yes

Purpose: To tell the Committee what the fostering service

did in the year.

Recommendation: The Committee is asked to:

a) note the report; and
b) agree the plan in section 4

\tOfficer contact:\t\tMember contacts:
Name:\tBen Oakes\tNames:\tCouncillor Rosa Field
Post:\tHead of Fostering\tPost:\tChair, Families and Learning
Email:\tben.oakes@norfolk.gov.uk\tEmail:\tRosa.Field@norfolk.g ov.uk
Tel:\t01603 000001\tTel:\t01603 000002

1. BACKGROUND

- 1.1 To: nobody in particular. Date: never.

Source Documents\tLocation
Fostering regulations\tRoom 4
"""


def test_a_county_form_with_values_torn_over_lines(tmp_path: Path) -> None:
    header = header_of(tmp_path, COUNTY)
    said = {
        name: getattr(header, name).value
        for name in (
            "item", "title", "committee", "meeting_date", "author", "author_post", "wards",
            "forward_plan", "key_decision", "purpose", "recommendations", "source_documents",
        )
    }  # fmt: skip
    assert said == {
        "item": "7",
        "title": "FOSTERING SERVICE ANNUAL REPORT 2021-22",
        "committee": "Families and Learning Committee",
        "meeting_date": "2022-06-14",
        "author": "Ada Penn",
        "author_post": "Executive Director, Families and Learning, Norfolk and Suffolk",
        "wards": "Aylsham, Cromer",
        "forward_plan": "2022/031",
        "key_decision": "Yes",
        "purpose": "To tell the Committee what the fostering service did in the year.",
        "recommendations": "The Committee is asked to:\na) note the report; and\n"
        "b) agree the plan in section 4",
        "source_documents": "Fostering regulations Room 4",
    }
    assert header.contacts == (
        Contact("officer", "Ben Oakes", "Head of Fostering", "ben.oakes@norfolk.gov.uk",
                "01603 000001"),
        Contact("member", "Councillor Rosa Field", "Chair, Families and Learning",
                "Rosa.Field@norfolk.gov.uk", "01603 000002"),
    )  # fmt: skip
    assert header.meeting_date is not None
    assert header.meeting_date.evidence == "Meeting Date: 14 June 2022"
    assert [p.value for p in header.period] == ["FOSTERING SERVICE ANNUAL REPORT 2021-22"]


@pytest.mark.parametrize("label", ["Agenda Item No: {}", "Agenda item: {}", "Agenda Item {}"])
@pytest.mark.parametrize("number", ["7(b)", "7b", "12(iv)", "A7", "7"])
def test_the_number_of_an_item_and_its_part(tmp_path: Path, label: str, number: str) -> None:
    item = header_of(tmp_path, COUNTY.replace("Agenda Item No: 7", label.format(number))).item
    assert item is not None
    assert item.value == number


def test_the_council_behind_an_email_address_is_marked_as_inferred(tmp_path: Path) -> None:
    council = header_of(tmp_path, COUNTY).council
    assert council is not None
    assert (council.value, council.inferred) == ("Norfolk County Council", True)
    assert "ben.oakes@norfolk.gov.uk" in council.evidence


DAMAGED = """CHILDREN IN CARE UPDATE
 Recommendation:

The purpose of this report is to inform the Families
Sub-Committee of the number of children in care.

The Sub Committee is recommended to:

a) note the report, and
b) ask questions
 Ada Penn
 Councillor Rosa Field
 (office) 01603 000002
 2.1

Summary:

There were 400 children in care.

The best chances for Suffolk’s children

There are no implications.
"""


def test_a_damaged_form_gives_what_it_has_and_no_more(tmp_path: Path) -> None:
    header = header_of(tmp_path, DAMAGED)
    assert header.committee is not None
    assert (header.committee.value, header.committee.inferred) == ("Families Sub-Committee", True)
    assert header.purpose is not None
    assert header.purpose.value.startswith("The purpose of this report is to inform")
    assert header.recommendations is not None
    assert header.recommendations.value == (
        "The Sub Committee is recommended to:\na) note the report, and\nb) ask questions"
    )
    assert header.council is not None
    assert (header.council.value, header.council.inferred) == ("Suffolk County Council", True)
    assert header.contacts == (
        Contact("officer", "Ada Penn"),
        Contact("member", "Councillor Rosa Field", telephone="01603 000002"),
    )
    assert header.meeting_date is header.author is header.item is header.key_decision is None


def test_a_council_named_in_passing_is_not_the_author(tmp_path: Path) -> None:
    header = header_of(
        tmp_path,
        "Adoption Update\n\nTo: Families Panel\n\nWe met colleagues of Derby City Council and "
        "Leeds City Council.\n\nNorfolk County Council shared its plan.\n",
    )
    assert header.council is None
    assert header.committee is not None
    assert header.committee.value == "Families Panel"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Subject: Virtual School Report\nDate of Meeting: Tuesday, 17th November, 2020\n"
            "Report of: Executive Director Families\nContact Officer: Name: Ben Oakes "
            "Tel: 01273 000001\nEmail: ben.oakes@brighton-hove.gov.uk\nWard(s) affected: All\n"
            "\n1. PURPOSE OF REPORT AND POLICY CONTEXT\n1.1 The report sets out results.\n"
            "\n2. RECOMMENDATIONS:\n2.1 That the Committee notes the results.\n",
            {
                "title": "Virtual School Report",
                "meeting_date": "2020-11-17",
                "author_post": "Executive Director Families",
                "wards": "All",
                "purpose": "1.1 The report sets out results.",
                "recommendations": "2.1 That the Committee notes the results.",
                "council": "Brighton and Hove City Council",
            },
        ),
        (
            "By: Rosa Field, Cabinet Member for Families\n    Ada Penn, Corporate Director of "
            "Families\nTo: Families Cabinet Committee – 3 March 2020\n"
            "Subject: Care Leavers’ Offer\nClassification: Unrestricted\n\n"
            "Summary: This report describes the offer.\n",
            {
                "author": "Ada Penn",
                "author_post": "Corporate Director of Families",
                "committee": "Families Cabinet Committee",
                "meeting_date": "2020-03-03",
                "title": "Care Leavers’ Offer",
                "purpose": "This report describes the offer.",
            },
        ),
        (
            "Report of the Director of Children’s Services to Scrutiny Board (Families)\n"
            "Date: 26/09/2006\nSubject: Placement stability\n",
            {
                "author_post": "Director of Children’s Services",
                "committee": "Scrutiny Board (Families)",
                "meeting_date": "2006-09-26",
                "title": "Placement stability",
            },
        ),
        (
            "| Final Decision-Maker | Families Committee |\n| --- | --- |\n"
            "| Lead Officer and Report Author | Ben Oakes, Head of Fostering |\n"
            "| Classification | Public |\n| Wards affected | All |\n",
            {
                "committee": "Families Committee",
                "author": "Ben Oakes",
                "author_post": "Head of Fostering",
                "wards": "All",
            },
        ),
        (
            "Eastmere Borough Council\nScorecard, September 2024\nMeeting date: 12 November 2024\n"
            "Position as at 30 September 2024\n\nToday 104 children are in care.\n",
            {
                "council": "Eastmere Borough Council",
                "title": "Scorecard, September 2024",
                "meeting_date": "2024-11-12",
                "period": ["Position as at 30 September 2024", "Scorecard, September 2024"],
            },
        ),
    ],
)
def test_styles_of_other_councils(
    tmp_path: Path, text: str, expected: dict[str, str | list[str]]
) -> None:
    header = header_of(tmp_path, text)
    got: dict[str, object] = {}
    for name in expected:
        value = getattr(header, name)
        got[name] = [p.value for p in value] if name == "period" else value and value.value
    assert got == expected


def test_a_box_of_labels_with_values_below_on_a_printed_page(tmp_path: Path) -> None:
    path = write_pack(
        tmp_path / "box.pdf",
        [
            Sheet(
                [
                    (72, "Item No.\tClassification:\tMeeting Name:", 11),
                    (72, "12\tOpen\tCabinet", 11),
                    (72, "Report title:\tHomes for Care Leavers", 11),
                    (72, "Ward(s) or groups affected:\tAll", 11),
                    (72, "From:\tStrategic Director of Families", 11),
                ]
            )
        ],
    )
    _, (report,) = reports_of(path)
    header = report.header
    assert header.item is not None
    assert header.committee is not None
    assert header.title is not None
    assert header.author_post is not None
    assert (header.item.value, header.committee.value) == ("12", "Cabinet")
    assert header.title.value == "Homes for Care Leavers"
    assert header.author_post.value == "Strategic Director of Families"


def test_an_inspection_report_names_authority_and_days_but_no_meeting(tmp_path: Path) -> None:
    path = write_pack(
        tmp_path / "inspection.pdf",
        [
            Sheet(
                [
                    (72, "Norfolk County Council", 20),
                    (72, "Inspection of services for children in need of help and", 14),
                    (72, "protection, children looked after and care leavers", 14),
                    (72, "Inspection date: 6 July 2015 – 30 July 2015".replace("–", "-"), 11),
                    (72, "Report published: 20 October 2015", 11),
                    (72, "The authority requires improvement.", 11),
                ]
            )
        ],
    )
    _, (report,) = reports_of(path)
    header = report.header
    assert header.council is not None
    assert header.title is not None
    assert header.council.value == "Norfolk County Council"
    assert header.title.value.startswith("Inspection of services for children in need")
    assert [p.value for p in header.period] == ["6 July 2015 - 30 July 2015"]
    assert header.meeting_date is header.committee is None


def test_minutes_carry_the_day_of_the_meeting_they_record(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(
        "NORFOLK COUNTY COUNCIL\nFAMILIES PANEL\n\nMINUTES of a meeting of the Families Panel held "
        "at County Hall on Thursday, 9 January 2025.\n\nPRESENT: Mrs R Field\n\n12. Fostering\n"
        "There were 300 carers on 31 December 2024.\n",
        encoding="utf-8",
    )
    (page,), (report,) = reports_of(path)
    assert (report.kind, report.second_hand, page.second_hand) == ("minutes", True, True)
    header = report.header
    assert header.meeting_date is not None
    assert header.committee is not None
    assert header.meeting_date.value == "2025-01-09"
    assert header.committee.value == "Families Panel"
