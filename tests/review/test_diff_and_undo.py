"""A run with other rules is compared, and taken back."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from commands_run import rows, run
from correcting import SECOND, write_corrections, write_paper

from extractor.cli import main
from extractor.package_files import shipped

TABLES = (
    *("documents", "reports", "contacts", "pages", "refusals", "observations"),
    *("series_points", "checks", "document_paths", "locations"),
)
PASSING = {"id", "number", "run", "read_at", "checked", "seconds"}


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for table in TABLES:
        names = [str(r[1]) for r in rows(database, f"pragma table_info({table})")]
        keep = [n for n in names if n not in PASSING or (n == "id" and table == "observations")]
        listed = rows(database, f"select {', '.join(keep)} from {table}")
        found[table] = sorted(listed, key=repr)
    return found


@pytest.fixture
def other_rules(tmp_path: Path) -> Path:
    """The rules without the word for those out of county, and with a plainer label."""
    folder = tmp_path / "rules"
    shutil.copytree(shipped("rules"), folder)
    changed = folder / "dimensions.yml"
    text = changed.read_text("utf-8")
    assert "out of county" in text or "out[-]of[-]county" in text or "county" in text
    changed.write_text(text.replace("county", "shire"), "utf-8")
    return folder


def reread(database: Path, rules: Path | None = None) -> None:
    more = ("--rules", rules) if rules else ()
    run("ingest", database.parent / "papers", "--db", database, "--force", "--jobs", 1, "--quiet",
        *more)  # fmt: skip


def test_a_run_with_other_rules_is_compared_by_document_and_rule(
    database: Path, other_rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = database.with_name("before.db")
    shutil.copy(database, before)
    reread(database, other_rules)
    capsys.readouterr()
    run("diff", 1, 2, "--db", database)
    runs = capsys.readouterr().out
    run("diff", before, database)
    assert capsys.readouterr().out == runs
    assert "2020 (2).txt: 0 gained, 0 lost, 1 changed" in runs
    assert "2019.txt" not in runs
    run("diff", 2, 1, "--db", database)
    assert "1 changed" in capsys.readouterr().out


def test_what_was_gained_and_lost_is_named(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = database.with_name("before.db")
    shutil.copy(database, before)
    write_paper(database.parent / "papers", "2021.txt", [SECOND[0]], "15 June 2021")
    run("ingest", database.parent / "papers", "--db", database, "--jobs", 1, "--quiet")
    capsys.readouterr()
    run("diff", before, database)
    assert "2021.txt: 1 gained, 0 lost, 0 changed (net +1)" in capsys.readouterr().out
    run("diff", database, before)
    assert "net -1" in capsys.readouterr().out


def test_a_run_taken_back_leaves_everything_as_it_was(database: Path, other_rules: Path) -> None:
    ((name,),) = rows(database, "select id from observations where value = 717")
    write_corrections(database, observation_id=name, field="value", new="771")
    run("check", "--db", database)
    before = contents(database)
    write_paper(database.parent / "papers", "2021.txt", [SECOND[0]], "15 June 2021")
    reread(database, other_rules)
    assert contents(database) != before
    run("undo", 2, "--db", database)
    assert contents(database) == before
    assert rows(database, "select count(*) from runs where undone is not null") == [(1,)]


@pytest.mark.parametrize(
    ("number", "message"),
    [(9, "There is no run 9"), (1, "Take the last one back first: extractor undo 3")],
)
def test_a_run_that_cannot_be_taken_back_says_why(
    database: Path, number: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reread(database)
    reread(database)
    with pytest.raises(SystemExit) as left:
        main(["undo", str(number), "--db", str(database)])
    assert left.value.code == 2
    assert message in capsys.readouterr().err


@pytest.fixture
def other_identities(tmp_path: Path) -> Path:
    """The built-in rules, with a tolerance of their own in the identities."""
    folder = tmp_path / "tolerant"
    shutil.copytree(shipped("rules"), folder)
    changed = folder / "checks" / "identities.yml"
    text = changed.read_text("utf-8")
    assert "enough_parts: 7" in text
    changed.write_text(text.replace("enough_parts: 7", "enough_parts: 8", 1), "utf-8")
    return folder


def test_what_an_undone_run_leaves_is_checked_with_the_rules_it_was_read_with(
    database: Path, other_identities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reread(database, other_identities)
    checked = set(rows(database, "select checked from documents"))
    reread(database, other_identities)
    capsys.readouterr()
    run("undo", 3, "--db", database, "--rules", other_identities)
    assert "other identities" not in capsys.readouterr().err
    assert set(rows(database, "select checked from documents")) == checked


def test_a_run_undone_with_other_identities_is_told_and_can_be_put_right(
    database: Path, other_identities: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reread(database, other_identities)
    checked = set(rows(database, "select checked from documents"))
    reread(database, other_identities)
    capsys.readouterr()
    run("undo", 3, "--db", database)
    told = capsys.readouterr().err
    assert "2 documents were checked with other identities" in told
    assert f"extractor check --rules FOLDER --db {database}" in told
    assert set(rows(database, "select checked from documents")) != checked
    run("check", "--db", database, "--rules", other_identities)
    assert set(rows(database, "select checked from documents")) == checked


def test_nothing_is_told_where_only_the_code_of_the_checks_is_another(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reread(database)
    with sqlite3.connect(database) as db:
        db.execute("update documents set checked = substr(checked, 1, 12) || '.0123456789ab'")
    capsys.readouterr()
    run("undo", 2, "--db", database)
    assert "other identities" not in capsys.readouterr().err
