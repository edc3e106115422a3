"""The commonest subjects of figures that no rule takes: where the next rules should go."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from extractor.errors import UsageError


@dataclass(frozen=True, slots=True)
class UnmappedSubject:
    """Words that figures without a measure count, how often, and one of those figures."""

    words: str
    unit: str | None
    figures: int
    documents: int
    figure_text: str
    example: str


def commonest_unmapped(path: Path, limit: int) -> list[UnmappedSubject]:
    """The subjects without a measure, the most frequent first.

    Raises UsageError where there is no database of figures at `path`.
    """
    if not path.is_file():
        raise UsageError(
            f"There is no database {path}.", f"Make one with: extractor ingest FOLDER --db {path}"
        )
    db = Database(path)
    try:
        rows = db.query(
            "select u.subject, u.unit, u.figures, u.documents, o.figure_text, o.quote "
            "from unmapped u join observations o on o.id = u.example_observation "
            "order by u.figures desc, u.documents desc, u.subject limit ?",
            [limit],
        )
        return [
            UnmappedSubject(
                row["subject"] or "(no words)", row["unit"], row["figures"], row["documents"],
                row["figure_text"], row["quote"],
            )
            for row in rows
        ]  # fmt: skip
    except sqlite3.DatabaseError as error:
        remedy = "Name one that extractor ingest has written."
        raise UsageError(f"{path} is no database of figures ({error}).", remedy) from error
    finally:
        db.close()
