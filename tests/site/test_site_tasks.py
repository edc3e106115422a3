"""The nine tasks that users bring, done in a browser on the sample papers, with clicks counted:
at most three to the answer, four to its evidence. What is right is what the papers were made of.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image
from site_asked import Site
from site_browser import MARKS, Served, Visitor

from extractor.ingest.limits import IngestSettings
from extractor.ingest.progress import Quiet
from extractor.ingest.run import IngestJob, ingest
from extractor.reading_settings import ReadingSettings

pytestmark = MARKS
CORPUS = Path(__file__).parents[2] / "corpus"
COUNCILS = ("Elmsworth", "Marlshire", "Tarnley", "Wyncaster")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    path = tmp_path_factory.mktemp("sample") / "figures.db"
    order = IngestJob(
        database=path,
        paths=(CORPUS,),
        reading=ReadingSettings(ocr="off"),
        limits=IngestSettings(jobs=2),
    )
    ingest(order, Quiet())
    site = Site(path)
    yield site
    site.close()


@pytest.fixture(scope="module")
def served(papers: Site) -> Iterator[str]:
    running = Served(papers)
    yield running.root
    running.stop()


@pytest.fixture
def visitor(chromium: Any, served: str) -> Iterator[Visitor]:
    visiting = Visitor(chromium, served, viewport={"width": 1200, "height": 900})
    visiting.go("/")
    yield visiting
    visiting.page.close()
    assert visiting.wrong == []


@pytest.fixture(scope="module")
def truth() -> list[dict[str, Any]]:
    lines = (CORPUS / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def given(truth: list[dict[str, Any]], measure: str, area: str, unit: str) -> dict[str, set[float]]:
    """The values that the papers give of a measure, by date or end of the period."""
    found: dict[str, set[float]] = {}
    for row in truth:
        same = (row.get("measure_id"), row.get("area"), row.get("unit")) == (measure, area, unit)
        end = row.get("as_at") or row.get("period_end")
        if same and end and row["role"] in ("actual", "previous_period"):
            found.setdefault(end, set()).add(row["value"])
    return found


def sees_evidence(visitor: Visitor) -> None:
    """The page in view is an evidence page with the figure boxed, reached in few clicks."""
    page = visitor.page
    page.locator(".sheet .box").wait_for()
    assert page.locator(".sheet img").evaluate("e => e.complete && e.naturalWidth") > 500
    assert page.locator(".quote mark").inner_text().strip()
    assert visitor.clicks <= 4


def test_1_children_looked_after_over_time(visitor: Visitor, truth: list[dict[str, Any]]) -> None:
    page = visitor.click("link", "Children looked after", exact=True)
    page.select_option("#f-area", "Wyncaster")
    visitor.click("button", "Show", exact=True)
    assert visitor.clicks <= 3
    right = given(truth, "cla_total", "Wyncaster", "count")
    labels = page.locator(".chart svg.wide a.point").evaluate_all(
        "points => points.map(p => p.getAttribute('aria-label'))"
    )
    assert len(labels) > 10
    for label in labels:
        when, value = re.match(r"Wyncaster, (.*?): (?:about )?([\d,]+)", label).groups()
        assert any(
            float(value.replace(",", "")) in values and _same_day(when, end)
            for end, values in right.items()
        ), label
    visitor.click_on(page.locator("table.figures a", has_text="evidence").first)
    sees_evidence(visitor)


def _same_day(words: str, iso: str) -> bool:
    from datetime import date

    day = date.fromisoformat(iso)
    return words in (f"{day.day} {day:%B %Y}", f"{day:%B %Y}")


def test_2_which_councils_place_most_children_outside_their_boundary(
    visitor: Visitor, truth: list[dict[str, Any]]
) -> None:
    visitor.click("link", "Children looked after outside the council's boundary", exact=True)
    page = visitor.click("link", "Rank councils by their latest figure")
    assert visitor.clicks <= 3
    assert "Totals only" in page.locator(".lead").inner_text()
    rows = page.locator("table.figures tbody tr").all()
    values = []
    for row in rows:
        area, value, when = (row.locator("td").nth(n).inner_text() for n in (1, 2, 3))
        number = float(value.removesuffix("%").removeprefix("about "))
        values.append(number)
        right = given(truth, "cla_out_of_area", area, "percent")
        assert any(number in known for known in right.values()), (area, value, when)
    assert len(values) == 4
    assert values == sorted(values, reverse=True)
    visitor.click_on(page.locator("table.figures a", has_text="evidence").first)
    sees_evidence(visitor)


def test_3_did_a_council_meet_its_targets(visitor: Visitor, truth: list[dict[str, Any]]) -> None:
    page = visitor.click("link", "Targets: met or not")
    page.select_option("#f-area", "Tarnley")
    visitor.click("button", "Show", exact=True)
    assert visitor.clicks <= 3
    rows = page.locator("table.figures tbody tr").all()
    assert len(rows) >= 3
    met = sum("not met" not in row.inner_text() and "met" in row.inner_text() for row in rows)
    outcome = page.locator(".outcome").inner_text()
    assert f"Target met: {met}" in outcome
    targets = {row["value"] for row in truth if row["role"] == "target"}
    for row in rows:
        target = row.locator("td").nth(1).locator("a").first.inner_text()
        assert float(target.removesuffix("%").split()[-1]) in targets
    visitor.click_on(rows[0].get_by_role("link", name=re.compile("evidence")))
    sees_evidence(visitor)


def test_4_the_latest_placement_mix_with_what_is_missing(
    visitor: Visitor, papers: Site, truth: list[dict[str, Any]]
) -> None:
    # A council whose latest mix has a total: without one the page says so.
    latest = papers.rows(
        """select p.area, max(p.period_end) as day, t.value as total from series p
        left join series t on t.measure = 'cla_total' and t.area = p.area and t.unit = 'count'
          and t.dimensions_key = '' and t.period_end = p.period_end
        where p.measure = 'cla_placement' and p.unit = 'count' and p.area_level = 'local'
          and p.dimensions_key = 'placement_type=' || p.placement_type group by p.area"""
    )
    area, right = next((row["area"], row["total"]) for row in latest if row["total"])
    page = visitor.click("link", "Where children are placed")
    page.select_option("#f-area", area)
    visitor.click("button", "Show", exact=True)
    assert visitor.clicks <= 3
    said = page.locator(".lead").inner_text()
    day = re.search(r"Latest, (.*?):", said)[1]
    total = number(re.search(r"out of ([\d,]+)", said)[1])
    assert total == right
    known = given(truth, "cla_total", area, "count")
    assert any(total in values and _same_day(day, end) for end, values in known.items())
    titles = page.locator("svg.wide .bar title").all_text_contents()
    parts = [number(re.search(r": ([\d,]+)", text)[1]) for text in titles if text.startswith(day)]
    assert len(parts) > 2
    assert sum(parts) == total
    gap = re.search(r"([\d,]+) (?:is|are) not listed", said)
    assert gap is None or number(gap[1]) in parts
    visitor.click_on(page.locator("table.figures a", has_text="evidence").first)
    sees_evidence(visitor)


def number(text: str) -> float:
    """A number as it is printed."""
    return float(text.replace(",", ""))


def test_5_what_is_said_about_suitable_accommodation(visitor: Visitor, papers: Site) -> None:
    page = visitor.click("link", "Care leavers in suitable accommodation", exact=True)
    assert visitor.clicks <= 3
    assert page.locator("#figures").count() == 1
    undated = papers.one(
        """select count(*) from observations where measure = 'cl_suitable_accommodation'
        and kind = 'actual' and period_end is null and area_level = 'local'
        and duplicate_of is null"""
    )
    rows = page.locator("section[aria-labelledby=undated] tbody tr")
    assert rows.count() == undated
    quotes = page.locator("section[aria-labelledby=undated] td mark").count()
    assert quotes == undated
    # Those not in suitable accommodation are not share of those who are.
    wrong = papers.rows(
        """select quote from observations where measure = 'cl_suitable_accommodation'
        and kind = 'actual' and quote like '%not in suitable%' and value > 50"""
    )
    assert [row["quote"] for row in wrong] == []
    visitor.click_on(page.locator("table.figures a", has_text="evidence").first)
    page.locator(".quote mark").wait_for()
    assert visitor.clicks <= 4


def test_6_where_a_figure_comes_from(visitor: Visitor, papers: Site) -> None:
    page = visitor.click("link", "Children looked after", exact=True)
    visitor.click_on(page.locator(".chart svg.wide a.point[aria-label*='Marlshire']").last)
    sees_evidence(visitor)
    assert visitor.clicks <= 3
    citation = page.locator("#citation").inner_text()
    figure = page.url.rsplit("/", 1)[-1]
    stored = papers.rows("select * from observations where id = ?", figure)[0]
    for part in (" ".join(stored["quote"].split()), f"page {stored['page']}", page.url):
        assert part in citation
    correction = page.locator("#correction")
    page.locator(".mistake summary").click()
    assert correction.inner_text().splitlines()[0].startswith("action,observation_id")
    assert figure in correction.inner_text()


def test_7_a_workbook_for_a_colleague(visitor: Visitor, papers: Site) -> None:
    page = visitor.click("link", "Children looked after", exact=True)
    with page.expect_download() as awaited:
        page.get_by_role("link", name="Excel").first.click()
    visitor.clicks += 1
    assert visitor.clicks <= 3
    book = openpyxl.load_workbook(io.BytesIO(Path(awaited.value.path()).read_bytes()))
    assert book.sheetnames == ["Figures", "Notes"]
    rows = list(book["Figures"].iter_rows(values_only=True))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["Measure"] == "Children looked after"
    assert first["Quote"]
    assert first["Evidence"].startswith(visitor.root)
    assert not any("cla_total" in str(cell) for row in rows for cell in row)
    count = papers.one(
        "select count(*) from series where measure = 'cla_total' and unit = 'count' and "
        "dimensions_key = '' and area_level in ('local', 'national', 'regional', "
        "'statistical_neighbours')"
    )
    assert len(rows) - 1 == count


def test_8_what_is_doubted_and_what_could_not_be_read(visitor: Visitor, papers: Site) -> None:
    page = visitor.click("link", "Figures to check")
    link = page.locator("section[aria-labelledby=by-measure] a").first
    name = link.inner_text()
    visitor.click_on(link)
    assert visitor.clicks <= 3
    measure = papers.one("select id from measures where label = ?", name)
    doubtful = papers.one(
        "select count(*) from observations where measure = ? and confidence <> 'high' "
        "and duplicate_of is null",
        measure,
    )
    rows = page.locator("section[aria-labelledby=figures] tbody tr")
    assert rows.count() == min(doubtful, 100)
    assert "confidence: " in rows.first.inner_text()
    visitor.click_on(rows.first.locator("a").first)
    page.locator(".quote mark").wait_for()
    assert page.locator(".doubt").count() > 0
    assert visitor.clicks <= 4
    visitor.go("/")
    page.get_by_role("heading", name="What could not be read").wait_for()


def test_9_four_councils_and_england_on_one_chart(visitor: Visitor) -> None:
    page = visitor.click("link", "Compare councils and England")
    drawn = page.locator("svg.wide g.key text").all_text_contents()
    assert {*COUNCILS, "England"} <= set(drawn)
    with page.expect_download() as awaited:
        page.get_by_role("button", name="PNG").click()
    visitor.clicks += 1
    assert visitor.clicks <= 3
    picture = Image.open(io.BytesIO(Path(awaited.value.path()).read_bytes()))
    assert picture.width >= 1800
    visitor.click_on(page.locator("svg.wide a.point[aria-label*='England']").first)
    page.locator(".quote mark").wait_for()
    assert visitor.clicks <= 4


def test_no_page_of_the_sample_papers_shows_an_id(visitor: Visitor, papers: Site) -> None:
    """Ids of measures and breakdowns are for addresses; what is read are labels."""
    measures = [row["id"] for row in papers.rows("select id from measures")]
    values = {"ifa_foster", "in_house_foster", "foster_total", "as_at", "period_inherited"}
    for address in (
        "/",
        "/figures/-/measure/cla_placement",
        "/figures/-/council/Wyncaster",
        "/figures/-/report-card/Wyncaster",
        "/figures/-/targets/Wyncaster",
        "/figures/-/mix/placements",
        "/figures/-/compare",
        "/figures/-/doubts",
        "/figures/-/how-sure",
        "/figures/q03_placement_mix",
        "/figures/q07_placement_stability",
    ):
        page = visitor.go(address)
        seen = re.sub(r"https?://\S+", "", page.locator("main").inner_text())
        shown = [name for name in {*measures, *values} if "_" in name and name in seen]
        assert shown == [], address
        assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b", seen), address
