"""Commands run as a user would, and rows of the database after them, for the tests of several
folders."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from extractor.cli import main


def run(*arguments: object) -> None:
    """Run a command that ends well."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert left.value.code == 0


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    """The rows that a query gives of a database."""
    with sqlite3.connect(database) as db:
        return db.execute(query).fetchall()
