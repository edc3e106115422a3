"""Check a database against the identities of rules/checks/identities.yml: every document that
changed since it was checked, then all lines.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from sqlite_utils import Database

from extractor.checks.between_papers import check_across
from extractor.checks.document import Knowledge, check_document
from extractor.checks.model import Identities
from extractor.checks.rows import figures_of, write_across, write_findings
from extractor.package_files import shipped
from extractor.rulebook.shared_lists import lists_of
from extractor.store import series


@dataclass(frozen=True, slots=True)
class Checked:
    """How many documents were checked, and what is in table `checks` now."""

    documents: int
    passed: int
    failed: int
    unknown: int


def check_database(
    db: Database, identities: Identities, run: int | None, everything: bool = False
) -> Checked:
    """Check what has changed since it was last checked, or `everything`.

    A document is checked in one transaction, with its points rebuilt, so that a check that
    was stopped goes on where it was.
    """
    connection = db.conn
    state = _state(identities)
    knows = _knowledge(connection)
    series.prepare(connection)
    documents = [
        row[0]
        for row in connection.execute(
            "select id from documents where ? or checked is not ? order by id", (everything, state)
        ).fetchall()
    ]
    for document in documents:
        with db.atomic():
            knows = replace(knows, suppresses=_suppresses(connection, document))
            findings = list(check_document(identities, figures_of(connection, document), knows))
            series.forget(connection)
            series.touch(connection, document)
            write_findings(connection, run, document, findings)
            series.refresh(connection)
            connection.execute("update documents set checked = ? where id = ?", (state, document))
    with db.atomic():
        write_across(connection, run, check_across(identities, connection, knows.labels))
    counts = dict(
        connection.execute("select status, count(*) from checks group by status").fetchall()
    )
    return Checked(
        len(documents), counts.get("pass", 0), counts.get("fail", 0), counts.get("unknown", 0)
    )


def _suppresses(db: sqlite3.Connection, document: str) -> bool:
    asked = "select 1 from refusals where document_id = ? and reason = 'suppressed'"
    return db.execute(asked, (document,)).fetchone() is not None


def _knowledge(db: sqlite3.Connection) -> Knowledge:
    labels, limits = {}, {}
    for name, label, plausible in db.execute("select id, label, plausible from measures"):
        labels[name] = label
        for unit, (low, high) in json.loads(plausible).items():
            limits[(name, unit)] = (float(low), float(high))
    return Knowledge(labels, limits)


def checked_with_others(db: Database, identities: Identities) -> int:
    """How many documents were last checked with other identities, whatever the code was.

    Those that an earlier version checked do not say which identities they were checked with.
    """
    of_others = "select count(*) from documents where instr(checked, '.') and checked not like ?"
    (found,) = db.execute(of_others, (f"{_digest(identities)}.%",)).fetchone()
    return int(found)


def _state(identities: Identities) -> str:
    """What a document was checked with: the identities and the code of the checks."""
    return f"{_digest(identities)}.{_code()}"


def _digest(identities: Identities) -> str:
    return hashlib.sha256(identities.model_dump_json().encode()).hexdigest()[:12]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


FILE = Path("checks") / "identities.yml"


def load_identities(folder: Path | None = None) -> Identities:
    """The identities of a folder of rules; where it has none, those that come with the package.

    Raises RuleError where the file is wrong.
    """
    path = (folder or shipped("rules")) / FILE
    return _read(path if path.is_file() else shipped("rules") / FILE)


@lru_cache(maxsize=4)
def _read(path: Path) -> Identities:
    return lists_of(Identities, path.name, path.read_bytes())
