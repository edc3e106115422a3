"""Which of the times around a figure is its own, and what no figure may be dated."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from extractor.observation import Observation
from extractor.pipeline import Reading, read_text
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
REPORT = """Larkmoor Borough Council
Children in Care Annual Report 2023/24
Meeting date: 14 May 2024

"""
INSPECTION = """Larkmoor
Inspection of services for children in need of help and protection, children looked after and care leavers
Inspection dates: 12 September 2016 to 6 October 2016
Report published: 25 November 2016

"""  # noqa: E501


def period(o: Observation) -> str | None:
    if o.period_end is None:
        return None
    return str(o.period_end) if o.period_start is None else f"{o.period_start}..{o.period_end}"


def told(text: str, head: str = REPORT) -> dict[str, str | None]:
    """The period of each figure of a text, by the figure as printed."""
    return {o.figure_text: period(o) for o in read_text(head + text, RULEBOOK).observations}


def doubts(text: str, head: str = REPORT) -> dict[str, list[str]]:
    found = read_text(head + text, RULEBOOK).observations
    return {o.figure_text: [d for d in o.doubts if d.startswith("period")] for o in found}


Y22, Y23, Y24 = "2021-04-01..2022-03-31", "2022-04-01..2023-03-31", "2023-04-01..2024-03-31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.1 In 2021/22, 2022/23 and 2023/24 the council received 1,700, 1,801 and 1,845 "
            "referrals.",
            {"1,700": Y22, "1,801": Y23, "1,845": Y24},
        ),
        (
            "1.1 The council received 1,700, 1,801 and 1,845 referrals in 2021/22, 2022/23 and "
            "2023/24 respectively.",
            {"1,700": Y22, "1,801": Y23, "1,845": Y24},
        ),
        (
            "1.1 The number of children in care in March 2022, March 2023 and March 2024 was "
            "398, 405 and 412.",
            {"398": "2022-03-31", "405": "2023-03-31", "412": "2024-03-31"},
        ),
        (
            "1.1 Over the last three years (2021/22, 2022/23, 2023/24) 14, 17 and 19 children "
            "were adopted.",
            {"14": Y22, "17": Y23, "19": Y24},
        ),
        (
            "1.1 At 31 March 2023 and 2024 there were 120 and 131 care leavers.",
            {"120": "2023-03-31", "131": "2024-03-31"},
        ),
    ],
)
def test_a_list_of_figures_is_dealt_a_list_of_periods(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


def test_lists_of_different_lengths_are_a_doubt() -> None:
    text = "1.1 In 2022/23 and 2023/24 the council received 1,700, 1,801 and 1,845 referrals."
    assert set(told(text).values()) == {None}
    assert all("periods_unmatched" in found for found in doubts(text).values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "There were 512 children in care, up from 480 in 2022/23.",
            {"512": "2024-03-31", "480": "2023-03-31"},
        ),
        (
            "There were 512 children in care (2022/23: 480).",
            {"512": "2024-03-31", "480": "2023-03-31"},
        ),
        (
            "The number of children in care rose from 480 to 512 between 31 March 2020 and 31 "
            "March 2022.",
            {"480": "2020-03-31", "512": "2022-03-31"},
        ),
        (
            "The number of children in care rose from 480 in March 2021 to 512 a year later.",
            {"480": "2021-03-31", "512": "2022-03-31"},
        ),
        ("There were 512 children in care, more than in 2019/20.", {"512": "2024-03-31"}),
        ("There were 512 children in care, the same as last year.", {"512": "2024-03-31"}),
        ("There were 512 children in care in March 2022.", {"512": "2022-03-31"}),
        (
            "Between April and December 2023 the council received 567 referrals. In this period, "
            "249 assessments were completed.",
            {"567": "2023-04-01..2023-12-31", "249": "2023-04-01..2023-12-31"},
        ),
    ],
)
def test_each_figure_has_its_own_time(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


def test_brackets_that_a_text_explains() -> None:
    text = "There were 512 (480) children in care (31 March 2023 in brackets)."
    assert told(text)["480"] == "2023-03-31"
    assert told(text)["512"] == Y24  # the report's year: nothing else is said about it


def test_what_schools_count_runs_by_school_years() -> None:
    text = "In 2022/23, 45% of children in care achieved the expected level at Key Stage 2."
    assert told(text) == {"45%": "2022-09-01..2023-08-31"}
    money = "In 2022/23 the virtual school spent £1.2m on Key Stage 2 tuition."
    assert told(money) == {"£1.2m": Y23}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are 664 children looked after.", {"664": "2016-10-06"}),
        ("There were 664 children looked after.", {"664": None}),
        ("In the last 12 months 40 children were adopted.", {"40": "2015-10-07..2016-10-06"}),
        ("In 2015–16, 40 children were adopted.", {"40": "2015-04-01..2016-03-31"}),
    ],
)
def test_an_inspection_speaks_of_its_own_days(text: str, expected: dict[str, str | None]) -> None:
    assert told("Leadership\n\n" + text, INSPECTION) == expected


def test_a_run_of_years_past_the_report_is_a_misprint() -> None:
    text = "In 2015–26, 40 children were adopted."
    assert told(text, INSPECTION) == {"40": None}
    assert "period_misprint" in doubts(text, INSPECTION)["40"]


def test_a_year_that_runs_is_doubted() -> None:
    text = "In 2016–17, 40 children were adopted."
    assert told(text, INSPECTION) == {"40": "2016-04-01..2017-03-31"}
    assert "period_running" in doubts(text, INSPECTION)["40"]


# tables --------------------------------------------------------------------------------------


def of_table(folder: Path, *rows: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """The figures of a ruled table and their periods, in a paper of May 2024."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", "", 11)
    for line in REPORT.replace(" 2023/24", "").splitlines():
        pdf.cell(0, 16, line, new_x="LMARGIN", new_y="NEXT")
    y = pdf.get_y() + 20
    for row in rows:
        x = 60.0
        for text, width in zip(row, (180, *(70 for _ in row[1:])), strict=True):
            pdf.rect(x, y, width, 18)
            pdf.text(x + 4, y + 12, text)
            x += width
        y += 18
    path = folder / "paper.pdf"
    pdf.output(str(path))
    with Reading(path, RULEBOOK, ReadingSettings()) as reading:
        found = [o for page in reading.pages() for o in page.observations]
    return [(o.figure_text, period(o)) for o in found]


SEPTEMBERS = ("Sept 2022", "Sept 2023")


@pytest.mark.parametrize(
    ("label", "heads", "expected"),
    [
        ("Referrals in the year", ("March 2023", "March 2024"), (Y23, Y24)),
        ("Referrals (12 months)", ("March 2023", "March 2024"), (Y23, Y24)),
        ("Referrals, rolling 12 months", ("Mar 2023", "Mar 2024"), (Y23, Y24)),
        (
            "Referrals (YTD)", ("Sept 2022", "Sept 2023"),
            ("2022-04-01..2022-09-30", "2023-04-01..2023-09-30"),
        ),
        *[
            (label, SEPTEMBERS, ("2021-10-01..2022-09-30", "2022-10-01..2023-09-30"))
            for label in (
                "Referrals (R12M)", "Referrals (12m)", "Referrals, 12 months to date",
                "Referrals Y/E", "Referrals per year", "Referrals, rolling year",
            )
        ],
        *[
            (label, SEPTEMBERS, ("2022-07-01..2022-09-30", "2023-07-01..2023-09-30"))
            for label in ("Referrals in the quarter", "Referrals (3 months)")
        ],
        (
            "Cumulative referrals", ("Sept 2022", "Sept 2023"),
            ("2022-04-01..2022-09-30", "2023-04-01..2023-09-30"),
        ),
        (
            "Referrals in the month", ("Sept 2022", "Sept 2023"),
            ("2022-09-01..2022-09-30", "2023-09-01..2023-09-30"),
        ),
        (
            "Referrals", ("Sept 2023", "YTD"),
            ("2023-09-01..2023-09-30", "2023-04-01..2023-09-30"),
        ),
        (
            "Referrals", ("Sept 2023", "R12M"),
            ("2023-09-01..2023-09-30", "2022-10-01..2023-09-30"),
        ),
        ("Referrals", ("FY23", "FY24"), (Y23, Y24)),
        ("Referrals", ("FY'23", "FY'24"), (Y23, Y24)),
        ("Referrals", ("FY 23", "FY 24"), (Y23, Y24)),
        ("Referrals", ("2022-23", "2023-24"), (Y23, Y24)),
    ],
)  # fmt: skip
def test_labels_of_a_table(
    tmp_path: Path, label: str, heads: tuple[str, str], expected: tuple[str, str]
) -> None:
    found = of_table(tmp_path, ("Measure", *heads), (label, "1,801", "1,845"))
    assert found == [("1,801", expected[0]), ("1,845", expected[1])]


Q22 = ("2022-04-01..2022-06-30", "2022-07-01..2022-09-30", "2022-10-01..2022-12-31",
       "2023-01-01..2023-03-31")  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [("Measure", "Q1 22/23", "Q2", "Q3", "Q4")],
        [("Measure", "Q1", "Q2", "Q3", "Q4 22/23")],
        [("2022/23", "Q1", "Q2", "Q3", "Q4")],
        [("Measure", "Apr-Jun 2022", "Jul-Sep", "Oct-Dec", "Jan-Mar")],
        [("Measure", "Quarter 1 2022-23", "Quarter 2", "Quarter 3", "Quarter 4")],
        [("Measure", "2022/23", "", "", ""), ("", "Q1", "Q2", "Q3", "Q4")],
    ],
)
def test_quarters_take_the_year_that_stands_once(rows: list[tuple[str, ...]]) -> None:
    found = typed_table(*rows, ("Children entering care", "47", "52", "50", "49"))
    assert tuple(period(o) for o in found) == Q22


def test_quarters_that_go_on_into_a_year_that_nothing_names_are_a_doubt() -> None:
    heads = ("Measure", "Q3", "Q4", "Q1", "Q2")
    found = typed_table(heads, ("Children entering care", "47", "52", "50", "49"))
    assert {o.confidence for o in found} == {"low"}


def typed_table(*rows: tuple[str, ...]) -> list[Observation]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return list(read_text(REPORT + "\n\n" + "\n".join(lines) + "\n", RULEBOOK).observations)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        # No measure accounts for these in full; what came nearest is a level.
        ("Children looked after with a striped jumper", "2024-03-31"),
        ("Posts filled by permanent staff", "2024-03-31"),
        ("Striped jumpers handed out", "2023-04-01..2024-03-31"),
    ],
)
def test_a_level_that_no_measure_knows_stands_at_the_end_of_its_year(
    label: str, expected: str
) -> None:
    (found,) = typed_table(("Measure", "2023/24"), (label, "147"))
    assert found.measure is None
    assert period(found) == expected


def test_a_row_of_yearly_increases_holds_changes() -> None:
    (found,) = typed_table(("Spend on placements", "2023/24"), ("Year on year increase", "8.6%"))
    assert (found.kind, found.direction) == ("change", "increase")


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        (
            "In the year to September 2023 turnover of social workers fell to 16.2%, its lowest"
            " since 2019.",
            REPORT,
            {"16.2%": "2022-10-01..2023-09-30"},
        ),
        (
            "At the time of the inspection 75% of care leavers were in education, employment or"
            " training, well above the average of 58% nationally.",
            INSPECTION,
            {"75%": "2016-10-06", "58%": None},
        ),
        (
            "The service is supporting 27 children, including 21 since April 2015.",
            INSPECTION,
            {"27": "2016-10-06", "21": "2015-04-01..2016-10-06"},
        ),
    ],
)
def test_a_time_of_something_else_dates_no_figure(
    text: str, head: str, expected: dict[str, str | None]
) -> None:
    assert told(text, head) == expected


def test_a_day_named_in_another_sentence_is_no_span_of_a_flow() -> None:
    text = (
        "At the end of March 2024 a further 16 children were waiting for adoption. Fifteen adopter"
        " households were approved."
    )
    assert told(text)["Fifteen"] == Y24


def test_a_rate_in_brackets_has_the_day_of_its_count() -> None:
    text = (
        "At 20 January 2016, 1,294 children were being looked after (a rate of 82 per 10,000"
        " children), compared with 60 per 10,000 nationally."
    )
    assert told(text, INSPECTION) == {"1,294": "2016-01-20", "82": "2016-01-20", "60": None}


def test_ends_of_a_change_over_a_decade_do_not_share_one_date() -> None:
    found = read_text(
        "Larkmoor Borough Council\nHousing study\n\nResident population in 2011\n\n"
        "The population aged 75 or over increased from 39,900 to 50,600 over the decade.",
        RULEBOOK,
    ).observations
    assert [o.period_end for o in found] == [None, None]


@pytest.mark.parametrize("dated", ["", "June 2014\n"])
def test_a_caption_without_a_year_takes_that_of_the_column_beside(dated: str) -> None:
    found = read_text(
        f"Larkmoor Borough Council\nHealth of children: needs assessment\n{dated}\n"
        "Table 4 Children looked after at 31 March\n\n"
        "| | All children looked after at 31 March 2013 | Placed within the boundary | "
        "Placed outside the boundary |\n|---|---|---|---|\n| Larkmoor | 670 | 545 | 90 |\n",
        RULEBOOK,
    ).observations
    assert [str(o.period_end) for o in found] == ["2013-03-31"] * 3
