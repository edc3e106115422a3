"""corrections.csv beside the database: what people corrected, kept outside the database.

The file is the source, so that it can be kept, shared and edited; table `corrections` is its
copy. Each line sets a field of a figure, rejects it, confirms it, or adds one that
was missed.
"""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from sqlite_utils import Database

from extractor.errors import StoreError, UsageError
from extractor.store import series
from extractor.store.corrections import apply_corrections, check_field, take_back_corrections
from extractor.store.database import os_in_words

ACTIONS = ("set", "reject", "add", "confirm")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file. The figure is named by its id, or by document, figure and place.

    `document` is the id, the published path or the path of the file; `place` is the page, or for
    a text file the offset.
    For `add`, `new` is a JSON object with the fields of the missed figure.
    """

    action: str
    observation_id: str | None
    document: str | None
    figure: str | None
    place: str | None
    field: str | None
    old: str | None
    new: str | None
    quote: str | None
    reason: str
    made_by: str
    made_on: str


_NAMES = tuple(field.name for field in fields(Correction))
_NEEDED = ("reason", "made_by", "made_on")


def file_beside(database: Path) -> Path:
    """Where the corrections of a database are kept.

    Raises UsageError where something there is no file: corrections would be passed over.
    """
    path = database.with_name("corrections.csv")
    if path.exists() and not path.is_file():
        raise UsageError(
            f"{path} is a folder, not a file.", "Corrections are kept in it: move it away."
        )
    return path


def read_file(path: Path) -> list[Correction]:
    """The corrections of a file. Raises UsageError with the line where one is wrong, and where
    the file has no header: it was cut off, and does not mean to take all corrections back.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if not reader.fieldnames:
                raise UsageError(
                    f"{path} is empty.",
                    "Restore it, or delete it: the corrections in the database are then kept.",
                )
            unknown = set(reader.fieldnames) - set(_NAMES)
            if unknown:
                raise UsageError(
                    f"{path}: there is no column {', '.join(sorted(unknown))}.",
                    f"The columns are: {', '.join(_NAMES)}.",
                )
            return [_checked(row, f"{path}, line {reader.line_num}") for row in reader]
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8.", "Save it as UTF-8 (CSV).") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except csv.Error as error:
        raise UsageError(f"{path} is not a CSV file: {error}.") from error


def _checked(row: dict[str, str | None], where: str) -> Correction:
    given = {name: (row.get(name) or "").strip() or None for name in _NAMES}
    given["action"] = given["action"] or "set"
    missing = [name for name in _NEEDED if given[name] is None]
    if given["action"] not in ACTIONS:
        raise UsageError(
            f"{where}: the action “{given['action']}” is not one of: set, reject, add, confirm."
        )
    if missing:
        raise UsageError(f"{where}: {', '.join(missing)} is missing.")
    if given["observation_id"] is None and (given["document"] is None or given["figure"] is None):
        raise UsageError(f"{where}: name the figure by observation_id, or by document and figure.")
    if given["action"] == "add" and given["document"] is None:
        raise UsageError(f"{where}: a figure that is added needs its document.")
    if given["action"] == "set":
        try:
            check_field(given["field"], given["new"], where)
        except StoreError as error:
            raise UsageError(error.message, error.remedy) from error
    return Correction(**given)  # type: ignore[arg-type]


def with_words(db: sqlite3.Connection, corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections with the figure, its quote and what was read of the field, where a line
    that was written by hand names the figure by its id only."""
    filled = []
    for correction in corrections:
        row = db.execute(
            """select figure_text, quote, coalesce(as_read ->> ('$.' || ?1), case ?1
              when 'measure' then measure when 'unit' then unit when 'kind' then kind end)
            from observations where id = ?2""",
            (correction.field or "", correction.observation_id),
        ).fetchone()
        if row is not None:
            given = (correction.figure, correction.quote, correction.old)
            figure, quote, old = (mine or its for mine, its in zip(given, row, strict=True))
            correction = replace(correction, figure=figure, quote=quote, old=old)
        filled.append(correction)
    return filled


def append(path: Path, db: sqlite3.Connection, corrections: Iterable[Correction]) -> None:
    """Write corrections behind those of the file; a new file begins with those of the table."""
    with os_in_words(path):
        before = [] if path.is_file() else _of_table(db)
        new = not path.is_file()
        with path.open("a", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, _NAMES, lineterminator="\n")
            if new:
                writer.writeheader()
            writer.writerows(asdict(correction) for correction in (*before, *corrections))


def _of_table(db: sqlite3.Connection) -> list[Correction]:
    rows = db.execute(f"select {', '.join(_NAMES)} from corrections order by id").fetchall()
    return [Correction(*row) for row in rows]


def take_in(db: Database, database: Path) -> int:
    """Make table `corrections` what the file beside the database says, and apply it.

    Does nothing where there is no file or nothing has changed. Returns the number of
    documents that were corrected anew.
    """
    path = file_beside(database)
    if not path.is_file():
        return 0
    listed = [_published(db.conn, correction) for correction in read_file(path)]
    before = _of_table(db.conn)
    if listed == before:
        return 0
    with db.atomic():
        concerned = _documents(db.conn)
        db.execute("delete from corrections")
        db.conn.executemany(
            f"""insert into corrections ({", ".join(_NAMES)})
            values ({", ".join("?" * len(_NAMES))})""",
            [tuple(asdict(correction).values()) for correction in listed],
        )
        concerned |= _documents(db.conn)
        series.prepare(db.conn)
        for document in sorted(concerned):
            correct_again(db.conn, document)
    return len(concerned)


def _published(db: sqlite3.Connection, correction: Correction) -> Correction:
    """The correction with its document's published name, where the file has its path."""
    if correction.document is None or correction.observation_id is not None:
        path = None
    else:
        path = db.execute(
            """select d.path from locations l join document_paths p on p.path = l.path
            join documents d on d.id = p.document_id where l.location = ?""",
            (os.path.abspath(correction.document),),
        ).fetchone()
    return correction if path is None else replace(correction, document=path[0])


def correct_again(db: sqlite3.Connection, document: str) -> None:
    """Apply a document's corrections anew to what was read, and make its points again."""
    series.forget(db)
    series.touch(db, document)
    take_back_corrections(db, document)
    apply_corrections(db, document)
    series.touch(db, document)
    series.refresh(db)
    db.execute("update documents set checked = null where id = ?", (document,))


def _documents(db: sqlite3.Connection) -> set[str]:
    """The documents that the corrections of the table name or were applied to."""
    found = db.execute(
        """select o.document_id from corrections c
          join observations o on o.id in (c.observation_id, c.applied_to)
        union
        select d.id from corrections c join documents d on c.document in (d.id, d.path)"""
    )
    return {row[0] for row in found.fetchall()}
