"""What it costs to make the points of `series` again for one document, by the database's size.

    python -m benchmarks.series [--sizes 10000 1000000] [--documents 40] [--folder DIR]

The databases are made by script (`benchmarks/made.py`) and opened as an ingest opens them.
Documents drawn from all over each of them are taken one after another: their keys are noted and
their points made again, as when a document is read anew; nothing is kept of it. Milliseconds of
the processor, the median.

A document costs what its points have of statements, from whatever paper. England's figure is
one point for the papers of all councils: 4 of them in the smallest database, 400 in the largest.
So the statements are counted as well, and the time is also taken without points that more than
`SHARED` papers state: what remains is what the size of the database itself costs.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.made import make
from extractor.store import series
from extractor.store.database import close, open_for_writing

SHARED = 10
"""Papers that may state a point which is still one of a council's own."""

_LEAVE_OUT = f"""delete from touched_points where key in (
  select series_key from observations where series_key in (select key from touched_points)
  group by series_key having count(distinct document_id) > {SHARED})"""
_STATEMENTS = """select count(distinct series_key), count(*) from observations
  where series_key in (select key from touched_points)"""


@dataclass(frozen=True)
class Remade:
    """Milliseconds that the points of one document take, how many there are, and how many
    statements are of them: medians."""

    ms: float
    points: float
    statements: float


def remade(database: Path, documents: int, shared: bool = True) -> Remade:
    """What several documents take, with the points that many papers share or without."""
    opened = open_for_writing(database)
    db = opened.conn
    series.prepare(db)
    ids = [row[0] for row in db.execute("select id from documents order by id")]
    drawn = random.Random(1).sample(ids, min(documents, len(ids)))
    took, counted = [], []
    for document in drawn:
        series.forget(db)
        db.execute("begin")
        noted = _timed(series.touch, db, document)
        if not shared:
            db.execute(_LEAVE_OUT)
        counted.append(db.execute(_STATEMENTS).fetchone())
        took.append(noted + _timed(series.refresh, db))
        db.execute("rollback")
    close(opened, database)
    points, stated = zip(*counted, strict=True)
    return Remade(statistics.median(took), statistics.median(points), statistics.median(stated))


def _timed(do: Callable[..., None], *given: object) -> float:
    before = time.process_time()
    do(*given)
    return 1000 * (time.process_time() - before)


def main() -> None:
    """Print the times and the ratios of the largest to the smallest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--folder", type=Path, help="where the databases are kept; else deleted")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for size in given.sizes:
            if not _path(folder, size).exists():
                make(_path(folder, size), size)
        for shared in (True, False):
            print("all points" if shared else f"points that up to {SHARED} papers state")
            found = []
            for size in given.sizes:
                one = remade(_path(folder, size), given.documents, shared)
                found.append(one.ms)
                print(
                    f"  {size:,} figures: {one.ms:.1f} ms a document, "
                    f"{one.points:g} points of {one.statements:g} statements",
                    flush=True,
                )
            print(f"  ratio {max(found) / min(found):.2f}")


def _path(folder: Path, size: int) -> Path:
    """Where the database of a size is: `benchmarks.million` looks there as well."""
    return folder / f"figures-{size}.db"


if __name__ == "__main__":
    main()
