"""What can be taken away, followed and searched: files, feeds, JSON, and who may use them."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from site_asked import Site

from extractor.package_files import shipped
from extractor.site.precision import precision_of
from extractor.site.query_words import phrases, spelt, words_of

ATOM = "{http://www.w3.org/2005/Atom}"


def table(site: Site, address: str) -> list[dict[str, str]]:
    answer = site.get(address)
    assert answer.status_code == 200, address
    assert answer.content.startswith(b"\xef\xbb\xbf"), "Excel wants the mark"
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_csv_has_labels_quotes_pages_and_links(site: Site) -> None:
    rows = table(site, "/figures/-/measure/cla_total.csv?area=Exford")
    stored = site.rows("select * from series where measure = 'cla_total' and area = 'Exford'")
    assert len(rows) == len(stored) > 5
    one = rows[0]
    assert one["Measure"] == "Children looked after"
    assert one["As printed"] in one["Quote"]
    assert one["Evidence"].startswith("http://localhost/figures/-/figure/")
    assert "/" not in one["File"]
    for name in ("council/Exford", "compare", "mix/placements"):
        table(site, f"/figures/-/{name}.csv")


def test_the_workbook_has_the_same_rows_and_a_sheet_of_notes(site: Site) -> None:
    answer = site.get("/figures/-/measure/cla_total.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book["Figures"].iter_rows(values_only=True))
    assert len(rows) - 1 == len(table(site, "/figures/-/measure/cla_total.csv"))
    assert "Confidence" in [row[0] for row in book["Notes"].iter_rows(values_only=True)]


def test_json_of_measure_council_comparison_and_figure(site: Site) -> None:
    measure = site.get("/figures/-/measure/cla_total.json").json()
    assert measure["measure"]["label"] == "Children looked after"
    assert measure["figures"][0]["Quote"]
    assert site.get("/figures/-/council/Exford.json").json()["figures"]
    assert site.get("/figures/-/compare.json?measure=cla_total").json()["compared"]
    figure = site.one("select id from observations where page is not null limit 1")
    one = site.get(f"/figures/-/figure/{figure}.json").json()
    assert one["id"] == figure
    assert one["evidence"].endswith(f"/figures/-/figure/{figure}")
    assert "path" not in one
    assert one["in_words"]["value"]
    assert site.get("/figures/-/figure/0000000000000000.json").status_code == 404
    page = site.html("/figures/-/api")
    for address in ("MEASURE.json", "AREA.json", "ID.json", "compare.json", "search.csv"):
        assert address in page


def test_feeds_have_the_newest_figures(site: Site) -> None:
    for address in ("measure/cla_total.atom", "council/Exford.atom"):
        answer = site.get(f"/figures/-/{address}")
        assert answer.headers["content-type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.text)
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        assert "Exford" in answer.text
        link = entries[0].find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith("http://localhost/figures/-/figure/")


def test_the_file_of_a_council_has_all_of_its_series(database: Path, tmp_path: Path) -> None:
    """However many points there are: the page calls them all."""
    path = tmp_path / "figures.db"
    shutil.copy(database, path)
    with sqlite3.connect(path) as db:
        names = [row[1] for row in db.execute("pragma table_info(series_points)")]
        row = db.execute(
            "select * from series_points where area = 'Exford' and area_level = 'local' limit 1"
        ).fetchone()
        point = dict(zip(names, row, strict=True)) | {"reliable": 1, "contested": 0}
        before = db.execute("select count(*) from series where area = 'Exford'").fetchone()[0]
        marks = ", ".join("?" * len(point))
        db.executemany(
            f"insert into series_points ({', '.join(point)}) values ({marks})",
            [tuple({**point, "series_key": f"more {n}"}.values()) for n in range(4100)],
        )
    db.close()
    full = Site(path)
    figures = full.get("/figures/-/council/Exford.json").json()["figures"]
    assert len(figures) >= 4100
    assert abs(len(figures) - 4100 - before) <= 1
    full.close()


def test_other_sites_may_read_data_and_frame_pages_where_the_settings_say_so(
    site: Site, tmp_path: Path
) -> None:
    data, page = "/figures/-/measure/cla_total.json", "/figures/-/measure/cla_total"
    assert site.get(data).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in site.get(page).headers
    metadata: dict[str, Any] = yaml.safe_load(shipped("metadata.yml").read_text(encoding="utf-8"))
    pages = metadata["plugins"]["committee-figures"]["pages"]
    pages["allow_origins"] = ["https://news.example"]
    pages["frame_ancestors"] = ["https://news.example"]
    pages["report_to"] = "figures@news.example"
    path = tmp_path / "metadata.yml"
    path.write_text(yaml.safe_dump(metadata), encoding="utf-8")
    other = Site(site.path, metadata=path)
    asked = other.get(data, headers={"origin": "https://news.example"})
    assert asked.headers["access-control-allow-origin"] == "https://news.example"
    asked = other.get(data, headers={"origin": "https://other.example"})
    assert "access-control-allow-origin" not in asked.headers
    framed = other.get(page).headers
    assert "frame-ancestors https://news.example" in framed["content-security-policy"]
    assert "x-frame-options" not in framed
    figure = other.one("select id from observations limit 1")
    assert "mailto:figures@news.example" in other.html(f"/figures/-/figure/{figure}")
    assert "mailto:" not in site.html(f"/figures/-/figure/{figure}")
    other.close()


def test_social_cards_name_what_a_page_shows(site: Site) -> None:
    page = site.html("/figures/-/measure/cla_total?area=Exford")
    assert 'property="og:title" content="Children looked after, Exford"' in page


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("1409", '("1409" OR "1,409")'),
        ("1,409", '("1409" OR "1,409")'),
        ("£1200000", '("1200000" OR "1,200,000")'),
        ("2017", '("2017" OR "2,017")'),
        ("foster carers", '"foster" "carers"'),
        ('"foster carers"', '"foster carers"'),
        ("?!", ""),
    ],
)
def test_numbers_are_found_however_they_are_written(typed: str, query: str) -> None:
    assert phrases(typed) == query


def test_words_find_those_that_mean_the_same(site: Site) -> None:
    assert '"children in care"' in phrases("LAC")
    assert phrases("LAC Exford").endswith(' AND "Exford"')
    for typed in ("LAC", "CLA", "children in care", "looked after children"):
        assert site.html(f"/figures/-/search?q={typed}").count("/-/figure/") > 3
    assert "number" not in site.html("/figures/-/search?q=312").split("<ol")[0]


def test_spelling_is_helped(site: Site) -> None:
    known = words_of(["Children looked after", "Adoption orders granted"])
    assert spelt("childern lookd after", known) == "children looked after"
    assert spelt("children", known) is None
    assert spelt("zzzz", known) is None
    assert "Did you mean" in site.html("/figures/-/search?q=childern+adopterd")


def test_search_is_narrowed_ordered_and_taken_away(site: Site) -> None:
    page = site.html("/figures/-/search?q=children&council=Exford+County+Council&year=2018")
    assert "14 June 2018" in page
    assert "14 June 2019" not in page
    page = site.html("/figures/-/search?q=children&order=date")
    assert "14 June 2022" in page.split('<ol class="found">')[1].split("</li>")[0]
    page = site.html("/figures/-/search?q=children&measure=adoption_orders")
    assert "Children looked after</a>" not in page.split("<ol")[1]
    rows = table(site, "/figures/-/search.csv?q=children")
    assert rows[0]["Evidence"].startswith("http://localhost/")
    assert table(site, "/figures/-/search.csv?q=children&in=pages")[0]["Text"]
    assert "Enter a word or number to search for." in site.html("/figures/-/search?q=%3F")


def test_figures_to_check_by_measure_and_paper(site: Site) -> None:
    overview = site.html("/figures/-/doubts")
    doubtful = site.rows(
        """select measure, document_id, id, count(*) over (partition by measure) as of_measure
        from observations where confidence <> 'high' and measure is not null
        and duplicate_of is null limit 1"""
    )
    assert "the parts make 290" in overview
    if doubtful:
        one = doubtful[0]
        page = site.html(f"/figures/-/doubts?measure={one['measure']}")
        assert one["id"] in page
        assert "extractor review" in page
        assert one["id"] in site.html(f"/figures/-/doubts?document={one['document_id']}")


def test_how_sure_shows_what_was_measured(site: Site, tmp_path: Path) -> None:
    page = site.html("/figures/-/how-sure")
    assert precision_of("").levels.keys() == {"high", "medium", "low"}
    assert "Report a mistake" in page
    measured = tmp_path / "precision.yml"
    measured.write_text(
        "measured_on: 1 May 2026\npapers: 40 papers\n"
        "levels: {high: {right: 198, looked_at: 200}}\n",
        encoding="utf-8",
    )
    metadata: dict[str, Any] = yaml.safe_load(shipped("metadata.yml").read_text(encoding="utf-8"))
    metadata["plugins"]["committee-figures"]["pages"]["precision"] = str(measured)
    path = tmp_path / "metadata.yml"
    path.write_text(yaml.safe_dump(metadata), encoding="utf-8")
    other = Site(site.path, metadata=path)
    page = other.html("/figures/-/how-sure")
    assert "<strong>99.0%</strong> (198 of 200 figures)" in page
    assert "1 May 2026" in page
    assert "not yet measured" in page
    other.close()


def test_the_editor_opens_on_a_query_that_runs_and_errors_lead_on(site: Site) -> None:
    page = site.html("/figures")
    query = page.split('name="sql">')[1].split("</textarea>")[0]
    assert "series" in query
    page = site.get("/nothing")
    assert page.status_code == 404
    assert "/figures/-/measures" in page.text
    assert site.get("/figures/-/council/Exford%20County%20Council").status_code == 200
