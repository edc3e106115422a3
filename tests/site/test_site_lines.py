"""Which points a line joins, and how a chart marks what it cannot be sure of."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractor.site import words
from extractor.site.chart import Aim, drawn
from extractor.site.lines import Change, lines_of


def row(end: str, value: float = 100.0, **more: Any) -> dict[str, Any]:
    return {
        "area": "Exford",
        "area_level": "local",
        "period_type": "as_at",
        "period_start": None,
        "period_end": end,
        "value": value,
        "value_max": None,
        "unit": "count",
        "qualifier": "exact",
        "doubts": "[]",
        "restated": 0,
        "second_hand": 0,
        "observation_id": f"{end}-{value:g}",
    } | more


def stretches(rows: list[dict[str, Any]], *breaks: str) -> list[list[str]]:
    lines = lines_of(rows, [Change(date.fromisoformat(b), "changed") for b in breaks])
    return [[p.when.isoformat() for p in s] for line in lines for s in line.stretches]


def test_neighbouring_dates_are_joined_in_order() -> None:
    rows = [row("2018-03-31"), row("2016-03-31"), row("2017-03-31")]
    assert stretches(rows) == [["2016-03-31", "2017-03-31", "2018-03-31"]]


def test_a_line_breaks_where_the_definition_changes() -> None:
    rows = [row(f"{year}-03-31") for year in (2015, 2016, 2017, 2018)]
    assert stretches(rows, "2016-04-01") == [
        ["2015-03-31", "2016-03-31"],
        ["2017-03-31", "2018-03-31"],
    ]


def test_a_break_of_one_area_cuts_only_its_line() -> None:
    ends = ("2016-03-31", "2017-03-31")
    rows = [row(end, area=area) for area in ("Exford", "Wyeland") for end in ends]
    changed = Change(date(2016, 4, 1), "new boundaries", frozenset({"Wyeland"}))
    lines = lines_of(rows, [changed])
    assert [(line.area, len(line.stretches)) for line in lines] == [("Exford", 1), ("Wyeland", 0)]
    both, alone = drawn(lines, [], [changed]), drawn(lines[:1], [], [changed])
    assert both is not None
    assert alone is not None
    assert len(both.breaks) == 1
    assert alone.breaks == ()


def test_a_line_breaks_where_years_are_missing() -> None:
    rows = [row(f"{year}-03-31") for year in (2010, 2011, 2015, 2016)]
    assert len(stretches(rows)) == 2


def test_kinds_of_period_and_areas_are_lines_of_their_own() -> None:
    rows = [
        row("2016-03-31"),
        row("2017-03-31", period_type="financial_year", period_start="2016-04-01"),
        row("2017-12-31", period_type="calendar_year", period_start="2017-01-01"),
        row("2017-03-31", area="Wyeland"),
    ]
    assert len(lines_of(rows, [])) == 4
    assert stretches(rows) == []


def test_years_to_date_and_other_spans_are_never_joined() -> None:
    for kind in ("year_to_date", "twelve_months", "other"):
        rows = [row(f"2017-{m:02}-28", period_type=kind) for m in (5, 6, 7)]
        assert stretches(rows) == []


def test_a_quarter_is_joined_to_the_next_quarter_only() -> None:
    ends = ("2017-03-31", "2017-06-30", "2018-06-30")
    rows = [row(end, period_type="quarter", period_start="2017-01-01") for end in ends]
    assert stretches(rows) == [["2017-03-31", "2017-06-30"]]


def test_bounds_and_ranges_are_marked_and_not_joined() -> None:
    rows = [
        row("2016-03-31"),
        row("2017-03-31", qualifier="less_than"),
        row("2018-03-31", qualifier="more_than"),
        row("2019-03-31", value_max=120.0, qualifier="between"),
    ]
    chart = drawn(lines_of(rows, []), [], [])
    assert chart is not None
    assert [mark.shape for mark in chart.marks] == ["circle", "down", "up", "range"]
    assert chart.strokes == ()
    assert "less than 100" in chart.marks[1].label


def test_points_with_doubts_look_different_and_say_why() -> None:
    rows = [row("2016-03-31"), row("2017-03-31", doubts='["period_inherited"]', restated=1)]
    chart = drawn(lines_of(rows, []), [], [])
    assert chart is not None
    assert [mark.hollow for mark in chart.marks] == [False, True]
    assert "the period stands further away" in chart.marks[1].label
    assert "restated" in chart.marks[1].label


def test_a_chart_shows_targets_england_and_breaks() -> None:
    england = row("2016-03-31", 60.0, area="England", area_level="national")
    aim = Aim("Exford", date(2016, 3, 31), 90.0, "Exford: target 90", "t")
    changed = [Change(date(2001, 1, 1), "too early"), Change(date(2016, 4, 1), "new rules")]
    lines = lines_of([row("2016-03-31"), row("2017-03-31"), england], changed)
    chart = drawn(lines, [aim], changed)
    assert chart is not None
    assert [mark.shape for mark in chart.marks] == ["circle", "circle", "square"]
    assert [mark.shape for mark in chart.targets] == ["target"]
    assert [change.number for change in chart.breaks] == [2]
    assert {key.name: key.compared for key in chart.legend} == {"Exford": False, "England": True}


@given(
    st.lists(
        st.tuples(
            st.dates(date(1990, 1, 1), date(2040, 1, 1)),
            st.floats(-1e9, 1e12, allow_nan=False, allow_subnormal=False),
        ),
        max_size=30,
    )
)
def test_everything_stays_inside_the_drawing(points: list[tuple[date, float]]) -> None:
    rows = [row(when.isoformat(), value) for when, value in points]
    chart = drawn(lines_of(rows, []), [], [])
    if not rows:
        assert chart is None
        return
    assert chart is not None
    assert len(chart.marks) == len(rows)
    for mark in chart.marks:
        assert chart.left <= mark.x <= chart.right
        assert chart.top - 0.1 <= mark.y <= chart.bottom + 0.1
    assert 2 <= len(chart.up) <= 14


def test_values_and_periods_in_words() -> None:
    assert words.amount(1200000, "currency_gbp") == "£1,200,000"
    assert words.amount(-1200000, "currency_gbp") == "-£1,200,000"
    assert words.amount(50.8, "percent") == "50.8%"
    assert words.amount(48.6, "rate_per_10000") == "48.6 per 10,000"
    assert words.stated(row("2016-03-31", 20, unit="percent", qualifier="less_than")) == (
        "less than 20%"
    )
    assert words.stated(row("2016-03-31", 5, value_max=9.0)) == "5 to 9"
    year = {"period_start": "2016-04-01", "period_end": "2017-03-31"}
    assert words.period(year | {"period_type": "financial_year"}) == "2016-17 (April to March)"
    assert words.period(row("2016-03-31")) == "31 March 2016"
    assert words.small(row("2016-03-31", 4))
    assert not words.small(row("2016-03-31", 4, unit="percent"))
    assert not words.small(row("2016-03-31", 0))
