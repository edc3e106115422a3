"""A database that published the paths of a machine says nothing of it when it is opened."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from extractor.store.database import close, open_for_writing

OLD = Path(__file__).parent / "released" / "10_quick_pages.db.gz"


def with_paths(folder: Path, first: str, second: str) -> Path:
    """A database of the version before, whose two papers were given by these paths."""
    path = folder / "figures.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with closing(sqlite3.connect(path)) as db:
        for old, new in (("papers/report_2018.txt", first), ("papers/report_2019.txt", second)):
            for table in ("document_paths", "locations", "documents"):
                db.execute(f"update {table} set path = ? where path = ?", (new, old))
            db.execute("update locations set location = ? where path = ?", (new, new))
            db.execute("update observations set file = ? where file = ?", (new, old))
        state = {
            "documents": [{"path": first}],
            "document_paths": [{"path": first}],
            "locations": [{"path": first, "location": first}],
            "observations": [{"file": first}],
        }
        (document,) = db.execute("select id from documents where path = ?", (first,)).fetchone()
        db.execute(
            "insert into replaced_documents (document_id, run, state) values (?, 1, ?)",
            (document, zlib.compress(json.dumps(state).encode())),
        )
        db.execute(
            """insert into corrections (action, document, figure, reason, made_by, made_on)
            values ('reject', ?, '1', 'no', 'A', '2024-01-01')""",
            (first,),
        )
        db.commit()
    return path


@pytest.mark.parametrize(
    ("given", "published"),
    [
        (
            ("/srv/jo/papers/2018/report.txt", "/srv/jo/papers/2019/report.txt"),
            ("2018/report.txt", "2019/report.txt"),
        ),
        (("../jo/2018/a.txt", "../jo/2018/b.txt"), ("a.txt", "b.txt")),
        (("/home/a/x.txt", "/srv/a/x.txt"), ("a/x.txt", "a/x (2).txt")),
        (("/srv/jo/papers/x.txt", "x.txt"), ("x (2).txt", "x.txt")),
        (("papers/x.txt", "papers/y.txt"), ("papers/x.txt", "papers/y.txt")),
    ],
)
def test_paths_are_shortened_everywhere_but_where_they_are_withheld(
    given: tuple[str, str], published: tuple[str, str], tmp_path: Path
) -> None:
    path = with_paths(tmp_path, *given)
    db = open_for_writing(path)
    found = db.execute(
        """select l.location, d.path, l.path, min(o.file) from documents d
        join document_paths p on p.document_id = d.id join locations l on l.path = p.path
        join observations o on o.document_id = d.id group by d.id"""
    ).fetchall()
    assert {row[0]: row[1:] for row in found} == {
        location: (name,) * 3 for location, name in zip(given, published, strict=True)
    }
    assert db.execute("select document from corrections").fetchall() == [(published[0],)]
    (state,) = db.execute("select state from replaced_documents").fetchone()
    kept = json.loads(zlib.decompress(state))
    assert kept["documents"][0]["path"] == published[0]
    assert kept["observations"][0]["file"] == published[0]
    assert kept["locations"] == [{"path": published[0], "location": given[0]}]
    assert db.execute("pragma foreign_key_check").fetchall() == []
    close(db, path)
