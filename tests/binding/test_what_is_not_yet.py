"""Figures of what is not, or not yet: forecasts, intentions, wants, denials, limits not kept."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren's Services\nReporting period: 2023/24\n\n"


read = reader(HEAD)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("As of June, the forecast expenditure for placements was £41.4m.", "£41.4m"),
        ("There was a predicted overspend in the Children's Services area of £1.3m.", "£1.3m"),
        ("The expected number of children in care at March 2025 is 512.", "512"),
    ],
)
def test_a_forecast_may_be_named_by_what_the_figure_values(text: str, figure: str) -> None:
    assert read(text)[figure].kind == "forecast"


def test_more_than_expected_is_no_forecast() -> None:
    found = read("Spend on placements was £36.2m owing to the higher than expected demand.")
    assert found["£36.2m"].kind == "actual"


def test_a_quarters_forecast_of_a_yearly_sum_is_for_the_year() -> None:
    found = read(
        "The placements budget showed an overspend of £8.1m, which compared to the quarter 2 "
        "forecast overspend of £6.2m."
    )["£6.2m"]
    assert (str(found.period_start), str(found.period_end)) == ("2023-04-01", "2024-03-31")


def test_a_remark_on_what_is_likely_makes_no_forecast_of_the_rise() -> None:
    found = read(
        "This is likely to be connected to better help, which rose from 1,694 contacts to 1,810 "
        "contacts."
    )
    assert found["1,810"].kind == "actual"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The number of social workers that the council needed to have was 430.", "430"),
        ("There were plans in place to reduce the spend on placements by £2.35m.", "£2.35m"),
        ("Spend on children's services is not forecast to be £64.1m.", "£64.1m"),
        (
            "17 newly qualified social workers joined us and could be in post in their assessed "
            "and supported year.",
            "17",
        ),
        ("21% of assessments took more than 45 working days.", "21%"),
    ],
)
def test_what_is_wanted_meant_denied_supposed_or_late_has_no_measure(
    text: str, figure: str
) -> None:
    assert read(text)[figure].measure is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The number of social workers who need support and are in post was 43.", "43"),
        ("The spend on placements fell by £2.35m under the plans that were made.", "£2.35m"),
        ("17 newly qualified social workers joined us and are in post.", "17"),
        ("79% of assessments took less than 45 working days.", "79%"),
    ],
)
def test_the_same_words_of_a_fact_take_nothing_away(text: str, figure: str) -> None:
    assert read(text)[figure].kind in ("actual", "change")


def test_both_ends_of_a_change_are_of_one_thing() -> None:
    found = read("The number of assessments taking more than 45 days rose from 14% to 21%.")
    assert found["14%"].measure is None
    assert found["21%"].measure is None
    found = read("The share of assessments completed in 45 days rose from 74% to 81%.")
    assert found["81%"].measure == found["74%"].measure == "assessments_45d"


@pytest.mark.parametrize(
    "aim",
    [
        "The aim is to recruit 30 foster carers.",
        "The target of recruiting 30 foster carers stands.",
        "Turnover exceeded the target set of 30 per cent.",
    ],
)
def test_an_aim_in_other_words_is_a_target(aim: str) -> None:
    assert next(o for o in read(aim).values() if o.value == 30).kind == "target"


@pytest.mark.parametrize(
    ("text", "start", "known"),
    [
        (
            "The 2018-based projections show that the population aged 75 or over would rise from "
            "54,700 to 79,200 over the 20-year period 2022-2042.",
            "54,700",
            False,
        ),
        (
            "The projections show that the population aged 75 or over is likely to rise from "
            "56,600 to 94,600 over the 21-year period 2024-2045.",
            "56,600",
            False,
        ),
        ("The population aged 75 or over is likely to rise from 56,600 today.", "56,600", True),
    ],
)
def test_both_ends_of_a_projected_change_are_projected(text: str, start: str, known: bool) -> None:
    found = read(text)[start]
    assert (found.measure is not None and found.kind == "actual") == known


@pytest.mark.parametrize(
    "text",
    [
        "12 children are expected to be placed with adopters in 2025.",
        "12 children are projected to be in care in March 2026.",
    ],
)
def test_what_is_expected_to_be_is_a_forecast(text: str) -> None:
    assert read(text)["12"].kind == "forecast"


def test_a_level_that_the_council_had_set_itself_is_a_target() -> None:
    found = read("72% of reviews were held in time, lower than the 80% the Council had set itself.")
    assert (found["72%"].kind, found["80%"].kind) == ("actual", "target")


def test_what_a_forecast_is_compared_with_has_been() -> None:
    found = read(
        "Home to school transport is expected to overspend by £85,000, compared with £112,000 in "
        "2022/23."
    )
    assert [(o.kind, str(o.period_end)) for o in found.values()] == [
        ("forecast", "2024-03-31"),
        ("actual", "2023-03-31"),
    ]


@pytest.mark.parametrize("intro", ["By March 2026 we will:", "By 2026 we want to:"])
def test_what_a_list_says_will_be_done_are_targets(intro: str) -> None:
    found = read(f"{intro}\n- raise the share of foster placements that are in-house to 75%\n")
    assert found["75%"].kind == "target"


def test_whom_we_want_to_do_something_is_a_target() -> None:
    found = read("By 2026 we want 95% of reviews of children in care to be held in time.")
    assert found["95%"].kind == "target"


@pytest.mark.parametrize(
    "text",
    [
        "By March 2026 the number of children in care will have fallen from 512 to below 480.",
        "The number of children in care is expected to fall from 512 to 480 by March 2026.",
        "By March 2026 we want to reduce the number of children in care from 512 to 480.",
    ],
)
def test_what_will_change_is_at_its_first_level_today(text: str) -> None:
    found = read(text)
    assert (found["512"].kind, str(found["512"].period_end)) == ("actual", "2024-03-31")
    assert found["480"].kind in ("forecast", "target")


def test_a_first_level_keeps_the_time_beside_it() -> None:
    found = read("The number in care will fall from 512 in December 2023 to 480 by March 2026.")
    assert str(found["512"].period_end) == "2023-12-31"


def test_an_aim_is_the_target_though_the_first_level_is_between() -> None:
    found = read("Our aim is to reduce the number of children in care from 512 to 480.")
    assert (found["512"].kind, found["480"].kind) == ("actual", "target")


@pytest.mark.parametrize(
    ("text", "figure", "kind"),
    [
        ("Children in care with a disability (9%) will keep their worker.", "9%", "actual"),
        ("The number of children in care (512) will fall next year.", "512", "actual"),
        ("Next year we will have more children in care (540).", "540", "forecast"),
    ],
)
def test_brackets_before_a_verb_say_how_many_there_are(text: str, figure: str, kind: str) -> None:
    assert read(text)[figure].kind == kind


@pytest.mark.parametrize(
    ("text", "figure", "kind"),
    [
        ("Only a fifth of carers reported an increase in their fees.", "a fifth", "actual"),
        ("24 schools saw a reduction in absence.", "24", "actual"),
        ("Eight were judged to be good, and three required improvement.", "three", "actual"),
        ("There was a 5% planned increase in the number of children in care.", "5%", "change"),
        ("The number of children in care showed a 5% increase.", "5%", "change"),
    ],
)
def test_those_who_had_an_increase_are_none(text: str, figure: str, kind: str) -> None:
    assert read(text)[figure].kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We expect to be looking after 440 children.", "forecast"),
        ("The council is likely to be caring for 440 children by then.", "forecast"),
        ("We hope to be looking after 440 children.", "target"),
        ("By then we need to be looking after 440 children.", "target"),
        ("The borough has to recruit 440 new foster carers.", "target"),
        ("We continue to be looking after 440 children.", "actual"),
        ("We were said to be looking after 440 children.", "actual"),
        ("We had to place 440 children outside the county.", "actual"),
        ("440 children needed to be looked after.", "actual"),
    ],
)
def test_what_is_expected_or_needed_is_not_yet_so(text: str, kind: str) -> None:
    assert read(text)["440"].kind == kind


def test_what_must_be_is_nothing_that_is() -> None:
    assert read("We must recruit 20 new foster carers.")["20"].measure is None
    found = read("We recruited 20 new foster carers and must keep them.")["20"]
    assert found.measure == "foster_households_recruited"
