"""Everybody in an area and those who are helped there; levels and what began, was over or was so
before; months as labels of columns."""

from __future__ import annotations

import pytest
from figures_read import RULEBOOK

from extractor.observation import Observation
from extractor.pipeline import read_text

HEAD = "Marlbeck Borough Council\nPerformance report\nQuarter 4 2021/22\n\n"


def figures(text: str) -> tuple[Observation, ...]:
    return tuple(read_text(text, RULEBOOK).observations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In all 48,310 children aged 0 to 17 lived in the borough, making up 22.6% of the"
            " population.",
            [("residents", 48310), ("residents_share", 22.6)],
        ),
        (
            "There are 48,310 children aged 0 to 17 living in Marlbeck, or 22.6% of everyone who"
            " lives here.",
            [("residents", 48310), ("residents_share", 22.6)],
        ),
        ("Some 9,120 people aged 0 to 4 live in Marlbeck.", [("residents", 9120)]),
        ("Some 48,310 children under 18 live in Marlbeck.", [("residents", 48310)]),
    ],
)
def test_those_who_live_in_the_area_are_its_residents(
    text: str, expected: list[tuple[str, float]]
) -> None:
    assert [(f.measure, f.value) for f in figures(HEAD + text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Of those in care, 1,310 children aged 10 to 15 live in the borough.",
        "We look after 1,900 children. Some 1,310 children aged 10 to 15 live in the borough.",
        "Of our unaccompanied children 1,104 aged 16 to 17 lived in the borough.",
        "There were 1,098 care leavers aged 18 to 20 living in Marlbeck, making up 60% of the"
        " cohort.",
        "Some 3,310 children aged 0 to 17 with a disability live in the borough.",
    ],
)
def test_those_who_are_helped_are_no_residents(text: str) -> None:
    measures = {f.measure for f in figures(HEAD + text)}
    assert not measures & {"residents", "residents_share"}


def test_a_title_on_those_who_are_helped_makes_residents_doubtful() -> None:
    text = "1,310 children aged 10 to 15 live in the borough."
    helped = figures("Marlbeck Borough Council\nChildren in care: annual report\n\n" + text)
    assert helped[0].measure != "residents"
    assert figures(HEAD + text)[0].measure == "residents"


def test_a_share_takes_no_words_on_others_from_the_count_before_it() -> None:
    text = "There are 42 looked after children with an EHC plan, making up 1% of all pupils."
    count, share = figures(HEAD + text)
    assert count.measure == "cla_sen"
    assert share.measure is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("61 children had previously had a child protection plan.", None),
        ("61 children had formerly been on the child protection register.", None),
        ("61 children had a child protection plan.", "cpp_total"),
    ],
)
def test_what_was_so_before_is_no_level(text: str, measure: str | None) -> None:
    assert figures(HEAD + text)[0].measure == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Over the year 16 families left pre-proceedings.", None),
        ("In the quarter 19 children entered pre-proceedings.", None),
        ("At the year end 19 children were in pre-proceedings.", "pre_proceedings"),
    ],
)
def test_what_somebody_left_or_entered_is_no_level(text: str, measure: str | None) -> None:
    assert figures(HEAD + text)[0].measure == measure


def test_rows_of_what_began_and_was_over_are_no_levels() -> None:
    table = (
        "CP plans | Q3 | Q4\nStarted | 97 | 112\nEnded | 105 | 101\nOpen at quarter end | 310 | 321"
    )
    read = [(f.measure, f.value) for f in figures(HEAD + table)]
    assert read == [
        ("cpp_started", 97),
        ("cpp_started", 112),
        ("cpp_ended", 105),
        ("cpp_ended", 101),
        ("cpp_total", 310),
        ("cpp_total", 321),
    ]


def test_a_month_is_a_label_whichever_it_is() -> None:
    table = "Snapshot | Feb | Mar | May\nChildren in care | 655 | 660 | 662"
    assert [f.measure for f in figures(HEAD + table)] == ["cla_total"] * 3
    table = "Snapshot | North | Sep\nChildren in care | 655 | 660"
    assert [f.measure for f in figures(HEAD + table)] == [None, "cla_total"]


def test_a_part_of_a_sample_is_none_of_all() -> None:
    text = (
        "The audit sampled 20 children looked after for over two years, of whom 6 had three or more"
        " placements in that time."
    )
    assert [f.measure for f in figures(HEAD + text)] == [None, None]


def test_a_breakdown_that_only_the_subject_names_is_checked() -> None:
    text = "Authorised absence made up the greater part, with 5.0% of all pupils' sessions missed."
    (figure,) = figures(HEAD + text)
    assert figure.confidence != "high"


def test_a_threshold_of_moves_is_no_figure() -> None:
    text = "31.5% of children in our care saw at least three social workers over the year."
    assert [f.value for f in figures(HEAD + text)] == [31.5]
    text = "The team had at least three placements in view."
    assert [f.value for f in figures(HEAD + text)] in ([], [3])


def test_a_decimal_in_full_time_equivalent_terms_is_of_staff() -> None:
    text = "In full-time equivalent terms 46.2 agency social workers were in post."
    assert [f.unit for f in figures(HEAD + text)] == ["fte"]
    text = "In these terms 46.2 visits were made for each of them."
    assert "fte" not in [f.unit for f in figures(HEAD + text)]


def test_a_breakdown_that_names_a_measure_is_not_left_out() -> None:
    text = "Some 48,310 children under 18 live in the borough (mid-2020), 22.6% of all residents."
    share = figures(HEAD + text)[1]
    assert share.measure is None or share.dimensions == {"age_band": "under_18"}


def test_a_length_is_no_age() -> None:
    text = "There were 48 children under 20 miles from home."
    assert all("age_band" not in f.dimensions for f in figures(HEAD + text))


def test_some_of_them_are_of_those_counted_and_not_of_who_did_it() -> None:
    text = (
        "Social workers completed 2,944 child and family assessments, 2,511 of them within 45"
        " working days."
    )
    assert [f.measure for f in figures(HEAD + text)] == ["assessments", "assessments_45d"]
    text = "Social workers met 2,944 families, 2,511 of them within 45 working days."
    assert "assessments_45d" not in [f.measure for f in figures(HEAD + text)]


def test_ten_thousand_is_the_base_of_a_rate_in_short_too() -> None:
    (figure,) = figures(HEAD + "LAC per 10k: 62")
    assert (figure.measure, figure.unit) == ("cla_rate_10k", "rate_per_10000")
    (figure,) = figures(HEAD + "The rate of first time entrants was 214 per 100k.")
    assert figure.unit == "rate_per_100000"
    table = "Indicator | 2020/21 | 2021/22\nRate of CIN per 10k population | 310 | 322"
    assert [f.unit for f in figures(HEAD + table)] == ["rate_per_10000"] * 2
    assert [f.unit for f in figures(HEAD + "We paid £10k per child.")] == ["currency_gbp"]


def test_a_label_that_begins_with_the_sign_is_of_a_share() -> None:
    (figure,) = figures(HEAD + "% ICPCs held within 15 working days of strategy meeting: 78.2")
    assert (figure.measure, figure.unit) == ("icpc_15d", "percent")
