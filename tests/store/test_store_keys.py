"""Financial years, kinds of period, and the step to which a figure is rounded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.store.series_keys import area_key, financial_year, period_type, rounded_to


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        (None, "2017-03-31", "2016-17"),
        (None, "2017-04-01", "2017-18"),
        ("2016-04-01", "2017-03-31", "2016-17"),
        ("2020-01-01", "2020-03-31", "2019-20"),
        ("1999-04-01", "2000-03-31", "1999-00"),
        ("2016-01-01", "2016-12-31", None),
        ("2016-09-01", "2017-08-31", None),
        ("2016-04-01", "2018-03-31", None),
        (None, None, None),
    ],
)
def test_the_financial_year_holds_the_whole_period(
    start: str | None, end: str | None, year: str | None
) -> None:
    assert financial_year(start, end) == year


@pytest.mark.parametrize(
    ("basis", "start", "end", "kind"),
    [
        ("as_at", None, "2017-03-31", "as_at"),
        ("during", "2016-04-01", "2017-03-31", "financial_year"),
        ("during", "2016-01-01", "2016-12-31", "calendar_year"),
        ("during", "2016-09-01", "2017-08-31", "school_year"),
        ("during", "2016-07-01", "2017-06-30", "twelve_months"),
        ("during", "2020-01-01", "2020-03-31", "quarter"),
        ("during", "2020-02-01", "2020-02-29", "month"),
        ("during", "2016-04-01", "2016-09-30", "half_year"),
        ("during", "2016-04-01", "2016-12-31", "year_to_date"),
        ("during", "2016-04-01", "2016-05-15", "year_to_date"),
        ("during", "2016-05-01", "2016-07-31", "other"),
        ("during", "2014-04-01", "2017-03-31", "other"),
        (None, None, None, None),
    ],
)
def test_periods_of_different_kinds_are_told_apart(
    basis: str | None, start: str | None, end: str | None, kind: str | None
) -> None:
    assert period_type(basis, start, end) == kind


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 800))
def test_a_year_to_date_never_leaves_its_financial_year(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    kind = period_type("during", start.isoformat(), end.isoformat())
    if kind in ("year_to_date", "financial_year", "quarter", "month"):
        assert financial_year(start.isoformat(), end.isoformat()) is not None


@pytest.mark.parametrize(
    ("printed", "value", "step"),
    [
        ("51%", 51, 1),
        ("50.8%", 50.8, 0.1),
        ("£1.2m", 1_200_000, 100_000),
        ("1,409", 1409, 1),
        ("62 100", 62100, 1),
        ("0", 0, 1),
        ("a third", 33.3, None),
        ("none", 0, None),
    ],
)
def test_the_step_a_figure_is_rounded_to(printed: str, value: float, step: float | None) -> None:
    assert rounded_to(printed, value) == step


def test_statistical_neighbours_belong_to_the_council_that_names_them() -> None:
    kent, essex = (
        area_key("Statistical neighbours", None, "statistical_neighbours", council)
        for council in ("Kent", "Essex")
    )
    assert kent != essex
    assert area_key("Kent", None, "local", "Kent") == area_key("KENT", None, "local", "Essex")
    assert area_key("England", "E92000001", "national", None) == "E92000001"
