"""Killed at any moment, a second run ends with the rows of an uninterrupted one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive import RULES, contents, rows, run, write_pdf, write_text


def write_archive(folder: Path) -> None:
    for year in range(2008, 2020):
        write_text(folder / f"{year}.txt", year, 600 + year % 7)
        write_text(folder / f"{year} again.txt", year, 600 + year % 5)
    write_pdf(folder / "long.pdf", 2020, 700, pages=60)
    (folder / "empty.txt").touch()


def start(folder: Path, database: Path) -> subprocess.Popen[bytes]:
    arguments = ["ingest", folder, "--db", database, "--rules", RULES, "--jobs", "2", "--quiet"]
    return subprocess.Popen([sys.executable, "-m", "extractor", *map(str, arguments)])


def kill_and_resume(tmp_path: Path, kills: int, seed: int) -> None:
    folder, clean, killed = tmp_path / "papers", tmp_path / "clean.db", tmp_path / "killed.db"
    write_archive(folder)
    begun = time.monotonic()
    run(clean, folder)
    whole = time.monotonic() - begun
    moments = random.Random(seed)
    for number in range(kills):
        process = start(folder, killed)
        # The first kill comes when there is a database; later ones at any moment.
        while number == 0 and process.poll() is None and not killed.exists():
            time.sleep(0.01)
        time.sleep(moments.uniform(0, whole * 1.2))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert start(folder, killed).wait() == 3, "the empty file is refused"
    assert contents(killed) == contents(clean)
    assert rows(killed, "pragma integrity_check") == ["ok"]
    assert rows(killed, "pragma foreign_key_check") == []
    assert not list(tmp_path.glob("killed.db?*")), "nothing of the killed runs is left"


def test_killed_and_resumed(tmp_path: Path) -> None:
    kill_and_resume(tmp_path, kills=2, seed=1)


@pytest.mark.soak
def test_killed_fifty_times_and_resumed(tmp_path: Path) -> None:
    kill_and_resume(tmp_path, kills=50, seed=2)
