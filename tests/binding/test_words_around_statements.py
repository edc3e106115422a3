"""What the words around a figure do to it: those of the statement before a semicolon, causes, the
areas of several figures, lists that "respectively" deals out, people of a wider kind."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care and care leavers\nPosition at 31 March 2023\n\n"

read = reader(HEAD)


@pytest.mark.parametrize(
    "sentence",
    [
        "Complaints about libraries are dealt with in another report; there were 31 of those.",
        "Agency social workers in the duty team were mostly new; their number was 31.",
        "Placements of children in care outside Europe need the court's leave; there were 31.",
    ],
)
def test_words_before_a_semicolon_narrow_what_they_name(sentence: str) -> None:
    assert read(sentence)["31"].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        ("The panel asked how many children had a child protection plan; there were 87.", "87",
         "cpp_total"),
        ("Members enquired about care leavers who had been in prison; the figure was 12.", "12",
         "cl_custody"),
        ("It is not so that 30% of children in care had moved three times; the correct figure was "
         "10%.", "10%", "cla_placement_3plus"),
    ],
)  # fmt: skip
def test_who_asked_and_what_was_denied_before_narrow_nothing(
    sentence: str, figure: str, measure: str
) -> None:
    assert read(sentence)[figure].measure == measure


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2022/23 there were 310 hospital admissions caused by burns.",
        "In 2022/23 there were 310 emergency admissions due to asthma.",
        "Hospital admissions because of accidents came to 310 in 2022/23.",
    ],
)
def test_what_caused_them_tells_which_events_are_counted(sentence: str) -> None:
    assert read(sentence)["310"].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        ("The number of children in care rose to 512 due to an increase in arrivals.", "512",
         "cla_total"),
        ("There were 512 children in care, owing to a rise caused by demand.", "512", "cla_total"),
        ("Hospital admissions, because of a mild winter, came to 310 in 2022/23.", "310",
         "hospital_admissions"),
    ],
)  # fmt: skip
def test_why_there_are_so_many_narrows_nothing(sentence: str, figure: str, measure: str) -> None:
    assert read(sentence)[figure].measure == measure


def test_an_adjective_behind_its_noun_is_said_of_it() -> None:
    assert read("12% of children in care have a dental check overdue.")["12%"].measure is None
    done = "88% of children in care have a dental check that is up to date."
    assert read(done)["88%"].measure == "dental_up_to_date"


@pytest.mark.parametrize(
    "sentence",
    [
        "The England figures for care leavers were 93% in touch and 56% in education, employment "
        "or training.",
        "Figures for the South East were 93% in touch and 56% in education, employment or training "
        "among care leavers.",
        "The national averages for care leavers in 2021/22 were 93% in touch with their council "
        "and 56% in education, employment or training.",
    ],
)
def test_several_figures_announced_for_an_area_are_all_of_it(sentence: str) -> None:
    found = read(sentence)
    assert "local" not in {found["93%"].area_level, found["56%"].area_level}


@pytest.mark.parametrize(
    "sentence",
    [
        "The national averages were 91% of care leavers in touch and, in our own case, 88% in "
        "education, employment or training.",
        "The England figures were 91% of care leavers in touch, while we had 88% in education, "
        "employment or training.",
    ],
)
def test_what_is_said_of_us_behind_them_stays_ours(sentence: str) -> None:
    assert read(sentence)["88%"].area_level == "local"


def test_a_phrase_that_lists_values_is_taken_apart_where_they_are_dealt_out() -> None:
    lead = "the share of children in care at the expected standard at Key Stage 2 in reading, "
    found = read(f"In 2018 {lead}writing and maths was 71%, 62% and 54% respectively.")
    values = [dict(found[f].dimensions) for f in ("71%", "62%", "54%")]
    assert values == [{"subject": s} for s in ("reading", "writing", "maths")]
    behind = read(
        "The share of children in care at the expected standard at Key Stage 2 was 71%, 62% and "
        "54% in reading, writing and maths."
    )
    assert dict(behind["62%"].dimensions) == {"subject": "writing"}
    years = read(f"In 2018, 2019 and 2022 {lead}writing and maths was 71%, 62% and 54%.")
    assert dict(years["62%"].dimensions) == {"subject": "rwm"}


def test_areas_behind_as_many_figures_are_dealt_out_to_them() -> None:
    found = read(
        "12% of children in care had three or more placements, compared with 10% and 9% in the "
        "region and nationally."
    )
    assert [found[f].area_level for f in ("12%", "10%", "9%")] == ["local", "regional", "national"]


@pytest.mark.parametrize(
    "sentence",
    [
        "By March 2026 we want at least 60% of those who are fostered to live with our own carers.",
        "We hope to see 60% of children in care fostered by our own carers by March 2026.",
    ],
)
def test_what_somebody_wants_some_people_to_do_is_a_target(sentence: str) -> None:
    assert read(sentence)["60%"].kind == "target"


@pytest.mark.parametrize(
    ("sentence", "figure", "kind"),
    [
        ("Placements are forecast to cost £21.4m, an overspend of £2.5m or 11.7%.", "11.7%",
         "forecast"),
        ("Placements cost £21.4m in 2022/23, an overspend of £2.5m or 11.7%.", "11.7%", "actual"),
        ("The deficit of the grant would reach £54.3m at the year end.", "£54.3m", "forecast"),
        ("The deficit of the grant has reached £54.3m.", "£54.3m", "actual"),
    ],
)  # fmt: skip
def test_what_a_forecast_comes_to_is_one(sentence: str, figure: str, kind: str) -> None:
    assert read(sentence)[figure].kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "We have 96 approved fostering households. The school nursing service has a vacancy rate "
        "of 14%.",
        "We have 96 approved fostering households. Our legal department had a vacancy rate of 14%.",
    ],
)
def test_a_service_by_another_name_has_what_is_its_own(sentence: str) -> None:
    assert read(sentence)["14%"].measure is None


def test_the_service_of_a_measure_has_its_figures() -> None:
    text = "We have 96 approved fostering households. The fostering service has 22 vacancies."
    assert read(text)["22"].measure == "foster_vacancies"


@pytest.mark.parametrize(
    "sentence",
    [
        "Looked-after children sat exams in May. Attendance of the 46 placed in schools of other "
        "counties was 93.9%.",
        "The attendance for the 46 who moved school was 93.9%.",
    ],
)
def test_the_share_of_so_many_of_them_is_not_that_of_all(sentence: str) -> None:
    assert read(sentence)["93.9%"].measure is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Attendance of the 46 looked after children was 93.9%.",
        "Attendance of the 46 looked after for a year or more was 93.9%.",
        "Attendance of our children in care was 93.9%.",
    ],
)
def test_the_number_of_those_whom_a_measure_counts_changes_nothing(sentence: str) -> None:
    assert read(sentence)["93.9%"].measure == "cla_attendance"


def test_people_of_a_wider_kind_are_not_those_of_the_sentence_before() -> None:
    text = (
        "Our looked-after children missed 9.8% of sessions. At Key Stage 2, 63% of pupils met "
        "the expected standard in reading, writing and maths."
    )
    schools = "Larkmoor Borough Council\nSchools: annual report 2022/23\n\n"
    assert read(text, schools)["63%"].measure != "ks2_expected"
    virtual = "Larkmoor Borough Council\nVirtual School: annual report 2022/23\n\n"
    assert read(text, virtual)["63%"].measure == "ks2_expected"


def test_a_reason_that_a_rule_names_is_a_breakdown_wherever_it_stands() -> None:
    found = read("Two fifths (40%) of children with a child protection plan had a plan as a result "
                 "of neglect.")["40%"]  # fmt: skip
    assert (found.measure, dict(found.dimensions)) == ("cpp_total", {"abuse_category": "neglect"})


def test_those_whom_things_are_about_are_no_such_things() -> None:
    found = read(
        "In 2022/23, 87 care applications, concerning 139 children, were issued, compared with 102 "
        "applications in 2021/22."
    )
    assert [found[f].measure for f in ("87", "139", "102")] == [
        "care_applications",
        None,
        "care_applications",
    ]
    missing = read("In 2022/23 there were 947 missing episodes involving 74 children.")
    assert missing["74"].measure == "missing_children"


def test_a_participle_behind_people_tells_which_of_them() -> None:
    assert read("Of the pupils excluded, 15 had an EHC plan.")["15"].measure is None


def test_young_people_are_those_whom_the_heading_and_the_text_before_name() -> None:
    head = (
        "Larkmoor Borough Council\nMinutes of the Corporate Parenting Panel, 11 July 2023\n"
        "5. Leaving care update (position at 30 June 2023)\n\n"
    )
    text = "The service works with 276 care leavers. 22 young people lived outside the city."
    assert read(text, head)["22"].measure is None
    inside = "At 31 March 2023 22 children in care lived outside the city."
    assert read(inside)["22"].measure == "cla_out_of_area"


@pytest.mark.parametrize(
    ("sentence", "figure", "value"),
    [
        (
            "One household in eight consists of somebody living alone.",
            "One household in eight",
            12.5,
        ),
        ("Two families in every ten were helped.", "Two families in every ten", 20),
        ("Four out of five carers were content.", "Four out of five", 80),
    ],
)
def test_a_share_may_name_whom_it_is_of_within_itself(
    sentence: str, figure: str, value: float
) -> None:
    found = read(sentence)[figure]
    assert (found.value, found.unit) == (value, "percent")


def test_whom_a_share_names_within_itself_is_counted() -> None:
    text = "12% of children in care moved. One {} in eight lives outside the county."
    assert read(text.format("household"))["One household in eight"].measure is None
    assert read(text.format("child"))["One child in eight"].measure == "cla_out_of_area"


def test_some_of_the_homes_that_there_are_stay_a_number() -> None:
    assert read("Four out of the five homes were rated good.")["Four"].value == 4
    assert read("One child in five placements moved.")["One"].value == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The Director of Children’s Services reported that in the year 97% were on time.",
        "The director of our services has said that in the year 97% were on time.",
    ],
)
def test_who_reports_is_no_service_that_has_it(sentence: str) -> None:
    read_before = "Child protection reviews are a strength. "
    assert read(read_before + sentence)["97%"].measure == "cpp_review_timely"


def test_posts_and_cases_of_one_service_are_not_those_of_all() -> None:
    assert read("16 social work posts in the hub were vacant.")["16"].measure is None
    one = "Social workers in the court advice service hold 27 cases on average."
    assert read(one)["27"].measure is None
    own = "16 social work posts in our children’s social care service were vacant."
    assert read(own)["16"].measure == "sw_vacancy_rate"


def test_what_is_not_so_of_them_narrows_and_what_is_does_not() -> None:
    plan = "18 children had a placement order and a plan for adoption but were not yet matched."
    assert read(plan)["18"].measure != "adoption_decisions"
    both = "86 children in care lived with foster carers but were still in their old schools."
    assert read(both)["86"].measure == "cla_fostered"


def test_interviews_in_time_are_those_of_the_stage_that_has_a_time() -> None:
    text = (
        "In 2022/23, 71% of return home interviews were completed and 61% were completed on time."
    )
    found = read(text)
    assert dict(found["71%"].dimensions) == {"rhi_stage": "completed"}
    assert dict(found["61%"].dimensions) == {"rhi_stage": "completed_72h"}


def test_what_each_of_several_workers_has_is_no_number_of_all() -> None:
    head = "Larkmoor Borough Council\nLeaving care: update, 11 July 2023\n\n"
    assert read("Each personal adviser had 23 young people.", head)["23"].measure != "cl_total"
