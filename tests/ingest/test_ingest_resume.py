"""Killed at any moment, a second run ends with the rows of an uninterrupted one."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from archive import RULES, contents, rows, write_pdf, write_text


def write_archive(folder: Path) -> None:
    for year in range(2008, 2020):
        write_text(folder / f"{year}.txt", year, 600 + year % 7)
        write_text(folder / f"{year} again.txt", year, 600 + year % 5)
    write_pdf(folder / "long.pdf", 2020, 700, pages=60)
    (folder / "empty.txt").touch()


def start(folder: Path, database: Path) -> subprocess.Popen[bytes]:
    arguments = ["ingest", folder, "--db", database, "--rules", RULES, "--jobs", "2", "--quiet"]
    return subprocess.Popen([sys.executable, "-m", "extractor", *map(str, arguments)])


def documents_in(database: Path) -> int:
    if not database.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            return int(db.execute("select count(*) from documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # its tables are being made


def remove(database: Path) -> None:
    for file in database.parent.glob(f"{database.name}*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()


def finish(folder: Path, database: Path, wanted: dict[str, list[str]]) -> None:
    """Run to the end, and find the rows of the run that nobody disturbed."""
    assert start(folder, database).wait() == 3, "the empty file is refused"
    assert contents(database) == wanted
    assert rows(database, "pragma integrity_check") == ["ok"]
    assert rows(database, "pragma foreign_key_check") == []
    left = [path.name for path in database.parent.glob("killed.db?*")]
    assert left == ["killed.db.lock"], "nothing of the killed runs is left but the free lock"


def kill_and_resume(tmp_path: Path, kills: int, seed: int) -> int:
    """Kill runs at random moments; when all is read, begin again with an empty database."""
    folder, clean, killed = tmp_path / "papers", tmp_path / "clean.db", tmp_path / "killed.db"
    write_archive(folder)
    assert start(folder, clean).wait() == 3
    wanted, total = contents(clean), documents_in(clean)
    moments, midway = random.Random(seed), 0
    for number in range(kills):
        process = start(folder, killed)
        # Every fifth run is killed while it starts, the others some time after a document.
        reached = documents_in(killed) + moments.randrange(1, 6) if number % 5 else 0
        while process.poll() is None and documents_in(killed) < min(reached, total):
            time.sleep(0.01)
        time.sleep(moments.uniform(0, 0.3 if reached else 3))
        process.kill()
        process.wait()
        midway += 0 < documents_in(killed) < total
        if documents_in(killed) == total:
            finish(folder, killed, wanted)
            remove(killed)
    finish(folder, killed, wanted)
    assert midway >= kills // 2, "too few runs were killed between two documents"
    return midway


def test_killed_and_resumed(tmp_path: Path) -> None:
    kill_and_resume(tmp_path, kills=3, seed=1)
