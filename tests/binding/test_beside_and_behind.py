"""What stands beside or behind a level: what it has come from, whom it involved, everybody."""

from __future__ import annotations

import pytest
from figures_read import reader

read = reader("Larkmoor Borough Council\nAnnual report 2018/19\n\n")


def test_what_a_count_has_come_from_is_a_count_though_a_rate_stands_between() -> None:
    found = read(
        "The number of looked after children rose to 412 at 31 March 2019, a rate of 61 per "
        "10,000, from 398 a year earlier."
    )
    assert (found["398"].unit, found["398"].measure) == ("count", "cla_total")


def test_what_a_rate_has_come_from_is_a_rate() -> None:
    found = read(
        "The number of looked after children was 412 at 31 March 2019, a rate of 61 per 10,000, "
        "from 58 a year earlier."
    )
    assert (found["58"].unit, found["58"].measure) == ("rate_per_10000", "cla_rate_10k")


def test_the_time_of_what_a_level_falls_short_of_dates_nothing_else() -> None:
    found = read(
        "In 2018/19 98% of looked after children were reviewed on time, short of the 99% achieved "
        "in 2014/15, and 88% took part in their reviews."
    )
    assert str(found["99%"].period_end) == "2015-03-31"
    assert str(found["88%"].period_end) == "2019-03-31"


def test_those_involved_are_not_what_happened_to_them() -> None:
    found = read("In 2018/19 there were 947 missing episodes, involving 402 individuals.")
    assert found["947"].measure == "missing_incidents"
    assert found["402"].measure != "missing_incidents"


@pytest.mark.parametrize(
    ("column", "measure"),
    [("All Larkmoor pupils 2018/19", None), ("2018/19", "cla_persistent_absence")],
)
def test_a_column_of_everybody_is_not_of_those_the_paper_is_about(
    column: str, measure: str | None
) -> None:
    found = read(
        "Virtual school: looked after children\n\n"
        f"| Measure | 2017/18 | {column} |\n|---|---|---|\n"
        "| Persistent absence (%) | 24.1 | 21.8 |\n| Overall absence (%) | 7.6 | 7.3 |\n"
    )
    assert found["24.1"].measure == "cla_persistent_absence"
    assert found["21.8"].measure == measure
