"""What alarms of the checks showed to be misread: by its structure, not by one wording."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Larkmoor Borough Council\n\n# Children looked after\n\nMeeting Date: 18 June 2019\n\n"


def figures(text: str) -> dict[str, Observation]:
    """The observations of a text by the figure as printed."""
    return {o.figure_text: o for o in read_text(HEAD + text, RULEBOOK).observations}


SEN = """## Children looked after by SEN status at 31 March

| Year | No SEN | SEN Support |
| --- | --- | --- |
| 2018 | {cell} | {other} |
"""


@pytest.mark.parametrize(
    ("cell", "other", "measure"),
    [
        ("13", "20", "cla_sen"),
        ("13 children", "20 children", "cla_sen"),
        ("13 miles", "20 miles", None),
        ("13 visits", "20 visits", None),
    ],
)
def test_a_cell_counts_what_it_says_itself(cell: str, other: str, measure: str | None) -> None:
    found = figures(SEN.format(cell=cell, other=other))
    assert [found[text].measure for text in ("13", "20")] == [measure] * 2


def test_a_row_of_an_age_is_no_row_of_everybody() -> None:
    found = figures(
        "## Children looked after by age and sex at 31 March\n\n"
        "| Age | Boys 2018 | Boys 2019 |\n| --- | --- | --- |\n"
        "| 16 - 17 | 95 | 99 |\n| 18 & over | 1 | 2 |\n| Total | 407 | 421 |\n"
    )
    assert found["407"].measure == "cla_gender"
    assert [found[text].measure for text in ("1", "2")] == [None] * 2


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Data not disclosed where it relates to fewer than 5 children", "suppressed"),
        ("Numbers smaller than 5 have been suppressed", "suppressed"),
        ("Fewer than five: not shown", "suppressed"),
        ("Source: Larkmoor Borough Council", "no figure printed"),
    ],
)
def test_a_dash_is_withheld_where_a_note_says_that_small_numbers_are_left_out(
    note: str, reason: str
) -> None:
    text = (
        f"## Legal status of children looked after at 31 March 2019\n\n{note}\n\n"
        "| Legal status | Children |\n| --- | --- |\n"
        "| Full care order | 319 |\n| Placement order | - |\n| Section 20 | 264 |\n"
    )
    (dash,) = [n for n in read_text(HEAD + text, RULEBOOK).excluded if n.text == "-"]
    assert dash.reason == reason


def test_a_count_before_its_own_rate_is_a_count() -> None:
    found = figures(
        "At 31 March 2019, 1,826 children were looked after (a rate of 67 per 10,000 children), "
        "compared with 1,931 (70 per 10,000 children) at 31 March 2018."
    )
    assert (found["1,931"].measure, found["1,931"].unit) == ("cla_total", "count")
    assert (found["70"].measure, found["70"].unit) == ("cla_rate_10k", "rate_per_10000")


def test_a_count_out_of_its_base_is_a_count() -> None:
    found = figures("At 31 March 2019, 87% (228 of 261) of children looked after had a PEP.")
    assert (found["228"].value, found["228"].unit) == (228, "count")


def test_an_average_in_brackets_is_that_of_the_area_before_it() -> None:
    found = figures(
        "At 31 March 2019 the rate of children looked after was 38 per 10,000, well below the "
        "England average (64 per 10,000) and statistical neighbours’ performance (56 per 10,000)."
    )
    assert [found[text].area_level for text in ("38", "64", "56")] == [
        "local", "national", "statistical_neighbours",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Young people may not know their plans until they are nearly 18, which unsettles them.",
        "When leaving care at 18 it is important to be in education or training.",
    ],
)
def test_the_age_of_leaving_counts_nobody(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(("days", "measure"), [("512", "adoption_a1_days"), ("30", None)])
def test_a_measure_is_not_carried_on_to_what_cannot_be_of_it(
    days: str, measure: str | None
) -> None:
    found = figures(
        "For 2015-18 children waited on average 517 days between entering care and moving in "
        f"with an adoptive family. The year before this took {days} days."
    )
    assert found["517"].measure == "adoption_a1_days"
    assert found[days].measure == measure


def test_what_a_count_is_compared_with_has_not_the_unit_of_the_sentence_before() -> None:
    found = figures(
        "The rate of child protection plans was 39.1 per 10,000 at 31 March 2019. In the year 69 "
        "children went missing from care, compared with 61 in 2017/18."
    )
    assert [found[text].unit for text in ("39.1", "69", "61")] == [
        "rate_per_10000", "count", "count",
    ]  # fmt: skip
    assert found["61"].measure == found["69"].measure


def test_a_paragraph_above_a_table_does_not_give_its_cells_the_unit_of_its_figure() -> None:
    found = figures(
        "## Quarterly indicators 2018/19\n\nAt 51.6 per 10,000 the rate of children looked after "
        "is below the England average.\n\n"
        "| Indicator | Q1 2018/19 | Q2 2018/19 |\n| --- | --- | --- |\n"
        "| Number of CLA | 390 | 385 |\n"
        "| Children subject to a child protection plan | 272 | 289 |\n"
        "| Approved fostering households | 100 | 101 |\n"
    )
    assert [found[text].unit for text in ("385", "272", "101")] == ["count"] * 3
    assert found["272"].measure == "cpp_total"


@pytest.mark.parametrize(
    ("which", "measure"),
    [
        ("have ceased to be looked after", "cla_left"),
        ("have ceased to be looked after and moved on to independent living", "cla_left_reason"),
        ("have ceased to be looked after and opened a bakery", None),
    ],
)
def test_each_verb_of_a_relative_clause_says_which_children(
    which: str, measure: str | None
) -> None:
    found = figures(f"In the last 12 months there were 63 children who {which}.")
    assert found["63"].measure == measure


def test_a_share_below_nought_is_no_share() -> None:
    found = figures(
        "## Placements of children looked after\n\n"
        "| Placement | 2018/19 | 2019/20 |\n| --- | --- | --- |\n"
        "| In-house foster care | -3.16% | 5.43% |\n| Agency foster care | 6.14% | -4.13% |\n"
    )
    assert [found[text].measure for text in ("-3.16%", "-4.13%")] == [None] * 2
