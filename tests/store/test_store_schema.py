"""The schema is strict, speaks the code's vocabulary, and is brought up to date or refused."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlite_utils import Database

from extractor.annotations.model import AreaLevel, Direction, Kind, PeriodBasis, Qualifier, Unit
from extractor.errors import StoreError, UsageError
from extractor.observation import Confidence, PeriodSource, Rag, Trend
from extractor.passages.model import PassageSource
from extractor.reports.model import ReportKind, ReportStatus
from extractor.store.database import close, open_for_writing
from extractor.store.records import COLUMNS
from extractor.store.series_keys import PeriodType
from extractor.store.staging import Status

VOCABULARIES: list[tuple[str, str, Any]] = [
    ("documents", "status", Status),
    ("reports", "kind", ReportKind),
    ("reports", "status", ReportStatus),
    ("observations", "source", PassageSource),
    ("observations", "unit", Unit),
    ("observations", "qualifier", Qualifier),
    ("observations", "kind", Kind),
    ("observations", "direction", Direction),
    ("observations", "area_level", AreaLevel),
    ("observations", "period_basis", PeriodBasis),
    ("observations", "period_type", PeriodType),
    ("observations", "period_source", PeriodSource),
    ("observations", "confidence", Confidence),
    ("observations", "rag", Rag),
    ("observations", "trend", Trend),
]


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_for_writing(tmp_path / "figures.db")


@pytest.mark.parametrize(("table", "column", "words"), VOCABULARIES)
def test_the_checks_hold_exactly_the_words_of_the_code(
    db: Database, table: str, column: str, words: Any
) -> None:
    listed = re.search(rf"\b{column} text[^,(]*check \({column} in\s*\(([^)]*)\)", db[table].schema)
    assert listed is not None
    assert set(re.findall(r"'(\w+)'", listed[1])) == set(get_args(words))


def test_every_table_is_strict_and_has_the_columns_that_are_written(db: Database) -> None:
    for table in db.tables:
        if "fts" not in table.name and not table.name.startswith("_"):
            assert table.schema.rstrip().lower().endswith("strict"), table.name
    for name, columns in COLUMNS.items():
        assert set(columns) <= {c.name for c in db[name].columns}


def test_every_foreign_key_has_an_index(db: Database) -> None:
    """Without one, deleting a document would look through the whole table."""
    for table in db.tables:
        led = [tuple(index.columns) for index in table.indexes] + [tuple(table.pks)]
        for key in db.execute(f"pragma foreign_key_list([{table.name}])").fetchall():
            if key[1] == 0:  # the first column of the key
                assert any(columns[0] == key[3] for columns in led), (table.name, key[3])


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "figures.db"
    close(open_for_writing(path), path)
    before = _schema_of(path)
    close(open_for_writing(path), path)
    with sqlite3.connect(path) as db:
        assert db.execute("pragma journal_mode").fetchone() == ("delete",)
    assert _schema_of(path) == before


def _schema_of(path: Path) -> list[Any]:
    """Everything that was created, but for the statistics that SQLite keeps for itself."""
    with sqlite3.connect(path) as db:
        return db.execute(
            "select type, name, sql from sqlite_master where name not like 'sqlite_stat%'"
        ).fetchall()


def test_a_database_from_before_other_currencies_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "figures.db"
    close(open_for_writing(path), path)
    with sqlite3.connect(path) as db:
        db.execute("pragma writable_schema = on")
        db.execute("update sqlite_schema set sql = replace(sql, ?, '')", [
            "'currency_eur', 'currency_usd',"
        ])  # fmt: skip
        db.execute("delete from _sqlite_migrations where name = 'currencies'")
    db.close()
    reopened = open_for_writing(path)
    assert "'currency_eur'" in reopened["observations"].schema
    assert reopened.execute("pragma integrity_check").fetchone() == ("ok",)
    close(reopened, path)


def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    db: Database, tmp_path: Path
) -> None:
    db["_sqlite_migrations"].insert(
        {"migration_set": "committee_figures", "name": "tables_of_2031", "applied_at": "2031"}
    )
    with pytest.raises(StoreError, match=r"newer version.*tables_of_2031.*Upgrade"):
        open_for_writing(tmp_path / "figures.db")


def damage(path: Path) -> None:
    """A database in which names of tables are no text any more."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table documents (id text)")
        db.commit()
    path.write_bytes(path.read_bytes().replace(b"documents", b"docu\xffents"))


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (damage, StoreError, "damaged"),
        (lambda path: path.write_text("no database " * 100), UsageError, "not an SQLite database"),
        (lambda path: path.mkdir(), UsageError, "is a folder"),
    ],
)
def test_what_is_no_database_is_said_in_words(
    tmp_path: Path, make: Any, error: type[Exception], message: str
) -> None:
    path = tmp_path / "figures.db"
    make(path)
    with pytest.raises(error, match=message):
        open_for_writing(path)
    with pytest.raises(UsageError, match="There is no folder"):
        open_for_writing(tmp_path / "nowhere" / "figures.db")


def test_no_view_reads_all_observations_to_answer_for_one_measure(db: Database) -> None:
    """Query plans: with a measure (or council) given, every view starts from an index."""
    conditions = {
        "series": "measure = 'cla_total'",
        "series_all": "measure = 'cla_total'",
        "official_comparison": "measure = 'cla_total'",
        "as_first_published": "measure = 'cla_total'",
        "latest_observations": "measure = 'cla_total'",
        "contested": "measure = 'cla_total'",
        "restatements": "measure = 'cla_total'",
        "other_sources": "measure = 'cla_total'",
        "targets_vs_actuals": "measure = 'cla_total'",
        "local_vs_national": "measure = 'cla_total'",
        "outside_series": "measure = 'cla_total'",
        "coverage": "council = 'Norfolk'",
        "breaks": "measure = 'cla_total'",
    }
    for view, condition in conditions.items():
        plan = db.execute(f"explain query plan select * from {view} where {condition}").fetchall()
        steps = [row[3] for row in plan]
        # A virtual table is the JSON of one row.
        scans = [
            s
            for s in steps
            if s.startswith("SCAN") and s.split()[1] not in conditions and "VIRTUAL" not in s
        ]
        assert not scans, (view, steps)
    assert set(db.view_names()) - set(conditions) == {
        "problems",
        "unmapped",
        "unattached_corrections",
        "observations_as_read",
    }
