"""The pages: what they show, and that every link leads somewhere."""

from __future__ import annotations

import html
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_asked import Site

from extractor.site import measures, sql, sql_pages, sql_search
from extractor.site.council_page import latest_of, standing_of
from extractor.site.data_quality import points_of, reasons_of
from extractor.site.home import Coverage, latest_years, years_shown
from extractor.site.measure_choice import own_breakdown
from extractor.site.measures import parted
from extractor.site.response_cache import cache_of
from extractor.site.search_names import measures_named
from extractor.wording import words

_LINK = re.compile(r'<a [^>]*?href="([^"]+)"')


def links(page: str) -> set[str]:
    return {html.unescape(link).split("#")[0] for link in _LINK.findall(page)} - {""}


def charts(page: str) -> list[str]:
    """The SVG of a page's charts: for a desk, then for a phone."""
    return [part.split("</svg>")[0] for part in page.split("<svg xmlns")[1:3]]


def text_of(page: str) -> str:
    """The words of a page without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def test_home_says_what_is_inside_and_leads_on(site: Site) -> None:
    page = site.html("/")
    assert len(page.encode()) < 300_000
    words = text_of(page)
    assert "2 councils" in words
    assert f"{site.one('select count(*) from documents')} documents" in words
    assert f"{site.one('select count(*) from observations')} figures" in words
    assert "1 document was refused" in words
    assert "meetings 2015 to 2022" in words
    for part in (
        "measure/cla_total",
        "councils",
        "q01_",
        "search",
        "-/compare",
        "-/targets",
        "-/how-sure",
        "-/unread",
    ):
        assert part in page, part
    assert "Exford County Council" in words
    assert site.get("/.json").json()


def test_every_link_leads_somewhere(site: Site) -> None:
    """Two steps from home, one address of each kind."""
    seen: dict[str, str] = {}
    waiting = ["/"]
    for _ in range(3):
        found = {link for address in waiting for link in links(site.get(address).text)}
        waiting = []
        for link in sorted(found):
            if link.startswith("http"):
                continue
            kind = re.sub(r"[0-9a-f]{16,}|\d+|=[^&]*", "*", link)
            if kind not in seen and len(seen) < 150:
                seen[kind] = link
                waiting.append(link)
    assert len(seen) > 40
    for link in seen.values():
        assert site.get(link, follow_redirects=True).status_code == 200, link


def test_a_measure_shows_its_definition_chart_table_and_files(site: Site) -> None:
    page = site.html("/figures/-/measure/cla_total")
    words = text_of(page)
    measure = site.rows("select * from measures where id = 'cla_total'")[0]
    assert measure["definition"] in words
    assert "Breaks in the series" in words
    assert "Official code" in words
    points = site.rows("select * from series where measure = 'cla_total'")
    for point in points:
        assert f"/figures/-/figure/{point['observation_id']}" in page
    for chart in charts(page):
        assert chart.count('class="point"') == len(points)
        assert chart.count('class="line"') >= 2


def test_an_implausible_point_is_named_below_the_chart_and_not_drawn() -> None:
    rows = [
        {"observation_id": str(n), "area": area, "doubts": doubts}
        for n, (area, doubts) in enumerate(
            [
                ("Exford", "[]"),
                ("Exford", '["out_of_range"]'),
                ("Exford", '["period_inherited"]'),
                ("Tiny Isles", '["out_of_range"]'),
            ]
        )
    ]
    drawn, odd = parted(rows)
    assert [row["observation_id"] for row in drawn] == ["0", "2", "3"]
    assert [row["observation_id"] for row in odd] == ["1"]


def test_a_bound_far_below_the_figures_around_it_is_not_drawn() -> None:
    def point(end: str, value: float, qualifier: str, line: str = "cin") -> dict[str, Any]:
        where = {"observation_id": end, "area": "Exford", "doubts": "[]", "line": line}
        return {
            **where,
            "period_end": end,
            "value": value,
            "value_max": None,
            "qualifier": qualifier,
        }

    before, after = point("2014-03-27", 8188, "exact"), point("2014-09-30", 7155, "exact")
    low, near = point("2014-04-09", 400, "more_than"), point("2014-04-10", 7000, "more_than")
    other = point("2014-04-11", 400, "more_than", line="other")
    drawn, odd = parted([before, low, near, other, after])
    assert odd == [low]
    assert len(drawn) == 4


def test_a_measure_shows_target_and_england(site: Site) -> None:
    page = site.html("/figures/-/measure/cla_out_of_area")
    assert "target" in charts(page)[0]
    assert "Targets and minimum standards" in page
    page = site.html("/figures/-/measure/cla_rate_10k")
    assert "England" in charts(page)[0]


def test_filters_choose_and_survive_in_the_address(site: Site) -> None:
    address = "/figures/-/measure/cla_total?area=Exford&since=2017&until=2019&period=as_at"
    page = site.html(address)
    assert '<option value="Exford" selected>' in page
    assert '<option value="2017" selected>' in page
    table = page.split('aria-label="Table: local figures"')[1].split("</table>")[0]
    words = text_of(table)
    assert "Wyeland" not in words
    assert "31 March 2017" in words
    assert "31 March 2016" not in words
    assert "31 March 2020" not in words
    assert "No figure of this measure" in site.html("/figures/-/measure/cla_total?period=quarter")


def test_restated_figures_and_their_versions_are_shown(site: Site) -> None:
    restated = site.rows("select * from restatements limit 1")
    if not restated:
        return
    page = site.html(f"/figures/-/measure/{restated[0]['measure']}")
    assert "Restatements" in page
    assert restated[0]["stated_observation"] in page


def test_a_restated_figure_is_told_in_the_order_it_happened(site: Site) -> None:
    changed = site.rows(
        """select measure, unit, value, latest_value from as_first_published
        where restated > 0 and value <> latest_value and area_level = 'local' and unit = 'count'
          and dimensions_key = '' limit 1"""
    )
    assert changed, "the corpus has restated figures"
    point = changed[0]
    page = text_of(site.html(f"/figures/-/measure/{point['measure']}?unit=count"))
    assert f"{point['value']:,.0f}, restated to {point['latest_value']:,.0f}" in page


def test_a_council_has_coverage_latest_figures_and_papers(site: Site) -> None:
    page = site.html("/figures/-/council/Exford+County+Council")
    words = text_of(page)
    assert "The figures are those about Exford" in words
    assert "Children looked after" in words
    assert "31 March 2022" in words
    assert "Documents read, by committee and year" in words
    assert site.html("/figures/-/council/Exford")
    assert site.get("/figures/-/council/Nowhere").status_code == 404


def point(measure: str, end: str, key: str = "", unit: str = "count") -> dict[str, str]:
    """A last point of a line, as a council's page reads it."""
    row = {"measure": measure, "domain_title": "D", "period_end": end, "unit": unit}
    return row | {"dimensions_key": key}


def test_a_measure_that_stopped_is_news() -> None:
    rows = [point("a", "2016-03-31"), point("b", "2021-03-31"), point("b", "2012-03-31")]
    standing = standing_of(rows, "2021-06-14")
    assert [r["measure"] for r in standing.silent] == ["a"]
    assert [(r["measure"], r["period_end"]) for r in standing.domains["D"]] == [("b", "2021-03-31")]


def test_the_latest_figures_are_the_whole_or_else_all_breakdowns() -> None:
    rows = [
        point("total", "2020-03-31"),
        point("total", "2021-03-31", "sex=girls"),
        point("kinds", "2021-03-31", "placement_type=ifa_foster"),
        point("kinds", "2019-03-31", "placement_type=secure"),
        point("kinds", "2018-03-31", "placement_type=secure"),
    ]
    shown = [(r["dimensions_key"], r["period_end"], r["breakdowns"]) for r in latest_of(rows)]
    assert shown == [
        ("", "2020-03-31", 1),
        ("placement_type=ifa_foster", "2021-03-31", 0),
        ("placement_type=secure", "2019-03-31", 0),
    ]


def test_names_of_one_council_are_one_row_and_one_page(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "figures.db"
    copy.write_bytes(database.read_bytes())
    with sqlite3.connect(copy) as db:
        db.execute(
            """update documents set council = 'Exford Council', meeting_date = null
            where id = (select max(id) from documents where council = 'Exford County Council')"""
        )
    db.close()
    renamed = Site(copy)
    for address in ("/", "/figures/-/councils"):
        words = text_of(renamed.html(address))
        assert "Exford County Council" in words
        assert "Exford Council" not in words
        assert "no date" in words
    for name in ("Exford+County+Council", "Exford+Council", "Exford"):
        words = text_of(renamed.html(f"/figures/-/council/{name}"))
        assert "9 documents. The figures are those about Exford, whoever reports them." in words
    renamed.close()


@pytest.fixture(scope="module")
def full(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same site, where Exford's committees have had 1,200 papers more."""
    path = tmp_path_factory.mktemp("full") / "figures.db"
    shutil.copy(database, path)
    with sqlite3.connect(path) as db:
        names = [row[1] for row in db.execute("pragma table_info(documents)")]
        row = db.execute("select * from documents where council like 'Exford%'").fetchone()
        model = dict(zip(names, row, strict=True))
        for n in range(1200):
            day = f"{2023 + n // 600}-0{1 + n % 9}-15"
            new = {**model, "id": f"{n:032x}", "path": f"more/{n}.txt", "title": f"Minutes {n}"}
            new |= {"meeting_date": day, "committee": "Minutes Committee", "observations": 0}
            marks = ", ".join("?" * len(new))
            columns = ", ".join(new)
            db.execute(f"insert into documents ({columns}) values ({marks})", tuple(new.values()))
    db.close()
    published = Site(path)
    yield published
    published.close()


def test_all_papers_of_a_council_are_counted_and_the_list_goes_on(full: Site) -> None:
    """However many a council has: their number, the table by year, and each of them somewhere."""
    before = full.one("select count(*) from documents where council like 'Exford%'") - 1200
    address: str | None = "/figures/-/council/Exford+County+Council"
    listed: list[str] = []
    while address is not None:
        page = full.html(address)
        said = text_of(page)
        assert f"{1200 + before:,} documents. The figures are those about Exford" in said
        assert re.search(r"Minutes Committee (none )*600 600 ", said)
        first, last, of = re.findall(r"([\d,]+) to ([\d,]+) of ([\d,]+) documents", said)[0]
        assert (first, of) == (f"{len(listed) + 1:,}", f"{1200 + before:,}")
        papers = page.split('id="papers"')[1]
        listed += re.findall(r'<a href="/figures/-/document/([^"]+)"', papers)
        assert last == f"{len(listed):,}"
        onward = re.search(r'href="([^"]+)" rel="next"', papers)
        address = html.unescape(onward[1]) if onward else None
    assert len(listed) == len(set(listed)) == 1200 + before
    assert 'rel="prev"' in papers


def test_a_list_of_papers_that_fits_on_a_page_says_nothing_of_pages(site: Site) -> None:
    page = site.html("/figures/-/council/Exford+County+Council")
    assert not re.search(r"to \d+ of \d+ documents", text_of(page))
    assert 'rel="next"' not in page


def test_papers_beyond_the_newest_hundreds_keep_their_targets_and_feed(full: Site) -> None:
    assert "against a target" in full.html("/figures/-/council/Exford.atom")
    page = full.html("/figures/-/targets/Exford")
    assert "indicators reported in" in text_of(page)
    assert "site_targets" not in page


def test_meeting_document_and_report_show_figures_in_their_order(site: Site) -> None:
    figure = site.rows(
        "select * from observations where page is not null and council = 'Exford County Council'"
        " limit 1"
    )[0]
    meeting = site.html(f"/figures/-/meeting/Exford+County+Council/{figure['meeting_date']}")
    assert figure["document_id"] in meeting
    document = site.html(f"/figures/-/document/{figure['document_id']}")
    assert "Reports in it" in document
    report = site.html(f"/figures/-/report/{figure['document_id']}/{figure['report_number']}")
    shown = re.findall(r"/-/figure/([0-9a-f]{16})\"", report)
    wanted = [
        row["id"]
        for row in site.rows(
            "select id from observations where document_id = ? and report_number = ? "
            "order by position",
            figure["document_id"],
            figure["report_number"],
        )
    ]
    assert shown == wanted
    refused = site.one("select id from documents where status = 'refused'")
    assert "Refused" in site.html(f"/figures/-/document/{refused}")


def test_the_evidence_of_a_figure(site: Site) -> None:
    checked = site.one("select observation_id from corrections limit 1")
    figure = site.rows("select * from observations where id = ?", checked)[0]
    page = site.html(f"/figures/-/figure/{checked}")
    words = text_of(page)
    assert f"<mark>{figure['figure_text']}</mark>" in page
    assert figure["rule"].split("#")[1].replace("_", " ") in words
    assert "matches" in words
    assert "the parts make 290" in words
    assert "misread" in words
    assert "somebody" not in words
    assert "given with the figure" in words or "from the" in words


def test_the_figure_is_boxed_where_it_stands(site: Site) -> None:
    figure = site.rows("select * from observations where page is not null limit 1")[0]
    page = site.html(f"/figures/-/figure/{figure['id']}")
    box = re.search(r'class="box" style="left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%', page)
    assert box is not None
    size = site.rows(
        "select width, height from pages where document_id = ? and page = ?",
        figure["document_id"],
        figure["page"],
    )[0]
    left, top, width = (float(part) for part in box.groups())
    assert abs(left / 100 * size["width"] - figure["x0"]) < 0.1
    assert abs(top / 100 * size["height"] - figure["top"]) < 0.1
    assert abs(width / 100 * size["width"] - (figure["x1"] - figure["x0"])) < 0.1
    alternative = re.search(r'<img [^>]*alt="([^"]+)"', page)
    assert alternative is not None
    assert figure["quote"][:30] in html.unescape(alternative.group(1))


def test_figures_before_and_after_lead_through_the_page(site: Site) -> None:
    document = site.one("select document_id from observations where page = 1 limit 1")
    wanted = [
        row["id"]
        for row in site.rows(
            "select id from observations where document_id = ? order by position", document
        )
    ]
    walked = [wanted[0]]
    while True:
        page = site.html(f"/figures/-/figure/{walked[-1]}")
        after = re.search(r'href="/figures/-/figure/([0-9a-f]+)" rel="next"', page)
        if after is None:
            break
        walked.append(after.group(1))
    assert walked == wanted


def test_the_evidence_in_a_text_file_is_its_words(site: Site) -> None:
    figure = site.rows("select * from observations where page is null limit 1")[0]
    page = site.html(f"/figures/-/figure/{figure['id']}")
    assert "<img" not in page
    assert page.count(f"<mark>{html.escape(figure['figure_text'])}</mark>") >= 2


def test_small_counts_carry_a_note(site: Site) -> None:
    assert "Small number: risk of identifying individuals." in site.html(
        "/figures/-/measure/adoption_orders"
    )


def test_search_finds_sentences_and_pages(site: Site) -> None:
    page = site.html("/figures/-/search?q=looked+after+children+Exford")
    assert page.count("/-/figure/") > 3
    assert "<mark>" in page
    page = site.html("/figures/-/search?q=assessments+completed&in=pages")
    assert "<mark>assessments</mark>" in page
    assert "Nothing was found" in site.html("/figures/-/search?q=zebra")


def test_a_measure_page_says_how_many_less_certain_readings_it_leaves_out(site: Site) -> None:
    counted = site.rows(
        """select measure, unit, dimensions_key, area, count(*) as figures from series_all
        where reliable = 0 and contested = 0 and area_level = 'local'
        group by measure, unit, dimensions_key, area order by figures desc limit 1"""
    )[0]
    kind = f"area={counted['area']}&unit={counted['unit']}&breakdown={counted['dimensions_key']}"
    address = f"/figures/-/measure/{counted['measure']}?{kind}"
    page = text_of(site.html(address))
    said = re.search(r"([\d,]+) less certain readings? (?:is|are) left out", page)
    assert said is not None
    assert int(said[1]) == counted["figures"]
    assert "left out" not in text_of(site.html(f"{address}&certainty=all"))


def test_doubts_are_counted_by_reason_and_a_contested_point_is_one_line() -> None:
    rows = [{"reason": "ocr", "figures": 2}, {"reason": "period_unknown", "figures": 5}]
    assert reasons_of(rows) == [("no date given", 5), ("read from a scanned image", 2)]
    values = [
        {"line": "a", "period_end": "2014-03-31", "value": 395},
        {"line": "b", "period_end": "2014-03-31", "value": 1},
        {"line": "a", "period_end": "2014-03-31", "value": 8},
    ]
    assert [[row["value"] for row in point] for point in points_of(values)] == [[395, 8], [1]]


def test_every_doubt_that_a_figure_can_have_has_words(site: Site) -> None:
    rows = site.rows("select distinct j.value from observations o, json_each(o.doubts) j")
    assert [row[0] for row in rows if row[0] not in words.DOUBTS] == []


def test_the_total_of_a_measure_is_its_own_breakdown_whatever_stands_beside_it() -> None:
    rules = [
        {"id": "rules/x#near", "pattern": '{"needs": ["where=in"]}'},
        {"id": "rules/x#away", "pattern": '{"needs": ["where=out", "child|cla", "a=b|c=d"]}'},
    ]
    assert own_breakdown(rules, "away") == "where=out"
    assert own_breakdown(rules, "other") == ""
    keys = ["where=in", "where=out", "age=1;where=out"]
    assert words.total_key(keys, "where=out") == "where=out"
    assert words.total_key(keys) == ""
    assert words.total_key(["", *keys], "where=out") == ""
    assert words.breakdown_of_key("where=in", "where=out") != "total"


def test_search_names_measures_by_their_names_and_not_by_letters_within_words() -> None:
    def of(label: str, aliases: str = "[]", stated: int = 1) -> dict[str, object]:
        return {"label": label, "aliases": aliases, "stated": stated}

    looked_after = of("Children looked after", '["LAC", "CLA"]')
    by_age = of("Children looked after by age")
    places = of("Placement orders granted")
    known = [places, by_age, looked_after, of("Children in LAC teams", stated=0)]
    assert measures_named("lac", known) == [looked_after, by_age]
    assert measures_named("children in care", known) == [looked_after, by_age]
    assert measures_named("plac ord", known) == [places]
    assert measures_named("", known) == []


def test_with_too_many_figures_those_of_the_most_stated_areas_are_drawn(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, most, left = 1, 3, "more are under “Area”"
    plenty = site.rows(
        """select measure, count(distinct area) as areas from series where area_level = 'local'
        and dimensions_key = '' group by measure, unit order by areas desc limit 1"""
    )[0]
    assert plenty["areas"] > drawn
    monkeypatch.setattr(measures, "AREAS_DRAWN", drawn)
    monkeypatch.setattr(measures, "POINTS_READ", most)
    cache_of(site.datasette).answers.clear()
    page = site.html(f"/figures/-/measure/{plenty['measure']}")
    assert f"The chart shows the {drawn} areas" in page
    assert f"{plenty['areas'] - drawn} {left}" in page
    cache_of(site.datasette).answers.clear()


def test_no_page_reads_all_figures_or_points(site: Site) -> None:
    """Documents, measures, runs and hits are few; figures, points, pages and checks are not."""
    few = re.compile(
        r"SCAN (documents|d|measures|m|runs|c|a|k|l|found|once|CONSTANT ROW|\w+ VIRTUAL TABLE.*"
        r"|p USING INDEX series_points_contested)( USING.*)?$"
    )
    connection = sqlite3.connect(site.path)
    for name, statement in {**vars(sql), **vars(sql_pages), **vars(sql_search)}.items():
        if not name.isupper() or name.startswith("_"):
            continue
        whole = statement.replace("{where}", "document_id = :document and page is :page")
        values = dict.fromkeys(re.findall(r":(\w+)", whole), "")
        plan = connection.execute(f"explain query plan {whole}", values).fetchall()
        scans = [step[3] for step in plan if step[3].startswith("SCAN")]
        assert [scan for scan in scans if not few.match(scan)] == [], name
    connection.close()


def test_what_is_not_there_is_404_in_words(site: Site) -> None:
    for address in (
        "/figures/-/measure/nothing",
        "/figures/-/figure/0000000000000000",
        "/figures/-/document/x",
        "/figures/-/report/x/1",
        "/figures/-/report/x/y",
        "/figures/-/meeting/x/2020-01-01",
        "/figures/-/nonsense",
        "/figures/-/",
        "/other/-/measures",
    ):
        answer = site.get(address)
        assert answer.status_code == 404, address
        assert "Not found" in answer.text or "no such" in answer.text


def test_ids_in_datasettes_tables_lead_to_their_pages(site: Site) -> None:
    page = site.html("/figures/series?measure=cla_total")
    assert "/figures/-/measure/cla_total" in page
    assert "/figures/-/figure/" in page
    assert "/figures/-/document/" in page


def test_a_table_of_years_has_short_gaps_and_leaves_long_ones_out() -> None:
    assert years_shown({"2021", "2018", "1998"}) == ["1998", "2018", "2019", "2020", "2021"]
    assert years_shown({"2020"}) == ["2020"]
    assert years_shown(set()) == []


def test_the_home_page_takes_years_that_do_not_fit_together() -> None:
    entry = Coverage()
    for year in range(2010, 2025):
        about = {"council": "Exford", "inferred": 0, "documents": 2, "figures": 10, "unread": 0}
        entry.add({**about, "year": str(year)})
    years, earlier = latest_years([entry])
    assert (years[0], years[-1], earlier) == ("2024", "2017", True)
    assert entry.before(years) == {"documents": 14, "figures": 70}
    assert entry.before(["2010"]) is None
    few = Coverage(years={"2024": {}, "2023": {}})
    assert latest_years([few]) == (["2024", "2023"], False)
