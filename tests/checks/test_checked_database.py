"""Checks in the database: rows, marks, confidence, and what stays when they run again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from check_figures import report
from commands_run import rows, run

SUM = [
    "At 31 March 2020 there were 717 children in care.",
    "At 31 March 2020, 253 children in care were placed with in-house foster carers.",
    "217 children in care were placed with independent fostering agencies at 31 March 2020.",
    "112 children in care were placed with connected persons at 31 March 2020.",
    "12 children in care were placed with parents at 31 March 2020.",
    "123 children in care were placed in residential care at 31 March 2020.",
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    report(folder / "papers", "sound.txt", SUM)
    run("ingest", folder / "papers", "--db", folder / "figures.db", "--jobs", 1, "--quiet")
    return folder / "figures.db"


def test_checks_run_after_an_ingest_and_mark_the_figures(database: Path) -> None:
    assert rows(
        database, "select status, expected, found from checks where identity = 'parts_of_whole'"
    ) == [("pass", 717.0, 717.0)]
    assert rows(database, "select agrees from observations where value = 717") == [('["sum"]',)]
    assert rows(database, "select count(*) from check_figures where role = 'part'") == [(5,)]


def test_checking_again_gives_the_same(database: Path) -> None:
    asked = "select identity, status, message, gap from checks order by 1, 2, 3"
    marks = "select id, agrees, contradicts, confidence, doubts from observations order by id"
    before = rows(database, asked), rows(database, marks)
    run("check", "--db", database)
    assert (rows(database, asked), rows(database, marks)) == before


def test_a_bound_far_below_the_figures_around_it_fails(tmp_path: Path) -> None:
    said = [
        "At 31 March 2020 there were 717 children in care.",
        "At 30 April 2020 there were over 60 children in care.",
        "At 31 May 2020 there were over 700 children in care.",
    ]
    report(tmp_path / "papers", "bound.txt", said)
    database = tmp_path / "figures.db"
    run("ingest", tmp_path / "papers", "--db", database, "--jobs", 1, "--quiet")
    found = rows(database, "select message from checks where identity = 'series_jump'")
    assert len(found) == 1
    assert "more than 60 at 30 April 2020, and 717 at 31 March 2020" in found[0][0]


def test_an_alarm_is_printed_with_paper_and_gap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    misprinted = [text.replace("112 ", "102 ") for text in SUM]
    report(tmp_path / "papers", "short.txt", misprinted)
    database = tmp_path / "figures.db"
    run("ingest", tmp_path / "papers", "--db", database, "--jobs", 1, "--quiet")
    run("check", "--db", database, "--identity", "parts_of_whole")
    printed = capsys.readouterr()
    assert "10 fewer" in printed.out
    assert "short.txt" in printed.out
    # The total stays in the series, and so do the parts: a gap is shown beside them.
    assert rows(database, "select value from series where measure = 'cla_total'") == [(717.0,)]
    assert rows(
        database, "select gap from checks where identity = 'parts_of_whole' and status = 'fail'"
    ) == [(10.0,)]


def test_a_figure_that_contradicts_is_lowered_and_raised_again(database: Path) -> None:
    with sqlite3.connect(database) as db:
        db.execute("update observations set period_end = '2021-03-31' where value = 12")
    run("check", "--db", database)
    asked = "select confidence, read_confidence, contradicts from observations where value = 12"
    ((confidence, read, contradicts),) = rows(database, asked)
    assert (confidence, contradicts) == ("low", '["after_meeting"]')
    assert read in ("high", "medium")
    with sqlite3.connect(database) as db:
        db.execute("update observations set period_end = '2020-03-31' where value = 12")
    run("check", "--db", database)
    assert rows(database, asked) == [(read, None, "[]")]
