"""When a paper is of: a day or a month on its cover, and what says neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_papers import Sheet, reports_of, write_pack

from extractor.reports.dates import single_month
from extractor.reports.model import Header

PROSE = [f"Line {word} of what the service did." for word in ("one", "two", "three", "four")]


def cover(path: Path, *lines: tuple[str, float], below: tuple[str, ...] = ()) -> Header:
    """The header of a paper with these lines on its cover and these on the page after it."""
    sheets = [
        Sheet([(72, words, size) for words, size in lines]),
        Sheet([(72, words, 11) for words in (*PROSE, *below)]),
    ]
    _, (report,) = reports_of(write_pack(path / "paper.pdf", sheets))
    return report.header


@pytest.mark.parametrize(
    "line",
    [
        "September 2008",
        "(September 2008)",
        "Consultation Draft: September 2008",
        "Final report - September 2008",
        "Version 2, September 2008",
        "SEPTEMBER, 2008",
        "Published September 2008",
        "Date: September 2008",
    ],
)
def test_a_month_alone_on_a_cover_is_when_the_paper_was_published(
    tmp_path: Path, line: str
) -> None:
    header = cover(tmp_path, ("Needs assessment of young carers", 26), (line, 14))
    assert header.published is not None
    assert header.published.value == "2008-09"
    assert header.published.evidence == line
    assert header.meeting_date is None
    assert header.period == ()


@pytest.mark.parametrize(
    "line",
    [
        "November 2024-25",
        "April to June 2024",
        "Funded since September 2008",
        "Residents Survey, July 2014",
    ],
)
def test_a_line_that_says_more_than_a_month_is_no_date_of_the_paper(
    tmp_path: Path, line: str
) -> None:
    assert cover(tmp_path, ("Needs assessment", 26), (line, 12)).published is None


def test_a_day_is_better_than_a_month(tmp_path: Path) -> None:
    header = cover(
        tmp_path, ("Young carers", 26), ("Final draft: May 2019", 14), ("3 June 2019", 14)
    )
    assert header.published is not None
    assert header.published.value == "2019-06-03"


def test_a_month_in_a_title_is_when_the_paper_was_published(tmp_path: Path) -> None:
    header = cover(tmp_path, ("Mental health needs assessment, June 2014", 26))
    assert header.published is not None
    assert header.published.value == "2014-06"


@pytest.mark.parametrize("when", ["April 2025", "1 April 2025"])
def test_the_time_that_a_title_is_about_is_not_when_it_was_written(
    tmp_path: Path, when: str
) -> None:
    header = cover(tmp_path, (f"Transfer of services for adults from {when}", 26))
    assert header.published is None


def test_the_month_of_a_paper_of_figures_is_their_time(tmp_path: Path) -> None:
    header = cover(tmp_path, ("Monthly performance scorecard", 26), ("December 2024", 14))
    assert header.published is None
    assert [said.value for said in header.period] == ["December 2024"]


def test_the_month_in_which_a_paper_was_last_updated(tmp_path: Path) -> None:
    header = cover(
        tmp_path,
        ("Children in need: neighbours", 20),
        below=("Last updated: October 2015", "Next updated: October 2016"),
    )
    assert header.published is not None
    assert header.published.value == "2015-10"


def test_a_sentence_that_begins_with_a_publication_dates_nothing(tmp_path: Path) -> None:
    header = cover(
        tmp_path,
        ("Young carers", 26),
        below=("Published in May 2019, the strategy of the council says who is a carer.",),
    )
    assert header.published is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Sept 2019", "2019-09"),
        ("3 May 2019", None),
        ("May 2019 and June 2019", None),
        ("March 2019/20", None),
        ("in May", None),
    ],
)
def test_one_month_of_a_text(text: str, month: str | None) -> None:
    assert single_month(text) == month


@pytest.mark.parametrize("running", ["February 2011", "The Example Journal 2009 - 223"])
def test_a_running_head_of_a_month_or_a_journal_is_no_period_of_the_figures(
    tmp_path: Path, running: str
) -> None:
    sheets = [
        Sheet([(72, running, 9), *((72, f"{line} {n}", 11) for line in PROSE)]) for n in range(4)
    ]
    _, (report,) = reports_of(write_pack(tmp_path / "paper.pdf", sheets))
    assert report.header.period == ()


@pytest.mark.parametrize(
    ("running", "month"),
    [("Residents Survey, July 2014", "2014-07"), ("Housing Strategy, July 2014", None)],
)
def test_the_month_beside_the_title_in_a_running_head(
    tmp_path: Path, running: str, month: str | None
) -> None:
    sheets = [
        Sheet([(72, "Residents Survey 2014", 24)]),
        *(
            Sheet([(72, running, 9), *((72, f"{line} {n}", 11) for line in PROSE)])
            for n in range(4)
        ),
    ]
    _, (report,) = reports_of(write_pack(tmp_path / "paper.pdf", sheets))
    said = report.header.published
    assert (None if said is None else said.value) == month


def test_a_day_in_a_title_is_no_period_of_the_figures(tmp_path: Path) -> None:
    header = cover(tmp_path, ("Grant applications 15th November 2016", 20))
    assert header.published is not None
    assert header.published.value == "2016-11-15"
    assert header.period == ()


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        (
            "The information provided is for the year 1st April 2018 to 31st March 2019.",
            "1st April 2018 to 31st March 2019",
        ),
        ("This report covers quarter 2 of 2023/24.", "quarter 2 of 2023/24"),
        ("This report is for members of the committee.", None),
        ("The policy covers the year 2019/20.", None),
    ],
)
def test_the_time_that_a_sentence_says_the_paper_is_of(
    tmp_path: Path, sentence: str, period: str | None
) -> None:
    sheet = Sheet([(72, "Facility time", 18), (72, sentence, 11)])
    _, (report,) = reports_of(write_pack(tmp_path / "paper.pdf", [sheet]))
    said = [told.value for told in report.header.period]
    assert said == ([] if period is None else [period])


def test_a_year_below_a_title_is_part_of_it(tmp_path: Path) -> None:
    header = cover(tmp_path, ("Young People's", 24), ("Wellbeing Survey", 24), ("2025", 24))
    assert header.title is not None
    assert header.title.value == "Young People's Wellbeing Survey 2025"
