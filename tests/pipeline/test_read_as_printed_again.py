"""More forms of the fifteen kinds of misreading: signs, gaps, years, lists, covered text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from printed_papers import Paper, said, typed

FINANCE = "Revenue Budget Monitoring 2023/24"
CARE_22, CARE_23 = "380 cla_total 2022-03-31", "398 cla_total 2023-03-31"
CARE_24 = "412 cla_total 2024-03-31"
LEAVERS_23, LEAVERS_24 = "120 cl_total 2023-03-31", "131 cl_total 2024-03-31"
FOUR = [CARE_23, CARE_24, LEAVERS_23, LEAVERS_24]
Y22, Y24 = "2021-04-01/2022-03-31", "2023-04-01/2024-03-31"
MARCH_23, MARCH_24 = "2023-03-01/2023-03-31", "2024-03-01/2024-03-31"
FOSTERING = [
    f"4200000 GBP budget {Y24}", f"3980000 GBP outturn {Y24}",
    f"-220000 GBP budget_variance {Y24}",
]  # fmt: skip
QUARTERS = ["2022-04-01/2022-06-30", "2022-07-01/2022-09-30", "2022-10-01/2022-12-31",
            "2023-01-01/2023-03-31"]  # fmt: skip
ENTERED = [f"{n} cla_entered {q}" for n, q in zip((47, 52, 50, 49), QUARTERS, strict=True)]
TWO = ["Measure|March 2023|March 2024", "Children in care|398|412", "Care leavers|120|131"]


@pytest.mark.parametrize("negative", ["(£220)", "-£220", "\u2212220", "–220"])
def test_a_variance_below_zero_in_a_typed_table(negative: str) -> None:
    rows = typed(
        "Service|Budget £000|Outturn £000|Variance £000", f"Fostering|4,200|3,980|{negative}"
    )
    assert said(rows, FINANCE) == FOSTERING


def test_a_variance_and_its_share_in_brackets(tmp_path: Path) -> None:
    paper = Paper(FINANCE).table(
        ["Service|Budget £000|Outturn £000|Variance £000 (%)",
         "Fostering|4,200|3,980|(220) (5.2%)"],
        [120, 100, 100, 130], "rows", "lrrr",
    )  # fmt: skip
    assert paper.said(tmp_path) == [*FOSTERING, f"-5.2% budget_variance {Y24}"]


def test_units_in_a_row_of_their_own(tmp_path: Path) -> None:
    paper = Paper(FINANCE).table(
        ["Service|Budget|Outturn|Variance", "|£000|£000|£000", "Fostering|4,200|3,980|(220)"],
        [120, 100, 100, 100], "none", "lrrr",
    )  # fmt: skip
    assert paper.said(tmp_path) == FOSTERING


@pytest.mark.parametrize(
    ("mark", "bound"), [("<5", "<5"), ("under 5", "<5"), ("5 or fewer", "<=5"), ("#", "<5")]
)
def test_a_bound_in_place_of_a_figure(mark: str, bound: str) -> None:
    rows = typed(
        "Measure|March 2023|March 2024", "Children in care|398|412",
        f"Children missing from care|{mark}|7",
    )  # fmt: skip
    hidden = f"{bound} missing_children {MARCH_23}"
    assert said(rows) == [CARE_23, CARE_24, hidden, f"7 missing_children {MARCH_24}"]


@pytest.mark.parametrize(
    ("mark", "rules"), [("2", "all"), ("12", "rows"), ("b", "none"), ("(2)", "rows"), ("*", "all")]
)
def test_a_raised_mark_behind_the_last_figure(tmp_path: Path, mark: str, rules: str) -> None:
    paper = Paper().table(TWO, [200, 100, 100], rules, "lrr", marks={(1, 2): mark})  # type: ignore[arg-type]
    assert paper.said(tmp_path) == FOUR


@pytest.mark.parametrize("rules", ["all", "rows"])
@pytest.mark.parametrize("gap", [0.6, 1.2, 2.0])
def test_names_of_columns_that_nearly_touch(tmp_path: Path, rules: str, gap: float) -> None:
    paper = Paper().table(TWO, [160, 64, 64], rules, "lrr", gap)  # type: ignore[arg-type]
    assert paper.said(tmp_path) == FOUR


@pytest.mark.parametrize(
    "text",
    [
        "At 31 March 2024 there were ~~405~~ 412 children in care, up from 398 at 31 March 2023.",
        "At 31 March 2024 there were 412 ~~(409)~~ children in care; there were 398 at 31 March "
        "2023.",
    ],
)
def test_struck_out_beside_what_stands(text: str) -> None:
    assert said(f"1.1 {text}") == [CARE_24, CARE_23]


@pytest.mark.parametrize(
    ("label", "figure"),
    [
        ("Children entering care in the last 12 months", "201 cla_entered 2023-04-01/2024-03-31"),
        ("Children who entered care (rolling year)", "201 cla_entered 2023-04-01/2024-03-31"),
        ("Children who entered care YTD", "201 cla_entered 2023-04-01/2024-03-31"),
        ("Children who entered care in month", "201 cla_entered 2024-03-01/2024-03-31"),
    ],
)
def test_the_span_a_row_names_below_a_month(label: str, figure: str) -> None:
    assert said(typed("Measure|Mar-24", f"{label}|201")) == [figure]


@pytest.mark.parametrize(
    "heads",
    ["Qtr 1 2022-23|Qtr 2|Qtr 3|Qtr 4", "Q1 (22/23)|Q2|Q3|Q4", "2022/23 Q1|Q2|Q3|Q4",
     "Apr-Jun 2022|Jul-Sep|Oct-Dec|Jan-Mar 2023",
     "Quarter 1|Quarter 2|Quarter 3|Quarter 4 2022/23"],
)  # fmt: skip
def test_quarters_that_share_a_year(heads: str) -> None:
    assert said(typed(f"Measure|{heads}", "Children entering care|47|52|50|49")) == ENTERED


@pytest.mark.parametrize(
    "text",
    [
        "Children in care at 31 March: 380 in 2022, 398 in 2023 and 412 in 2024.",
        "There were 380, 398 and 412 children in care at 31 March 2022, 2023 and 2024.",
        "At 31 March 2022, 2023 and 2024, 380, 398 and 412 children were in care respectively.",
        "Children in care at 31 March: 2022 – 380; 2023 – 398; 2024 – 412.",
    ],
)
def test_a_figure_for_each_year(text: str) -> None:
    assert said(f"1.1 {text}") == [CARE_22, CARE_23, CARE_24]


@pytest.mark.parametrize("year", ["FY2022", "FY21/22", "FY 2021-22", "2021/2022", "Y/E March 2022"])
def test_a_financial_year_over_a_column(year: str) -> None:
    rows = typed(f"Measure|{year}", "Children entering care|198")
    assert said(rows) == [f"198 cla_entered {Y22}"]


@pytest.mark.parametrize("unseen", list("\u200f\u00a0\u2060\u200a"))
def test_unseen_signs_around_a_figure(unseen: str) -> None:
    text = f"1.1 At 31 March 2024{unseen} there were {unseen}412{unseen} children{unseen} in care."
    assert said(text) == [CARE_24]


def _white(paper: Paper, shade: int) -> None:
    paper.pdf.set_text_color(shade, shade, shade)
    paper.line("1.2 At 31 March 2024 there were 131 care leavers.")
    paper.pdf.set_text_color(0, 0, 0)


def _below_a_box(paper: Paper, shade: int) -> None:
    top = paper.y - 14
    paper.line("1.2 At 31 March 2024 there were 131 care leavers.")
    paper.pdf.set_fill_color(shade, shade, shade)
    paper.pdf.rect(60, top, 400, 20, "F")


def _beside_the_page(paper: Paper, left: int) -> None:
    paper.put(left, "There were 131 care leavers at 31 March 2024.")


def _on_black(paper: Paper, shade: int) -> None:
    paper.pdf.set_fill_color(0, 0, 0)
    paper.pdf.rect(60, paper.y - 14, 400, 20, "F")
    _white(paper, shade)


@pytest.mark.parametrize(
    ("draw", "how", "seen"),
    [(_white, 255, False), (_white, 254, False), (_below_a_box, 0, False),
     (_below_a_box, 128, False), (_beside_the_page, 640, False), (_on_black, 255, True)],
)  # fmt: skip
def test_only_what_a_reader_sees(
    tmp_path: Path, draw: Callable[[Paper, int], None], how: int, *, seen: bool
) -> None:
    paper = Paper().line("1.1 At 31 March 2024 there were 412 children in care.")
    draw(paper, how)
    assert paper.said(tmp_path) == [CARE_24, *([LEAVERS_24] if seen else [])]


MONEY = ["Service|Budget £000|Outturn £000", "Fostering|4,200|3,980", "Leaving care|870|900"]


def test_a_table_without_header_goes_on_in_the_unit_above_it(tmp_path: Path) -> None:
    paper = Paper(FINANCE).table(MONEY, [160, 100, 100], "rows", "lrr")
    paper.line("Of these, funded by grants")
    paper.table(["Grants to carers|120|(95)", "Other grants|40|31", "All grants|160|126"],
                [160, 100, 100], "none", "lrr")  # fmt: skip
    found = paper.said(tmp_path)
    assert [figure.partition(" ")[0] for figure in found[-6:]] == [
        "120000", "-95000", "40000", "31000", "160000", "126000",
    ]  # fmt: skip
    assert all(" GBP " in figure for figure in found[-6:])


def test_running_numbers_of_boxes_are_no_figures(tmp_path: Path) -> None:
    rows = [f"Line {name}|{value}|{131 + i}" for i, (name, value) in enumerate(
        zip("ABCDEFG", (402, 97, 211, 58, 64, 33, 87), strict=True))]  # fmt: skip
    paper = Paper().table(["Expenditure|£|", *rows], [160, 100, 60], "rows", "lrr")
    found = [figure.partition(" ")[0] for figure in paper.said(tmp_path)]
    assert found == ["402", "97", "211", "58", "64", "33", "87"]


def test_a_score_among_columns_of_money_is_no_money() -> None:
    rows = typed(
        "Risk|Current likelihood (1-5)|Annual exposure £m", "Placement costs|4|2.1",
        "Agency staff|3|1.4",
    )  # fmt: skip
    found = said(rows, "Budget Risk Register 2023/24, all figures in £m")
    units = [figure.split()[:2] for figure in found]
    assert units == [["4", "score"], ["2100000", "GBP"], ["3", "score"], ["1400000", "GBP"]]
