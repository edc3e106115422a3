"""Papers of no meeting go by their date of publication, and reports of inspectorates by them."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from site_asked import Site, site_of_papers
from test_site_pages import text_of

from extractor.export.workbook import sheets
from extractor.wording import words

INSPECTION = """Exford County Council

Inspection of services for children in need of help and protection, children looked after and care
leavers

Report published 27 November 2015

1. Ofsted inspected the council. There were 412 children looked after at 31 March 2014 in Exford.

2. It is Ofsted's view that at 31 March 2015 there were 398 children looked after.
"""
PAPER = """Wyeland County Council

Annual Report

Meeting Date: 14 June 2015

1. There were 512 children looked after in Wyeland at 31 March 2015.
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("sources")
    (folder / "papers").mkdir()
    (folder / "papers" / "inspection.txt").write_text(INSPECTION, encoding="utf-8")
    (folder / "papers" / "annual.txt").write_text(PAPER, encoding="utf-8")
    site = site_of_papers(folder)
    with closing(sqlite3.connect(site.path)) as db:  # whatever a reader makes of the cover
        db.execute(
            """update reports set meeting_date = null, committee = null,
            title = 'Inspection of services for children',
            evidence = json_set(evidence, '$.published', json('{"day": "2015-11-27"}'))
            where council like 'Exford%'"""
        )
        db.execute(
            """update documents set meeting_date = null, committee = null,
            title = 'Inspection of services for children' where council like 'Exford%'"""
        )
        db.execute(
            """update observations set meeting_date = null, committee = null, report = null
            where council like 'Exford%'"""
        )
        db.commit()
    yield site
    site.close()


def test_files_name_publisher_and_day_of_publication(papers: Site) -> None:
    text = papers.get("/figures/-/measure/cla_total.csv").content.decode("utf-8-sig")
    rows = {row["Council"].split()[0]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["Exford"]["Publisher"] == "Ofsted"
    assert (rows["Exford"]["Meeting"], rows["Exford"]["Published"]) == ("", "2015-11-27")
    assert rows["Wyeland"]["Publisher"] == "Wyeland County Council"
    assert (rows["Wyeland"]["Meeting"], rows["Wyeland"]["Published"]) == ("2015-06-14", "")


def test_the_workbook_of_an_export_names_them_as_well(papers: Site) -> None:
    about = {"title": "Figures", "license": "none"}
    with closing(sqlite3.connect(papers.path)) as db:
        figures = sheets(db, about, "https://figures.example")[0]
        names = [column.name for column in figures.columns]
        found = {
            (row[names.index("Publisher")], row[names.index("Published")]) for row in figures.rows
        }
    assert found == {("Ofsted", "2015-11-27"), ("Wyeland County Council", None)}


def test_a_chart_names_whose_papers_its_figures_are_from(papers: Site) -> None:
    both = papers.html("/figures/-/measure/cla_total")
    assert "Source: reports of Ofsted and council papers," in both
    alone = papers.html("/figures/-/measure/cla_total?area=Exford")
    assert "Source: reports of Ofsted," in alone
    council = papers.html("/figures/-/measure/cla_total?area=Wyeland")
    assert "Source: council committee papers," in council


def test_a_search_by_year_finds_what_was_published_in_it(papers: Site) -> None:
    page = papers.html("/figures/-/search?q=children+looked+after&year=2015&council=")
    found = text_of(page)
    assert "by Ofsted, published 27 November 2015" in found
    assert "14 June 2015" in found
    assert '<option value="2015"' in page
    other = text_of(papers.html("/figures/-/search?q=children+looked+after&year=2014"))
    assert "Nothing was found" in other
    pages = text_of(papers.html("/figures/-/search?q=children&in=pages&year=2015"))
    assert "published 27 November 2015" in pages


def test_pages_count_a_paper_of_no_meeting_for_the_year_of_publication(papers: Site) -> None:
    home = text_of(papers.html("/"))
    assert "or else of publication" in home
    assert "no date" not in home.split("By council")[1].split("By question")[0]
    council = text_of(papers.html("/figures/-/council/Exford"))
    assert "published 27 November 2015" in council


def test_a_month_of_publication_is_written_as_one() -> None:
    assert words.day("2015-11") == "November 2015"
    row = {"meeting_date": None, "published_on": "2015-11"}
    assert words.paper_day(row) == "published November 2015"
    assert words.paper_day({"meeting_date": None, "published_on": None}) == ""
