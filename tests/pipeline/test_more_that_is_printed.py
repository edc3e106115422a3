"""What is printed is what is read, in more layouts and wordings: each test is of one mechanism."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
from printed_papers import Paper, Rules, said, typed

FINANCE = "Revenue Budget Monitoring 2023/24"
CARE = ["398 cla_total 2023-03-31", "412 cla_total 2024-03-31"]
LEAVERS = ["120 cl_total 2023-03-31", "131 cl_total 2024-03-31"]
ROWS = ["Children in care|398|412", "Care leavers|120|131"]
Y22, Y23, Y24 = "2021-04-01/2022-03-31", "2022-04-01/2023-03-31", "2023-04-01/2024-03-31"
MARCH_23, MARCH_24 = "2023-03-01/2023-03-31", "2024-03-01/2024-03-31"
QUARTERS = ["2022-04-01/2022-06-30", "2022-07-01/2022-09-30", "2022-10-01/2022-12-31",
            "2023-01-01/2023-03-31"]  # fmt: skip
RULES = get_args(Rules)


def begin_alike(told: Sequence[str], expected: Sequence[str]) -> bool:
    """Whether figures are told as expected; of a change its measure and direction are enough."""
    return len(told) == len(expected) and all(
        one.startswith(other) for one, other in zip(told, expected, strict=True)
    )


# --- columns that nearly touch ---------------------------------------------------------------


def side_by_side(paper: Paper, rows: Sequence[str], gap: float, ruled: bool) -> Paper:
    """A label, a figure set to the right and, `gap` points behind it, a text set to the left."""
    top = paper.y
    for number, row in enumerate(rows):
        label, figure, text = row.split("|")
        paper.y = top + 18 * number + 12
        style = "B" if number == 0 else ""
        paper.put(72, label, style)
        paper.pdf.set_font("Helvetica", style, 10.5)
        paper.put(260 - paper.pdf.get_string_width(figure), figure, style)
        paper.put(260 + gap, text, style)
        if ruled:
            paper.pdf.line(68, top + 18 * number, 470, top + 18 * number)
    return paper


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("gap", [0.4, 0.6, 0.8, 1.2, 1.5, 2.0])
def test_columns_of_figures_that_nearly_touch(tmp_path: Path, gap: float, ruled: bool) -> None:
    paper = side_by_side(Paper(), ["Measure|March 2023|March 2024", *ROWS], gap, ruled)
    assert paper.said(tmp_path) == [*CARE, *LEAVERS]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("gap", [0.4, 0.8, 1.5, 3.0])
def test_a_comment_right_behind_a_figure(tmp_path: Path, gap: float, ruled: bool) -> None:
    rows = ["Indicator|31 March 2024|Commentary",
            "Children in care|412|3 in ten are placed far away",
            "Care leavers|131|17 and over only", "Adopters approved|9|All were found"]  # fmt: skip
    told = side_by_side(Paper(), rows, gap, ruled).said(tmp_path)
    assert {CARE[1], LEAVERS[1]} <= set(told)
    assert sum(" cla_total " in one or " cl_total " in one for one in told) == 2


def test_figures_far_apart_are_no_thousands(tmp_path: Path) -> None:
    paper = Paper()
    paper.put(72, "At 31 March 2024 there were 12")
    paper.put(300, "412 children in care.")
    assert not any(one.startswith("12412") for one in paper.said(tmp_path))


# --- heads --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    ("first", "second"),
    [("31 March 202\n3", "31 March 202\n4"), ("Mar 20\n23", "Mar 20\n24"), ("20\n23", "20\n24"),
     ("March\n202\n3", "March\n202\n4"), ("31/3/20\n23", "31/3/20\n24"),
     ("31.03.\n23", "31.03.\n24"), ("31/03/\n2023", "31/03/\n2024"), ("2022 -\n23", "2023 -\n24"),
     ("2022\n/23", "2023\n/24"), ("2022\n-23", "2023\n-24"), ("FY2\n3", "FY2\n4"),
     ("FY\n23", "FY\n24")],
)  # fmt: skip
def test_a_year_torn_in_a_header(tmp_path: Path, rules: Rules, first: str, second: str) -> None:
    rows = [f"Measure|{first}|{second}", *ROWS]
    paper = Paper().table(rows, [180, 75, 75], rules)
    assert paper.said(tmp_path) == [*CARE, *LEAVERS]


@pytest.mark.parametrize("rules", RULES)
def test_years_torn_in_a_header_below_their_day(tmp_path: Path, rules: Rules) -> None:
    rows = ["At 31 March|202\n3|202\n4", *ROWS]
    paper = Paper().table(rows, [180, 60, 60], rules)
    assert paper.said(tmp_path) == [*CARE, *LEAVERS]


@pytest.mark.parametrize("rules", RULES)
def test_figures_like_the_halves_of_a_year_stay_figures(tmp_path: Path, rules: Rules) -> None:
    rows = ["Measure|March 2023|March 2024", "Adopters approved|20|20", "Referrals|23|24"]
    paper = Paper().table(rows, [180, 75, 75], rules)
    assert [one.split()[0] for one in paper.said(tmp_path)] == ["20", "20", "23", "24"]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    "heads",
    ["2022/23\nQ1|Q2|Q3|Q4", "Q1|Q2|Q3|Q4\n2022/23",
     "Quarter 1\n2022/23|Quarter 2|Quarter 3|Quarter 4",
     "Apr-Jun\n2022|Jul-Sep|Oct-Dec|Jan-Mar"],
)  # fmt: skip
def test_names_over_columns_in_unlike_lines(tmp_path: Path, rules: Rules, heads: str) -> None:
    rows = [f"Measure|{heads}", "Children entering care|47|52|50|49",
            "Children leaving care|41|42|43|44"]  # fmt: skip
    told = Paper().table(rows, [160, 80, 80, 80, 80], rules).said(tmp_path)
    entered = [f"{n} cla_entered {q}" for n, q in zip((47, 52, 50, 49), QUARTERS, strict=True)]
    left = [f"{n} cla_left {q}" for n, q in zip((41, 42, 43, 44), QUARTERS, strict=True)]
    assert told == [*entered, *left]


@pytest.mark.parametrize("rules", RULES)
def test_spanning_years_over_quarters_that_begin_again(tmp_path: Path, rules: Rules) -> None:
    rows = ["|2022/23||||2023/24", "Measure|Q1|Q2|Q3|Q4|Q1",
            "Children entering care|47|52|50|49|51"]  # fmt: skip
    told = Paper().table(rows, [150, 50, 50, 50, 50, 60], rules).said(tmp_path)
    assert [one.split()[-1] for one in told] == [*QUARTERS, "2023-04-01/2023-06-30"]


@pytest.mark.parametrize("rules", RULES)
def test_units_below_the_names_of_columns(tmp_path: Path, rules: Rules) -> None:
    rows = ["Service|Budget|Outturn|Variance", "|£m|£m|£m", "Fostering|4.2|3.9|(0.3)",
            "Leaving care|0.9|1.0|0.1"]  # fmt: skip
    told = Paper(FINANCE).table(rows, [120, 90, 90, 90], rules, "lrrr").said(tmp_path)
    assert told[:3] == [
        f"4200000 GBP budget {Y24}", f"3900000 GBP outturn {Y24}",
        f"-300000 GBP budget_variance {Y24}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heads",
    [
        "First quarter 2022/23|Second quarter|Third quarter|Fourth quarter",
        "1st quarter 22/23|2nd quarter|3rd quarter|4th quarter",
    ],
)
def test_quarters_in_words(heads: str) -> None:
    rows = typed(f"Measure|{heads}", "Children entering care|47|52|50|49")
    assert [one.split()[-1] for one in said(rows)] == QUARTERS


# --- periods ------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Referrals in year", "Total referrals for the year to",
                                   "Referrals over the last year"])  # fmt: skip
def test_a_year_that_a_label_says(label: str) -> None:
    rows = typed("Measure|Mar 2023|Mar 2024", f"{label}|1,801|1,845")
    assert said(rows) == [f"1801 referrals {Y23}", f"1845 referrals {Y24}"]


@pytest.mark.parametrize("year", ["F.Y. 2022", "yr ending March 2022", "2021 - 22", "2021 /22"])
def test_more_forms_of_a_year(year: str) -> None:
    told = [f"198 cla_entered {Y22}"]
    assert said(f"1.1 In {year} there were 198 children entering care.") == told
    assert said(typed(f"Measure|{year}", "Children entering care|198")) == told


def test_a_year_does_not_run_into_a_count() -> None:
    told = said("1.1 In March 2022 – 23 children entered care.")
    assert not any(one.endswith(Y23) for one in told)


def test_months_of_a_sentence_have_the_year_before() -> None:
    text = "1.1 There were 150 referrals in December 2022, 161 in January and 140 in February."
    assert [one.split()[-1] for one in said(text)] == [
        "2022-12-01/2022-12-31", "2023-01-01/2023-01-31", "2023-02-01/2023-02-28",
    ]  # fmt: skip


def test_quarters_with_one_year_for_all() -> None:
    text = "1.1 Children entering care: Q1 47, Q2 52, Q3 50, Q4 49 (all 2022/23)."
    assert [one.split()[-1] for one in said(text)] == QUARTERS


# --- lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Over the three years 2021/22 to 2023/24 there were 1,700, 1,801 and 1,845 referrals.",
     "In the last three years (2021/22-2023/24) referrals stood at 1,700, 1,801 and 1,845.",
     "We had 1,700, then 1,801, then 1,845 referrals in 2021/22, 2022/23 and 2023/24.",
     "There were 1,700, 1,801 and 1,845 referrals in 2021/22, 2022/23 and 2023/24 respectively."],
)  # fmt: skip
def test_figures_of_a_run_of_years(text: str) -> None:
    assert said(f"1.1 {text}") == [
        f"1700 referrals {Y22}", f"1801 referrals {Y23}", f"1845 referrals {Y24}"
    ]  # fmt: skip


def test_a_run_of_which_only_the_first_year_is_named_dates_nothing() -> None:
    text = "1.1 Referrals were 1,700, 1,801 and 1,845 in the three years from 2021/22."
    assert said(text) == ["1700 referrals", "1801 referrals", "1845 referrals"]


def test_as_many_figures_as_names() -> None:
    text = "1.1 Suitable accommodation and EET stood at 90% and 61% for care leavers in 2023/24."
    assert said(text) == [f"90% cl_suitable_accommodation {Y24}", f"61% cl_eet {Y24}"]


def test_a_list_shares_its_million() -> None:
    text = "1.1 In 2022/23 and 2023/24 the fostering budget was £1.1 and £1.2 million."
    assert said(text, FINANCE) == [f"1100000 GBP budget {Y23}", f"1200000 GBP budget {Y24}"]


# --- signs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("negative", ["(220)*", "(220) ²", "(220) [1]", "(220) underspend",
                                      "Underspend (220)", "£(220)", "( 220)"])  # fmt: skip
def test_a_negative_with_something_beside_it(negative: str) -> None:
    rows = typed("Service|Budget £000|Variance £000", f"Fostering|4,200|{negative}")
    assert said(rows, FINANCE) == [
        f"4200000 GBP budget {Y24}", f"-220000 GBP budget_variance {Y24}"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "values"),
    [("(220) / (180)", ["-220000", "-180000"]), ("(220) / 180", ["-220000", "180000"]),
     ("(220) 5.2%", ["-220000", "5.2%"]), ("220- / 180-", ["-220000", "-180000"]),
     ("220 CR / 5.2%", ["-220000", "5.2%"]), ("(220); prior year (180)", ["-220000", "-180000"]),
     ("(220) (5.2%)", ["-220000", "-5.2%"])],
)  # fmt: skip
def test_each_statement_of_a_cell_has_its_own_sign(cell: str, values: list[str]) -> None:
    rows = typed("Service|Variance £000", f"Fostering|{cell}")
    assert [one.split()[0] for one in said(rows, FINANCE)] == values


@pytest.mark.parametrize("rules", RULES)
def test_a_bracket_set_apart_from_its_figure(tmp_path: Path, rules: Rules) -> None:
    rows = ["Service|Budget £000|Variance £000", "Fostering|4,200|(         220)",
            "Leaving care|870|30", "Adoption|410|12"]  # fmt: skip
    told = Paper(FINANCE).table(rows, [120, 110, 110], rules, "lrr").said(tmp_path)
    assert told[1] == f"-220000 GBP budget_variance {Y24}"


@pytest.mark.parametrize(
    ("aside", "direction"),
    [("-14", "decrease"), ("–14", "decrease"), ("+14", "increase"), ("-3.4%", "decrease")],
)
@pytest.mark.parametrize(
    "text",
    ["The number of children in care at 31 March 2024 was 412 ({}).",
     "At 31 March 2024 there were 412 ({}) children in care.",
     "At 31 March 2024:\n\n- Children in care: 412 ({})"],
)  # fmt: skip
def test_a_sign_in_brackets_behind_a_level_is_its_change(
    text: str, aside: str, direction: str
) -> None:
    level, change = said(f"1.1 {text.format(aside)}")
    assert level == CARE[1]
    assert change.startswith(f"{aside.lstrip('+-–')} cla_total {direction}")


def test_a_sign_in_brackets_in_a_cell() -> None:
    rows = typed("Measure|March 2023|March 2024", "Children in care|440|412 (-28)")
    assert begin_alike(said(rows), ["440 cla_total 2023-03-31", CARE[1], "28 cla_total decrease"])


def test_an_amount_below_zero_in_brackets_is_no_change() -> None:
    text = "1.1 The fostering budget variance for 2023/24 was (£0.3)m."
    assert said(text, FINANCE) == [f"-300000 GBP budget_variance {Y24}"]


# --- signs in place of figures ------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell", ["* suppressed", "fewer than five (suppressed)", "suppressed (small numbers)",
             "[c] (small)"]
)  # fmt: skip
def test_a_suppressed_cell_with_its_reason(cell: str) -> None:
    rows = typed("Measure|March 2024", f"Children missing from care|{cell}", "Referrals|7")
    assert said(rows)[0] == f"<5 missing_children {MARCH_24}"


@pytest.mark.parametrize(
    ("cell", "told"),
    [("* / 7", ["<5", "7"]), ("c; 7 in 2023", ["<5", "7"]), ("7 / *", ["7", "<5"])],
)
def test_a_suppressed_value_beside_another(cell: str, told: list[str]) -> None:
    rows = typed("Measure|March 2024", f"Children missing from care|{cell}", "Referrals|7")
    assert [one.split()[0] for one in said(rows)[:2]] == told


@pytest.mark.parametrize("rules", RULES)
def test_a_table_of_suppressed_values(tmp_path: Path, rules: Rules) -> None:
    rows = ["Measure|March 2023|March 2024", "Children missing from care|[c]|[c]", *ROWS]
    told = Paper().table(rows, [180, 75, 75], rules).said(tmp_path)
    hidden = [f"<5 missing_children {MARCH_23}", f"<5 missing_children {MARCH_24}"]
    assert told == [*hidden, *CARE, *LEAVERS]


# --- marks and strikes of typed papers ----------------------------------------------------------


@pytest.mark.parametrize(
    "mark", ["<sup>1</sup>", "<sup>(a)</sup>", "[^1]", "^(1)", "<sup>1,2</sup>"]
)
def test_a_typed_footnote_mark_is_no_figure(mark: str) -> None:
    rows = typed(f"Measure|March 2023{mark}|March 2024", f"Children in care|398{mark}|412")
    assert said(rows) == CARE
    assert said(f"1.1 At 31 March 2024{mark} there were 412{mark} children in care.") == [CARE[1]]


@pytest.mark.parametrize(
    "text",
    ["there were {--398--}{++412++} children in care.",
     "there were [-398-]{+412+} children in care.",
     'there were <del class="old">398</del> 412 children in care.',
     "there were 3\u03369\u03368\u0336 412 children in care."],
)  # fmt: skip
def test_a_typed_strike(text: str) -> None:
    assert said(f"1.1 At 31 March 2024 {text}") == [CARE[1]]


def test_a_strike_over_the_end_of_a_line() -> None:
    text = (
        "~~At 31 March 2024 there were 88 care\nleavers.~~ At 31 March 2024 there were 412 "
        "children in care."
    )
    assert said(text) == [CARE[1]]


@pytest.mark.parametrize("cells", ["1 198|1 245", "1, 198|1, 245", "1٬198|1٬245", "1‚198|1‚245"])
def test_thousands_of_a_cell(cells: str) -> None:
    rows = typed("Measure|March 2023|March 2024", f"Children in care|{cells}")
    assert said(rows) == ["1198 cla_total 2023-03-31", "1245 cla_total 2024-03-31"]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("mark", ["*", "(2)", "ii"])
def test_a_raised_mark_that_is_no_digit(tmp_path: Path, rules: Rules, mark: str) -> None:
    rows = ["Measure|March 2023|March 2024", *ROWS]
    paper = Paper().table(rows, [180, 100, 100], rules, "lrr", marks={(1, 1): mark})
    assert paper.said(tmp_path) == [*CARE, *LEAVERS]


# --- level and change ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [" [a rise of 5%]", ", an uplift of 5%", " (5% more)", ", a rise on 2022/23 of 5%",
     ". This is a rise of 5%", ". This was 5% more than the year before", ", increasing 5%",
     " – increase: 5%"],
)  # fmt: skip
def test_more_ways_to_say_a_change(change: str) -> None:
    level, rise = said(f"1.1 The fostering budget for 2023/24 was £1.2m{change}.", FINANCE)
    assert level == f"1200000 GBP budget {Y24}"
    assert rise.startswith("5% budget increase")


# --- rules that hold inside a row ---------------------------------------------------------------


@pytest.mark.parametrize(
    "cell", ["1. Recruit more carers; 2. Review plans", "3.2 See the appendix"]
)
def test_numbers_that_open_the_words_of_a_cell(cell: str) -> None:
    rows = typed("Measure|March 2024|Actions", f"Children in care|412|{cell}")
    assert said(rows) == [CARE[1]]


def test_money_beside_other_units() -> None:
    assert said(typed("Service|Budget £1000's", "Fostering|4,200"), FINANCE) == [
        f"4200000 GBP budget {Y24}"
    ]
    share = "## Spend as % of all spend\n\n" + typed(
        "Service (£000)|Budget|Outturn", "Fostering|4,200|3,980"
    )
    assert said(share, FINANCE)[0] == f"4200000 GBP budget {Y24}"
