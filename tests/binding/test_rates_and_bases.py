"""Rates whose base is named elsewhere in the sentence, and units that a figure cannot share."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care\nPosition as at 31 December 2023\n\n"


read = reader(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "The rate of looked after children per 10,000 of the population fell from 165.1 to 159.4.",
        "The rate of looked after children per 10,000 under-18s rose from 103 to 107.",
        "Many are looked after: for every 10,000 children that is 71, a rate that was 69.5 before.",
        "Looked after children per 10,000: 65 in Larkmoor, compared with 61 in England.",
    ],
)
def test_a_base_named_before_is_that_of_the_bare_figures_behind_it(text: str) -> None:
    found = [o for o in read(text).values() if o.value > 50]
    assert found
    assert {o.unit for o in found} == {"rate_per_10000"}
    assert {o.measure for o in found} <= {"cla_rate_10k", None}


def test_people_are_counted_whatever_rate_was_named_before() -> None:
    found = read("The rate per 10,000 was 57, and 45 were boys in care.")
    assert found["45"].unit == "count"


def test_a_rate_that_is_called_one_is_no_count() -> None:
    found = read("The rate of first time entrants had fallen (i.e. improved) from 556 to 505.")
    assert found["556"].measure is None
    assert found["505"].measure is None
    assert read("The number of first time entrants fell from 56 to 50.")["50"].measure


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        (
            "The number of carers rose by 11.5%, from 1,915 the year before, to 2,136.",
            "1,915",
            "count",
        ),
        (
            "The overspend on children in care rose to £9m, with the number of children looked "
            "after increasing by 32.",
            "32",
            "count",
        ),
        ("Use of custody fell by 50%, with the figure of 9 a record low.", "9", "count"),
        ("Allowances rise by 7.5% for some and by 6.3% for others.", "6.3%", "percent"),
        ("The caseload rate was 13.9 per full-time equivalent social worker.", "13.9", "ratio"),
    ],
)
def test_a_unit_is_carried_only_where_the_figure_can_have_it(
    text: str, figure: str, unit: str
) -> None:
    assert read(text)[figure].unit == unit


def test_an_age_that_everybody_has_narrows_nothing() -> None:
    found = read("There are 412 children looked after under 18 and 315 UASC under 18.")
    assert (found["412"].measure, dict(found["412"].dimensions)) == ("cla_total", {})
    assert found["315"].measure == "cla_uasc"
    assert "age_band" not in dict(found["315"].dimensions)
    assert read("There are 412 children looked after under 5.")["412"].measure != "cla_total"


def test_both_ends_of_a_change_have_its_unit_though_their_times_are_between() -> None:
    found = read(
        "The rate of first time entrants had fallen from 536 per 100,000 young people in the year "
        "October 2021 – September 2022 to 471 in the year October 2022 – September 2023."
    )
    assert found["471"].unit == "rate_per_100000"
