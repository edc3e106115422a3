"""Indicators against targets, rankings, report cards and mixes: what they take from rows."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from site_asked import Site, site_of_papers
from test_site_pages import text_of

from extractor.site.indicators import IMPROVED, WORSENED, indicators_of
from extractor.site.measures import neighbours_named, without_other_neighbours
from extractor.site.mix import excess_of, stack_of
from extractor.site.mix_days import days_of
from extractor.site.ranking import ranked
from extractor.site.report_card import cards_of
from extractor.site.settings import Mix
from extractor.site.targets import meetings_of, usual_of
from extractor.wording import words


def row(kind: str, value: float, end: str | None, **more: Any) -> dict[str, Any]:
    return {
        "id": f"{kind}-{value:g}-{end}",
        "observation_id": f"{kind}-{value:g}-{end}",
        "document_id": "paper",
        "position": 0,
        "page": 1,
        "source": "table",
        "row_label": None,
        "measure": "timely",
        "label": "Checks on time",
        "domain_title": "Health",
        "good_direction": "up",
        "kind": kind,
        "area": "Exford",
        "area_level": "local",
        "unit": "percent",
        "dimensions": "{}",
        "dimensions_key": "",
        "value": value,
        "value_max": None,
        "qualifier": "exact",
        "period_type": "as_at",
        "period_start": None,
        "period_end": end,
        "financial_year": None,
        "confidence": "high",
        "doubts": "[]",
        "restated": 0,
        "second_hand": 0,
        "rag": None,
        "trend": None,
        "gives_way": 0,
        "national": 0,
        "agrees": "[]",
        "loose": 0,
        "beside": None,
    } | more


def test_an_indicator_has_its_latest_value_target_floor_and_previous_value() -> None:
    rows = [
        row("actual", 81, "2023-12-31"),
        row("actual", 84, "2024-03-31"),
        row("target", 90, None),
        row("floor", 80, "2024-03-31"),
    ]
    (one,) = indicators_of(rows, [])
    assert one.latest["value"] == 84
    assert one.target is not None
    assert one.target["value"] == 90
    assert one.floor is not None
    assert one.previous is not None
    assert one.previous["value"] == 81
    assert (one.met, one.trend, one.change) == (False, IMPROVED, "+3 points")


def test_what_the_paper_prints_comes_before_what_is_reckoned() -> None:
    rows = [
        row("actual", 84, "2024-03-31", rag="amber", trend="worsening"),
        row("actual", 81, "2023-12-31"),
    ]
    (one,) = indicators_of(rows, [])
    assert (one.rag, one.trend, one.met) == ("amber", WORSENED, None)


def test_lower_is_better_where_the_measure_says_so_and_nothing_is_where_it_does_not() -> None:
    rows = [row("actual", 8, "2024-03-31"), row("target", 10, "2024-03-31")]
    (down,) = indicators_of([{**each, "good_direction": "down"} for each in rows], [])
    (context,) = indicators_of([{**each, "good_direction": "context"} for each in rows], [])
    assert (down.met, context.met, context.trend) == (True, None, None)


def test_a_previous_value_comes_from_the_series_where_the_paper_gives_none() -> None:
    rows = [row("actual", 84, "2024-03-31"), row("target", 90, None)]
    earlier = [
        row("actual", 70, "2023-03-31"),
        row("actual", 60, "2023-12-31", period_type="quarter"),
        row("actual", 99, "2024-06-30"),
    ]
    (one,) = indicators_of(rows, earlier)
    assert one.previous is not None
    assert one.previous["value"] == 70


def test_a_target_of_another_period_is_not_held_against_the_latest_value() -> None:
    rows = [row("actual", 84, "2024-03-31"), row("target", 90, "2027-03-31", financial_year="x")]
    (one,) = indicators_of(rows, [])
    assert one.target is None
    assert one.met is None


def card(kind: str, value: float, label: str, **more: Any) -> dict[str, Any]:
    """A figure of a performance card that is none of our measures."""
    end = {"previous": "2023-12-31"}.get(kind, "2024-03-31")
    none = {"measure": None, "label": None, "domain_title": None, "good_direction": None}
    none |= {"source": "card", "row_label": label, "confidence": "low", "area": "Exford"}
    kind = "actual" if kind == "previous" else kind
    return row(kind, value, end, **{**none, "doubts": '["measure_unknown"]', **more})


def test_an_indicator_that_is_no_measure_goes_by_its_printed_label() -> None:
    calls = "Percentage of calls answered"
    rows = [
        card("actual", 94, calls, rag="green", trend="steady", position=1),
        card("target", 90, calls, position=2),
        card("floor", 85, calls, position=3),
        card("previous", 89, calls, rag="amber", position=4),
        card("actual", 14.9, "Cases that come back", position=5),
        card("target", 15, "Cases that come back", position=6),
        card("floor", 20, "Cases that come back", position=7),
        card("previous", 16, "Cases that come back", position=8),
        card("actual", 9, "Visitors", position=9),
    ]
    answered, back = indicators_of(rows, [])
    assert (answered.label, answered.measured, answered.rag) == (calls, False, "green")
    assert answered.previous is not None
    assert answered.previous["value"] == 89
    # The arrow as printed, whatever the figures did.
    assert (answered.change, answered.trend) == ("+5 points", "no change")
    # Higher or lower is better as the minimum standard shows.
    assert (answered.met, back.met, back.trend) == (True, True, IMPROVED)
    assert back.good_direction == "down"


def test_a_label_beside_a_target_of_another_year_is_no_indicator() -> None:
    later = {"period_end": "2027-03-31", "financial_year": "2026-27"}
    rows = [
        card("actual", 94, "Market housing", financial_year="2023-24"),
        card("target", 60, "Market housing", **later),
    ]
    assert indicators_of(rows, []) == []
    (one,) = indicators_of([{**rows[0], "rag": "green"}, rows[1]], [])
    assert one.coming is rows[1]


def test_cards_of_one_measure_with_different_titles_are_different_indicators() -> None:
    def of(title: str, value: float, **more: Any) -> dict[str, Any]:
        return row("actual", value, "2024-03-31", source="card", row_label=title, **more)

    all_children = of("Checks on time", 80, rag="red")
    babies = of("Checks on time (babies)", 90, rag="green")
    told = row("actual", 70, "2023-03-31", source="prose")
    two = indicators_of([all_children, babies, told], [])
    assert [each.rag for each in two] == ["red", "green"]
    assert [each.printed for each in two] == ["", "Checks on time (babies)"]
    # What a sentence says belongs to the card where there is only one.
    (one,) = indicators_of([all_children, told], [])
    assert one.previous is told


def test_a_later_target_is_named_as_such() -> None:
    rows = [row("actual", 84, "2024-03-31"), row("target", 90, "2027-03-31", financial_year="x")]
    (one,) = indicators_of(rows, [])
    assert one.coming is rows[1]
    assert (one.target, one.met) == (None, None)


def paper(meeting: str | None, newest: str, rated: int = 0, judged: int = 0) -> dict[str, Any]:
    return {
        "document_id": f"{meeting}-{newest}",
        "meeting_date": meeting,
        "newest": newest,
        "rated": rated,
        "judged": judged,
        "title": "Scorecard",
        "path": "scorecard.pdf",
    }


def test_a_scorecard_without_a_date_stands_by_its_quarter() -> None:
    scorecard = paper(None, "2024-12-31", rated=7)
    early, late = paper("2024-06-01", "2024-03-31"), paper("2025-01-30", "2024-11-30")
    meetings = meetings_of([early, scorecard, late])
    assert list(meetings) == ["2025-01-30", "None-2024-12-31", "2024-06-01"]
    # One target in a later paper does not hide the quarter's scorecard; years do.
    assert usual_of(meetings) == "None-2024-12-31"
    assert usual_of(meetings_of([scorecard, paper("2030-01-30", "2029-11-30")])) == "2030-01-30"
    assert usual_of({}) == ""


def test_the_targets_page_counts_ratings_and_offers_only_what_there_is(site: Site) -> None:
    page = site.html("/figures/-/targets/Exford")
    assert "Initial health assessments in time" in page
    assert "not met" in page
    offered = page.split('id="f-meeting"')[1].split("</select>")[0]
    for meeting in offered.split('value="')[1:]:
        address = f"/figures/-/targets?area=Exford&meeting={meeting.split(chr(34))[0]}"
        assert "indicator" in site.html(address)
    assert "give no targets" in site.html("/figures/-/targets/Nowhere")
    # Without a council, the one with the most targets.
    assert "indicator" in site.html("/figures/-/targets")


SCORECARD = """Exford County Council

Quarterly Performance Report, Quarter 3 2024/25

To: Cabinet

Meeting Date: 4 March 2025

1. BACKGROUND

1.1 The table gives the key performance indicators.

| Indicator | Latest | Target | Floor | Previous | RAG |
|---|---|---|---|---|---|
| Percentage of phone calls answered | 94% | 90% | 85% | 89% | Green |
| Percentage of complaints answered in time | 71% | 85% | 80% | 73% | Red |
| Care leavers in suitable accommodation | 91% | 90% | 85% | 88% | Green |
"""


def test_a_scorecard_is_shown_whole_whatever_of_it_is_a_measure(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "quarter.txt").write_text(SCORECARD, encoding="utf-8")
    site = site_of_papers(tmp_path)
    try:
        page = site.html("/figures/-/targets")
        lines = [text_of(line) for line in page.split("<tbody>")[1].split("<tr ")[1:]]
        evidence = [
            re.findall(r'href="(/figures/-/figure/[^"]+)', line)
            for line in page.split("<tbody>")[1].split("<tr ")[1:]
        ]
        shown = [text_of(site.html(address)) for address in evidence[1]]
    finally:
        site.close()
    assert "Targets: Exford" in page
    said = text_of(page)
    assert "1 red Percentage of complaints answered in time 2 green" in said
    assert "2 indicators are not matched to one of our measures" in said
    calls, complaints, leavers = lines
    for part in ("94%", "90%", "85%", "89%", "green", "met", "+5 points", "improved"):
        assert part in calls
    for part in ("not matched to a measure", "71%", "85%", "80%", "73%", "not met", "worsened"):
        assert part in complaints
    assert "not matched to a measure" not in leavers
    # Latest, target, minimum, previous, and the latest again: each leads to its own evidence.
    values = ("71%", "85%", "80%", "73%", "71%")
    assert len(shown) == len(values)
    for value, page in zip(values, shown, strict=True):
        assert f"Value {value}" in page


def test_a_ranking_has_each_area_once_with_its_latest_figure() -> None:
    rows = [
        row("actual", 40, "2022-03-31"),
        row("actual", 44, "2021-03-31"),
        row("actual", 50, "2020-03-31", area="Wyeland"),
    ]
    assert [each["value"] for each in ranked(rows, "value", False)] == [50, 40]
    assert [each["value"] for each in ranked(rows, "value", True)] == [40, 50]
    assert [each["area"] for each in ranked(rows, "area", True)] == ["Exford", "Wyeland"]
    assert [each["value"] for each in ranked(rows, "date", False)] == [40, 50]


def test_a_report_card_compares_with_the_year_before_and_england() -> None:
    points = [row("actual", value, f"{year}-03-31") for year, value in ((2022, 60), (2023, 62))]
    points.append(row("actual", 1, "2023-03-31", dimensions_key="age_band=16-17"))
    england = [row("actual", 58, "2023-03-31", area="England", area_level="national")]
    (card,) = cards_of(points, england)
    assert card.latest["value"] == 62
    assert card.change == "+2 points"
    assert card.beside_england == "+4 points against England"
    assert card.chart is not None
    later = [row("actual", 57, "2023-09-30", area="England", area_level="national")]
    (apart,) = cards_of(points, later)
    assert apart.england is not None
    assert apart.beside_england == "", "of another period"
    (same,) = cards_of(points, [*later, *england])
    assert same.england is england[0]


def test_a_report_card_does_not_show_a_point_that_gives_way() -> None:
    points = [row("actual", 60, "2023-03-31"), row("actual", 9, "2023-04-12", gives_way=1)]
    (card,) = cards_of(points, [])
    assert card.latest["value"] == 60


def test_no_difference_is_worked_out_against_a_range() -> None:
    exact = {"value": 22.2, "unit": "percent", "qualifier": "exact", "value_max": None}
    spread = {**exact, "value": 7.4, "value_max": 45.0, "qualifier": "between"}
    assert words.difference(exact, {**exact, "value": 20.0}) == "+2.2 points"
    assert words.difference(exact, spread) == words.difference(spread, exact) == ""
    assert words.difference(exact, {**exact, "qualifier": "less_than"}) == ""


def test_a_target_is_met_by_a_range_only_where_all_of_it_meets_it() -> None:
    def met(least: float, most: float, good: str) -> bool | None:
        latest = row("actual", least, "2024-03-31", value_max=most, good_direction=good)
        target = row("target", 20.0, "2024-03-31", good_direction=good)
        (indicator,) = indicators_of([latest, target], [])
        return indicator.met

    assert (met(18, 22, "up"), met(21, 25, "up"), met(12, 15, "up")) == (None, True, False)
    assert (met(18, 22, "down"), met(12, 15, "down"), met(21, 25, "down")) == (None, True, False)


MIX = Mix(
    title="Placements",
    measure="placed",
    by="placement_type",
    whole="total",
    also={"fostered": "foster_total"},
    subtotals={"foster_total": ("in_house_foster", "ifa_foster")},
)


def placed(value: float, kind: str, measure: str = "placed") -> dict[str, Any]:
    key = f"placement_type={kind}" if kind else ""
    end = "2014-03-31"
    return row("actual", value, end, measure=measure, unit="count", dimensions_key=key)


def test_what_is_missing_from_a_mix_is_what_the_check_of_its_total_finds() -> None:
    rows = [placed(60, "ifa_foster"), placed(20, "residential"), placed(120, "", "total")]
    (day,) = days_of(rows, MIX)
    stack = stack_of(replace(day, listed=95), MIX, "count")
    assert [part.value for part in stack.parts] == [60, 20, 15]
    assert stack.parts[-1].name == "read less certainly, or of another measure"
    assert stack.gap is not None
    assert stack.gap.value == 25
    assert stack_of(replace(day, listed=80), MIX, "count").parts[-1].value == 20
    over = replace(day, listed=130)
    assert excess_of(over, stack_of(over, MIX, "count"), "count") == 10


def test_a_mix_counts_a_subtotal_once_and_says_what_is_missing() -> None:
    rows = [placed(60, "ifa_foster"), placed(333, "", "fostered"), placed(501, "", "total")]
    (day,) = days_of(rows, MIX)
    stack = stack_of(day, MIX, "count")
    assert [(part.name, part.value) for part in stack.parts] == [
        ("agency (IFA) foster care", 60),
        ("foster care (all kinds), type not given or read less certainly", 273),
    ]
    assert stack.gap is not None
    assert stack.gap.value == 501 - 333
    assert "168 of 501" in stack.gap.label


def test_parts_that_pass_the_total_are_not_called_complete() -> None:
    rows = [placed(333, "foster_total"), placed(300, "other"), placed(501, "", "total")]
    (day,) = days_of(rows, MIX)
    assert excess_of(day, stack_of(day, MIX, "count"), "count") == 132
    (day,) = days_of([*rows[:1], placed(333, "", "total")], MIX)
    assert excess_of(day, stack_of(day, MIX, "count"), "count") == 0
    (day,) = days_of(rows[:2], MIX)
    assert excess_of(day, stack_of(day, MIX, "count"), "count") == 0


def test_a_mix_without_a_total_or_with_nothing_missing_has_no_gap() -> None:
    (day,) = days_of([placed(60, "ifa_foster")], MIX)
    assert stack_of(day, MIX, "count").gap is None
    (day,) = days_of([placed(60, "ifa_foster"), placed(60, "", "total")], MIX)
    assert stack_of(day, MIX, "count").gap is None


@pytest.mark.parametrize(("listed", "given"), [(497, None), (496, 5.0), (501, None)])
def test_a_mix_does_not_tell_of_a_few_children_that_are_not_listed(
    listed: int, given: float | None
) -> None:
    (day,) = days_of([placed(listed, "residential"), placed(501, "", "total")], MIX)
    stack = stack_of(day, MIX, "count")
    assert (stack.gap.value if stack.gap else None) == given
    assert stack.withheld is (listed == 497)


def test_what_is_missing_is_not_given_beside_a_number_that_is_withheld() -> None:
    rows = [placed(480, "residential"), placed(501, "", "total")]
    (day,) = days_of(rows, MIX, {"2014-03-31"})
    stack = stack_of(day, MIX, "count")
    assert stack.withheld
    assert stack.gap is None


def test_a_subtotal_does_not_tell_of_a_few_children_besides_its_parts() -> None:
    rows = [placed(60, "ifa_foster"), placed(63, "", "fostered"), placed(63, "", "total")]
    (day,) = days_of(rows, MIX)
    stack = stack_of(day, MIX, "count")
    assert [part.value for part in stack.parts] == [60]
    assert stack.withheld


def test_a_part_with_a_further_description_is_a_part_of_the_mix() -> None:
    def described(value: float, kind: str, other: str) -> dict[str, Any]:
        return {**placed(value, kind), "dimensions_key": f"{other};placement_type={kind}"}

    rows = [
        placed(200, "in_house_foster"),
        described(86, "independent_living", "age_band=16_and_over"),
        # In and out of the area together are all of a kind; other descriptions may overlap.
        described(20, "childrens_home", "placement_locality=in_area"),
        described(15, "childrens_home", "placement_locality=out_of_area"),
        described(9, "residential_school", "disability=yes"),
        described(4, "residential_school", "placement_locality=out_of_area"),
        # A kind that is given plainly, or within a sum that is, is not counted again.
        described(70, "in_house_foster", "placement_locality=out_of_area"),
        described(90, "foster_total", "placement_locality=out_of_area"),
        {**described(60, "residential", "age_band=16_and_over"), "unit": "percent"},
        placed(350, "", "total"),
    ]
    (day,) = days_of(rows, MIX)
    stack = stack_of(day, MIX, "count")
    assert {part.name: part.value for part in stack.parts} == {
        "in-house foster care": 200,
        "independent living, aged 16 and over": 86,
        "children's homes, inside the council's area": 20,
        "children's homes, outside the council's area": 15,
        "residential schools, with a disability": 9,
    }
    assert stack.gap is not None
    assert stack.gap.value == 20


def test_pages_of_comparison_say_what_is_not_there(site: Site) -> None:
    for address in (
        "/figures/-/ranking/nothing",
        "/figures/-/mix/nothing",
        "/figures/-/report-card/Nowhere",
    ):
        answer = site.get(address)
        assert answer.status_code == 404
        assert "There is no " in answer.text
    page = site.html("/figures/-/mix/placements?area=Nowhere")
    assert "give no such figures" in page
    page = site.html("/figures/-/compare?measure=cla_total&area=Exford&area=Wyeland")
    assert 'value="Exford" selected' in page
    assert 'value="Wyeland" selected' in page
    page = site.html("/figures/-/ranking/cla_total")
    assert page.index("Wyeland") < page.index("Exford", page.index("<tbody>"))


def test_neighbours_are_those_of_the_councils_that_are_shown() -> None:
    rows = [
        {"area": "Norfolk", "area_level": "local", "council": "Norfolk County Council"},
        {"area": "England", "area_level": "national", "council": "Kent County Council"},
        *(
            {"area": "Statistical neighbours", "area_level": "statistical_neighbours", "council": c}
            for c in ("Norfolk CC", "West Sussex County Council", None)
        ),
    ]
    kept = neighbours_named(without_other_neighbours(rows, ["Norfolk", "Suffolk"]))
    assert [row["area"] for row in kept] == [
        *("Norfolk", "England", "Statistical neighbours of Norfolk"),
    ]
    assert rows[2]["area"] == "Statistical neighbours", "the rows of the query stay as they are"


def test_a_council_without_figures_is_named_in_a_comparison(site: Site) -> None:
    page = text_of(site.html("/figures/-/compare?measure=cla_total&area=Exford&area=Nowhere"))
    assert "There is no council called “Nowhere” in the papers read." in page
    assert "No such figures were read for England, less certain readings aside." in page
    rate = text_of(site.html("/figures/-/compare?measure=cla_rate_10k&area=Exford&certainty=all"))
    assert "No such figures" not in rate
    alone = text_of(site.html("/figures/-/compare?measure=cla_total&area=Nowhere"))
    assert "The papers give no such figures for these councils." in alone


def test_a_comparison_says_how_many_less_certain_readings_it_leaves_out(
    database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "figures.db"
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(
            """update series_points set reliable = 0 where measure = 'cla_total'
            and area = 'Exford' and dimensions_key = '' and period_end in
            ('2016-03-31', '2017-03-31')"""
        )
        db.commit()
    site = Site(path)
    try:
        address = "/figures/-/compare?measure=cla_total&unit=count&area=Exford"
        page = site.html(address)
        assert "2 less certain readings are left out." in text_of(page)
        assert f"{address}&certainty=all".replace("&", "&amp;") in page
        assert "readings are left out" not in text_of(site.html(f"{address}&certainty=all"))
    finally:
        site.close()


UPDATE = """Wyeland Borough Council

Children in Care Update

To: Corporate Parenting Board

Meeting Date: 4 March 2025

At 31 December 2024, 212 children were looked after by the council.
"""


def test_a_council_page_leads_only_to_what_there_is(tmp_path: Path) -> None:
    """Targets and mixes are linked from the councils that have them."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "quarter.txt").write_text(SCORECARD, encoding="utf-8")
    (tmp_path / "papers" / "update.txt").write_text(UPDATE, encoding="utf-8")
    site = site_of_papers(tmp_path)
    try:
        cards = {
            name: re.findall(
                r'href="/figures/-/([a-z-]+)/',
                site.html(f"/figures/-/council/{name}")
                .split('<ul class="cards">')[1]
                .split("</ul>")[0],
            )
            for name in ("Exford", "Wyeland")
        }
    finally:
        site.close()
    assert cards == {"Exford": ["report-card", "targets"], "Wyeland": ["report-card"]}


def test_targets_are_taken_away_as_csv_workbook_and_json(site: Site) -> None:
    page = site.html("/figures/-/targets/Exford")
    (address,) = re.findall(r'href="(/figures/-/targets/Exford\.csv[^"]*)"', page)
    answer = site.get(address)
    assert answer.content.startswith(b"\xef\xbb\xbf"), "Excel wants the mark"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    shown = re.findall(r'<tr id="line-([^"]+)">', page)
    assert [row["Evidence"].rsplit("/", 1)[-1] for row in rows] == shown
    assert any(row["Target"] for row in rows)
    for one in rows:
        assert one["Latest: as printed"] in one["Quote"]
        assert one["Page"]
        assert one["Matched to a measure"] in ("yes", "no")
    met = [row for row in rows if row["Target met"]]
    assert [row["Target met"] for row in met].count("no") == page.count('class="missed"')
    told = site.get(address.replace(".csv", ".json")).json()
    assert [row["Indicator"] for row in told["indicators"]] == [row["Indicator"] for row in rows]
    assert told["area"] == "Exford"
    book = openpyxl.load_workbook(io.BytesIO(site.get(address.replace(".csv", ".xlsx")).content))
    assert len(list(book["Indicators"].iter_rows())) == len(rows) + 1
    assert "Target met" in [row[0] for row in book["Notes"].iter_rows(values_only=True)]
    assert site.get("/figures/-/targets/Nowhere.csv").status_code == 404


LIST_OF_PLACEMENTS = """Exford County Council

Children in Care Update

To: Corporate Parenting Board

Meeting Date: 4 March 2025

As at 31 December 2024 there were 417 children in care. Of these:

- 153 children were placed with in house foster carers.
- 117 children were in foster care and placed with independent fostering agencies (IFAs).
- 37 children were placed with family or friends carers (connected person).
- 26 children have a court order (Placement Order) that allows them to live with their
  prospective adoptive parents.
- 12 children were living with their parents.
"""


def test_a_mix_names_what_the_list_has_of_another_measure(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "update.txt").write_text(LIST_OF_PLACEMENTS, encoding="utf-8")
    site = site_of_papers(tmp_path)
    try:
        said = text_of(site.html("/figures/-/mix/placements?area=Exford"))
    finally:
        site.close()
    assert "72 are not listed by placement in the paper" in said
    assert "not as a kind of placement, and so not among the named parts of the bar: 26 (" in said
