"""Cells of a table: the sign that accounts print, and marks that stand for no figure."""

from __future__ import annotations

import pytest

from extractor.annotations.every_number import find_numbers
from extractor.annotations.model import Number
from extractor.annotations.numbers.cell_symbols import symbol_of_cell


def cell_numbers(cell: str, *labels: str) -> list[Number]:
    """The numbers of the cell of a row with these labels, as a table passage joins them."""
    text = " | ".join((*(labels or ("Social care", "Variance £000")), cell))
    start = len(text) - len(cell)
    found = find_numbers(text, (start, len(text)))
    assert all(text[n.start : n.end] == n.text for n in found)
    return [n for n in found if n.start >= start]


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        ("(220)", "220", -220),
        ("(28)", "28", -28),
        ("( 1,234.5 )", "1,234.5", -1234.5),
        ("(£220k)", "£220k", -220_000),
        ("£(0.3)m", "£(0.3)m", -300_000),
        ("£-220", "£-220", -220),
        ("-30", "-30", -30),
        ("–30", "–30", -30),
        ("\u221230", "\u221230", -30),
        ("- 30", "30", -30),
        ("220-", "220", -220),
        ("220 CR", "220", -220),
        ("220cr", "220", -220),
        ("(4%)", "4%", -4),
        ("220", "220", 220),
        ("220 DR", "220", 220),
        ("+30", "+30", 30),
    ],
)
def test_a_cell_has_the_sign_that_accounts_print(cell: str, text: str, value: float) -> None:
    assert [(n.text, n.value) for n in cell_numbers(cell) if not n.excluded] == [(text, value)]


@pytest.mark.parametrize(
    ("cell", "labels", "values"),
    [
        ("412 (28)", ("Children", "March 2024"), [412, 28]),
        ("412 (54%)", ("Children", "March 2024"), [412, 54]),
        ("(54%)", ("Girls", "Share"), [54]),
        ("(54)", ("Children", "Number (of which girls)"), [54]),
        ("(54)", ("Children", "This quarter (previous quarter in brackets)"), [54]),
        ("(744) (510)", ("Fees", "Budget"), [-744, -510]),
        ("(2)", ("Neither", "(59 responses)"), [2]),
        ("(2.5)", ("Children’s services", "Quarter 1"), [-2.5]),
        ("(28)", ("Children’s services", "Budget"), [-28]),
        ("(28)", ("Children", "Change"), [-28]),
        ("(4%)", ("Children", "Change"), [-4]),
    ],
)
def test_brackets_that_set_aside_change_no_sign(
    cell: str, labels: tuple[str, ...], values: list[float]
) -> None:
    assert [n.value for n in cell_numbers(cell, *labels)] == values


def test_a_count_and_its_share_share_a_cell() -> None:
    units = [(n.value, n.unit) for n in cell_numbers("128 (54)", "Girls", "No. (%)")]
    assert units == [(128, "count"), (54, "percent")]
    assert [n.unit for n in cell_numbers("54 (128)", "Girls", "% (n)")] == [
        "percent",
        "count",
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a variance of (£0.3m) against budget", [-300_000]),
        ("the saving (£0.3m) was made", [300_000]),
        ("a balance of £1.2m CR", [-1_200_000]),
        ("it fell by minus £220k, or minus 5%", [-220_000, -5]),
        ("Adult care 4,200 3,980 (220)", [4200, 3980, -220]),
        ("Scrutiny 329 (8) 0 0 (65) 0 256", [329, -8, 0, 0, -65, 0, 256]),
        ("412 (28) 398 (31) 370 (29)", [412, 28, 398, 31, 370, 29]),
        ("Girls 4,200 3,980 (22%)", [4200, 3980, 22]),
        ("12 (0.3)", [12, 0.3]),
    ],
)
def test_prose_is_below_zero_where_it_says_so(text: str, values: list[float]) -> None:
    assert [n.value for n in find_numbers(text) if not n.excluded] == values


@pytest.mark.parametrize(
    ("cell", "text", "bound"),
    [
        ("*", "*", 5),
        ("**", "**", 5),
        ("c", "c", 5),
        ("[c]", "[c]", 5),
        ("[c] [note 3]", "[c] [note 3]", 5),
        ("x", "x", 5),
        ("[x]", "[x]", 5),
        ("(c)", "(c)", 5),
        ("~", "~", 5),
        ("Suppressed", "Suppressed", 5),
        ("<5", "5", 5),
        (" <10 ", "10", 10),
        ("fewer than five", "five", 5),
        ("Less than 10", "10", 10),
    ],
)
def test_a_suppressed_count_is_a_bound(cell: str, text: str, bound: float) -> None:
    [number] = cell_numbers(cell, "Children missing", "March 2024")
    assert (number.text, number.value, number.qualifier) == (text, bound, "less_than")
    assert number.suppressed
    assert number.excluded is None


@pytest.mark.parametrize("labels", [("Mid Sussex", "%"), ("Rate per 10,000",), ("Girls", "UCI")])
def test_the_bound_of_a_count_says_nothing_of_a_share(labels: tuple[str, ...]) -> None:
    [number] = cell_numbers("*", *labels)[-1:]
    assert number.excluded == "suppressed"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("z", "not applicable"),
        ("[z]", "not applicable"),
        ("n/a", "not applicable"),
        ("[low]", "too low to print"),
        ("low", "too low to print"),
        ("-", "no figure printed"),
        ("–", "no figure printed"),
        ("..", "not available"),
        ("TBC", "not available"),
        ("nan", "spreadsheet error"),
        ("-inf", "spreadsheet error"),
        ("#DIV/0!", "spreadsheet error"),
    ],
)
def test_a_mark_for_no_figure_is_refused_with_what_it_means(cell: str, reason: str) -> None:
    [number] = cell_numbers(cell, "Children missing", "March 2024")
    assert (number.text, number.excluded) == (cell, reason)


@pytest.mark.parametrize(
    "cell", ["12*", "Low risk", "care", "412", "Xavier", "", "c 10", "10 - 12"]
)
def test_figures_and_words_are_no_marks(cell: str) -> None:
    assert symbol_of_cell(cell) is None
