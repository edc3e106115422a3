"""Tables of money: which kind a column states, which line a row is, and of what the whole table is;
tables of targets and rows of shares."""

from __future__ import annotations

import pytest

from extractor.binding.cells.read import with_whole_row
from extractor.observation import Observation
from extractor.passages.model import CellLabels
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
MONITORING = (
    "Larkmoor Borough Council\nRevenue Budget Monitoring 2023/24\n"
    "Date of meeting: 14 November 2023\n\n"
)
BUDGET_BOOK = "Budget Book 2012/13\nLarkmoor Borough Council\n\n"


def read(text: str, head: str = MONITORING) -> dict[tuple[str, str], Observation]:
    """The figures of a table by the labels of their row and column."""
    found = read_text(head + text, RULEBOOK).observations
    return {(o.row_label or "", o.column_label or ""): o for o in found}


@pytest.mark.parametrize(
    ("outturn", "variance", "kind"),
    [
        ("Projected outturn £'000", "Variation £'000", "forecast"),
        ("Projected outturn £'000", "Over/(under)spend £'000", "forecast"),
        ("Forecast £'000", "(Under)/overspend £'000", "forecast"),
        ("Outturn £'000", "Variance £'000", "actual"),
    ],
)
def test_how_far_money_lies_off_its_budget(outturn: str, variance: str, kind: str) -> None:
    year = "2022/23" if kind == "actual" else "2023/24"
    found = read(
        f"Care budgets {year}\n\nService | Latest budget £'000 | {outturn} | {variance}\n"
        "Placements | 12,400 | 13,150 | 750\nLeaving care | 2,310 | 2,268 | (42)\n"
    )
    over, under = found["Placements", variance], found["Leaving care", variance]
    assert {(o.measure, o.kind) for o in (over, under)} == {("budget_variance", kind)}
    assert (over.value, under.value) == (750_000, -42_000)
    assert found["Placements", "Latest budget £'000"].kind == "actual"


def test_a_variation_of_a_share_is_a_change() -> None:
    found = read(
        "Area | 2021/22 | 2022/23 | Variation\n"
        "Care leavers in suitable accommodation | 81% | 84% | 3%\n"
    )
    assert found["Care leavers in suitable accommodation", "Variation"].kind == "change"


SUBJECTIVE = (
    "Legal services summary\n\nAnalysis | 2010/11 Outturn £000 | 2011/12 Total Budget £000\n"
    "Employees | 5,700 | 5,801\nTotal expenditure | 8,400 | 8,601\n"
)


def test_the_column_says_which_kind_of_money() -> None:
    found = read(SUBJECTIVE, BUDGET_BOOK)
    assert found["Total expenditure", "2010/11 Outturn £000"].measure == "outturn"
    assert found["Total expenditure", "2011/12 Total Budget £000"].measure is None


def test_expenditure_in_a_budget_book_is_no_outturn() -> None:
    table = "Department | 2011/12 net expenditure £m\nChildren's services | 88.4\nParks | 9.1\n"
    label = ("Children's services", "2011/12 net expenditure £m")
    assert read(table, BUDGET_BOOK)[label].measure is None
    assert read(table)[label].measure == "outturn"


def test_a_sum_under_a_capital_programme_is_no_budget_of_a_service() -> None:
    table = "Department | Budget £000\nChildren's services | 46,650\nParks | 905\n"
    label = ("Children's services", "Budget £000")
    assert read(f"Capital programme 2023/24\n\n{table}")[label].measure is None
    assert read(f"Revenue and capital budgets\n\n{table}")[label].measure == "budget"


def test_each_row_of_a_table_of_savings_is_a_line_of_its_own() -> None:
    found = read(
        "Community services\n\nBusiness unit | Savings 2023/24 £000\n"
        "Housing options services | 40\nImprovement | 20\nLegal services | 400\nTotal | 460\n"
    )
    measures = {row: o.measure for (row, _), o in found.items()}
    assert measures["Housing options services"] is None
    assert measures["Improvement"] is None
    assert found["Legal services", "Savings 2023/24 £000"].dimensions == (("budget_line", "legal"),)


def test_rows_that_are_years_are_no_lines() -> None:
    found = read("Our savings\n\nYear | Savings £000\n2021/22 | 610\n2022/23 | 720\n")
    assert {o.measure for o in found.values()} == {"savings"}


def test_a_group_within_a_limited_service_is_no_line() -> None:
    rows = (
        "Client group | 2023/24 Budget £000\nAdults with disabilities | 716\n"
        "Adults with mental health problems | 916\n"
    )
    label = ("Adults with disabilities", "2023/24 Budget £000")
    limited = f"No recourse to public funds\n\n{rows}"
    assert read(limited)[label].measure is None


def test_a_table_of_targets_by_its_title() -> None:
    rows = "Indicator | 2008/09 | 2009/10\nCare leavers in suitable accommodation | 80% | 82%\n"
    assert {o.kind for o in read(f"Area agreement - statutory targets\n\n{rows}").values()} == {
        "target"
    }
    told = rows.replace("2008/09", "2008/09 target").replace("2009/10", "2009/10 actual")
    assert {o.kind for o in read(f"Area agreement targets\n\n{told}").values()} == {
        "target",
        "actual",
    }


def test_what_a_row_gives_for_several_years_has_one_unit() -> None:
    label = "Children in care with 5 A*-C GCSEs including English and Maths"
    found = read(f"Results\n\nIndicator | 2012/13 | 2013/14\n{label} | 24.7 | 35\n")
    assert found[label, "2013/14"].measure is None
    found = read(f"Results\n\nIndicator | 2012/13 | 2013/14\n{label} | 24 | 35\n")
    assert found[label, "2013/14"].measure == "ks4_5acem"


def test_changes_between_two_years_are_of_no_time_that_takes_in_both() -> None:
    found = read(
        "Key changes to the general fund budget between 2011/12 and 2012/13\n\n"
        "Movement | £m\nGrowth | 0.8\nSavings | 28.4\n",
        BUDGET_BOOK,
    )
    saved = found["Savings", "£m"]
    assert (str(saved.period_start), str(saved.period_end)) == ("2012-04-01", "2013-03-31")


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        (("CHILDREN'S", "SERVICES"), ("CHILDREN'S SERVICES",)),
        (("Assessment", "and support"), ("Assessment and support",)),
        (("Fostering", "Allowances"), ("Fostering", "Allowances")),
        (("Services",), ("Services",)),
    ],
)
def test_a_label_of_two_lines_is_read_as_one(path: tuple[str, ...], whole: tuple[str, ...]) -> None:
    assert with_whole_row(CellLabels(path, (), 0, 0)).row_path == whole


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("Street cleansing summary budget tables", None),
        ("Pupil access summary budget tables", None),
        ("Summary of the general fund budget", "savings"),
        ("Savings tracker", "savings"),
    ],
)
def test_savings_under_the_heading_of_a_part_are_not_the_councils(
    heading: str, measure: str | None
) -> None:
    rows = "Movements | £000\n2011/12 total budget | 2,500\nSavings | 100\nGrowth | 30\n"
    assert read(f"{heading}\n\n{rows}", BUDGET_BOOK)["Savings", "£000"].measure == measure
