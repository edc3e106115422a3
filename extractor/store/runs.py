"""The rows of `runs`: what was done when, with which code, rules and settings."""

from __future__ import annotations

from sqlite_utils import Database

from extractor.store.origin import Provenance, now
from extractor.store.records import compact


def start_run(
    db: Database,
    command: str,
    provenance: Provenance,
    settings: dict[str, object],
    versions: dict[str, str],
) -> int:
    """Begin a run; runs that were killed are marked as stopped. Returns the run's id."""
    with db.atomic():
        db.execute("update runs set outcome = 'stopped' where outcome = 'running'")
        cursor = db.execute(
            """insert into runs (started, command, reader, rules_digest,
              settings_digest, settings, versions) values (?, ?, ?, ?, ?, ?, ?)""",
            (
                now(),
                command,
                provenance.reader,
                provenance.rules_digest,
                provenance.settings_digest,
                compact(settings),
                compact(versions),
            ),
        )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish_run(
    db: Database, run: int, outcome: str, counts: dict[str, object], seconds: float
) -> None:
    """Write how a run ended: `finished`, `stopped` (by the user) or `failed`."""
    with db.atomic():
        db.execute(
            "update runs set finished = ?, outcome = ?, counts = ?, seconds = ? where id = ?",
            (now(), outcome, compact(counts), round(seconds, 3), run),
        )


def rules_of_last_run(db: Database) -> str | None:
    """The digest of the rulebook that the tables `measures` and `rules` hold."""
    row = db.execute("select rules_digest from runs order by id desc limit 1").fetchone()
    return None if row is None else str(row[0])
