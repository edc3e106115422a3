"""What a figure is of where the words for it stand elsewhere: codes, labels, cards, the sentence
before, whoever judged it, and the aim that it serves."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in Care: annual report 2021/22\n\n"
MONEY = (
    "Larkmoor Borough Council\nChildren's Services: revenue budget monitoring 2021/22, "
    "October 2021\n\n"
)

read = reader(HEAD)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("BPI 12 – There were 417 children in care at the year end.", "417"),
        ("The number of children in care (PI 7) was 417 at the year end.", "417"),
        ("HC07 – 417 children were in care on 31 March 2022.", "417"),
    ],
)
def test_the_code_of_an_indicator_says_nothing_of_a_figure(text: str, figure: str) -> None:
    found = read(text)
    assert {f: o.measure for f, o in found.items()} == {figure: "cla_total"}


def test_the_code_of_an_indicator_is_no_end_of_a_range() -> None:
    found = read("NI 66 – 91% of reviews of children in care were held on time.")
    assert {f: o.measure for f, o in found.items()} == {"91%": "cla_review_timely"}
    assert read("Between 66 – 91% of reviews were held on time.").keys() == {"66 – 91%"}


def test_a_key_stage_is_no_count_of_its_pupils() -> None:
    assert not read("The Board heard of the attendance of Key Stage 3 pupils.")


@pytest.mark.parametrize(
    "text",
    [
        "62% of personal education plans were judged to be good by the quality assurance panel.",
        "Our own quality assurance rated 62% of personal education plans as good or better.",
    ],
)
def test_who_judged_a_thing_narrows_nothing(text: str) -> None:
    assert read(text)["62%"].measure == "pep_quality"


def test_who_looks_after_some_of_them_narrows() -> None:
    assert read("62 children in care were supported by the north team.")["62"].measure is None


def test_the_name_of_the_council_before_schools_is_that_of_the_place() -> None:
    found = read("There were 44 permanent exclusions from Larkmoor schools in 2020/21.")
    assert found["44"].measure == "pupils_permanent_exclusions"
    found = read("There were 44 permanent exclusions from Larkmoor's primary schools in 2020/21.")
    assert found["44"].measure == "pupils_permanent_exclusions"
    assert dict(found["44"].dimensions) == {"phase": "primary"}


def test_a_label_with_a_full_stop_says_what_the_next_sentence_counts() -> None:
    text = (
        "• Number of children looked after. There were 417 at the year end, a rate of 71 per "
        "10,000, and Members asked about the large families among them.\n"
    )
    found = read(text)
    assert (found["417"].measure, found["71"].measure) == ("cla_total", "cla_rate_10k")


def test_a_sentence_before_that_says_something_is_no_label() -> None:
    text = (
        "• The number of children looked after was discussed. There were 17 at the meeting, a rate "
        "of attendance of which members were proud.\n"
    )
    assert read(text)["17"].measure is None


def test_a_card_gives_a_year_to_date_and_the_outturn_of_another() -> None:
    text = (
        "Children looked after at period end\n2021/22 to date: 417\n2020/21 outturn: 402\n\n"
        "Children adopted\n2021/22 to date: 16\n\nThe year was a good one.\n"
    )
    head = "Larkmoor Borough Council\nPerformance indicators, April to December 2021\n\n"
    found = read(text, head)
    assert {f: o.measure for f, o in found.items()} == {
        "417": "cla_total", "402": "cla_total", "16": "adoption_orders",
    }  # fmt: skip
    assert str(found["402"].period_end) == "2021-03-31"
    assert {o.kind for o in found.values()} == {"actual"}


def test_a_table_with_an_empty_line_behind_every_cell() -> None:
    cells = (
        "Period end", "Households", "Places", "31 March 2021", "131", "229", "30 June 2021",
        "128", "224",
    )  # fmt: skip
    text = "Approved fostering households\n\n" + "\n\n".join(cells) + "\n\nThe Board noted it.\n"
    found = read(text)
    assert {f: o.measure for f, o in found.items()} == {
        "131": "foster_households_approved", "229": "foster_places",
        "128": "foster_households_approved", "224": "foster_places",
    }  # fmt: skip
    assert str(found["224"].period_end) == "2021-06-30"


def test_the_council_to_whose_board_an_agency_reports() -> None:
    head = (
        "Adopt Fenside – Regional Adoption Agency\n"
        "Report to Larkmoor Council's Corporate Parenting Board, 2021/22\n\n"
    )
    found = read("There were 23 adoption orders granted for Larkmoor children.", head)
    assert (found["23"].measure, found["23"].area_level) == ("adoption_orders", "local")


def test_what_is_compared_in_the_order_of_the_sentence_before() -> None:
    text = (
        "In the quarter 51 looked after children went missing, on 204 occasions. This compares "
        "with 44 children and 171 occasions in the quarter before."
    )
    found = read(text)
    assert (found["44"].measure, found["171"].measure) == ("missing_children", "missing_incidents")


def test_a_part_that_names_the_size_of_its_group_again() -> None:
    text = (
        "In the quarter 51 looked after children went missing. Eighteen of the 51 were missing "
        "more than once, and three children, all in one home, accounted for half of the episodes."
    )
    found = read(text)
    assert found["Eighteen"].measure == "missing_repeat"
    assert found["three"].measure is None


def test_of_two_figures_before_the_one_of_like_size_is_compared() -> None:
    text = (
        "At 31 March 2022 we looked after 605 children, of whom 181 were placed outside the "
        "county. That compares with 152 at 31 March 2021."
    )
    assert read(text)["152"].measure == "cla_out_of_area"


def test_the_rate_that_is_compared_is_that_of_the_sentence_before() -> None:
    text = (
        "The rate of children looked after was 83 per 10,000 at 31 March 2022. This is 417 "
        "children, and the rate is higher than the regional average of 64."
    )
    found = read(text)
    assert (found["64"].unit, found["64"].measure) == ("rate_per_10000", "cla_rate_10k")


def test_a_target_has_no_noun_but_that_of_its_level() -> None:
    text = (
        "Eleven foster households were approved between April and September, against a target of "
        "25 for the full year."
    )
    found = read(text)
    assert {o.measure for o in found.values()} == {"foster_households_recruited"}
    assert found["25"].kind == "target"


@pytest.mark.parametrize(
    "text",
    [
        "A target has been set to reduce the number of children looked after to 390.",
        "We have a target to reduce the number of children looked after to 390.",
        "Our target is to reduce the number of children looked after to 390.",
    ],
)
def test_what_a_target_is_to_do_is_the_target(text: str) -> None:
    assert (read(text)["390"].kind, read(text)["390"].measure) == ("target", "cla_total")


def test_what_another_subject_could_not_do_supposes_nothing() -> None:
    text = "At the end of March 37 foster places were vacant, but most could not be used."
    assert read(text)["37"].measure == "foster_vacancies"


def test_a_statement_behind_a_comma_narrows_nothing() -> None:
    text = (
        "For England as a whole 41% of looked after children were living outside their home "
        "authority, so our position remains a good deal better than most."
    )
    assert read(text)["41%"].measure == "cla_out_of_area"


def test_what_a_forecast_comes_to_is_one() -> None:
    found = read("We are forecasting spend of £31.2m, an overspend of £2.6m.", MONEY)
    assert found["£2.6m"].kind == "forecast"
    found = read("The forecast outturn was £31.2m, which represented a pressure of £2.6m.", MONEY)
    assert found["£2.6m"].kind == "forecast"


def test_the_cost_of_one_placement_is_no_average() -> None:
    text = "There are three costly residential placements, one of which costs over £9,000 a week."
    assert read(text)["£9,000"].measure is None


def test_in_this_way_points_to_the_way_that_the_sentence_names() -> None:
    text = "Special guardianship is a route out of care, with 21 children leaving care in this way."
    assert read(text)["21"].measure == "sgo_granted"
    assert read("They grow up, and 21 children left care in this way.")["21"].measure is None


def test_a_figure_behind_and_is_the_subject_of_the_verb_behind_it() -> None:
    text = "Overall absence in our schools was 8.4% and 25.1% of pupils were persistently absent."
    found = read(text, "Larkmoor Borough Council\nAnnual report 2021/22\n\n")
    assert found["25.1%"].measure == "pupils_persistent_absence"


ASKED = "A member asked how many children were in unregistered placements. "


def test_the_answer_to_a_question_is_of_what_was_asked() -> None:
    found = read(ASKED + "The officer said that there had been two on 31 August 2022.")["two"]
    assert (found.value, found.measure) == (2, "cla_unregistered")


def test_a_figure_that_says_where_its_children_live_is_none_of_the_question_before() -> None:
    answer = "There were four. On the same date 64 children lived in residential placements."
    assert read(ASKED + answer)["64"].measure != "cla_unregistered"
