"""Parts of groups of others, abbreviations in a phrase, short names, ranks, times of the levels."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care\n\n"


read = reader(HEAD)


def test_a_part_of_others_is_not_everybody_of_a_population() -> None:
    found = read(
        "Figures show 23 young people at risk of exploitation, nearly all of them girls. "
        "Of the 23, 6 (26%) were looked after."
    )
    assert found["6"].measure is None
    assert found["26%"].measure is None


def test_the_group_that_opens_a_sentence_keeps_its_measure() -> None:
    found = read("Of the 431 children in our care on 31 March 2023, 96 were aged 16 or 17.")
    assert found["431"].measure == "cla_total"


def test_a_group_that_follows_and_among_has_the_figure_behind_it() -> None:
    found = read(
        "Among care leavers aged 19-21, 48% were NEET in 2018/19 and among those aged 17-18, 31%."
    )
    assert dict(found["48%"].dimensions) == {"age_band": "19-21"}
    assert dict(found["31%"].dimensions) == {"age_band": "17-18"}


def test_these_children_are_those_of_the_sentence_before() -> None:
    found = read(
        "There were 30 looked after children placed over 20 miles from home. These children "
        "constitute 16% of all children looked after."
    )
    assert dict(found["16%"].dimensions) == {"distance": "over_20_miles"}


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("97% of children with a Child Protection (CP) plan were seen in time.", "97%", None),
        ("There are 211 children with a Child Protection (CP) plan.", "211", "cpp_total"),
        ("There are 640 Children Looked After (CLA) by LBC.", "640", "cla_total"),
    ],
)
def test_a_phrase_is_read_through_the_abbreviation_that_repeats_it(
    text: str, figure: str, measure: str | None
) -> None:
    assert read(text)[figure].measure == measure


def test_the_letters_of_the_council_are_the_council() -> None:
    found = read("A total of 713 children were looked after by LBC on 31 March 2023.")
    assert found["713"].measure == "cla_total"
    found = read("A total of 713 children were looked after by QXC on 31 March 2023.")
    assert found["713"].measure is None


def test_a_rank_among_all_names_no_place_of_the_figure() -> None:
    found = read(
        "We rank 19th (out of 151) nationally for the share of children in care in foster care "
        "(71%)."
    )
    assert "151" not in found
    assert found["71%"].area_level == "local"


def test_a_bracket_behind_a_date_is_the_level_of_that_date() -> None:
    found = read(
        "The number of children in care showed a 10.3% increase between January 2011 (331) and "
        "December 2011 (365)."
    )
    assert (found["331"].kind, str(found["331"].period_end)) == ("actual", "2011-01-31")
    assert (found["365"].kind, str(found["365"].period_end)) == ("actual", "2011-12-31")


def test_what_is_said_of_the_meeting_is_of_its_day_or_of_none() -> None:
    text = "At the time of the meeting there were 173 approved fostering households."
    report = "Larkmoor Borough Council\nFostering Report 2022/23\n\n"
    assert read(text, report)["173"].period_end is None
    dated = "Larkmoor Borough Council\nFostering Report\nMeeting date: 5 June 2023\n\n"
    assert str(read(text, dated)["173"].period_end) == "2023-06-05"


def test_a_time_of_comparison_is_not_that_of_the_figure() -> None:
    found = read(
        "Admissions were similar to those of the previous year (131 children entered care).",
        "Larkmoor Borough Council\nChildren in care report 2022/23\n\n",
    )
    assert str(found["131"].period_end) == "2023-03-31"


def test_answers_by_year_are_a_table_of_their_question() -> None:
    found = read(
        "1. How many children in care were there on 31 March of each year?\n"
        "2021 – 32\n2022 – 34\n2023 – 49\n"
    )
    assert [str(found[n].period_end) for n in ("32", "34", "49")] == [
        "2021-03-31",
        "2022-03-31",
        "2023-03-31",
    ]
    assert found["49"].measure == "cla_total"


def test_a_postcode_names_no_workers() -> None:
    found = read("Unit 5, 52-60 Fen Terrace SE1 0NP and 5 Grove Lane SE5 8SW cost £75 a day.")
    assert {o.measure for o in found.values()} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "52 children had attendance which had fallen below 50%.",
        "Children whose attendance fell below 95% were helped.",
    ],
)
def test_a_threshold_of_attendance_is_no_figure(text: str) -> None:
    assert not [name for name in read(text) if "%" in name]


def test_families_that_foster_are_households() -> None:
    found = read("There were 98 in-house foster families on 31 March 2023.")
    assert found["98"].measure == "foster_households_approved"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("5 children had three social workers in the year.", "three"),
        ("A total of 90 complaints were received, with 55 being corporate complaints.", "55"),
        ("On 30 September there were 128 special guardianship orders in place.", "128"),
        ("We now have seven teams of 35 social workers.", "35"),
    ],
)
def test_what_others_had_and_kinds_of_a_thing_are_not_all_of_it(text: str, figure: str) -> None:
    assert read(text)[figure].measure is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Plans fell again: 282 children were subject to one at the peak.", "one"),
        ("Children leave care at 18, and 17 were adopted.", "18"),
        ("The average caseload is now 1 social worker to 16.4 cases.", "1"),
        ("Placement costs rose by £100,000 for just one child.", "one"),
    ],
)
def test_words_that_only_stand_for_a_number_are_none(text: str, figure: str) -> None:
    assert figure not in read(text)
