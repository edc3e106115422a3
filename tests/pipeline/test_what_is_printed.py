"""What is printed is what is read: fifteen kinds of misreading, end to end, in many forms."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from printed_papers import Paper, Rules, said, typed

FINANCE = "Revenue Budget Monitoring 2023/24"
CARE_23, CARE_24 = "398 cla_total 2023-03-31", "412 cla_total 2024-03-31"
LEAVERS_23, LEAVERS_24 = "120 cl_total 2023-03-31", "131 cl_total 2024-03-31"
FOUR = [CARE_23, CARE_24, LEAVERS_23, LEAVERS_24]
MARCH_23, MARCH_24 = "2023-03-01/2023-03-31", "2024-03-01/2024-03-31"
Y22, Y23, Y24 = "2021-04-01/2022-03-31", "2022-04-01/2023-03-31", "2023-04-01/2024-03-31"
QUARTERS = ["2022-04-01/2022-06-30", "2022-07-01/2022-09-30", "2022-10-01/2022-12-31",
            "2023-01-01/2023-03-31"]  # fmt: skip
ENTERED = [f"{n} cla_entered {q}" for n, q in zip((47, 52, 50, 49), QUARTERS, strict=True)]
RULES = get_args(Rules)


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("negative", ["(220)", "-220", "220-", "220 CR", "( 220 )"])
def test_a_variance_below_zero(tmp_path: Path, rules: Rules, negative: str) -> None:
    paper = Paper(FINANCE).table(
        ["Service|Budget £000|Outturn £000|Variance £000", f"Fostering|4,200|3,980|{negative}",
         "Leaving care|870|900|30"],
        [120, 100, 100, 100], rules, "lrrr",
    )  # fmt: skip
    assert paper.said(tmp_path) == [
        f"4200000 GBP budget {Y24}", f"3980000 GBP outturn {Y24}",
        f"-220000 GBP budget_variance {Y24}", f"870000 GBP budget {Y24}",
        f"900000 GBP outturn {Y24}", f"30000 GBP budget_variance {Y24}",
    ]  # fmt: skip


def test_brackets_that_a_sentence_asks_for_are_a_sign() -> None:
    text = (
        "1.1 The fostering budget for 2023/24 was £4.2m and the outturn £3.9m, "
        "a variance of (£0.3m)."
    )
    assert said(text, FINANCE) == [
        f"4200000 GBP budget {Y24}", f"3900000 GBP outturn {Y24}",
        f"-300000 GBP budget_variance {Y24}",
    ]  # fmt: skip


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("mark", ["*", "c", "x", "[c]", "[x]", "<5", "< 5", "fewer than 5"])
def test_a_suppressed_cell_is_a_bound(tmp_path: Path, rules: Rules, mark: str) -> None:
    paper = Paper().table(
        ["Measure|March 2023|March 2024", f"Children missing from care|{mark}|7",
         "Children in care|398|412", "Care leavers|120|131"],
        [220, 100, 100], rules,
    )  # fmt: skip
    bound = f"<5 missing_children {MARCH_23}"
    assert paper.said(tmp_path) == [bound, f"7 missing_children {MARCH_24}", *FOUR]


@pytest.mark.parametrize("rules", ["all", "rows"])
def test_a_row_of_marks_below_the_header_is_no_header(tmp_path: Path, rules: Rules) -> None:
    paper = Paper().table(
        ["Measure|March 2023|March 2024", "Children missing from care|[c]|[c]",
         "Children in care|398|412", "Care leavers|120|131"],
        [220, 100, 100], rules,
    )  # fmt: skip
    hidden = [f"<5 missing_children {MARCH_23}", f"<5 missing_children {MARCH_24}"]
    assert paper.said(tmp_path) == [*hidden, *FOUR]


@pytest.mark.parametrize("mark", ["z", "[z]", "-", "n/a", "..", "[low]"])
def test_a_mark_for_no_figure_states_nothing(mark: str) -> None:
    rows = typed("Measure|March 2023|March 2024", "Children in care|398|412", f"Referrals|{mark}|7")
    assert said(rows) == [CARE_23, CARE_24, f"7 referrals {MARCH_24}"]


@pytest.mark.parametrize("mark", ["<5", "*", "c", "fewer than five"])
def test_a_mark_in_a_row_of_shares_is_no_share(mark: str) -> None:
    rows = typed(
        "Measure|March 2023|March 2024", f"% of care leavers in suitable accommodation|90%|{mark}"
    )
    assert said(rows) == ["90% cl_suitable_accommodation 2023-03-31"]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("place", [(1, 1), (1, 0), (0, 1)])
@pytest.mark.parametrize("mark", ["1", "11", "a", "1,2", "(1)"])
def test_a_raised_mark_is_no_figure(
    tmp_path: Path, rules: Rules, place: tuple[int, int], mark: str
) -> None:
    paper = Paper().table(
        ["Measure|March 2023|March 2024", "Children in care|398|412", "Care leavers|120|131"],
        [200, 100, 100], rules, "lll", marks={place: mark},
    )  # fmt: skip
    assert paper.said(tmp_path) == FOUR


@pytest.mark.parametrize("mark", ["¹", "[1]", "^1", "[note 1]", "(p)", " r", " (provisional)"])
def test_a_printed_note_behind_a_figure_is_no_figure(mark: str) -> None:
    rows = typed(
        "Measure|March 2023|March 2024", f"Children in care|398{mark}|412", "Care leavers|120|131"
    )
    assert said(rows) == FOUR


@pytest.mark.parametrize("struck", ["~~398~~", "<del>398</del>", "<s>398</s>"])
@pytest.mark.parametrize("new", ["412", "<ins>412</ins>", "<u>412</u>"])
def test_struck_out_text_is_no_statement(struck: str, new: str) -> None:
    assert said(f"1.1 At 31 March 2024 there were {struck} {new} children in care.") == [CARE_24]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("gap", [0.8, 1.0, 1.5, 2.0, 3.0])
def test_a_comment_beside_a_figure(tmp_path: Path, rules: Rules, gap: float) -> None:
    paper = Paper().table(
        ["Measure|March 2024|Comment", "Children in care|412|2 more than planned",
         "Care leavers|131|12 in custody"],
        [160, 80, 180], rules, "lrl", gap,
    )  # fmt: skip
    told = [one for one in paper.said(tmp_path) if not one.startswith(("2 ", "12 "))]
    assert told == [CARE_24, LEAVERS_24]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("gap", [0.8, 1.0, 1.5, 2.0, 3.0])
def test_two_columns_of_figures_that_nearly_touch(tmp_path: Path, rules: Rules, gap: float) -> None:
    paper = Paper().table(
        ["Measure|March 2023|March 2024", "Children in care|398|412", "Care leavers|120|131"],
        [160, 80, 80], rules, "lrl", gap,
    )  # fmt: skip
    assert paper.said(tmp_path) == FOUR


@pytest.mark.parametrize(
    "label",
    ["Referrals in the year", "Referrals (12 months)", "Referrals (12m rolling)",
     "Referrals, rolling year", "Referrals YTD", "Referrals (rolling 12 months)",
     "Annual referrals", "Referrals (R12)", "Referrals in the 12 months to"],
)  # fmt: skip
def test_a_year_under_a_month(label: str) -> None:
    rows = typed("Measure|March 2023|March 2024", f"{label}|1,801|1,845")
    assert said(rows) == [f"1801 referrals {Y23}", f"1845 referrals {Y24}"]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    "heads",
    ["Q1 22/23|Q2|Q3|Q4", "Q1|Q2|Q3|Q4 2022/23", "Q1\n2022/23|Q2|Q3|Q4", "Q1 FY23|Q2|Q3|Q4",
     "Q1\n22/23|Q2\n22/23|Q3\n22/23|Q4\n22/23"],
)  # fmt: skip
def test_quarters_of_one_year(tmp_path: Path, rules: Rules, heads: str) -> None:
    rows = [f"Measure|{heads}", "Children entering care|47|52|50|49"]
    paper = Paper().table(rows, [160, 70, 70, 70, 70], rules)
    assert paper.said(tmp_path) == ENTERED


@pytest.mark.parametrize("rules", RULES)
def test_quarters_below_their_year(tmp_path: Path, rules: Rules) -> None:
    rows = ["|2022/23|||", "Measure|Q1|Q2|Q3|Q4", "Children entering care|47|52|50|49"]
    paper = Paper().table(rows, [160, 70, 70, 70, 70], rules)
    assert paper.said(tmp_path) == ENTERED


@pytest.mark.parametrize(
    "text",
    [
        "In Q1 22/23, 47 children entered care, in Q2 52, in Q3 50 and in Q4 49.",
        "In Q1 2022/23 there were 47 children entering care, followed by 52 in Q2, 50 in Q3 "
        "and 49 in Q4.",
    ],
)
def test_quarters_of_a_sentence_are_of_one_year(text: str) -> None:
    assert said(f"1.1 {text}") == ENTERED


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    ("first", "second"),
    [("2021-\n22", "2022-\n23"), ("2021/\n22", "2022/\n23"), ("2021/2\n2", "2022/2\n3"),
     ("FY\n2021/22", "FY\n2022/23"), ("Year end-\ning March\n2022", "Year end-\ning March\n2023"),
     ("Year ending\nMarch 2022", "Year ending\nMarch 2023")],
)  # fmt: skip
def test_a_year_broken_in_a_header(tmp_path: Path, rules: Rules, first: str, second: str) -> None:
    rows = [f"Measure|{first}|{second}", "Children entering care|205|212",
            "Children leaving care|180|190"]  # fmt: skip
    paper = Paper().table(rows, [180, 80, 80], rules)
    assert paper.said(tmp_path) == [
        f"205 cla_entered {Y22}", f"212 cla_entered {Y23}", f"180 cla_left {Y22}",
        f"190 cla_left {Y23}",
    ]  # fmt: skip


@pytest.mark.parametrize("rules", ["all", "rows"])
@pytest.mark.parametrize("head", ["Septem-\nber {}", "Septemb\ner {}", "30 Sept-\nember\n{}"])
def test_a_month_broken_in_a_header(tmp_path: Path, rules: Rules, head: str) -> None:
    rows = [f"Measure|{head.format(2022)}|{head.format(2023)}", "Children in care|398|412",
            "Care leavers|120|131"]  # fmt: skip
    paper = Paper().table(rows, [180, 60, 60], rules)
    assert paper.said(tmp_path) == [
        "398 cla_total 2022-09-30", "412 cla_total 2023-09-30", "120 cl_total 2022-09-30",
        "131 cl_total 2023-09-30",
    ]  # fmt: skip


@pytest.mark.parametrize("rules", ["all", "rows"])
@pytest.mark.parametrize("head", ["Child-\nren in\ncare", "Looked-\nafter child-\nren"])
def test_a_name_broken_in_a_header(tmp_path: Path, rules: Rules, head: str) -> None:
    rows = [f"Date|{head}|Care leav-\ners", "31 March 2023|398|120", "31 March 2024|412|131"]
    paper = Paper().table(rows, [180, 80, 80], rules)
    assert paper.said(tmp_path) == [CARE_23, LEAVERS_23, CARE_24, LEAVERS_24]


def test_a_name_broken_without_a_hyphen(tmp_path: Path) -> None:
    paper = Paper("Children looked after").line("All looked after children are visited.")
    rows = ["Date|Children loo\nked after", "31 March 2023|398", "31 March 2024|412"]
    assert paper.table(rows, [180, 80]).said(tmp_path) == [CARE_23, CARE_24]


@pytest.mark.parametrize(
    "text",
    [
        "In 2021/22, 2022/23 and 2023/24 there were 1,700, 1,801 and 1,845 referrals.",
        "There were 1,700, 1,801 and 1,845 referrals in 2021/22, 2022/23 and 2023/24.",
        "Referrals for 2021/22, 2022/23 and 2023/24: 1,700, 1,801 and 1,845.",
        "Referrals were 1,700 / 1,801 / 1,845 in 2021/22 / 2022/23 / 2023/24.",
    ],
)
def test_as_many_figures_as_years(text: str) -> None:
    assert said(f"1.1 {text}") == [
        f"1700 referrals {Y22}", f"1801 referrals {Y23}", f"1845 referrals {Y24}"
    ]  # fmt: skip


def test_a_list_shares_its_unit() -> None:
    shares = "In 2022/23 and 2023/24, 88 and 90% of care leavers were in suitable accommodation."
    assert said(f"1.1 {shares}") == [
        f"88% cl_suitable_accommodation {Y23}", f"90% cl_suitable_accommodation {Y24}"
    ]  # fmt: skip
    rates = "At 31 March 2022, 2023 and 2024 there were 68, 70 and 71 children in care per 10,000."
    assert [one.split()[1] for one in said(f"1.1 {rates}")] == ["rate_per_10000"] * 3


@pytest.mark.parametrize("year", ["FY22", "FY'22", "FY’22", "F/Y 22", "FYE 2022", "YE22",
                                  "FY21/22", "FY ending 2022"])  # fmt: skip
def test_financial_years(year: str) -> None:
    told = [f"198 cla_entered {Y22}"]
    assert said(f"1.1 In {year} there were 198 children entering care.") == told
    assert said(typed(f"Measure|{year}", "Children entering care|198")) == told


@pytest.mark.parametrize("unseen", list("\u00ad\u034f\u200b\u200c\u200e\u2060\u2063\ufeff"))
def test_invisible_characters(unseen: str) -> None:
    text = f"1.1 At 31 March 20{unseen}24 there were 4{unseen}12 children in{unseen} ca{unseen}re."
    assert said(text) == [CARE_24]


@pytest.mark.parametrize("thousands", [",", " ", "\u00a0", "\u2009", "\u202f", "'", "’"])
def test_thousands_in_any_mark(thousands: str) -> None:
    text = f"1.1 At 31 March 2024 there were 1{thousands}245 children in care."
    assert said(text) == ["1245 cla_total 2024-03-31"]


@pytest.mark.parametrize(
    "change",
    [" – a rise of 5%", " — up 5%", ", up by 5%", " (a rise of 5%)", " (+5%)", ": a rise of 5%",
     "; an increase of 5%", " and rose by 5%", " – 5% more than in 2022/23", " – growth of 5%"],
)  # fmt: skip
def test_a_level_and_its_change(change: str) -> None:
    level, rise = said(f"1.1 The fostering budget for 2023/24 was £1.2m{change}.")
    assert level == f"1200000 GBP budget {Y24}"
    assert rise.startswith("5% budget increase")


@pytest.mark.parametrize(
    "text",
    ["Children in care: 412 (previous year 398).", "Children in care: 412 (last year: 398)."],
)
def test_the_bracket_of_the_year_before(text: str) -> None:
    assert said(f"1.1 {text}") == [CARE_24, CARE_23]


@pytest.mark.parametrize(
    "text",
    ["During 2023/24 the number of children in care rose from 398 to 412.",
     "The number of children in care rose from 398 to 412 over the year.",
     "The number of children in care rose from 398 at 31 March 2023 to 412 at 31 March 2024."],
)  # fmt: skip
def test_two_levels_and_the_span_between_them(text: str) -> None:
    assert said(f"1.1 {text}") == [CARE_23, CARE_24]


def test_a_list_item_is_a_label_and_its_count() -> None:
    text = (
        "1.1 Of the 412 children in care at 31 March 2024, they were living as follows:\n\n"
        "- In-house foster care: 231\n- Placed with parents: 33\n- Residential care: 77"
    )
    assert [one.split()[1] for one in said(text)[-3:]] == ["cla_placement"] * 3


def test_number_words_that_open_list_items() -> None:
    text = (
        "1.1 The breakdown of placements of children in care at 31 March 2024 was:\n\n"
        "- 231 in in-house foster care\n- Nine in other placements\n- Seven placed with parents"
    )
    assert [one.split()[0] for one in said(text)] == ["231", "9", "7"]


def test_a_heading_in_rules_and_a_table_further_down_are_two(tmp_path: Path) -> None:
    paper = Paper()
    paper.pdf.line(72, paper.y, 472, paper.y)
    paper.y += 14
    for _ in range(5):
        paper.line(
            "The committee was told that all of this would be looked at again in the summer."
        )
    rows = ["Measure|March 2023|March 2024", "Children in care|398|412", "Care leavers|120|131"]
    assert paper.table(rows, [200, 100, 100], "rows").said(tmp_path) == FOUR


@pytest.mark.parametrize("gap", [0.05, 0.13, 0.18, 0.22])
@pytest.mark.parametrize("pieces", [("1,2", "45"), ("1,24", "5")])
def test_a_figure_set_in_pieces(tmp_path: Path, pieces: tuple[str, str], gap: float) -> None:
    paper = Paper()
    at = 72 + paper.put(72, "At 31 March 2024 there were ")
    at += paper.put(at, pieces[0]) + gap * 10.5
    at += paper.put(at, pieces[1])
    paper.put(at, " children in care.")
    assert paper.said(tmp_path) == ["1245 cla_total 2024-03-31"]


def test_two_figures_with_a_space_stay_two(tmp_path: Path) -> None:
    paper = Paper().line("At 31 March 2024 there were 412 children in care. In groups 1, 245 met.")
    assert paper.said(tmp_path)[0] == CARE_24
    assert not any(one.startswith("1245") for one in paper.said(tmp_path))


@pytest.mark.parametrize("rules", RULES)
def test_struck_out_figures_in_a_table(tmp_path: Path, rules: Rules) -> None:
    paper = Paper()
    top = paper.y
    paper.table(
        ["Measure|March 2023|March 2024", "Children in care|398|405 412",
         "Care leavers|120|125 131"],
        [200, 100, 100], rules, "lll",
    )  # fmt: skip
    for row in (1, 2):
        middle = top + 18 * row + 12 - 3.6
        paper.pdf.line(375, middle, 375 + 17.5, middle)
    assert paper.said(tmp_path) == FOUR
