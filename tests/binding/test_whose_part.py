"""What a figure is not of: the group that only its part is of, both sides of a comparison, a base,
a place that is only compared, what a bracket leaves out."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care\nPosition as at 31 December 2023\n\n"


read = reader(HEAD)


def test_those_whom_a_list_parts_by_place_are_not_only_those_elsewhere() -> None:
    found = read(
        "At 31 December 2023, 389 children were looked after. Of this number 140 (36%) were living "
        "outside the local authority area:\n\n"
        "- 22 in children's homes, of whom 9% were living out of the authority area\n"
        "- 31 with parents\n"
    )
    assert dict(found["22"].dimensions) == {"placement_type": "childrens_home"}


def test_those_outside_stay_so_where_nothing_parts_them() -> None:
    found = read(
        "At 31 December 2023, 389 children were looked after. Of the 140 who were living outside "
        "the local authority area, 22 were in children's homes."
    )
    assert dict(found["22"].dimensions)["placement_locality"] == "out_of_area"


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        (
            "Of the 96 looked after children placed outside the borough, 60% are in good or "
            "better schools.",
            "60%",
        ),
        (
            "Only 24% of initial health assessments of looked after children are in timescale, "
            "and this falls to 9% for those placed out of borough.",
            "9%",
        ),
        (
            "Most looked after children live within 20 miles of home and in over half of these "
            "cases this is within the borough.",
            "half",
        ),
        (
            "During 2023 the team worked with 141 families of children on the edge of care, and "
            "94% of these children were living at home.",
            "94%",
        ),
    ],
)
def test_a_share_of_some_is_none_of_all(sentence: str, figure: str) -> None:
    found = read(sentence).get(figure)
    assert found is None or found.measure is None


def test_this_goes_on_with_a_breakdown_that_the_measure_has() -> None:
    found = read(
        "Eighty per cent of primary looked after children attend a good or better school, but this "
        "falls to 48% at secondary level."
    )["48%"]
    assert found.measure == "cla_good_school"
    assert dict(found.dimensions) == {"phase": "secondary"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Seven of 20 looked after children gained five A*-C GCSEs including English and maths.",
        "Over 20% of this small group of 20 looked after children achieving five GCSEs at A*-C, "
        "including English and maths, did well.",
    ],
)
def test_a_base_is_not_what_its_part_did(sentence: str) -> None:
    found = read(sentence).get("20")
    assert found is None or found.measure is None


def test_all_care_leavers_are_not_only_those_of_nineteen() -> None:
    found = read(
        "At 31 December 2023 the share of 19-year-old care leavers in higher education was 7%, "
        "with 12% of all care leavers in higher education."
    )
    assert dict(found["7%"].dimensions) == {"age_band": "19"}
    assert dict(found["12%"].dimensions) == {}


def test_a_share_of_all_keeps_what_is_said_of_these() -> None:
    found = read(
        "There were 30 looked after children placed over 20 miles from home. These children "
        "constitute 16% of all children looked after."
    )["16%"]
    assert dict(found.dimensions) == {"distance": "over_20_miles"}


def test_a_bracket_that_leaves_out_names_no_breakdown() -> None:
    found = read(
        "At 31 December 2023, 87 looked after children lived outside the local authority area "
        "(which excludes adoptive placements)."
    )["87"]
    assert dict(found.dimensions) == {"placement_locality": "out_of_area"}


def test_a_list_of_what_is_included_names_no_other_measure() -> None:
    found = read(
        "The large majority (81%) of care leavers aged 19 to 21 are in suitable accommodation "
        "including foster care, and independent living with tenancies, supported lodgings or "
        "hostels."
    )["81%"]
    assert found.measure == "cl_suitable_accommodation"


def test_two_subjects_together_are_neither() -> None:
    found = read(
        "At Key Stage 2 the percentage of children looked after reaching the expected level in "
        "English, mathematics combined was 19%."
    )["19%"]
    assert "subject" not in dict(found.dimensions)


@pytest.mark.parametrize("sign", [":", " against ", " compared with "])
def test_a_bracket_of_both_sides_begins_with_the_council(sign: str) -> None:
    found = read(
        "The percentage of SDQs completed for looked after children is lower than in England "
        f"(53%{sign}71%)."
    )
    assert (found["53%"].area_level, found["71%"].area_level) == ("local", "national")


def test_places_that_are_only_compared_are_not_dealt_out() -> None:
    found = read(
        "Dental checks and immunisations of looked after children, at 71% and 77% respectively, "
        "are below statistical neighbour and national rates."
    )
    assert {o.area_level for o in found.values()} == {"local"}


def test_a_national_target_makes_no_figure_national() -> None:
    found = read(
        "Although care proceedings have not met the national target, their average length has "
        "reduced from 55 weeks in 2021 to 30 weeks."
    )
    assert {o.area_level for o in found.values()} == {"local"}


def test_an_average_of_several_places_is_of_none_of_them() -> None:
    found = read(
        "Care proceedings took 34 weeks. This is above the Leicestershire, Leicester and Rutland "
        "average of 30 weeks."
    )["30"]
    assert found.area not in ("Rutland", "Leicester", "Leicestershire")
    assert found.area_level == "other"


def test_a_gap_is_no_average() -> None:
    found = read(
        "The average time from entering care to moving in with an adoptive family shows the gap "
        "reducing to 200 days."
    )
    assert "200" not in found or found["200"].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "kind"),
    [
        (
            "Only four (20%) looked after children are expected to gain five GCSEs.",
            "20%",
            "forecast",
        ),
        ("Looked after children are 20% more likely to be excluded.", "20%", "actual"),
        ("Caseloads of social workers should not exceed 17.", "17", "target"),
    ],
)
def test_what_is_expected_or_due_is_no_actual_figure(sentence: str, figure: str, kind: str) -> None:
    found = read(sentence).get(figure)
    assert found is None or found.kind == kind


def test_plans_by_category_are_told_apart() -> None:
    found = read(
        "At 31 December 2023, 382 children were subject to a child protection plan; 180 of the "
        "plans were under the category of neglect and 145 under emotional abuse."
    )
    assert dict(found["180"].dimensions) == {"abuse_category": "neglect"}
    assert dict(found["145"].dimensions) == {"abuse_category": "emotional"}


def test_the_second_level_of_a_rate_is_a_rate() -> None:
    found = read(
        "Children looked after rose from 51 per 10,000 in April 2023 to 58 in December 2023."
    )
    assert found["58"].unit == "rate_per_10000"


def test_a_list_under_a_rate_is_of_rates() -> None:
    found = read("The number of looked after children per 10,000 was:\n\n- Larkmoor: 53\n")["53"]
    assert found.unit == "rate_per_10000"


@pytest.mark.parametrize(
    "sentence",
    [
        "Results of looked after children at 5A*-C improve from year to year.",
        "The share of looked after children gaining 5 A*-Cs is below average.",
        "Expectations at Key Stages 2 and 4 are improving for looked after children.",
        "Care leavers aged 16 to18 are in education, employment or training.",
        "Care leavers who were in care when they were 16 were in education.",
        "Care proceedings that fall outside of 26 week timescales are complex.",
    ],
)
def test_numbers_that_only_name_something(sentence: str) -> None:
    assert read(sentence) == {}


@pytest.mark.parametrize(
    "where", ["In that part of the borough", "In the northern part of the county", "In two teams"]
)
def test_what_is_so_in_a_part_of_the_area_is_not_of_all_of_it(where: str) -> None:
    found = read(f"{where} the number of children with a child protection plan had risen to 51.")
    assert found["51"].measure is None


def test_all_parts_of_an_area_are_the_area() -> None:
    found = read("In all parts of the borough 51 children had a child protection plan.")
    assert found["51"].measure == "cpp_total"


def test_teams_are_not_what_an_average_is() -> None:
    found = read("In two teams the average caseload of social workers was over 20.")
    assert found["two"].measure is None


def test_carers_of_both_kinds_are_all_carers() -> None:
    found = read("There were 118 approved mainstream and connected fostering households.")
    assert found["118"].measure == "foster_households_approved"
    assert read("There were 18 connected carers.")["18"].measure == "connected_households"


def test_ages_in_brackets_are_of_those_of_the_label() -> None:
    head = "Larkmoor Borough Council\nCare leavers\nPosition as at 31 December 2023\n\n"
    found = read("| Suitable accommodation (19-21) | 91% |\n| In touch (17-18) | 94% |\n", head)
    assert dict(found["91%"].dimensions)["age_band"] == "19-21"
    assert dict(found["94%"].dimensions)["age_band"] == "17-18"
    years = read("| Children looked after (18-19) | 412 |\n")["412"]
    assert "age_band" not in dict(years.dimensions)


def test_those_in_one_kind_of_home_or_another_are_in_neither() -> None:
    found = read("76 children were living in supported housing, homes or hostels.")
    assert found["76"].measure is None
    assert read("76 children were living in supported housing.")["76"].measure == "cla_placement"


def test_the_number_of_a_school_year_is_no_figure() -> None:
    found = read("21% of the looked after pupils in Year 11 had achieved a grade 4 in English.")
    assert "11" not in found


def test_a_main_clause_behind_a_change_says_nothing_of_it() -> None:
    found = read(
        "Although the total number of children looked after has fallen slightly, from 512 to 503, "
        "there has been a shift from our own carers to those of independent agencies."
    )
    assert {found[f].measure for f in ("512", "503")} == {"cla_total"}


def test_an_age_told_by_the_words_before_is_no_breakdown_of_ours() -> None:
    found = read("There were 81 children in care of school age and 65 young people over that age.")
    assert found["65"].measure is None


def test_two_areas_before_a_bracket_have_its_figures_in_turn() -> None:
    found = read(
        "The rate of children with a child protection plan was 39.4 per 10,000, lower than those "
        "for the South West region and England (44.8 and 43.3 per 10,000)."
    )
    assert [found[f].area_level for f in ("44.8", "43.3")] == ["regional", "national"]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "Some 15 children have an adoption plan. Eight are aged four to seven years old.",
            "Eight",
        ),
        ("22 children went to the holiday club. 12 are disabled.", "12"),
        ("We saw 30 homes. Four are disabled and nine have minority ethnic heritages.", "nine"),
    ],
)
def test_some_of_a_group_are_none_of_all(text: str, figure: str) -> None:
    assert read(text)[figure].measure is None


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("There were 389 children in care. 45 are disabled.", "45", "cla_disability"),
        ("140 children lived with foster carers. A further 12 are placed at home.", "12",
         "cla_placement"),
        ("140 children lived with foster carers. 12 were placed for adoption.", "12",
         "cla_placement"),
    ],
)  # fmt: skip
def test_some_of_all_are_of_the_population(text: str, figure: str, measure: str) -> None:
    assert read(text)[figure].measure == measure


def test_some_of_a_council_s_things_may_be_of_all() -> None:
    found = read("The council runs nine children's homes. Eight were judged to be good.")
    assert found["Eight"].measure == "homes_good_outstanding"


@pytest.mark.parametrize(
    "text",
    [
        "The scheme has led to more jobs for 40 looked after children.",
        "The grant resulted in new laptops for 40 looked after children.",
    ],
)
def test_those_for_whom_something_was_found_are_not_all(text: str) -> None:
    assert read(text)["40"].measure is None


def test_all_of_whom_plans_were_looked_at_are_all() -> None:
    assert read("The panel looked at plans for all 94 looked after children.")["94"].measure == (
        "cla_total"
    )


def test_such_a_school_is_the_one_that_the_sentence_before_tells_of() -> None:
    found = read(
        "More children in care attend a school judged as good or outstanding. The share of "
        "children of primary school age attending such a school has risen from 80% to 86%."
    )["86%"]
    assert (found.measure, dict(found.dimensions)) == ("cla_good_school", {"phase": "primary"})


@pytest.mark.parametrize(
    "text",
    [
        "Expenditure on children in need rose by 4%.",
        "Early help spend fell by 4%.",
        "Funding fell by 4%, which leaves it at 18% of the total spend on children's services.",
        "There was a 4% rise in spend on visits, leaving help at 18% of the total spend on "
        "children's services.",
    ],
)
def test_a_sum_of_money_is_not_of_those_it_is_spent_on(text: str) -> None:
    assert read(text, HEAD.replace("Children in care", "Annual report"))["4%"].measure is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The number of children in need rose by 4%.", "cin_total"),
        ("Spending was flat, while the number of children in need fell by 4%.", "cin_total"),
    ],
)
def test_a_number_of_people_changes_as_such(text: str, measure: str) -> None:
    assert read(text)["4%"].measure == measure


@pytest.mark.parametrize(
    "bracket", ["20 boys, 16 girls", "20 boys; 16 girls", "20 boys and 16 girls"]
)
def test_kinds_in_a_bracket_that_do_not_add_up_are_not_the_whole(bracket: str) -> None:
    found = read(f"At 31 December 2023 there were 40 care leavers ({bracket}).")
    assert found["40"].measure == "cl_total"
    assert {found[f].measure for f in ("20", "16")} == {None}


def test_a_bracket_that_gives_the_same_in_another_unit_has_its_measure() -> None:
    found = read("There were 19 (13.4%) care leavers in custody at 31 December 2023.")
    assert found["13.4%"].measure == found["19"].measure == "cl_custody"


def test_what_a_sum_comprises_says_nothing_of_the_sum() -> None:
    found = read(
        "The budget for the service is £59m, comprising £56m for packages and £3m for staffing."
    )
    assert found["£59m"].measure is None
    assert found["£3m"].confidence != "high"


def test_a_budget_for_the_year_to_come_is_not_of_the_year_of_the_meeting() -> None:
    head = (
        "Larkmoor Borough Council\nDraft Revenue Budget 2025-26, Financial Plan 2025-28 and "
        "Capital Strategy 2025-35\nCabinet, 30 January 2025\n\n"
    )
    found = read("The draft net revenue budget is £529.7m, up from last year.", head)
    assert str(found["£529.7m"].period_end) != "2025-03-31"
