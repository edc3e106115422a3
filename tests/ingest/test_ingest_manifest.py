"""A manifest: what is known of papers wins over what they say, and its mistakes are told."""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from pathlib import Path

import pytest
from archive import RULES, command, rows, run, write_pdf, write_text
from datasette.app import Datasette

from extractor.site.publish import Publication, instance

URL = "https://papers.example.gov.uk/norfolk/12june.pdf"
LINE = f"papers/report.pdf,{URL},Saltby Council,Audit Committee,2019-07-01,Yearly report,7"


def manifest(folder: Path, *lines: str, columns: str = "") -> Path:
    """A manifest in a folder, with all columns."""
    file = folder / "manifest.csv"
    columns = columns or "path,url,council,committee,meeting_date,title,item"
    file.write_text("\n".join([columns, *lines]) + "\n", encoding="utf-8-sig")
    return file


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "papers" / "report.pdf", 2019, 717)


def test_what_a_manifest_says_wins_over_what_is_read(paper: Path, tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    run(database, paper.parent, manifest=manifest(tmp_path, LINE))
    told = "council, committee, meeting_date, title"
    assert rows(database, f"select {told}, url from documents") == [
        ("Saltby Council", "Audit Committee", "2019-07-01", "Yearly report", URL)
    ]
    assert set(rows(database, "select council, committee, meeting_date, report, item "
                              "from observations")) == {
        ("Saltby Council", "Audit Committee", "2019-07-01", "Yearly report", "7")
    }  # fmt: skip


def test_an_empty_cell_leaves_what_was_read(paper: Path, tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    run(database, paper.parent, manifest=manifest(tmp_path, f"papers/report.pdf,{URL},,,,,"))
    (found,) = rows(database, "select council, meeting_date, url from documents")
    assert found == ("Norfolk County Council", "2019-06-12", URL)


def test_a_changed_line_is_read_again_and_kept_by_later_runs(paper: Path, tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    assert run(database, paper.parent).counts()["ok"] == 1
    line = "papers/report.pdf,,Saltby Council,,01/07/2019,,"
    again = run(database, paper.parent, manifest=manifest(tmp_path, line))
    assert again.counts()["ok"] == 1
    unchanged = run(database, paper.parent, manifest=manifest(tmp_path, line))
    assert unchanged.counts()["unchanged"] == 1
    run(database, paper.parent, force=True)
    assert rows(database, "select council, meeting_date from documents") == [
        ("Saltby Council", "2019-07-01")
    ]


def test_a_paper_that_was_refused_keeps_what_is_known_of_it(tmp_path: Path) -> None:
    broken = tmp_path / "papers" / "report.pdf"
    broken.parent.mkdir()
    broken.write_text("<html>Not found</html>")
    database = tmp_path / "figures.db"
    run(database, broken.parent, manifest=manifest(tmp_path, LINE))
    assert rows(database, "select status, council, url from documents") == [
        ("refused", "Saltby Council", URL)
    ]


def test_paths_may_begin_at_a_folder_that_is_read_or_lead_into_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    write_text(folder / "2019" / "a.txt", 2019, 717)
    inside = write_text(tmp_path / "b.txt", 2018, 690)
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        archive.write(inside, "b.txt")
    database = tmp_path / "figures.db"
    lines = ("2019/a.txt,Alpha Council", "pack.zip/b.txt,Beta Council")
    run(database, folder, manifest=manifest(tmp_path, *lines, columns="path,council"))
    assert set(rows(database, "select council from documents")) == {"Alpha Council", "Beta Council"}


@pytest.mark.parametrize(
    ("line", "columns", "told"),
    [
        ("papers/report.pdf,x", "path,concil", "no column is called “concil”"),
        ("https://x.example/a.pdf", "title", "has no column “path”"),
        ("papers/report.pdf,1 Jun", "path,meeting_date", "line 2: the meeting date 1 Jun"),
        ("papers/report.pdf,31/02/2020", "path,meeting_date", "31/02/2020 cannot be read"),
        ("papers/nothing.pdf,x", "path,title", "line 2: papers/nothing.pdf matches no file"),
        ("papers/report.pdf,javascript:alert(1)", "path,url", "is not a web address"),
        (",A title", "path,title", "line 2 names no paper"),
        ("papers/report.pdf,a,b", "path,title", "line 2 has more cells than columns"),
        ("papers/report.pdf\npapers/report.pdf", "path", "line 3: papers/report.pdf is listed"),
    ],
)
def test_mistakes_are_told_before_anything_is_written(
    line: str, columns: str, told: str, paper: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    database = tmp_path / "figures.db"
    file = manifest(tmp_path, line, columns=columns)
    arguments = ("ingest", paper.parent, "--db", database, "--rules", RULES, "--manifest", file)
    assert command(*arguments) == 2
    assert told in capsys.readouterr().err
    assert not database.exists()


def test_the_address_of_the_own_copy_is_shown_and_exported(paper: Path, tmp_path: Path) -> None:
    database, out = tmp_path / "figures.db", tmp_path / "out"
    line = f"papers/report.pdf,{URL},Norfolk County Council,,,,"
    run(database, paper.parent, manifest=manifest(tmp_path, line))
    (document,) = rows(database, "select id from documents")
    (figure,) = rows(database, "select id from observations")
    site = instance(Publication(database))
    assert f'href="{URL}"' in _text(site, f"/figures/-/document/{document}")
    assert f'href="{URL}#page=1"' in _text(site, f"/figures/-/figure/{figure}")
    assert f'"{URL}#page=1"' in _text(site, f"/figures/-/figure/{figure}.json")
    (measure,) = rows(database, "select distinct measure from series_all")
    table = _text(site, f"/figures/-/measure/{measure}.csv").lstrip("\ufeff")
    assert {row["Council's own copy"] for row in csv.DictReader(io.StringIO(table))} == {
        f"{URL}#page=1"
    }
    assert command("export", "--db", database, "--out", out) == 0
    assert URL in (out / "documents.csv").read_text(encoding="utf-8")


def _text(site: Datasette, address: str) -> str:
    answer = asyncio.run(site.client.get(address))
    assert answer.status_code == 200, address
    return answer.text
