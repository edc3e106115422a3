"""What the labels of a table say of its cells: which label is the measure, which a part of it."""

from __future__ import annotations

import pytest

from extractor.binding.measures.clause_words import abbreviations
from extractor.binding.measures.open_breakdowns import line_name
from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()


def read(title: str, *rows: tuple[str, ...]) -> dict[str, Observation]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    table = "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
    text = f"Marlshire County Council\n{title}\n\n{table}\n"
    return {o.figure_text: o for o in read_text(text, RULEBOOK).observations}


def test_a_line_of_the_budget_that_no_rule_knows_is_named_by_its_row() -> None:
    found = read(
        "Children's Services Budget Monitoring 2024/25",
        ("Service", "Working budget £m", "Forecast £m", "Variance £m"),
        ("Looked After Children Hubs", "7.1", "7.4", "0.3"),
        ("Looked After Children (with Disability) Support", "22.5", "27.1", "4.6"),
    )
    assert [
        (figure, found[figure].measure, dict(found[figure].dimensions).get("budget_line"))
        for figure in ("7.1", "7.4", "0.3", "22.5")
    ] == [
        ("7.1", "budget", "looked_after_children_hubs"),
        ("7.4", "outturn", "looked_after_children_hubs"),
        ("0.3", "budget_variance", "looked_after_children_hubs"),
        ("22.5", "budget", "looked_after_children_with_disability_support"),
    ]
    assert {o.confidence for o in found.values()} == {"medium"}
    assert found["0.3"].kind == "forecast", "it lies beside forecasts"


@pytest.mark.parametrize(
    ("title", "column", "row"),
    [
        ("Highways Budget Monitoring 2024/25", "Working budget £m", "Gully cleansing"),
        ("Children's Services Budget Monitoring 2024/25", "Working budget £m", "Employees"),
        (
            "Children's Services Budget Monitoring 2024/25",
            "Grant gap £m",
            "Looked After Children Hubs",
        ),
        ("Children's Services Budget Monitoring 2024/25", "Working budget £m", "Total"),
    ],
)
def test_neither_other_services_nor_other_columns_nor_totals_are_lines(
    title: str, column: str, row: str
) -> None:
    found = read(title, ("Line", column), (row, "7.1"), ("Verges", "3.2"))
    assert dict(found["7.1"].dimensions).get("budget_line") != line_name(row)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Fair Access & Planning Services", "fair_access_planning_services"),
        ("Net total", None),
        ("Implement strategies to reduce the cost of packages for looked after children with Health"
         " and review each of them again", None),
    ],
)  # fmt: skip
def test_a_name_of_a_line_is_short_and_no_total(label: str, name: str | None) -> None:
    assert line_name(label) == name


def test_of_two_breakdowns_the_outer_label_is_the_measure() -> None:
    found = read(
        "Looked After Children at 31 March 2024",
        ("Children looked after by placement", "", "Number"),
        ("Foster care", "inside the local authority", "214"),
        ("", "outside the local authority", "66"),
        ("Children's home", "inside the local authority", "41"),
    )
    inside = found["41"]
    assert inside.measure in ("cla_placement", None)
    if inside.measure:
        assert dict(inside.dimensions)["placement_type"] == "childrens_home"


def test_the_total_below_a_breakdown_counts_all_that_the_title_names() -> None:
    found = read(
        "Placement of Marlshire looked after children at 31 March 2024",
        ("Placement", "Number"),
        ("Foster care", "214"),
        ("Children's home", "41"),
        ("Hostels and other supportive placements", "19"),
        ("Total", "274"),
    )
    assert found["274"].measure == "cla_total"
    assert found["19"].measure == "cla_placement", "what a label adds does not narrow it"


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Community Learning & Skills (CLS)", "(CLS)"),
        ("Independent reviewing officers (IROs)", "(IROs)"),
        ("Children looked after (Kent)", None),
        ("Family Hubs (EY)", None),
    ],
)
def test_an_abbreviation_repeats_the_words_before_it(label: str, short: str | None) -> None:
    assert [label[a:b] for a, b in abbreviations(label)] == ([short] if short else [])


def lines(text: str) -> dict[str, Observation]:
    head = "Marlshire County Council\nChildren in Care Dashboard: December 2023\n\n"
    return {o.figure_text: o for o in read_text(head + text, RULEBOOK).observations}


def test_ranges_before_colons_are_labels_and_no_figures() -> None:
    found = lines(
        "Children in care by age at 31 March 2023\n"
        "Under 1: 14\n1 to 4: 39\n5 to 9: 58\nTotal: 111\n"
    )
    assert {f: (o.measure, dict(o.dimensions).get("age_band")) for f, o in found.items()} == {
        "14": ("cla_age_band", "under_1"),
        "39": ("cla_age_band", "1-4"),
        "58": ("cla_age_band", "5-9"),
        "111": ("cla_total", None),
    }


def test_a_value_under_its_measure_opens_a_card() -> None:
    found = lines(
        "Three or more placements in 12 months\n9.8%\nTarget: 10%\nLast quarter: 10.6%\n\n"
        "Children looked after per 10,000\n51\nTarget: 49\n"
    )
    assert {f: (o.measure, o.kind) for f, o in found.items()} == {
        "9.8%": ("cla_placement_3plus", "actual"),
        "10%": ("cla_placement_3plus", "target"),
        "10.6%": ("cla_placement_3plus", "actual"),
        "51": ("cla_rate_10k", "actual"),
        "49": ("cla_rate_10k", "target"),
    }


def test_a_value_under_a_sentence_opens_none() -> None:
    found = lines("The service moved house in May.\n\n9.8%\n\nTarget: 10%\n")
    assert {o.measure for o in found.values()} == {None}


def test_a_division_below_another_services_heading_is_no_part_of_it() -> None:
    text = (
        "Marlshire County Council\nBudget Book 2024/25\n\n1. Spending plans\n\n"
        "2. Children's Services\n\n2.1 Scrutiny division summary\n\n"
        "| Line | Budget £000 |\n| --- | --- |\n| Total expenditure | 10,476 |\n| Print | 212 |\n"
    )
    found = {o.figure_text: o for o in read_text(text, RULEBOOK).observations}
    assert found["10,476"].measure is None


@pytest.mark.parametrize(
    ("caption", "start", "end"),
    [
        ("Table 1: Children looked after (year end 30th September)", None, "2001-09-30"),
        ("Table 1: Children looked after and their schools", "2000-09-01", "2001-08-31"),
    ],
)
def test_the_day_of_a_caption_dates_what_schools_count_too(
    caption: str, start: str | None, end: str
) -> None:
    found = read(
        caption,
        ("Year", "Children looked after", "In Year 11, old enough to sit GCSEs"),
        ("2000", "475", "43"),
        ("2001", "570", "70"),
    )["70"]
    assert (None if found.period_start is None else str(found.period_start)) == start
    assert str(found.period_end) == end


@pytest.mark.parametrize(
    "columns",
    [
        ("Indicator", "Target 2018/19", "Actual 2018/19", "Variance"),
        ("Indicator", "Target 2018/19", "Actual 2018/19", "Variance from target"),
        ("Indicator", "Target 2018/19", "Actual 2018/19", "+/- target"),
        ("Indicator", "England 2018/19", "Actual 2018/19", "Difference from England"),
    ],
)
def test_how_far_a_level_lies_off_another_is_no_level(columns: tuple[str, ...]) -> None:
    row = ("Number of children in care at 31 March", "480", "512", "32")
    found = read("Performance report", columns, row)
    assert (found["32"].measure, found["32"].kind) == (None, "change")
    assert found["512"].measure == "cla_total"


@pytest.mark.parametrize("header", ["Variance", "Difference"])
def test_a_variance_between_two_years_is_the_change(header: str) -> None:
    found = read(
        "Performance report",
        ("Indicator", "2017/18", "2018/19", header),
        ("Number of children in care at 31 March", "470", "512", "42"),
    )
    assert (found["42"].measure, found["42"].kind) == ("cla_total", "change")


def test_the_halves_of_a_year_are_their_own_months() -> None:
    found = read(
        "Adoption Panel Report 2023/24",
        ("Measure", "HY1 2023/24", "Half year 2 2023/24", "2023/24"),
        ("Children adopted", "12", "15", "27"),
    )
    assert [(f, str(found[f].period_start), str(found[f].period_end)) for f in found] == [
        ("12", "2023-04-01", "2023-09-30"),
        ("15", "2023-10-01", "2024-03-31"),
        ("27", "2023-04-01", "2024-03-31"),
    ]
    assert all("period_open" not in o.doubts for o in found.values())


def test_only_the_label_that_gave_the_year_can_leave_it_open() -> None:
    found = read(
        "Adoption Panel Report 2023/24",
        ("Measure", "2022/23", "XY1 2023/24"),
        ("Children adopted (XY1 2021/22)", "12", "27"),
    )
    assert "period_open" not in found["12"].doubts
    assert "period_open" in found["27"].doubts


def test_a_year_beside_a_part_that_we_do_not_know_is_open() -> None:
    found = read(
        "Adoption Panel Report 2023/24",
        ("Measure", "XY1 2023/24", "2022/23"),
        ("Children adopted", "12", "27"),
    )
    assert "period_open" in found["12"].doubts
    assert found["12"].confidence != "high"
    assert "period_open" not in found["27"].doubts
