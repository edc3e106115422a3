"""Short forms of what was named before, parts of what happened, and times and kinds that a figure
takes from the words beside it."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = (
    "Larkmoor Borough Council\nChildren in care report 2022/23\n"
    "Reporting period: 1 April 2022 to 31 March 2023\n\n"
)


read = reader(HEAD)


def test_a_word_stands_for_the_phrase_of_its_heading() -> None:
    found = read("Return home interviews\n\n64% of interviews were held within 72 hours.\n")
    assert found["64%"].measure == "rhi"
    found = read("Interviews and visits\n\n64% of interviews were held within 72 hours.\n")
    assert found["64%"].measure is None


def test_a_heading_of_two_things_does_not_say_which_is_meant() -> None:
    found = read("Return home interviews, exit interviews\n\n64% of interviews took place.\n")
    assert found["64%"].measure is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("There were 88 missing episodes of looked after children. Three young people were "
         "responsible for 37 of the episodes.", "37"),
        ("23 fostering households ended their approval. Nineteen of these retired.", "Nineteen"),
    ],
)  # fmt: skip
def test_a_part_of_what_happened_is_not_all_of_it(text: str, part: str) -> None:
    assert read(text)[part].measure is None


def test_a_part_that_says_its_own_measure_keeps_it() -> None:
    found = read("42 children left care. 19 of them were adopted.")
    assert found["19"].measure in ("adoption_orders", "cla_left_reason")


def test_what_a_change_is_on_is_the_level_before() -> None:
    found = read(
        "The MASH received 14,862 contacts, an increase of 9% on the 13,640 received in 2021-22."
    )
    before = found["13,640"]
    assert (before.measure, str(before.period_end)) == ("contacts", "2022-03-31")
    assert str(found["14,862"].period_end) == "2023-03-31"


@pytest.mark.parametrize("time", ["last year", "2021/22"])
def test_a_time_before_a_bracket_is_that_of_the_figure_in_it(time: str) -> None:
    text = f"81% of children in care had a dental check, below the result of {time} (84%)."
    assert str(read(text)["84%"].period_end) == "2022-03-31"


def test_a_subordinate_clause_that_ends_in_a_bracket_says_nothing_of_the_main_one() -> None:
    found = read(
        "Although this is below the performance of last year (96.1%), the service carried social "
        "worker vacancies all year."
    )
    assert found["96.1%"].measure is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("We expect to be looking after 620 children by March 2025.", "620"),
        ("Spending on placements for children in care went from £48 million in 2019/20 to an "
         "expected £83 million in 2022/23.", "£83 million"),
    ],
)  # fmt: skip
def test_what_is_expected_is_a_forecast(text: str, figure: str) -> None:
    assert read(text)[figure].kind == "forecast"


def test_what_has_happened_has_no_time_that_only_a_heading_sets_ahead() -> None:
    head = "Larkmoor Borough Council\nChildren's Panel\nMinutes – 14 December 2009\n\n"
    text = "BUDGET 2010/11\n\nThe number of looked after children had increased to 187.\n"
    found = read(text, head)["187"]
    assert (found.kind, found.period_end) == ("actual", None)


def test_people_aged_18_to_25_of_the_sentence_before_are_no_children_in_care() -> None:
    found = read(
        "We supported 286 care leavers aged between 18 and 25. Ninety-four had a tenancy, 52 were "
        "in semi-independent accommodation."
    )
    assert found["52"].measure != "cla_placement"


def test_only_the_sentence_that_introduces_a_list_is_about_its_items() -> None:
    found = read(
        "We must secure enough homes within the authority's area. On 30 September 2022 there were "
        "574 children in care. Of these:\n\n- 47% lived with our own foster carers\n"
    )
    share = found["47%"]
    assert share.dimensions == (("placement_type", "in_house_foster"),)
    assert str(share.period_end) == "2022-09-30"


def test_an_item_that_points_back_has_the_time_of_what_it_points_to() -> None:
    found = read(
        "Children in care\n\n- At 31 January 2023, 342 children were looked after. This is an "
        "increase from 325 at 31 March 2022.\n- Of this number, 118 live outside the local "
        "authority area.\n"
    )
    assert str(found["118"].period_end) == "2023-01-31"


def test_the_length_of_what_lasts_is_a_figure_and_its_limit_is_none() -> None:
    found = read("Care proceedings last for 41 weeks, well in excess of the statutory 26 weeks.")
    assert list(found) == ["41"]
    assert found["41"].measure == "care_proceedings_weeks"


def test_a_board_s_papers_are_about_its_area() -> None:
    head = "Marlmere Safeguarding Children Partnership\nAnnual report 2021-22\n\n"
    found = read("At 31 March 2022 there were 400 children in Marlmere with a child protection "
                 "plan.", head)  # fmt: skip
    assert (found["400"].measure, found["400"].area) == ("cpp_total", "Marlmere")


def test_this_goes_on_with_the_figure_of_the_sentence_before() -> None:
    found = read(
        "94.3% of children in care participated in their review. This is an improvement on "
        "2020/21, when the figure was 91%."
    )
    assert (found["91%"].measure, found["91%"].confidence) == ("cla_review_participation", "medium")
    assert str(found["91%"].period_end) == "2021-03-31"


def test_this_does_not_go_on_where_something_else_is_counted() -> None:
    found = read("94.3% of children in care participated in their review. It has 12 chairs.")
    assert found["12"].measure is None


def test_what_the_next_statement_names_is_not_said_of_the_figures_before() -> None:
    found = read(
        "There were 487 missing episodes of children in care. In the preceding year the figures "
        "were 412 and 88 respectively: 31 children went missing more than once."
    )
    assert found["88"].measure != "missing_repeat"


def test_what_a_joined_verb_says_is_not_said_of_the_figure_before_it() -> None:
    found = read(
        "At 31 March 2023 364 children were looked after. Of this number, 142 (or 39%) live "
        "outside the local authority area, and 26 live with parents."
    )
    assert found["26"].dimensions == (("placement_type", "placed_with_parents"),)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Neglect is the main category, with 241 children on a child protection plan for this "
         "reason.", "241"),
        ("Spending on placements came to £21.6m, £3.9m more than the budget.", "£3.9m"),
        ("During the year 41 children left care, with the number at the end of the year being "
         "381.", "381"),
    ],
)  # fmt: skip
def test_it_is_not_what_the_words_beside_it_name(text: str, figure: str) -> None:
    assert read(text)[figure].measure is None


def test_a_count_of_all_in_brackets_is_not_that_of_the_share_before_it() -> None:
    found = read(
        "The council was looking after 58 unaccompanied children, which is 13.5% of all children "
        "looked after (431)."
    )
    assert "431" not in found or found["431"].measure != "cla_uasc"


def test_a_place_that_is_only_matched_is_not_whose_the_figure_is() -> None:
    found = read(
        "10.4% of looked after children had three or more placements, an improvement of 1.2 "
        "percentage points which meant that the council matched the England average."
    )
    assert {o.area_level for o in found.values()} == {"local"}


def test_rates_of_section_47_enquiries_have_their_unit() -> None:
    found = read("There were 168.2 section 47 enquiries per 10,000 children, 124.1 in England.")
    assert (found["168.2"].unit, found["168.2"].measure) == ("rate_per_10000", "s47_enquiries")


def test_children_with_agencies_are_looked_after_with_a_doubt() -> None:
    found = read("187 children were placed with independent fostering agencies.",
                 "Larkmoor Borough Council\nReview of allowances\n\n")  # fmt: skip
    assert (found["187"].measure, found["187"].confidence) == ("cla_placement", "medium")
