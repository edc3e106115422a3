"""What the database knows of documents and of the files they came from: which files need not be
read again, and which documents have no file any more."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from extractor.ingest.files import ARCHIVES, SourceFile
from extractor.ingest.published_names import as_text
from extractor.store.records import Provenance, SourceLocation
from extractor.store.write import Writer


@dataclass(frozen=True, slots=True)
class PriorState:
    """What the database says about a document that was read before."""

    status: str
    council: str | None
    reader: str
    rules_digest: str
    settings_digest: str
    reason: str | None
    remedy: str | None
    given: str | None = None

    def is_current(self, source: Provenance) -> bool:
        """Whether the document was read with this code, these rules and these settings."""
        return Provenance(self.reader, self.rules_digest, self.settings_digest) == source


def look_up(db: Database, document: str) -> PriorState | None:
    """What is known of the document with these bytes."""
    row = db.execute(
        """select status, council, reader, rules_digest, settings_digest, reason, remedy,
          given
        from documents where id = ?""",
        (document,),
    ).fetchone()
    return None if row is None else PriorState(*row)


def known_files(db: Database) -> list[SourceFile]:
    """The files that documents came from and that are still there; archives once each."""
    found: dict[Path, SourceFile] = {}
    rows = db.execute("select path, location, raw from locations order by path").fetchall()
    for file, location, raw in rows:
        path = Path(os.fsdecode(raw) if raw is not None else location)
        if path.is_file() or path.is_symlink():
            found[path] = SourceFile(path, SourceLocation(file, location, raw))
            continue
        archive = next((p for p in path.parents if p.is_file()), None)
        if archive is not None and archive.suffix.lower() in ARCHIVES and archive not in found:
            inside = as_text(path)[len(as_text(archive)) :]
            raw_archive = None if raw is None else os.fsencode(archive)
            place = SourceLocation(file.removesuffix(inside), as_text(archive), raw_archive)
            found[archive] = SourceFile(archive, place, "archive")
    return list(found.values())


def forget_missing(
    db: Database, writer: Writer, roots: Iterable[Path], seen: set[str], prune: bool
) -> tuple[int, int]:
    """Look for documents whose files under `roots` were not seen in this run.

    Returns how many documents were removed (only with `prune`) and how many are left that
    have no file. Paths outside of `roots` are not touched; without roots, all are looked at.
    """
    given = [as_text(os.path.abspath(root)) for root in roots]
    rows = db.execute(
        """select p.path, p.document_id, l.location
        from document_paths p join locations l using (path)"""
    ).fetchall()
    missing = {
        path: document
        for path, document, location in rows
        if location not in seen and (not given or _lies_under(location, given))
    }
    paths_left: dict[str, int] = {
        document: 0 for (document,) in db.execute("select id from documents").fetchall()
    }
    for path, document, _ in rows:
        paths_left[document] += path not in missing
    orphans = [document for document, count in paths_left.items() if count == 0]
    if not prune:
        return 0, len(orphans)
    for document in orphans:
        writer.remove(document)
    writer.forget_paths(missing)
    return len(orphans), 0


def _lies_under(location: str, roots: list[str]) -> bool:
    return any(location == root or location.startswith(root.rstrip("/") + "/") for root in roots)
