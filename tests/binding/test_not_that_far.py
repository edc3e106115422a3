"""How far the readings of forecasts, aims, changes and everybody go, and where they end."""

from __future__ import annotations

import pytest
from figures_read import reader

read = reader("Larkmoor Borough Council\nAnnual report 2022/23\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "At 31 December 2020 there were 402 children in care, up 12 over 2020 year-on-year.",
        "At 31 December 2020 there were 402 children in care, a rise of 12 in one year group.",
        "At 31 December 2020 there were 402 children in care, a rise of 12 in the last 5000 years.",
    ],
)
def test_what_is_no_length_of_time_dates_no_change(text: str) -> None:
    found = read(text)
    assert found["402"].measure == "cla_total"
    assert found["12"].period_start is None


def test_the_length_of_a_change_counts_back_from_its_level() -> None:
    found = read("At 31 December 2020 there were 402 children in care, a rise of 12 in one year.")
    assert str(found["12"].period_start) == "2019-12-31"


def test_responsibility_that_is_assumed_foretells_nothing() -> None:
    found = read(
        "The council assumed parental responsibility for 412 children in care at 31 March 2023."
    )
    assert found["412"].kind == "actual"


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("The directorate must save £3.1m in 2023/24.", True),
        ("The council must report an overspend of £3.1m in 2023/24.", False),
        ("The overspend of £3.1m is no longer required in 2023/24.", False),
    ],
)
def test_only_what_must_be_found_is_an_aim(text: str, aim: bool) -> None:
    assert (read(text)["£3.1m"].kind == "target") is aim


@pytest.mark.parametrize(
    "sentence",
    [
        "The outturn overspend on fostering is £0.9m, as the accounts have closed.",
        "The overspend on fostering in the first six months is £0.9m.",
        "At this point fostering shows an overspend of £0.9m.",
    ],
)
def test_a_sum_that_is_over_ends_a_forecast(sentence: str) -> None:
    head = "Larkmoor Borough Council\nRevenue budget monitoring 2018/19\n\n"
    found = read(f"Fostering is forecast to overspend by £2.1m. {sentence}", head)
    assert found["£0.9m"].kind == "actual"


@pytest.mark.parametrize("row", ["All children", "All"])
def test_all_children_of_a_table_are_those_it_is_about(row: str) -> None:
    found = read(
        "Children in care by gender at 31 March 2023\n\n| | Number |\n|---|---|\n"
        f"| Boys | 212 |\n| Girls | 200 |\n| {row} | 412 |\n"
    )
    assert found["412"].measure == "cla_total"


def test_a_long_group_behind_a_share_is_read() -> None:
    text = (
        "In 2022/23 the outcome was suitable accommodation for 61% of care-experienced young "
        "people/unaccompanied asylum-seekers (58% in 2021/22)."
    )
    assert set(read(text)) == {"61%", "58%"}
