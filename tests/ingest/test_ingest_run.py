"""Ingesting folders: every file has an outcome, nothing is read twice, nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from archive import RULES, command, contents, rows, run, write_pdf, write_text

from extractor.errors import StoreError
from extractor.ingest.limits import Selection
from extractor.store.database import held


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Good, broken and strange files, in folders and an archive."""
    folder = tmp_path / "papers"
    write_text(folder / "2018" / "report.txt", 2018, 690)
    write_pdf(folder / "2019" / "report.pdf", 2019, 717, pages=3)
    shutil.copy(folder / "2019" / "report.pdf", folder / "2019" / "the same.pdf")
    (folder / "empty.pdf").touch()
    (folder / "page.pdf").write_text("<html><body>Not found</body></html>")
    (folder / "cut.pdf").write_bytes((folder / "2019" / "report.pdf").read_bytes()[:900])
    with pikepdf.open(folder / "2019" / "report.pdf") as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    (folder / "link.pdf").symlink_to("empty.pdf")
    write_text(tmp_path / "x.txt", 2020, 730)
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        archive.write(tmp_path / "x.txt", "2020/report.txt")
    return folder


def test_every_file_has_an_outcome_and_a_second_run_changes_nothing(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "figures.db"
    arguments = ("ingest", papers, "--db", database, "--rules", RULES, "--jobs", 2)
    assert command(*arguments) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert "locked.pdf: refused" in told.err
    outcomes = dict(rows(database, "select path, status from documents"))
    outcomes = {path.removeprefix(f"{papers.name}/"): status for path, status in outcomes.items()}
    assert outcomes.pop("cut.pdf") in ("failed", "partial", "refused")
    assert outcomes == {
        "2018/report.txt": "ok",
        "2019/report.pdf": "ok",
        "empty.pdf": "refused",
        "link.pdf": "refused",
        "locked.pdf": "refused",
        "pack.zip/2020/report.txt": "ok",
        "page.pdf": "refused",
    }
    assert rows(database, "select count(*) from document_paths") == [9]
    assert rows(database, "select value from series order by period_end, value")[0] == 690
    assert rows(database, "select outcome from runs") == ["finished"]
    assert not list(tmp_path.glob("figures.db-*")), "one plain file is left"
    assert [path.name for path in tmp_path.glob("figures.db.*")] == ["figures.db.lock"]

    before = contents(database)
    assert command(*arguments) == 3
    assert "in an earlier run" in capsys.readouterr().err
    assert contents(database) == before
    assert json.loads(rows(database, "select counts from runs")[1])["ok"] == 0
    assert command(*arguments, "--force", "--quiet") == 3
    assert capsys.readouterr().err == ""
    assert contents(database) == before


def test_selection_reads_again_only_what_is_chosen(papers: Path, tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    run(database, papers)
    before = contents(database)
    assert run(database, selection=Selection(statuses=("ok",))).endings["ok"] == 3
    chosen = run(database, papers, selection=Selection(paths=("*/2019/*",)))
    assert (chosen.endings["ok"], chosen.not_selected) == (1, 7)
    assert run(database, selection=Selection(councils=("nowhere",))).not_selected > 0
    assert contents(database) == before


def test_a_file_that_changes_or_goes(tmp_path: Path) -> None:
    folder, database = tmp_path / "papers", tmp_path / "figures.db"
    write_text(folder / "a.txt", 2018, 690)
    gone = write_text(folder / "b.txt", 2019, 717)
    other = write_text(tmp_path / "other" / "c.txt", 2020, 730)
    run(database, folder, other)
    write_text(folder / "a.txt", 2018, 699)
    gone.unlink()
    summary = run(database, folder)
    assert (summary.endings["ok"], summary.without_file) == (1, 2)
    assert rows(database, "select count(*) from documents") == [4], "nothing goes unasked"
    assert run(database, folder, prune=True).pruned == 2
    assert rows(database, "select value from series order by period_end") == [699, 730]
    assert rows(database, "pragma foreign_key_check") == []


def test_log_lines_are_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_text(tmp_path / "papers" / "a.txt", 2018, 690)
    (tmp_path / "papers" / "b.txt").touch()
    database = tmp_path / "figures.db"
    options = ("--db", database, "--rules", RULES, "--log-json", "--jobs", 1)
    assert command("ingest", tmp_path / "papers", *options) == 3
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in told] == ["begin", "document", "document", "end"]
    assert {line["ending"] for line in told[1:3]} == {"ok", "refused"}
    assert (told[3]["ok"], told[3]["refused"], told[3]["pages"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "nowhere does not exist"),
        ((".",), "holds no documents"),
        ((), "Nothing to read"),
        (("--frce",), "No such option"),
        (("a.txt", "--set", "max_page=3"), "Did you mean max_pages?"),
        (("a.txt", "--set", "max_pages=many"), "valid integer"),
        (("a.txt", "--rules", "norules"), "does not exist"),
    ],
)
def test_wrong_calls_are_one_sentence(
    arguments: tuple[str, ...],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if "a.txt" in arguments:
        write_text(tmp_path / "a.txt", 2018, 1)
    assert command("ingest", *arguments, "--db", "figures.db") == 2
    told = capsys.readouterr().err
    assert message in told
    assert len(told.strip().splitlines()) == 1
    assert not (tmp_path / "figures.db").exists()


def test_a_second_ingest_says_who_holds_the_database_or_waits(tmp_path: Path) -> None:
    database, paper = tmp_path / "figures.db", write_text(tmp_path / "a.txt", 2018, 690)
    with held(database):
        with pytest.raises(StoreError, match=rf"process {os.getpid()} since .*--wait"):
            run(database, paper)
        assert not database.exists()
    free = threading.Event()

    def hold() -> None:
        with held(database):
            free.set()
            time.sleep(1)

    thread = threading.Thread(target=hold)
    thread.start()
    free.wait()
    assert run(database, paper, wait=True).endings["ok"] == 1
    thread.join()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_database_is_said_in_words(tmp_path: Path) -> None:
    database, paper = tmp_path / "shelf" / "figures.db", write_text(tmp_path / "a.txt", 2018, 690)
    database.parent.mkdir()
    run(database, paper)
    database.parent.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            run(database, paper)
    finally:
        database.parent.chmod(0o700)


def test_without_paths_the_files_that_the_database_knows_are_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper, database = write_text(tmp_path / "a.txt", 2018, 690), tmp_path / "figures.db"
    run(database, paper)
    write_text(paper, 2018, 699)
    with sqlite3.connect(database) as connection:
        connection.executescript(
            "drop table rulebook_parts; "
            "delete from _sqlite_migrations where name = 'rulebook_parts'"
        )
    assert command("ingest", "--db", database, "--rules", RULES, "--log-json") == 0
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["ok"] == 1
    assert rows(database, "select value from observations order by value") == [690, 699]
    assert rows(database, "select count(*) > 0 from rulebook_parts") == [1]
