"""Signs that words give: an underspend is a variance below zero."""

from __future__ import annotations

import pytest

from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Larkmoor Borough Council\nBudget monitoring 2022/23\n\n"


def read(text: str) -> dict[str, tuple[str | None, float]]:
    found = read_text(HEAD + text, RULEBOOK).observations
    return {o.figure_text: (o.measure, o.value) for o in found}


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("There was an underspend of £0.35m on leaving care.", "£0.35m", -350_000),
        ("Leaving care underspent by £0.35m.", "£0.35m", -350_000),
        ("Legal costs were £0.4m under budget.", "£0.4m", -400_000),
        ("Fostering had an underspend of -£0.9m.", "-£0.9m", -900_000),
        ("Fostering is overspent by £2m.", "£2m", 2_000_000),
    ],
)
def test_words_give_the_sign_of_a_variance(text: str, figure: str, value: float) -> None:
    assert read(text)[figure] == ("budget_variance", value)


@pytest.mark.parametrize(("cell", "value"), [("(6,174)", 6_174_000), ("6,174", 6_174_000)])
def test_savings_that_lower_a_budget_are_above_zero(cell: str, value: float) -> None:
    found = read(f"Line | 2022/23 £000\nBudget | 90,000\nSavings | {cell}\n")
    assert found["6,174"] == ("savings", value)


def test_each_of_two_variances_has_the_sign_of_its_own_word() -> None:
    found = read("Fostering overspent by £2m and legal costs underspent by £0.3m.")
    assert [value for _, value in found.values()] == [2_000_000, -300_000]


def test_a_column_of_both_keeps_the_signs_that_it_prints() -> None:
    head = "Line | Budget £m | (Under)/overspend £m\n"
    table = f"{head}Legal costs | 3.0 | 0.2\nFostering | 5.0 | (0.3)\n"
    found = read(table)
    assert found["0.2"] == ("budget_variance", 200_000)
    assert found["0.3"] == ("budget_variance", -300_000)


def test_a_column_of_underspends_is_below_zero() -> None:
    table = "Line | Budget £m | Underspend £m\nLegal costs | 3.0 | 0.2\nFostering | 5.0 | 0.4\n"
    assert read(table)["0.4"] == ("budget_variance", -400_000)


@pytest.mark.parametrize(
    "text",
    [
        "The cumulative deficit on the Dedicated Schools Grant stood at £18.2m.",
        "The DSG deficit is expected to reach £11.2m by March 2025.",
    ],
)
def test_what_is_owed_over_years_is_no_variance_of_one(text: str) -> None:
    assert {measure for measure, _ in read(text).values()} == {None}
