"""Title, day and own time of a paper: from cover, running heads and letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from report_papers import Sheet, header_of, prose, reports_of, write_pack

from extractor.reports.model import Report
from extractor.reports.period import is_period

PROSE = [f"Line {word} of what the service did." for word in ("one", "two", "three", "four")]


def paper(path: Path, cover: Sheet, running: str, pages: int) -> Path:
    """A cover, and pages of text that all carry the running head."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    for number in range(pages + 1):
        pdf.add_page()
        top = 200.0 if number == 0 else 110.0
        for x, words, size in cover.lines if number == 0 else [(72, w, 11) for w in PROSE]:
            pdf.set_font("Helvetica", style="B" if size > 11 else "", size=size)
            pdf.text(x, top, words)
            top += size * 1.5
        if number:
            pdf.set_font("Helvetica", size=9)
            pdf.text(460, 40, running)
            pdf.text(290, 820, str(number))
    pdf.output(str(path))
    return path


def only(path: Path) -> Report:
    _, (report,) = reports_of(path)
    return report


def test_a_cover_keeps_its_quarter_under_a_running_head_of_an_appendix(tmp_path: Path) -> None:
    cover = Sheet(
        [
            (72, "Norfolk County Council", 26),
            (72, "Quarterly Performance Report", 26),
            (72, "Quarter 3", 26),
            (72, "2024/25", 26),
        ]
    )
    report = only(paper(tmp_path / "kpi.pdf", cover, "Appendix 1", 3))
    assert report.title == "Quarterly Performance Report Quarter 3 2024/25"
    assert [p.value for p in report.header.period] == [report.title]
    assert report.header.council is not None
    assert report.header.council.value == "Norfolk County Council"


def test_an_appendix_has_its_reports_own_time_where_it_says_none(tmp_path: Path) -> None:
    sheets = [
        Sheet(
            [(72, "Fostering Report, Quarter 2 2023/24", 16), (72, "Norfolk County Council", 14)]
        ),
        prose(*PROSE),
        Sheet([(72, "Appendix A - Carers", 14), *((72, line, 11) for line in PROSE)]),
    ]
    _, reports = reports_of(write_pack(tmp_path / "report.pdf", sheets))
    main, appendix = reports
    assert appendix.belongs_to == main.index
    assert appendix.header.period == main.header.period
    assert appendix.header.period[0].value == "Fostering Report, Quarter 2 2023/24"
    assert appendix.header.council is not None


@pytest.mark.parametrize("part", ["Key to ratings", "Key", "Glossary", "Contents", "Summary"])
def test_a_part_is_no_title(tmp_path: Path, part: str) -> None:
    sheet = Sheet([(72, part, 16), *((72, line, 11) for line in PROSE)])
    assert only(write_pack(tmp_path / "part.pdf", [sheet])).title is None


def test_a_sentence_is_no_title(tmp_path: Path) -> None:
    header = header_of(
        tmp_path,
        "The allocation for the year is higher than it was, which reflects the growth of the\n"
        "service in the last years.\n\nMore follows.\n",
    )
    assert header.title is None


def test_a_running_head_is_the_title_of_a_paper_that_begins_with_a_table(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    for _ in range(3):
        pdf.add_page()
        pdf.set_font("Helvetica", size=10)
        pdf.text(72, 40, "Payments made in 2016/17")
        pdf.set_y(100)
        with pdf.table() as table:
            for cells in (
                ("Date", "Payee", "Net"),
                ("4 July", "Baker", "120"),
                ("5 July", "Cook", "80"),
            ):
                table.row(cells)
    path = tmp_path / "payments.pdf"
    pdf.output(str(path))
    report = only(path)
    assert report.title == "Payments made in 2016/17"
    assert [p.value for p in report.header.period] == [report.title]


def test_a_letter_has_a_subject_a_day_and_the_council_it_is_sent_to(tmp_path: Path) -> None:
    path = write_pack(
        tmp_path / "letter.pdf",
        [
            Sheet(
                [
                    (72, "9 August 2021", 11),
                    (72, "Sheila Example", 11),
                    (72, "Director, Thurrock Council", 11),
                    (72, "Dear Sheila", 11),
                    (72, "Focused visit to Thurrock children's services", 12),
                    *((72, line, 11) for line in PROSE),
                ]
            )
        ],
    )
    header = only(path).header
    assert header.council is not None
    assert header.title is not None
    assert header.published is not None
    assert header.council.value == "Thurrock Council"
    assert header.title.value == "Focused visit to Thurrock children's services"
    assert header.published.value == "2021-08-09"
    assert header.meeting_date is None


def test_a_salutation_or_a_source_is_no_title(tmp_path: Path) -> None:
    letter = Sheet(
        [
            (72, "May 5, 2023", 11),
            (72, "To Whom it May Concern:", 14),
            *((72, line, 11) for line in PROSE),
        ]
    )
    header = only(write_pack(tmp_path / "letter.pdf", [letter])).header
    assert header.title is None
    assert header.period == ()
    assert header.published is not None
    assert header.published.value == "2023-05-05"
    source = Sheet([(72, "Source: Example Office, 1998", 14), *((72, ln, 11) for ln in PROSE)])
    assert only(write_pack(tmp_path / "source.pdf", [source])).title is None


def test_the_day_an_inspection_report_was_published(tmp_path: Path) -> None:
    header = header_of(
        tmp_path,
        "Area SEND inspection of Gateshead Local Area Partnership\n\n"
        "Inspection dates: 5 to 9 June 2023\nReport published: 24 July 2023\n",
    )
    assert header.council is not None
    assert header.published is not None
    assert header.council.value == "Gateshead Council"
    assert header.published.value == "2023-07-24"


def test_minutes_of_a_council_name_it_and_no_committee(tmp_path: Path) -> None:
    header = header_of(
        tmp_path,
        "DRAFT MINUTES OF THE LITTLE EXAMPLE PARISH COUNCIL MEETING HELD ON 5 APRIL 2018\n\n"
        "PRESENT: Pam Field\n\nApologies were received.\n",
    )
    assert header.council is not None
    assert header.title is not None
    assert header.council.value == "Little Example Parish Council"
    assert header.title.value == "Minutes of the Little Example Parish Council, 5 April 2018"
    assert header.committee is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Quarter 3 2024/25", True),
        ("for the year ended 31 March 2024", True),
        ("1 April 2023 to 31 March 2024", True),
        ("12 June 2024", False),
        ("June 2024", False),
        ("2024", False),
        ("Published 31 March 2024", False),
        ("There were 410 children in care in 2023/24", False),
    ],
)
def test_a_line_that_says_nothing_but_a_period(line: str, expected: bool) -> None:
    assert is_period(line) is expected


def test_the_body_and_the_day_that_approved_a_paper(tmp_path: Path) -> None:
    header = header_of(
        tmp_path, "PAY POLICY STATEMENT 2021/22\nApproved at Council on 24th March 2021\n\nMore.\n"
    )
    assert header.committee is not None
    assert header.meeting_date is not None
    assert (header.committee.value, header.meeting_date.value) == ("Council", "2021-03-24")


def test_a_row_of_a_list_names_no_committee(tmp_path: Path) -> None:
    rows = [("Public Works Loan Board", "432.40", "4.33"), ("Other lenders", "120.00", "4.10")]
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", style="B", size=16)
    pdf.text(72, 80, "Loans of the Authority")
    pdf.set_font("Helvetica", size=11)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            pdf.text(72 + 170 * column, 120 + 16 * row, cell)
    path = tmp_path / "loans.pdf"
    pdf.output(str(path))
    report = only(path)
    assert report.header.committee is None
    assert report.title == "Loans of the Authority"


@pytest.mark.parametrize(
    ("title", "committee"),
    [
        ("Amenities Committee Grant Applications 15 November 2016", "Amenities Committee"),
        ("Grant Applications", None),
        ("Physical Activity council", None),
    ],
)
def test_a_committee_that_the_title_begins_with(
    tmp_path: Path, title: str, committee: str | None
) -> None:
    sheet = Sheet([(72, title, 16), *((72, line, 11) for line in PROSE)])
    found = only(write_pack(tmp_path / "grants.pdf", [sheet])).header.committee
    assert (found.value if found else None) == committee


def test_the_words_of_a_logo_are_no_title(tmp_path: Path) -> None:
    logo = [(72, "NORFOLK", 22), (72, "county", 22), (72, "council", 22)]
    cover = Sheet([*logo, (72, "Physical Activity", 22), (72, "Norfolk County Council", 12)])
    report = only(paper(tmp_path / "logo.pdf", cover, "Norfolk County Council", 2))
    assert report.title == "Physical Activity"
    assert report.header.committee is None


def test_a_title_goes_on_behind_its_colon_and_its_council(tmp_path: Path) -> None:
    briefing = Sheet(
        [
            (72, "Data Briefing:", 22),
            (72, "Admissions to hospital in Norfolk", 16),
            (72, "Norfolk County Council", 12),
        ]
    )
    told = only(paper(tmp_path / "briefing.pdf", briefing, "Norfolk", 2))
    assert told.title == "Data Briefing: Admissions to hospital in Norfolk"
    union = Sheet(
        [(72, "Norfolk County Council - Facility Time Report", 16)]
        + [(72, line, 11) for line in PROSE]
    )
    told = only(write_pack(tmp_path / "union.pdf", [union]))
    assert told.title == "Norfolk County Council - Facility Time Report"


def test_a_body_named_far_below_the_head_is_not_the_papers(tmp_path: Path) -> None:
    words = [f"Box {letter}" for letter in "abcdefghij"]
    boxes = [*words, *(f"{w} again" for w in words), "Public Services Board"]
    sheet = Sheet([(72, "How services are planned", 16), *((72, w, 11) for w in boxes)])
    assert only(write_pack(tmp_path / "boxes.pdf", [sheet])).header.committee is None


def test_the_company_that_reports_is_not_the_title(tmp_path: Path) -> None:
    cover = Sheet(
        [
            (72, "Norfolk Libraries Limited", 22),
            (72, "Annual Report and Financial Statements", 16),
            (72, "For Year Ending 31 March 2015", 16),
        ]
    )
    report = only(paper(tmp_path / "accounts.pdf", cover, "Accounts of the year", 2))
    assert report.title is not None
    assert report.title.startswith("Annual Report and Financial Statements")


@pytest.mark.parametrize(
    ("title", "periods"),
    [
        ("Key elements of the Children and Young Persons Bill 2007", []),
        ("Duties under the Care Act 2014 in 2023/24", ["Duties under the Care in 2023/24"]),
        ("Local Area Agreement targets 2008-11", None),
    ],
)
def test_the_year_of_a_law_is_no_time_of_the_paper(
    tmp_path: Path, title: str, periods: list[str] | None
) -> None:
    sheet = Sheet([(72, title, 16), *((72, line, 11) for line in PROSE)])
    found = only(write_pack(tmp_path / "law.pdf", [sheet])).header.period
    assert [said.value for said in found] == ([title] if periods is None else periods)


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Election Results for Little Example Parish Council", True),
        ("Prepared for Little Example Parish Council", False),
        ("For Little Example Parish Council", False),
    ],
)
def test_what_a_line_says_before_the_council_it_is_for(
    tmp_path: Path, first: str, title: bool
) -> None:
    cover = Sheet([(72, first, 16), (72, "Hilltop Ward", 16), *((72, ln, 11) for ln in PROSE)])
    header = only(write_pack(tmp_path / "paper.pdf", [cover])).header
    assert header.title is not None
    assert header.title.value == (f"{first} Hilltop Ward" if title else "Hilltop Ward")
    assert header.council is not None
    assert header.council.value == "Little Example Parish Council"


@pytest.mark.parametrize("line", ["INS-UP7ON51NCL41R", "1X9} AUl]"])
def test_a_code_or_a_misread_picture_is_no_title(tmp_path: Path, line: str) -> None:
    sheet = Sheet([(72, line, 20), *((72, ln, 11) for ln in PROSE)])
    header = only(write_pack(tmp_path / "paper.pdf", [sheet])).header
    assert header.title is None or line not in header.title.value


def test_a_heading_below_the_day_of_a_title_is_not_part_of_it(tmp_path: Path) -> None:
    lines = [(72.0, "Grant Applications 15th November 2016", 14.0), (72, "FOUR LIMES WARD", 14)]
    sheet = Sheet([lines[0], (72, "", 14), lines[1], *((72, ln, 11) for ln in PROSE)])
    header = only(write_pack(tmp_path / "paper.pdf", [sheet])).header
    assert header.title is not None
    assert header.title.value == "Grant Applications 15th November 2016"


@pytest.mark.parametrize(
    ("size", "title"), [(9.0, "PUBLIC LIBRARY STATISTICS"), (20, "Service points")]
)
def test_a_running_head_in_capitals_is_the_title_above_a_heading_of_its_size(
    tmp_path: Path, size: float, title: str
) -> None:
    sheets = [
        Sheet(
            [
                (72, "PUBLIC LIBRARY STATISTICS", 9),
                (72, "Service points open to the public" if n == 0 else f"Part {n} of it", size),
                *((72, f"{line} {n}", 8) for line in PROSE),
            ]
        )
        for n in range(4)
    ]
    _, reports = reports_of(write_pack(tmp_path / "paper.pdf", sheets))
    assert (reports[0].title or "").startswith(title)
