"""The walk is driven in a terminal, key by key."""

from __future__ import annotations

import os
import pty
import select
import shutil
import sys
from pathlib import Path

import pytest
from commands_run import rows, run

from extractor.package_files import shipped
from extractor.review.choose import interval


def drive(keys: str, *arguments: object) -> str:
    """Run a command in a terminal of its own, press the keys as they are asked for."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "extractor", *(str(a) for a in arguments)])
    seen = b""
    try:
        while True:
            ready, _, _ = select.select([terminal], [], [], 0.5)
            if ready:
                seen += os.read(terminal, 4096)
                continue
            # It waits for a key: the one that has not been answered for yet.
            answered = seen.count(b"\n> ")
            if seen.count(b"q stop") > answered and answered < len(keys):
                os.write(terminal, keys[answered].encode())
    except OSError:
        pass  # Linux says so when the terminal is closed at the other end
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, seen.decode()
    return seen.decode()


def test_one_key_a_verdict_writes_corrections_that_apply(database: Path) -> None:
    doubtful = rows(
        database, "select id from observations where confidence <> 'high' and measure is not null"
    )
    assert len(doubtful) == 1
    shown = drive("n", "review", "--db", database, "--by", "me")
    assert "51%" in shown
    assert "Read as" in shown
    assert rows(database, "select action, made_by, applied_to from corrections") == [
        ("reject", "me", doubtful[0][0])
    ]
    assert rows(database, "select rejected from observations where figure_text = '51%'") == [(1,)]
    # What was decided is not asked again.
    assert "[1/" not in drive("", "review", "--db", database)


def test_the_verdicts_are_checked_with_the_rules_that_are_given(
    database: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "tolerant"
    shutil.copytree(shipped("rules"), rules)
    changed = rules / "checks" / "identities.yml"
    text = changed.read_text("utf-8")
    changed.write_text(text.replace("enough_parts: 7", "enough_parts: 8", 1), "utf-8")
    before = rows(database, "select checked from documents order by id")
    run("check", "--db", database, "--rules", rules)
    tolerant = rows(database, "select checked from documents order by id")
    assert tolerant != before
    shown = drive("n", "review", "--db", database, "--rules", rules)
    assert "other identities" not in shown
    assert rows(database, "select checked from documents order by id") == tolerant
    shown = drive("", "review", "--db", database)
    assert "2 documents were checked with other identities" in shown
    assert rows(database, "select checked from documents order by id") == before


def type_after_key(key: str, prompt: str, text: str, *arguments: object) -> str:
    """Run a command in a terminal of its own, press a key, and type a line at its prompt."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "extractor", *(str(a) for a in arguments)])
    seen, typed = b"", False
    try:
        while True:
            ready, _, _ = select.select([terminal], [], [], 0.5)
            if ready:
                seen += os.read(terminal, 4096)
            elif b"\n> " not in seen:
                os.write(terminal, key.encode() if b"q stop" in seen else b"")
            elif prompt.encode() in seen.partition(b"\n> ")[2] and not typed:
                os.write(terminal, f"{text}\r".encode())
                typed = True
    except OSError:
        pass  # Linux says so when the terminal is closed at the other end
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, seen.decode()
    return seen.decode()


@pytest.mark.parametrize(
    ("key", "prompt", "text", "column", "value"),
    [
        ("v", "value: ", "49", "value", 49.0),
        ("m", "measure: ", "cla_over_20_miles", "measure", "cla_over_20_miles"),
        ("d", "period_end: ", "2019-12-31", "period_end", "2019-12-31"),
    ],
)
def test_what_is_right_is_typed_after_its_key(
    database: Path, key: str, prompt: str, text: str, column: str, value: object
) -> None:
    type_after_key(key, prompt, text, "review", "--db", database, "--by", "me")
    assert rows(database, f"select {column} from observations where figure_text = '51%'") == [
        (value,)
    ]
    assert rows(database, "select action, field, new from corrections") == [("set", column, text)]


def test_what_is_no_date_is_not_taken(database: Path) -> None:
    shown = type_after_key("d", "period_end: ", "soon", "review", "--db", database)
    assert "Left as it is" in shown
    assert rows(database, "select count(*) from corrections") == [(0,)]


def test_a_confirmed_figure_is_high(database: Path) -> None:
    drive("y", "review", "--db", database)
    assert rows(
        database, "select confidence, agrees from observations where figure_text = '51%'"
    ) == [("high", '["reviewed"]')]


def test_a_sample_gives_the_precision_with_its_interval(database: Path) -> None:
    shown = drive("yn", "review", "--db", database, "--sample", 2, "--seed", 1)
    assert "1 of 2 points are right: precision 50% (95% interval 9% to 91%)" in shown
    assert "Wrong:" in shown
    assert rows(database, "select count(*) from corrections") == [(0,)]


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(57, 60, 86, 98), (60, 60, 94, 100), (0, 5, 0, 43)]
)
def test_the_interval_is_wilsons(right: int, judged: int, low: int, high: int) -> None:
    assert tuple(round(bound) for bound in interval(right, judged)) == (low, high)
