"""From a paper to its observations: signs, suppressed cells and odd numbers on the whole way."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from extractor.observation import ExcludedNumber, Observation
from extractor.pipeline import Reading, read_text
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Larkmoor Borough Council\nChildren in Care Performance Report, Quarter 4 2023/24\n\n"


def typed(*rows: tuple[str, ...]) -> str:
    """A paper with one typed table."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return HEAD + "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


def printed(folder: Path, *rows: tuple[str, ...]) -> Path:
    """The same paper as a PDF with a ruled table."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    for line in HEAD.strip().splitlines():
        pdf.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    with pdf.table(col_widths=(70, *[40] * (len(rows[0]) - 1))) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    path = folder / "paper.pdf"
    pdf.output(str(path))
    return path


def read(paper: str | Path) -> tuple[list[Observation], list[ExcludedNumber]]:
    if isinstance(paper, str):
        page = read_text(paper, RULEBOOK)
        return list(page.observations), list(page.excluded)
    with Reading(paper, RULEBOOK, ReadingSettings(ocr="off")) as reading:
        pages = list(reading.pages())
    return [o for p in pages for o in p.observations], [r for p in pages for r in p.excluded]


def values(paper: str | Path) -> list[tuple[str, float | None]]:
    return [(o.figure_text, o.value) for o in read(paper)[0]]


BUDGET = (
    ("Service", "Budget £000", "Outturn £000", "Variance £000"),
    ("Fostering", "4,200", "3,980", "(220)"),
    ("Leaving care", "900", "870", "-30"),
    ("Adoption", "310", "304", "6-"),
    ("Transport", "120", "130", "10"),
)
BUDGET_VALUES = [
    ("4,200", 4_200_000), ("3,980", 3_980_000), ("220", -220_000),
    ("900", 900_000), ("870", 870_000), ("-30", -30_000),
    ("310", 310_000), ("304", 304_000), ("6", -6_000),
    ("120", 120_000), ("130", 130_000), ("10", 10_000),
]  # fmt: skip


def test_a_variance_in_brackets_is_below_zero_in_a_typed_table() -> None:
    assert values(typed(*BUDGET)) == BUDGET_VALUES


def test_a_variance_in_brackets_is_below_zero_in_a_printed_table(tmp_path: Path) -> None:
    assert values(printed(tmp_path, *BUDGET)) == BUDGET_VALUES


@pytest.mark.parametrize(("cell", "value"), [("(0.3)", -300_000), ("0.3", 300_000)])
def test_millions_in_brackets_are_below_zero(cell: str, value: float) -> None:
    paper = typed(("Service", "Budget £m", "Variance £m"), ("Fostering", "4.2", cell))
    assert values(paper)[-1] == (cell.strip("()"), value)


@pytest.mark.parametrize("cell", ["(£220,000)", "£(220,000)", "-£220,000", "£-220,000"])
def test_a_pound_inside_or_outside_the_brackets_is_the_same_sum(cell: str) -> None:
    paper = typed(("Service", "Variance 2023/24"), ("Fostering", cell), ("Transport", "£1,000"))
    assert [o.value for o in read(paper)[0]] == [-220_000, 1_000]


def test_a_change_in_brackets_is_a_decrease() -> None:
    paper = typed(
        ("Measure", "March 2023", "March 2024", "Change"),
        ("Children in care", "440", "412", "(28)"),
        ("Care leavers in suitable accommodation", "90%", "86%", "(4%)"),
    )
    changes = [o for o in read(paper)[0] if o.kind == "change"]
    assert [(o.value, o.direction) for o in changes] == [(28, "decrease"), (4, "decrease")]


@pytest.mark.parametrize(
    ("mark", "value", "qualifier"),
    [
        ("*", 5, "less_than"), ("c", 5, "less_than"), ("x", 5, "less_than"),
        ("[c]", 5, "less_than"), ("[x]", 5, "less_than"), ("(c)", 5, "less_than"),
        ("#", 5, "less_than"), ("supp.", 5, "less_than"), ("[c] [note 2]", 5, "less_than"),
        ("<5", 5, "less_than"), ("fewer than five", 5, "less_than"), ("under 5", 5, "less_than"),
        ("≤5", 5, "at_most"), ("5 or fewer", 5, "at_most"), ("1-4", 1, "between"),
    ],
)  # fmt: skip
def test_a_suppressed_count_is_a_bound_and_never_a_point(
    mark: str, value: float, qualifier: str
) -> None:
    paper = typed(
        ("Measure", "March 2023", "March 2024"),
        ("Children in care", "398", "412"),
        ("Children missing from care", mark, "7"),
    )
    hidden = next(o for o in read(paper)[0] if o.row_label and "missing" in o.row_label)
    assert (hidden.value, hidden.qualifier) == (value, qualifier)


@pytest.mark.parametrize("mark", ["[c]", "c", "x", "[x]", "*", "#", "supp."])
def test_suppressed_cells_of_a_printed_first_row_are_bounds_and_no_headers(
    tmp_path: Path, mark: str
) -> None:
    paper = printed(
        tmp_path,
        ("Measure", "March 2023", "March 2024"),
        ("Children missing from care", mark, mark),
        ("Children in care", "398", "412"),
    )
    assert [(o.value, o.qualifier, o.column_label) for o in read(paper)[0]] == [
        (5, "less_than", "March 2023"), (5, "less_than", "March 2024"),
        (398, "exact", "March 2023"), (412, "exact", "March 2024"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["[c]", "*", "*%", "c%", "[low]", "z", "n/a", "-"])
def test_a_mark_among_percentages_is_no_bound_of_a_count_and_is_told(mark: str) -> None:
    found, excluded = read(
        typed(
            ("Measure", "March 2023", "March 2024"),
            ("Children in care", "398", "412"),
            ("Care leavers in suitable accommodation", mark, "86%"),
        )
    )
    assert [o.value for o in found] == [398, 412, 86]
    assert mark in {r.text for r in excluded}


@pytest.mark.parametrize(
    "head",
    ["n (%)", "n %", "N, %", "No. %", "No and %", "Number (%)", "Number and percentage", "n/%"],
)
def test_a_count_with_its_percentage_in_brackets(head: str) -> None:
    paper = typed(("Placement", head), ("Foster care", "76 (11)"), ("Residential", "60 (9)"))
    assert [(o.value, o.unit) for o in read(paper)[0]] == [
        (76, "count"), (11, "percent"), (60, "count"), (9, "percent"),
    ]  # fmt: skip


def test_a_percentage_with_its_count_in_brackets() -> None:
    paper = typed(("Placement", "% (n)"), ("Foster care", "11 (76)"))
    assert [(o.value, o.unit) for o in read(paper)[0]] == [(11, "percent"), (76, "count")]


def test_what_one_cell_prints_in_brackets_holds_for_its_column() -> None:
    paper = typed(
        ("Placement", "March 2024"), ("Foster care", "76 (11%)"), ("Residential", "60 (9)")
    )
    assert [(o.value, o.unit) for o in read(paper)[0]][2:] == [(60, "count"), (9, "percent")]


def test_a_figure_in_brackets_that_nothing_explains_is_no_second_point() -> None:
    paper = typed(
        ("Placement", "March 2024"), ("Foster care", "76 (11)"), ("Residential", "60 (9)")
    )
    assert [o.confidence for o in read(paper)[0]] == ["high", "low", "high", "low"]


@pytest.mark.parametrize(
    "head",
    ["Change", "Movement", "Difference", "+/-", "Variance", "Increase/ (Decrease)", "% change"],
)
@pytest.mark.parametrize(("less", "more"), [("(28)", "14"), ("-28", "+14")])
def test_a_change_column_keeps_the_measure_and_lies_between_its_periods(
    head: str, less: str, more: str
) -> None:
    for backwards in (False, True):
        heads = ["March 2023", "March 2024"]
        levels = [["440", "412"], ["201", "215"]]
        if backwards:
            heads, levels = heads[::-1], [pair[::-1] for pair in levels]
        paper = typed(
            ("Measure", *heads, head),
            ("Children in care", *levels[0], less),
            ("Child protection plans", *levels[1], more),
        )
        changes = [o for o in read(paper)[0] if o.kind == "change"]
        assert [(o.measure, o.value, o.direction) for o in changes] == [
            ("cla_total", 28, "decrease"),
            ("cpp_total", 14, "increase"),
        ]
        assert {(o.period_start, o.period_end) for o in changes} == {("2023-03-31", "2024-03-31")}


def test_a_variance_against_a_target_is_no_change_of_the_measure() -> None:
    paper = typed(
        ("Measure", "Target", "Actual", "Variance"), ("Children in care", "440", "412", "-28")
    )
    off = read(paper)[0][2]
    assert (off.value, off.direction, off.measure) == (28, "decrease", None)


def test_a_budget_in_a_report_of_one_quarter_is_of_its_financial_year() -> None:
    paper = typed(("Service", "Budget £000", "Variance £000"), ("Fostering", "4,200", "(220)"))
    assert {(o.period_start, o.period_end) for o in read(paper)[0]} == {
        ("2023-04-01", "2024-03-31")
    }


@pytest.mark.parametrize(
    "odd", ["1" * 309, "9" * 400, "9" * 309 + ".5%", "£" + "9" * 320 + " billion"]
)
def test_a_number_of_hundreds_of_digits_costs_nothing_but_itself(odd: str) -> None:
    found, excluded = read(
        HEAD + f"As at 31 March 2019 there were {odd} of them.\n\n"
        "As at 31 March 2019 there were 512 children in care.\n"
    )
    assert [o.value for o in found] == [512]
    assert "too many digits" in {r.reason for r in excluded}
    assert all(len(r.text) < 420 for r in excluded)


def test_a_sentence_that_opens_with_a_quarter_or_a_date_keeps_its_figures() -> None:
    found, _ = read(
        HEAD + "Quarter 3, saw 2,786 contacts, of which 512 led to a referral.\n\n"
        "April 24, 2024 saw 498 children in care. Joe, 17, has lived in 4 placements.\n"
    )
    assert [o.figure_text for o in found] == ["2,786", "512", "498"]


def test_other_currencies_keep_their_value() -> None:
    found, _ = read(HEAD + "The scheme was given €1.2m by the fund and £300k by the council.\n")
    assert [(o.value, o.unit) for o in found] == [
        (1_200_000, "currency_eur"),
        (300_000, "currency_gbp"),
    ]
