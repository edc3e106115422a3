"""A database of every released version opens, is brought up to date, and is served.

The fixtures were written by the commits that released them. What was released is frozen:
neither the SQL of a migration nor its name may change.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from extractor.site.publish import Publication, instance
from extractor.store.database import close, open_for_writing
from extractor.store.migration_sql import EXPLAINED, OUTSIDE, TRUSTED
from extractor.store.migrations import WITHDRAWN, migrations, missing_changes
from extractor.store.schema import TABLES

RELEASED = sorted(
    (Path(__file__).parent / "released").glob("*.db.gz"),
    key=lambda path: int(path.name.partition("_")[0]),
)


def unpacked(fixture: Path, folder: Path) -> Path:
    path = folder / "figures.db"
    path.write_bytes(gzip.decompress(fixture.read_bytes()))
    return path


def shape(db: Database) -> dict[str, set[str]]:
    """Tables, views and indexes, each with its columns."""
    found = {t: {c.name for c in db[t].columns} for t in [*db.table_names(), *db.view_names()]}
    found["(indexes)"] = {
        row[0] for row in db.execute("select name from sqlite_master where type = 'index'")
    }
    return {name: columns for name, columns in found.items() if not name.startswith("sqlite_")}


@pytest.mark.parametrize("fixture", RELEASED, ids=lambda path: path.name)
def test_a_database_of_every_version_opens_and_is_served(fixture: Path, tmp_path: Path) -> None:
    path = unpacked(fixture, tmp_path)
    fresh = open_for_writing(tmp_path / "fresh.db")
    db = open_for_writing(path)
    assert shape(db) == shape(fresh)
    points = db.execute(
        "select period_end, value from series where measure = 'cla_total' order by period_end"
    ).fetchall()
    assert points == [("2018-03-31", 696.0), ("2019-03-31", 705.0)]
    assert db.execute(
        "select stated_value, latest_value from restatements where measure = 'cla_total'"
    ).fetchall() == [(690.0, 696.0)]
    assert db.execute("pragma foreign_key_check").fetchall() == []
    close(db, path)

    site = instance(Publication(path))
    answer = asyncio.run(site.client.get("/figures/series.json?_shape=array"))
    assert answer.status_code == 200
    assert {row["value"] for row in answer.json()} >= {696.0, 705.0}


# As the first release with corrections wrote the view, and columns that are there no more.
BROKEN = "create view unattached_corrections as select gone, observation_id from corrections"


@pytest.mark.parametrize("fixture", RELEASED, ids=lambda path: path.name)
def test_views_that_no_longer_hold_are_made_anew(fixture: Path, tmp_path: Path) -> None:
    path = unpacked(fixture, tmp_path)
    with closing(sqlite3.connect(path)) as old:
        old.execute("drop view if exists unattached_corrections")
        old.execute(BROKEN)
        old.execute("create view of_somebody as select missing from observations")
        old.commit()
    db = open_for_writing(path)
    assert db.execute("select * from unattached_corrections").fetchall() == []
    assert shape(db) == shape(open_for_writing(tmp_path / "fresh.db"))
    close(db, path)


def test_the_newest_fixture_has_every_migration(tmp_path: Path) -> None:
    """A migration that is released comes with a database of its version."""
    path = unpacked(RELEASED[-1], tmp_path)
    with closing(sqlite3.connect(path)) as newest:
        assert missing_changes(Database(newest)) == []


def test_every_released_migration_is_still_known() -> None:
    known = {migration.name for migration in migrations._migrations} | WITHDRAWN
    released = {"tables", "search", "trends", "sources", "disputes", "explained"}
    assert (
        released | {"currencies", "trusted", "redaction", "rulebook_parts", "own_copies"} <= known
    )


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        (TABLES, "c6888cee799a469c"),
        (EXPLAINED, "f07045e449fa5e70"),
        (TRUSTED, "22810d4624ea1a42"),
        (OUTSIDE, "329e6e0126ea1ee6"),
    ],
    ids=["tables", "explained", "trusted", "outside"],
)
def test_what_was_released_is_not_edited(text: str, digest: str) -> None:
    """A change of the tables is a new migration."""
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == digest
