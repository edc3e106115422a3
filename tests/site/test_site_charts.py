"""Which points a line joins, how a chart marks what is less certain, and what its axes say."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.package_files import shipped
from extractor.site.charts import line_chart
from extractor.site.charts.bar_chart import Part, Stack, stacked
from extractor.site.charts.layout import values_axis, width_of
from extractor.site.charts.line_chart import Aim, spark
from extractor.site.charts.lines import Change, ChartLine, lines_of
from extractor.site.charts.model import NARROW, WIDE, Chart, ChartWords
from extractor.wording import labels, words


def row(end: str, value: float = 100.0, **more: Any) -> dict[str, Any]:
    return {
        "area": "Exford",
        "area_level": "local",
        "dimensions_key": "",
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


def drawn(
    lines: list[ChartLine],
    aims: list[Aim] | None = None,
    changes: list[Change] | None = None,
    unit: str = "count",
    width: int = WIDE,
    source: str = "Source: somewhere",
) -> Chart | None:
    written = ChartWords("Children", source=source)
    return line_chart.drawn(lines, aims or [], changes or [], unit, written, width)


def texts(chart: Chart) -> str:
    return " ".join(text.text for text in chart.texts)


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


def test_a_range_is_drawn_from_its_lower_end_to_its_upper_one() -> None:
    rows = [row("2023-03-31", 22.2), row("2024-03-31", 7.4, value_max=45.0, qualifier="between")]
    chart = drawn(lines_of(rows, []), unit="percent")
    assert chart is not None
    (spread,) = [mark for mark in chart.marks if mark.shape == "range"]
    exact = next(mark for mark in chart.marks if mark.shape == "circle")
    assert spread.upper is not None
    assert chart.top <= spread.upper < exact.y < spread.y <= chart.bottom
    assert f"{spread.upper} h10 M{spread.x},{spread.upper} V{spread.y}" in chart.drawn_marks(None)


def test_bounds_and_ranges_are_marked_and_not_joined() -> None:
    rows = [
        row("2016-03-31"),
        row("2017-03-31", qualifier="less_than"),
        row("2018-03-31", qualifier="more_than"),
        row("2019-03-31", value_max=120.0, qualifier="between"),
    ]
    chart = drawn(lines_of(rows, []))
    assert chart is not None
    assert [mark.shape for mark in chart.marks] == ["circle", "down", "up", "range"]
    assert chart.strokes == ()
    assert "less than 100" in chart.marks[1].label


def test_less_certain_readings_look_different_are_not_joined_and_say_why() -> None:
    rows = [
        row("2016-09-30"),
        row("2017-03-31", doubts='["period_inherited"]', restated=1, reliable=0),
        row("2017-09-30"),
    ]
    assert stretches(rows) == [["2016-09-30", "2017-09-30"]]
    chart = drawn(lines_of(rows, []))
    assert chart is not None
    assert [mark.hollow for mark in chart.marks] == [False, True, False]
    assert "less certain reading" in chart.marks[1].label
    assert "the date comes from a heading or the title" in chart.marks[1].label
    assert "restated" in chart.marks[1].label
    assert "less certain reading, not joined" in {key.name for key in chart.legend}


def test_parts_are_never_joined_with_the_total() -> None:
    part = row("2017-03-31", 20, dimensions_key="age_band=16-17")
    assert stretches([row("2016-03-31"), part]) == []


def test_days_and_months_of_a_stock_are_one_line() -> None:
    rows = [
        row("2016-03-31"),
        row("2016-06-30", period_type="month", period_start="2016-06-01"),
    ]
    assert len(lines_of(rows, [])) == 2
    (line,) = lines_of(rows, [], stock=True)
    assert [len(stretch) for stretch in line.stretches] == [2]


def test_a_chart_shows_targets_england_and_explains_breaks() -> None:
    england = row("2016-03-31", 60.0, area="England", area_level="national")
    aim = Aim("Exford", date(2016, 3, 31), 90.0, "Exford: target 90", "t")
    changed = [Change(date(2001, 1, 1), "too early"), Change(date(2016, 4, 1), "new rules")]
    lines = lines_of([row("2016-03-31"), row("2017-03-31"), england], changed)
    chart = drawn(lines, [aim], changed)
    assert chart is not None
    assert [mark.shape for mark in chart.marks] == ["target", "circle", "circle", "square"]
    assert [change.number for change in chart.breaks] == [2]
    assert "Break 2, 1 April 2016: new rules" in texts(chart)
    assert "Source: somewhere" in texts(chart)
    shapes = {key.name: key.shape for key in chart.legend}
    assert shapes == {"Exford": "circle", "England": "square", "target": "target"}


def test_counts_start_at_zero_and_other_axes_say_where_they_start() -> None:
    rows = [row("2016-03-31", 1000.0), row("2017-03-31", 1020.0)]
    chart = drawn(lines_of(rows, []))
    assert chart is not None
    assert not chart.broken
    assert chart.up[0].label == "0"
    shares = [{**each, "unit": "percent", "value": each["value"] / 12} for each in rows]
    chart = drawn(lines_of(shares, []), unit="percent")
    assert chart is not None
    assert chart.broken
    assert f"The vertical axis starts at {chart.up[0].label}, not at zero." in texts(chart)


def test_both_widths_name_the_first_and_the_last_year() -> None:
    rows = [row(f"{year}-03-31") for year in range(2008, 2024)]
    for width in (WIDE, NARROW):
        chart = drawn(lines_of(rows, []), width=width)
        assert chart is not None
        assert [chart.across[0].label, chart.across[-1].label] == ["2008", "2023"]
        assert len(chart.across) == 16, "every year has a mark"
        named = [tick for tick in chart.across if tick.label]
        for one, other in itertools.pairwise(named):
            assert other.at - one.at > 30


def test_named_years_are_in_equal_steps_back_from_the_last() -> None:
    rows = [row(f"{year}-03-31") for year in range(2004, 2026)]
    chart = drawn(lines_of(rows, []))
    assert chart is not None
    named = [int(tick.label) for tick in chart.across if tick.label]
    assert named == [2004, *range(2007, 2026, 2)]


def test_a_long_address_is_wrapped_to_the_width_of_a_phone() -> None:
    rows = [row("2008-03-31"), row("2009-03-31")]
    source = "Source: papers, http://127.0.0.1:8001/figures/-/measure/cla_total?area=Norfolk&unit=x"
    chart = drawn(lines_of(rows, []), width=NARROW, source=source)
    assert chart is not None
    assert all(len(text.text) * text.size * 0.54 <= NARROW - 24 for text in chart.texts)
    (line,) = lines_of(rows[:1], [])
    chart = drawn([line])
    assert chart is not None
    assert chart.across[0].label == "Mar 2008"


def test_a_mix_shows_what_is_not_listed() -> None:
    parts = (Part("foster care", 333, "fostered", "f"), Part("homes", 56, "homes", "h"))
    gap = Part("", 112, "not listed: 112 of 501", "")
    chart = stacked(
        [Stack("31 March 2014", "Mar 2014", parts, gap)],
        "count",
        ChartWords("Placements"),
        "placement",
    )
    assert chart is not None
    assert [bar.open for bar in chart.bars] == [False, False, True]
    heights = [bar.height for bar in chart.bars]
    assert abs(heights[0] / sum(heights) - 333 / 501) < 0.01
    assert "not listed by placement in the paper" in {key.name for key in chart.legend}


def test_a_small_chart_says_its_first_and_last_figure() -> None:
    (line,) = lines_of([row("2016-03-31", 90), row("2017-03-31", 95)], [])
    small = spark(line, "count")
    assert small is not None
    assert "31 March 2016: 90" in small.text
    assert "31 March 2017: 95" in small.text
    (line,) = lines_of([row("2016-03-31", 90)], [])
    assert spark(line, "count") is None


@given(
    st.lists(
        st.tuples(
            st.dates(date(1990, 1, 1), date(2040, 1, 1)),
            st.floats(-1e9, 1e12, allow_nan=False, allow_subnormal=False),
        ),
        max_size=30,
    ),
    st.sampled_from([WIDE, NARROW]),
)
def test_everything_stays_inside_the_drawing(points: list[tuple[date, float]], width: int) -> None:
    rows = [row(when.isoformat(), value) for when, value in points]
    chart = drawn(lines_of(rows, []), width=width)
    if not rows:
        assert chart is None
        return
    assert chart is not None
    assert len(chart.marks) == len(rows)
    for mark in chart.marks:
        assert chart.left <= mark.x <= chart.right
        assert chart.top - 0.1 <= mark.y <= chart.bottom + 0.1
    for tick in chart.across:
        assert chart.left <= tick.at <= chart.right
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


def test_breakdowns_have_labels() -> None:
    assert words.breakdown('{"placement_type": "ifa_foster", "age_band": "16-17"}') == (
        "agency (IFA) foster care; aged 16-17"
    )
    assert words.breakdown('{"uasc": "yes"}') == "unaccompanied children"
    assert words.breakdown_of_key("age_band=19_and_over;disability=yes") == (
        "aged 19 and over; with a disability"
    )
    assert words.breakdown_of_key("") == "total"
    known = yaml.safe_load((shipped("rules") / "dimensions.yml").read_text(encoding="utf-8"))
    for dimension, values in known["dimensions"].items():
        for value in values:
            label = labels.value(dimension, str(value))
            assert "_" not in label, (dimension, value)
            assert label in labels.known(dimension), (dimension, value)


def test_a_note_on_small_numbers_is_for_people_only() -> None:
    few = row("2016-03-31", 4, counted="children looked after")
    assert words.small(few)
    assert words.small({**few, "value": 9})
    assert not words.small({**few, "value": 10})
    assert not words.small({**few, "value": 0})
    assert not words.small({**few, "unit": "percent"})
    assert not words.small({**few, "counted": "foster places"})
    assert not words.small(row("2016-03-31", 4))


def test_changes_in_words() -> None:
    assert words.change(515, 501, "count") == "+14"
    assert words.change(50.8, 52.9, "percent") == "-2.1 points"
    assert words.change(5, 5, "count") == "no change"


def test_a_line_of_yearly_dates_breaks_where_a_year_is_missing() -> None:
    (line,) = lines_of([row("2016-03-31"), row("2017-03-31"), row("2019-03-31")], [])
    assert [len(stretch) for stretch in line.stretches] == [2]


def test_an_axis_of_money_counts_in_millions_and_fits_its_margin() -> None:
    for top, unit, shown in (
        (300_000_000.0, "currency_gbp", "£300m"),
        (2_400_000_000.0, "currency_gbp", "£2.5bn"),
        (1_100_000.0, "currency_gbp", "£0.5m"),
        (500_000.0, "currency_gbp", "£500,000"),
        (12_000_000.0, "count", "10m"),
    ):
        ticks = [tick.label for tick in values_axis([0.0, top], unit, 0.0, 300.0).ticks()]
        assert shown in ticks, ticks
        assert ticks[0].strip("£") == "0"
        assert max(map(width_of, ticks)) <= line_chart.LEFT - 8, ticks
    below = values_axis([-2_000_000.0, 1_000_000.0], "currency_gbp", 0.0, 300.0).ticks()
    assert below[0].label.startswith("-£")
