"""Corrections are kept in a file, survive, apply, and can be taken back."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest
import yaml
from commands_run import rows, run
from correcting import FIRST, NAMES, write_corrections

from extractor.cli import main
from extractor.errors import UsageError
from extractor.store.correction_file import read_file

SERIES = "select period_end, value, confidence from series where measure = 'cla_total' order by 1"


def figure(database: Path, value: float) -> str:
    ((name,),) = rows(database, f"select id from observations where value = {value}")
    return str(name)


def test_a_field_that_is_set_applies_in_the_views_and_keeps_what_was_read(
    database: Path,
) -> None:
    name = figure(database, 717)
    write_corrections(database, observation_id=name, field="value", old="717", new="771")
    run("check", "--db", database)
    assert [row[1] for row in rows(database, SERIES)] == [690.0, 771.0]
    assert rows(
        database, f"select figure_text, as_read, doubts from observations where id = '{name}'"
    ) == [("717", '{"value":717.0}', '["corrected"]')]
    assert rows(database, "select field, as_read, corrected from observations_as_read") == [
        ("value", 717.0, 771.0)
    ]
    # Reading everything again does not lose it.
    run("ingest", database.parent / "papers", "--db", database, "--force", "--jobs", 1, "--quiet")
    assert [row[1] for row in rows(database, SERIES)] == [690.0, 771.0]


def test_taking_the_line_out_of_the_file_takes_the_correction_back(database: Path) -> None:
    before = rows(database, "select * from observations order by id")
    write_corrections(database, observation_id=figure(database, 717), field="value", new="771")
    run("check", "--db", database)
    write_corrections(database)
    run("check", "--db", database)
    assert rows(database, "select * from observations order by id") == before


def test_a_figure_is_named_by_document_figure_and_place(database: Path) -> None:
    ((path, place),) = rows(
        database,
        """select d.path, char_start from observations o join documents d on d.id = o.document_id
        where o.value = 717""",
    )
    write_corrections(
        database, action="reject", document=path, figure="717", place=place, reason="a sample"
    )
    run("check", "--db", database)
    assert [row[1] for row in rows(database, SERIES)] == [690.0]
    assert rows(database, "select count(*) from unattached_corrections") == [(0,)]


def test_a_document_may_be_named_by_the_path_of_its_file(database: Path) -> None:
    ((name, path, place),) = rows(
        database,
        """select d.path, l.location, o.char_start from observations o
        join documents d on d.id = o.document_id join locations l on l.path = d.path
        where o.value = 717""",
    )
    write_corrections(
        database, action="reject", document=path, figure="717", place=place, reason="a sample"
    )
    run("check", "--db", database)
    assert [row[1] for row in rows(database, SERIES)] == [690.0]
    assert rows(database, "select document from corrections") == [(name,)]
    assert name != path


def test_a_missed_figure_is_added(database: Path) -> None:
    ((document,),) = rows(database, "select id from documents limit 1")
    new = {
        "measure": "cla_total", "value": 650, "unit": "count", "area": "Norfolk",
        "area_level": "local", "period_basis": "as_at", "period_end": "2018-03-31",
    }  # fmt: skip
    write_corrections(
        database, action="add", document=document, figure="650", new=json.dumps(new),
        quote="There were 650 in 2018.",
    )  # fmt: skip
    run("check", "--db", database)
    assert [row[1] for row in rows(database, SERIES)] == [650.0, 690.0, 717.0]
    run("check", "--db", database)
    assert rows(database, "select count(*) from observations where value = 650") == [(1,)]


def test_what_matches_nothing_says_so(database: Path) -> None:
    write_corrections(database, observation_id="gone", field="value", new="1")
    run("check", "--db", database)
    assert rows(database, "select observation_id from unattached_corrections") == [("gone",)]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"action": "alter", "observation_id": "x"}, "is not one of"),
        ({"observation_id": "x", "field": "value", "new": "many"}, "not a number"),
        ({"observation_id": "x", "field": "value", "new": "inf"}, "not a number"),
        ({"observation_id": "x", "field": "quote", "new": "y"}, "cannot be corrected"),
        ({"field": "value", "new": "1"}, "name the figure"),
        ({"observation_id": "x", "field": "value", "new": "1", "reason": ""}, "reason is missing"),
    ],
)
def test_a_wrong_line_is_named(database: Path, given: dict[str, str], message: str) -> None:
    path = write_corrections(database, **given)
    with pytest.raises(UsageError, match=message) as error:
        read_file(path)
    assert "line 2" in str(error.value) or "correction" in str(error.value)


def test_corrections_of_an_earlier_version_go_into_the_file_first(database: Path) -> None:
    from extractor.store.correction_file import append, file_beside

    with sqlite3.connect(database) as db:
        db.execute(
            """insert into corrections
              (action, observation_id, field, new, reason, made_by, made_on)
            values ('set', ?, 'value', '771', 'misprint', 'me', '2026-01-01')""",
            (figure(database, 717),),
        )
        append(file_beside(database), db, [])
    with file_beside(database).open(encoding="utf-8") as stream:
        assert [line["new"] for line in csv.DictReader(stream)] == ["771"]
    assert NAMES[0] == "action"
    assert FIRST


def refusal(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command says that ends with an error."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert left.value.code not in (0, None)
    return capsys.readouterr().err


@pytest.mark.parametrize("command", [("check",), ("review",), ("ingest", "papers")])
def test_a_folder_in_place_of_the_file_is_refused(
    database: Path,
    command: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(database.parent)
    (database.parent / "corrections.csv").mkdir()
    assert "corrections.csv is a folder" in refusal(capsys, *command, "--db", database)


def test_a_file_that_was_cut_off_takes_nothing_back(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = figure(database, 717)
    path = write_corrections(database, observation_id=name, field="value", new="771")
    run("check", "--db", database)
    path.write_bytes(b"")
    assert "corrections.csv is empty" in refusal(capsys, "check", "--db", database)
    assert [row[1] for row in rows(database, SERIES)] == [690.0, 771.0]


@pytest.mark.parametrize(
    "command",
    [("check",), ("review",), ("review", "--examples"), ("undo", 1), ("reference", "compare")],
)
@pytest.mark.parametrize(
    ("kind", "message"),
    [("missing", "There is no database"), ("empty", "is empty"), ("foreign", "not one of")],
)
def test_what_is_no_database_of_figures_is_refused_and_left_alone(
    tmp_path: Path,
    command: tuple[object, ...],
    kind: str,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "figures.db"
    if kind == "empty":
        path.touch()
    if kind == "foreign":
        with sqlite3.connect(path) as db:
            db.execute("create table recipes (name text)")
    before = path.read_bytes() if path.exists() else None
    assert message in refusal(capsys, *command, "--db", path)
    assert (path.read_bytes() if path.exists() else None) == before


def test_an_ingest_does_not_write_into_the_database_of_another_program(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = database.with_name("recipes.db")
    with sqlite3.connect(other) as db:
        db.execute("create table recipes (name text)")
    said = refusal(capsys, "ingest", database.parent / "papers", "--db", other)
    assert "of another program" in said
    assert rows(other, "select name from sqlite_master") == [("recipes",)]


def test_a_line_written_by_hand_becomes_an_example_with_the_words_of_its_figure(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_corrections(
        database, observation_id=figure(database, 717), field="measure", new="cla_entered"
    )
    run("check", "--db", database)
    capsys.readouterr()
    run("review", "--db", database, "--examples")
    examples = yaml.safe_load(capsys.readouterr().out)
    assert examples["cla_entered"]["examples"] == [
        {"text": "At 31 March 2020 there were 717 children in care.", "figure": "717"}
    ]
    assert examples["cla_total"]["counter_examples"] == [
        "At 31 March 2020 there were 717 children in care."
    ]
