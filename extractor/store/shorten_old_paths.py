"""Shortening the paths of a database of a version that published them as they were given."""

from __future__ import annotations

import os
import zlib
from pathlib import PurePosixPath

from sqlite_utils import Database

from extractor.store.records import Row, compact
from extractor.store.runs import opened

_SHALLOW = 2
"""A folder that holds all papers and is no deeper than this says nothing of how they are sorted."""

_COLUMNS = (
    ("document_paths", "path"),
    ("locations", "path"),
    ("documents", "path"),
    ("observations", "file"),
    ("corrections", "document"),
)


def shorten_paths(db: Database) -> None:
    """Give every paper whose path tells of the machine a name that does not; `locations` keeps
    where it is. Names begin in the folder that all such papers lie in.
    """
    db.execute("pragma defer_foreign_keys = on")
    known = "select path from document_paths union select path from documents"
    kept = db.execute("select document_id, run, state from replaced_documents").fetchall()
    states = [(document, run, opened(state)) for document, run, state in kept]
    paths = {path for (path,) in db.execute(known).fetchall()}
    for _, _, state in states:
        paths |= {row["path"] for row in (*state["documents"], *state["document_paths"])}
    shorter = _shorter(paths)
    db.execute("create temp table renamed (old text primary key, new text) strict")
    db.conn.executemany("insert into renamed values (?, ?)", shorter.items())
    for table, column in _COLUMNS:
        db.execute(f"update {table} set {column} = r.new from renamed r where {column} = r.old")
    db.execute("drop table renamed")
    for document, run, state in states:
        if _renamed(state, shorter):
            db.execute(
                "update replaced_documents set state = ? where document_id = ? and run = ?",
                (zlib.compress(compact(state).encode(), 6), document, run),
            )


def _shorter(paths: set[str]) -> dict[str, str]:
    """The new name of each path that tells of the machine."""
    telling = sorted(path for path in paths if _tells(path))
    if not telling:
        return {}
    places = {path: PurePosixPath(os.path.normpath(path.removeprefix("file:"))) for path in telling}
    above = PurePosixPath(os.path.commonpath([place.parent for place in places.values()]))
    deep = len([part for part in above.parts if part not in ("/", "//", "..")]) >= _SHALLOW
    taken, names = paths - set(telling), {}
    for path, place in places.items():
        short = place.relative_to(above) if deep else PurePosixPath(*place.parts[-2:])
        name, number = str(short), 1
        while name in taken:
            number += 1
            name = str(short.with_name(f"{short.stem} ({number}){short.suffix}"))
        taken.add(name)
        names[path] = name
    return names


def _tells(path: str) -> bool:
    return path.startswith(("/", "file:")) or ".." in PurePosixPath(path).parts


def _renamed(state: dict[str, list[Row]], shorter: dict[str, str]) -> bool:
    """Change the paths in rows that were put away; says whether there were any."""
    changed = False
    for table, column in _COLUMNS:
        for row in state.get(table, ()):
            if row[column] in shorter:
                row[column] = shorter[row[column]]
                changed = True
    return changed
