"""Figures of one part of what a measure counts, which it cannot tell from the rest: a share of
other things, one team, other services, some of those before, everybody in the area."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care\nPosition as at 31 December 2023\n\n"

read = reader(HEAD)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        (
            "In the spring term 91% of personal education plans were up to date and 78% of schools "
            "had returned them on time.",
            "78%",
        ),
        ("71% of schools had up-to-date personal education plans for their pupils in care.", "71%"),
        ("Of those in care 72% live in foster homes and 64% of homes are within 20 miles.", "64%"),
        ("In the year 88% of statutory visits were on time and 70% of teams were on time.", "70%"),
    ],
)
def test_a_share_of_other_things_is_none_of_what_they_stand_beside(
    sentence: str, figure: str
) -> None:
    assert read(sentence)[figure].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        (
            "In the spring term 91% of personal education plans were up to date, compared with 84% "
            "of plans the year before.",
            "84%",
            "pep_up_to_date",
        ),
        (
            "In the year 92% of reviews were held on time, and 85% of children took part in them.",
            "85%",
            "cla_review_participation",
        ),
        (
            "In the year 12% of children in care had three or more placements.",
            "12%",
            "cla_placement_3plus",
        ),
    ],
)
def test_a_share_of_what_is_counted_stays_so(sentence: str, figure: str, measure: str) -> None:
    assert read(sentence)[figure].measure == measure


@pytest.mark.parametrize(
    "sentence",
    [
        "Social workers in the intake team hold 27 cases on average.",
        "In the intake team social workers hold 27 cases on average.",
        "The average caseload in the looked after children team was 27.",
    ],
)
def test_the_caseload_of_one_team_is_not_that_of_all(sentence: str) -> None:
    assert read(sentence)["27"].measure is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Social workers hold 27 cases on average.",
        "The average caseload of social workers across all teams was 27.",
    ],
)
def test_the_caseload_of_a_service_stays_so(sentence: str) -> None:
    assert read(sentence)["27"].measure == "sw_caseload"


@pytest.mark.parametrize(
    "sentence",
    [
        "Corporately, the council logged 940 complaints.",
        "The council logged 940 complaints about other departments.",
        "In the year 940 complaints came from young people themselves.",
        "In the year 940 complaints were made by parents.",
    ],
)
def test_complaints_of_other_services_or_of_some_people_are_not_all(sentence: str) -> None:
    assert read(f"Children's services dealt with 88 complaints. {sentence}")["940"].measure is None


def test_complaints_about_the_service_stay_so() -> None:
    found = read("In the year 94 complaints about children's services were received.")
    assert found["94"].measure == "complaints"


def test_those_for_whom_a_sum_is_are_of_no_measure_named_before() -> None:
    found = read(
        "In 2022/23 14% of pupils in the borough's schools had SEN support. Fees came to £5.3 "
        "million for 112 pupils."
    )
    assert found["112"].measure is None


def test_who_some_of_those_before_are_is_no_count_of_all() -> None:
    found = read(
        "On 30 June 2019, 402 households were in temporary accommodation. 128 were families with "
        "children."
    )
    assert found["402"].measure == "temporary_accommodation"
    assert found["128"].measure is None


def test_a_kind_that_the_measure_tells_apart_is_read_behind_all() -> None:
    found = read("There were 402 looked after children at 31 March 2019. 230 were boys.")
    assert found["230"].measure == "cla_gender"


def test_a_move_in_something_else_is_none_of_what_was_named_before() -> None:
    found = read(
        "Children's social care: 62% of initial assessments took at most 7 working days. The fall "
        "reflects a 34% rise in referrals, from 1,906 in 2007/08 to 2,554 in 2008/09."
    )
    assert {found[n].measure for n in ("34%", "1,906", "2,554")} == {"referrals"}


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        (
            "33 children with a placement order were waiting for a family; 13 of them are to be "
            "placed with a brother or sister.",
            "13",
        ),
        (
            "The council had 96 care leavers in higher education, of whom 41 were in suitable "
            "accommodation.",
            "41",
        ),
    ],
)
def test_a_part_of_some_is_no_part_of_all(sentence: str, figure: str) -> None:
    assert read(sentence)[figure].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        (
            "310 children in care were in foster care, of whom 98 lived outside the borough.",
            "98",
            "cla_out_of_area",
        ),
        (
            "The service had 161 approved fostering places, of which 14 were vacant.",
            "14",
            "foster_vacancies",
        ),
        (
            "At 31 March 2020 310 children in care were fostered, 98 of them with agency carers.",
            "98",
            "cla_placement",
        ),
    ],
)
def test_a_part_that_its_measure_tells_apart_stays_so(
    sentence: str, figure: str, measure: str
) -> None:
    assert read(sentence)[figure].measure == measure


def test_all_of_an_age_in_the_area_are_no_care_leavers() -> None:
    found = read(
        "In 2022/23 61% of care leavers were in education, employment or training. Across the "
        "city 6.2% of all 16 to 18 year olds were NEET."
    )
    assert found["61%"].measure == "cl_eet"
    assert found["6.2%"].measure is None


def test_reports_of_missing_children_in_the_whole_area_are_of_everybody() -> None:
    found = read("There were 947 reports of missing children across the whole area.")
    assert found["947"].measure is None
    own = read("There were 310 missing episodes of looked after children across the borough.")
    assert own["310"].measure == "missing_incidents"


def test_a_net_loss_is_of_nothing_that_was_named_before() -> None:
    found = read(
        "Foster carers offered 231 fostering places. Twenty-three households left the service, a "
        "net loss of four."
    )
    assert found["four"].measure is None


def test_the_words_of_the_countrys_figure_are_not_read_on() -> None:
    found = read(
        "The average Attainment 8 score was 19.6, whereas the average for all pupils in England "
        "was 46.3. Overall absence was 8.9%.",
        "Larkmoor Borough Council\nVirtual School report 2022/23\n\n",
    )
    assert found["46.3"].measure == "pupils_attainment8"
    assert found["8.9%"].measure == "cla_absence"


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("18 children in care were adopted, 4 by their foster carers.", "4"),
        ("There were 61 first-time entrants. 24 of the 61 were in care.", "24"),
        ("12 care leavers are at university, 9 are in custody and 31 are parents.", "31"),
        ("In the year 12 newly qualified social workers started.", "12"),
        ("80 assessments resulted in 31 children being on a child protection plan.", "31"),
        ("There were 512 looked after children, and 77 are in one home.", "77"),
        (
            "There were 512 looked after children in the borough's schools (one school had 14).",
            "14",
        ),
        ("96% of children in care took part in their reviews and 41% of parents attended.", "41%"),
        ("Social worker turnover was 14%, and 88% of social workers felt supported.", "88%"),
        (
            "89% of care leavers had an up to date pathway plan, compared with 77% of adults in "
            "the city.",
            "77%",
        ),
        ("212 children in care were placed with our own carers and 96 with companies.", "96"),
    ],
)
def test_what_is_said_of_some_or_of_others_is_no_figure_of_all(sentence: str, figure: str) -> None:
    assert read(sentence)[figure].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        ("12 children in care were adopted in May, 9 in June.", "9", "adoption_orders"),
        (
            "1,120 children were in need, 240 had a child protection plan and 412 were looked "
            "after.",
            "240",
            "cpp_total",
        ),
        (
            "1,120 children were in need, 240 had a child protection plan and 412 were looked "
            "after.",
            "412",
            "cla_total",
        ),
        ("40 section 47 enquiries led to 22 initial child protection conferences.", "22", "icpc"),
        (
            "68% of children in care live with foster carers, compared with 72% of children in "
            "care in the region.",
            "72%",
            "cla_fostered",
        ),
        ("96% of children in care took part in their reviews.", "96%", "cla_review_participation"),
    ],
)
def test_what_is_said_of_all_stays_so(sentence: str, figure: str, measure: str) -> None:
    assert read(sentence)[figure].measure == measure


@pytest.mark.parametrize(
    "lead",
    ["At one school, ", "At Oak House, ", "In the pilot, ", "In the cases that we read, "],
)
def test_what_a_sentence_opens_with_may_be_a_part(lead: str) -> None:
    found = read(f"{lead}72% of looked after children had a personal education plan in time.")
    assert found["72%"].measure is None


@pytest.mark.parametrize(
    "lead",
    ["In the year that ended in March, ", "In the third quarter, ", "As in earlier reports, "],
)
def test_what_a_sentence_opens_with_may_be_beside_it(lead: str) -> None:
    found = read(f"{lead}72% of looked after children had a personal education plan in time.")
    assert found["72%"].measure == "pep_up_to_date"


def test_those_of_some_kind_are_no_figure_of_all() -> None:
    found = read("There were 391 looked after children among those who joined the club in May.")
    assert found["391"].measure is None


def test_those_of_a_paper_on_some_are_not_all() -> None:
    head = "Larkmoor Council\nUnaccompanied Asylum Seeking Children: briefing\n1 November 2023\n\n"
    found = read(
        "Between April and October 2023, 37 young people came into our care, 16 of them as "
        "spontaneous arrivals. 14 of the young people live outside the borough.",
        head,
    )
    assert found["37"].measure == "uasc_arrivals"
    assert found["14"].measure is None


def test_those_of_a_paper_on_all_stay_so() -> None:
    found = read("Between April and October 2023, 37 young people came into our care.")
    assert found["37"].measure == "cla_entered"


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("61% of care leavers were in suitable accommodation, 24 of them at university.", None),
        (
            "61% of care leavers were in education or employment; this includes 24 at university.",
            "cl_higher_education",
        ),
    ],
)
def test_some_of_a_share_are_not_all_but_may_be_included(
    sentence: str, measure: str | None
) -> None:
    assert read(sentence)["24"].measure == measure


def test_a_share_of_some_kind_is_not_the_share_of_that_kind() -> None:
    assert read("60% of residential placements were in-house.")["60%"].measure is None
    found = read("Of the children in care 41% of placements are residential.")
    assert dict(found["41%"].dimensions) == {"placement_type": "residential"}


def test_the_budget_of_a_later_sum_is_not_that_of_what_is_compared_with_it() -> None:
    found = read("Legal fees of children's services were £0.9m against a budget of £0.7m.")
    assert found["£0.9m"].measure is None
    assert found["£0.7m"].measure == "budget"


def test_some_with_a_share_of_their_own_are_not_all() -> None:
    found = read("Immunisations of looked after children stand at 88%, with teenagers at 71%.")
    assert found["88%"].measure == "immunisations_up_to_date"
    assert found["71%"].measure is None
