"""The ranking, and "latest" wherever it is said: which figure is chosen, who is not ranked, how old
the figures are, and how often such figures are right."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from site_asked import Site, site_of_papers
from test_site_pages import text_of

from extractor.site.compare import _comparable_unit
from extractor.site.measures import of_like_size
from extractor.site.ranking import age_of, covers, not_ranked, ranked

HEAD = "{} County Council\n\nPlacements of looked after children\n\n"
BODY = {
    # The remark takes its date from the heading; the paper's own statistic has one of its own.
    "Exford": """Meeting Date: 12 March 2014

1. BACKGROUND

1.1 At 28 February 2014, 21.1% of looked after children were placed outside the county.

2. PLACEMENTS AT 12 MARCH 2014

2.1 Only 9% of looked after children are placed outside the county.
""",
    "Wyeland": """Meeting Date: 14 June 2012

1.1 At 31 March 2012, 30% of looked after children were placed outside the county.
""",
    "Amberley": """
1.1 At 31 March 2016, 42% of looked after children were placed outside the county.

1.2 At 31 March 2016, 51% of looked after children were placed outside the county.
""",
    "Quarrydale": """
1.1 The share of looked after children who were placed outside the county was 20%.
""",
}
RANKING = "/figures/-/ranking/cla_out_of_area"


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Four councils: with a remark after its figure, an old figure, two values, no date."""
    folder = tmp_path_factory.mktemp("placed")
    (folder / "papers").mkdir()
    for council, body in BODY.items():
        paper = folder / "papers" / f"{council}.txt"
        paper.write_text(HEAD.format(council) + body, encoding="utf-8")
    site = site_of_papers(folder)
    yield site
    site.close()


def test_a_figure_with_an_inherited_date_gives_way_to_one_that_its_paper_dates(
    placed: Site,
) -> None:
    assert placed.rows("select 1 from series where value = 9"), "it is a point all the same"
    for address in (RANKING, "/figures/-/council/Exford"):
        page = text_of(placed.html(address))
        assert "21.1% 28 February 2014" in page or "28 February 2014 21.1%" in page, address
        assert "9% 12 March" not in page, address
        assert "12 March 2014 9%" not in page, address
    shown = placed.rows("select value from latest_observations where area = 'Exford'")
    assert [row["value"] for row in shown] == [21.1]


@pytest.mark.parametrize(
    ("change", "latest"),
    [
        ("period_end = '2014-12-31'", 9),  # too much later to be a remark on the other
        ("document_id = (select document_id from series_points where area = 'Wyeland')", 9),
        ("doubts = '[]'", 9),
        ("value = 9", 21.1),
    ],
)
def test_it_gives_way_only_in_its_own_paper_and_close_in_time(
    placed: Site, tmp_path: Path, change: str, latest: float
) -> None:
    copy = tmp_path / "figures.db"
    with closing(sqlite3.connect(placed.path)) as source, closing(sqlite3.connect(copy)) as db:
        source.backup(db)
        db.execute(f"update series_points set {change} where value = 9 and area = 'Exford'")
        (value,) = db.execute(
            "select value from latest_observations where area = 'Exford'"
        ).fetchone()
    assert value == latest


def test_the_ranking_says_who_is_not_ranked_and_why(placed: Site) -> None:
    page = text_of(placed.html(RANKING))
    assert (
        "Not ranked: Amberley (more than one value for the same date); Quarrydale (no date)."
    ) in page
    assert "2 councils" in page


def test_a_council_is_left_out_for_the_first_reason_and_not_where_it_is_ranked() -> None:
    rows = [{"area": "Exford"}]
    left_out = [
        {"area": "Amberley", "reason": "undated"},
        {"area": "Amberley", "reason": "contested"},
        {"area": "Exford", "reason": "undated"},
        {"area": "Wyeland", "reason": "less_certain"},
    ]
    assert not_ranked(left_out, rows) == [
        ("more than one value for the same date", ["Amberley"]),
        ("only less certain readings", ["Wyeland"]),
    ]
    assert not_ranked([], rows) == []


def span(start: str | None, end: str, value: float, year_long: int = 0) -> dict[str, Any]:
    kind = "as_at" if start is None else "other"
    return {
        "area": "Exford",
        "period_start": start,
        "period_end": end,
        "period_type": kind,
        "value": value,
        "year_long": year_long,
    }


def test_a_flow_is_ranked_by_its_latest_full_year_where_that_is_not_old() -> None:
    part = span("2017-04-01", "2017-11-07", 18)
    year = span("2016-11-08", "2017-11-07", 27, 1)
    before = span("2015-04-01", "2016-03-31", 25, 1)
    old = span("2012-04-01", "2013-03-31", 40, 1)
    assert [row["value"] for row in ranked([part, year], "value", False)] == [27]
    assert [row["value"] for row in ranked([before, part], "value", False)] == [25]
    assert [row["value"] for row in ranked([old, part], "value", False)] == [18]


def test_how_long_the_period_of_a_flow_is_is_said_where_it_is_no_year() -> None:
    assert covers(span("2017-04-01", "2017-11-07", 18)) == "7 months"
    assert covers(span("2016-10-01", "2017-10-31", 18)) == "13 months"
    assert covers(span("2016-04-01", "2017-03-31", 27, 1)) == ""
    assert covers(span(None, "2017-03-31", 27)) == "length not given"


def test_a_period_that_is_not_over_is_not_the_latest(placed: Site, tmp_path: Path) -> None:
    copy = tmp_path / "figures.db"
    with closing(sqlite3.connect(placed.path)) as source, closing(sqlite3.connect(copy)) as db:
        source.backup(db)
        db.execute("update series_points set period_end = '2999-03-31' where area = 'Wyeland'")
        db.commit()
    site = Site(copy)
    try:
        assert site.rows("select 1 from latest_observations where area = 'Wyeland'") == []
        assert "2999" not in site.html(RANKING)
        assert "2999" not in site.html("/figures/-/report-card/Exford")
    finally:
        site.close()


def test_a_ranking_says_that_a_newer_reading_is_less_certain(placed: Site, tmp_path: Path) -> None:
    copy = tmp_path / "figures.db"
    with closing(sqlite3.connect(placed.path)) as source, closing(sqlite3.connect(copy)) as db:
        source.backup(db)
        db.execute(
            """update series_points set reliable = 0, confidence = 'medium',
            doubts = '["period_open"]' where value = 9 and area = 'Exford'"""
        )
        db.commit()
    site = Site(copy)
    try:
        page = text_of(site.html(RANKING))
        assert "A newer reading is less certain: 9%, 12 March 2014" in page
        assert "9%, 12 March 2014 (less certain reading)" in site.get(f"{RANKING}.csv").text
    finally:
        site.close()


def test_a_unit_or_breakdown_that_no_figure_has_is_said_to_be_none(placed: Site) -> None:
    page = text_of(placed.html(f"{RANKING}?unit=weeks"))
    assert "No figure of this measure is in the unit “weeks”. Shown instead: per cent" in page
    page = text_of(placed.html(f"{RANKING}?unit=percent&breakdown=x"))
    assert "No figure of this measure is with the breakdown" in page


def test_a_council_that_is_not_compared_has_a_reason_and_a_name_in_any_letters(
    placed: Site,
) -> None:
    address = "/figures/-/compare?measure=cla_out_of_area&area=amberley&area=exford"
    page = text_of(placed.html(address))
    assert "Amberley is not shown: more than one value for the same date." in page
    assert "21.1%" in page
    assert "Wyeland" in text_of(placed.html("/figures/-/report-card/wyeland"))


def test_a_ranking_opens_on_shares_where_there_are_nearly_as_many_as_numbers() -> None:
    kinds = [
        {"area": area, "area_level": "local", "unit": unit, "dimensions_key": "", "points": 5}
        for area, unit in (("Exford", "count"), ("Wyeland", "count"), ("Amberley", "percent"))
    ]
    assert _comparable_unit(kinds) == "percent"
    more = [{**kinds[0], "area": area} for area in ("Quarrydale", "Byfield")]
    assert _comparable_unit([*kinds, *more]) == ""


def test_the_age_of_a_figure_is_in_whole_years() -> None:
    assert age_of("2014-02-28", date(2026, 2, 27)) == 11
    assert age_of("2014-02-28", date(2026, 2, 28)) == 12
    assert age_of("2027-02-28", date(2026, 2, 28)) == 0


def test_a_ranking_is_taken_away_with_the_age_of_each_figure(placed: Site) -> None:
    page = placed.html(RANKING)
    ages = re.findall(r">(\d+) years ago</span>", page)
    assert len(ages) == 2
    (address,) = re.findall(r'href="(/figures/-/ranking/cla_out_of_area\.csv[^"]*)"', page)
    answer = placed.get(address.replace("&amp;", "&"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Rank"], row["Area"], row["Value"]) for row in rows] == [
        ("1", "Wyeland", "30"),
        ("2", "Exford", "21.1"),
    ]
    assert [row["Age in years"] for row in rows] == ages
    assert all("/-/figure/" in row["Evidence"] and row["Quote"] for row in rows)
    rising = placed.get(f"{RANKING}.json?order=rising").json()
    assert [row["Area"] for row in rising["ranking"]] == ["Exford", "Wyeland"]
    book = openpyxl.load_workbook(io.BytesIO(placed.get(f"{RANKING}.xlsx").content))
    assert book["Ranking"]["A1"].value == "Rank"
    assert book["Ranking"].max_row == 3
    assert placed.get("/figures/-/ranking/nothing.csv").status_code == 404


def test_pages_of_latest_figures_say_how_often_such_readings_are_right(site: Site) -> None:
    share = r"of those that a person checked, [\d.]+% were right"
    for address in (
        "/figures/-/ranking/cla_total",
        "/figures/-/report-card/Exford",
        "/figures/-/council/Exford",
    ):
        page = site.html(address).split("<main")[1]
        assert re.search(share, page), address
        assert "/figures/-/how-sure" in page


def test_no_page_calls_its_figures_reliable(site: Site) -> None:
    for address in (
        "/",
        "/figures/-/measure/cla_total",
        "/figures/-/ranking/cla_total",
        "/figures/-/report-card/Exford",
        "/figures/-/council/Exford",
        "/figures/-/compare?measure=cla_total&area=Nowhere",
        "/figures/-/mix/placements",
        "/figures/-/about",
        "/figures/-/api",
        "/figures/-/how-sure",
        "/figures/series",
        "/figures/series_all",
    ):
        said = text_of(site.html(address)).casefold()
        assert "relied on" not in said, address
        assert "reliable figure" not in said, address


def test_a_report_card_has_the_notes_of_the_council_page(site: Site, tmp_path: Path) -> None:
    copy = tmp_path / "figures.db"
    with closing(sqlite3.connect(site.path)) as source, closing(sqlite3.connect(copy)) as db:
        source.backup(db)
        db.execute(
            """update series_points set doubts = '["part_of_a_figure"]', conflicting = 1
            where measure = 'cla_total' and area = 'Exford'"""
        )
        db.commit()
    doubted = Site(copy)
    try:
        for address in ("/figures/-/report-card/Exford", "/figures/-/council/Exford"):
            page = text_of(doubted.html(address))
            assert "may be a part of the figure before it" in page, address
            assert "gives other values as well" in page, address
    finally:
        doubted.close()


def test_a_country_is_not_drawn_where_it_would_press_councils_flat() -> None:
    county = {"area_level": "local", "value": 1_100.0}
    country = {"area_level": "national", "value": 83_630.0}
    rate = {"area_level": "national", "value": 70.0}
    assert of_like_size([county, country]) == [county]
    assert of_like_size([{**county, "value": 64.0}, rate]) == [{**county, "value": 64.0}, rate]
    assert of_like_size([country]) == [country]
