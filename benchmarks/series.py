"""What it costs to make the points of `series` again for one document, by the database's size.

    python -m benchmarks.series [--sizes 10000 1000000] [--documents 40]

The databases are made by script (`benchmarks/made.py`). Documents from all over each of them are
taken one after another: their keys are noted and their points made again, as when a document is
read anew; nothing is kept of it. Milliseconds of the processor, the median.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.made import make
from extractor.store import series


def remade(database: Path, documents: int) -> float:
    """Milliseconds that the points of one document take, the median of several."""
    db = sqlite3.connect(database)
    series.prepare(db)
    ids = [row[0] for row in db.execute("select id from documents order by id")]
    took = []
    for document in ids[:: max(1, len(ids) // documents)]:
        before = time.process_time()
        series.touch(db, document)
        series.refresh(db)
        took.append(1000 * (time.process_time() - before))
        db.rollback()
        series.forget(db)
    db.close()
    return statistics.median(took)


def main() -> None:
    """Print the times and the ratio of the largest to the smallest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--documents", type=int, default=40)
    given = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            path = Path(folder) / f"{size}.db"
            make(path, size)
            found[size] = remade(path, given.documents)
            print(f"{size:,} figures: {found[size]:.1f} ms a document", flush=True)
    print(f"ratio {max(found.values()) / min(found.values()):.2f}")


if __name__ == "__main__":
    main()
