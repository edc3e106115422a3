"""The database that these tests correct, review, compare and take back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commands_run import run
from correcting import FIRST, SECOND, write_paper


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two papers and their database, made once."""
    folder = tmp_path_factory.mktemp("made")
    write_paper(folder / "papers", "2019.txt", FIRST, "18 June 2019")
    write_paper(folder / "papers", "2020.txt", SECOND, "16 June 2020")
    run("ingest", folder / "papers", "--db", folder / "figures.db", "--jobs", 1, "--quiet")
    return folder


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    """A copy of the database, with its papers beside it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "figures.db"
