"""What papers say is only shown: it steers no terminal, runs in no spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

PAPER = """# REPORT

On 31 March 2019 there were 717 \x1b[31mchildren\x07 in care\x1b[0m \u202eof whom 30 were placed.

| Name | Number |
| --- | --- |
| jo.smith@example.org \x1b[2J | 12 |
| 01632 960123 | 15 |
| =HYPERLINK("http://example.org") | 14 |
| @SUM(A1) | -3 |
"""
STEERING = "\x1b\x07\u202e"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.md"
    path.write_text(PAPER, encoding="utf-8")
    return path


def on_terminal(*arguments: object) -> str:
    """What a command writes to a terminal; elsewhere click takes its colours away."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", *map(str, arguments)], stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so where the other end is closed.
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    assert process.wait(60) == 0
    return written.decode()


@pytest.mark.parametrize("command", ["extract", "explain", "tables"])
def test_control_characters_and_contacts_do_not_reach_the_terminal(
    paper: Path, command: str
) -> None:
    shown = on_terminal(command, paper)
    assert "12" in shown
    assert [sign for sign in STEERING if sign in shown] == []
    assert [part for part in ("jo.smith", "01632", "960123") if part in shown] == []


@pytest.mark.parametrize("form", ["csv", "json"])
def test_tables_cover_contacts(paper: Path, form: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "tables", str(paper), "--format", form],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "14" in done.stdout
    assert "•" in done.stdout
    assert [part for part in ("jo.smith", "example.org \\", "960123") if part in done.stdout] == []


def test_cells_of_printed_tables_are_no_formulas(paper: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "tables", str(paper)],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    cells = [cell for row in csv.reader(io.StringIO(done.stdout)) for cell in row]
    assert "-3" in cells, "a number stays one"
    assert [cell for cell in cells if cell.startswith(("=", "@", "+"))] == []
