"""The unit of a table's figures where it is away from them: above, before, in a corner."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from extractor.observation import Observation
from extractor.pipeline import Reading, read_text
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Larkmoor Borough Council\nFinance Monitoring Report, Quarter 3 2023/24\n\n"
MONEY = (
    ("Service", "Budget", "Forecast", "Variance"),
    ("Fostering", "4.2", "3.9", "(0.3)"),
    ("Leaving care", "0.9", "1.0", "0.1"),
)


def table(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


def read(text: str) -> list[Observation]:
    return list(read_text(HEAD + text, RULEBOOK).observations)


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("All figures in £m", 1e6),
        ("All figures in £000s", 1e3),
        ("All amounts are in thousands of pounds.", 1e3),
        ("The tables in this report are shown in £000s.", 1e3),
        ("Figures are rounded to the nearest £'000.", 1e3),
        ("(£m)", 1e6),
        ("Table 1: Revenue budget (£'000)", 1e3),
    ],
)
def test_a_line_above_states_the_unit(line: str, scale: float) -> None:
    found = read(f"{line}\n\n{table(MONEY)}")
    assert [(o.value, o.unit) for o in found][2] == (pytest.approx(-0.3 * scale), "currency_gbp")
    assert {o.unit for o in found} == {"currency_gbp"}


@pytest.mark.parametrize(("corner", "scale"), [("£'000", 1e3), ("Service (£m)", 1e6)])
def test_the_corner_states_the_unit(corner: str, scale: float) -> None:
    found = read(table(((corner, *MONEY[0][1:]), *MONEY[1:])))
    assert [o.value for o in found][:2] == [4.2 * scale, 3.9 * scale]


def test_a_row_of_units_below_the_header_states_them() -> None:
    found = read(table((MONEY[0], ("", "£m", "£m", "£m"), *MONEY[1:])))
    assert [o.value for o in found][:3] == [4_200_000, 3_900_000, -300_000]


def test_a_row_of_counts_and_shares_below_spanning_years() -> None:
    found = read(
        table(
            (
                ("Placement", "March 2023", "", "March 2024", ""),
                ("", "n", "%", "n", "%"),
                ("Foster care", "76", "11", "80", "12"),
            )
        )
    )
    assert [(o.value, o.unit, o.period_end) for o in found] == [
        (76, "count", "2023-03-31"), (11, "percent", "2023-03-31"),
        (80, "count", "2024-03-31"), (12, "percent", "2024-03-31"),
    ]  # fmt: skip


def test_people_and_posts_in_a_paper_of_millions_stay_counts() -> None:
    mixed = (("Service", "Budget", "Number of placements", "FTE"), ("Fostering", "4.2", "120", "9"))
    people = (("Measure", "March 2023", "March 2024"), ("Children in care", "440", "412"))
    found = read(f"All figures in £m\n\n{table(mixed)}\n\n{table(people)}")
    assert [(o.value, o.unit) for o in found] == [
        (4_200_000, "currency_gbp"), (120, "count"), (9, "fte"), (440, "count"), (412, "count"),
    ]  # fmt: skip


def test_a_later_line_changes_the_unit_and_an_earlier_page_is_a_doubt(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for number, line in enumerate(("All figures in £m", None, "All figures in £000s")):
        pdf.add_page()
        if not number:
            for text in HEAD.strip().splitlines():
                pdf.cell(0, 8, text, new_x="LMARGIN", new_y="NEXT")
        pdf.cell(0, 8, f"Section {number + 1} of the budget", new_x="LMARGIN", new_y="NEXT")
        if line is not None:
            pdf.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
        with pdf.table(col_widths=(70, 40, 40, 40)) as drawn:
            for cells in MONEY:
                row = drawn.row()
                for cell in cells:
                    row.cell(cell)
    path = tmp_path / "paper.pdf"
    pdf.output(str(path))
    with Reading(path, RULEBOOK, ReadingSettings(ocr="off")) as reading:
        found = [o for page in reading.pages() for o in page.observations]
    first = [
        (o.page, o.value, "scale_inferred" in o.doubts) for o in found if o.figure_text == "4.2"
    ]
    assert first == [(1, 4_200_000, False), (2, 4_200_000, True), (3, 4_200, False)]


@pytest.mark.parametrize(
    ("head", "unit", "value"),
    [
        ("Harbour fund EURbn", "currency_eur", 1.5e9),
        ("Signed loans (EURm)", "currency_eur", 1.5e6),
        ("Wealth at the end of the year (Euro)", "currency_eur", 1.5),
        ("Sales of boats ($US bn)", "currency_usd", 1.5e9),
        ("Cost of ropes (€000)", "currency_eur", 1.5e3),
        ("European boats sold", "count", 1.5),
        ("Boats of the Eurotop 100", "count", 1.5),
    ],
)
def test_money_of_other_countries_is_known_by_its_column(
    head: str, unit: str, value: float
) -> None:
    (found,) = read(table((("Port", head), ("Fenby", "1.5"))))
    assert (found.unit, found.value) == (unit, value)


def test_the_bounds_of_an_interval_have_the_unit_of_the_rate_beside_them() -> None:
    head = ("River", "Boats", "Rate (per 100,000)", "95% confidence interval lower", "Upper CI")
    units = [o.unit for o in read(table((head, ("Fen", "204", "317.6", "244.8", "364.6"))))]
    assert units == ["count", "rate_per_100000", "rate_per_100000", "rate_per_100000"]
    head = ("River", "Boats", "Share (%)", "Rate per 1,000", "Lower CI")
    units = [o.unit for o in read(table((head, ("Fen", "204", "31.6", "24.8", "36.4"))))]
    assert units[-1] != "percent"
    head = ("River", "Boats", "Share (%)", "Lower quay")
    units = [o.unit for o in read(table((head, ("Fen", "204", "31.6", "24"))))]
    assert units[-1] == "count"
