"""Do the site's questions stay quick when there are a million figures?

    python -m benchmarks.million [--folder DIR] [--large 1000000] [--small 10000]

Makes two databases by script, of the shape that real papers give (councils with quarterly
papers over years; each paper states a few figures of every measure, some of them restated),
and for each question of metadata.yml

- looks at the query plan: no step may read every row of a table or sort all of them;
- takes the time until the same number of rows is there, with the parameters empty and with an
  area chosen, in both databases: the large one may take three times as long as the small one
  (five milliseconds are never too long), and a whole page of rows a fifth of a second.

The home page is fetched from both as well; it has to stay under 300 KB. Leaves with 1 where
something is over.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.made import make
from extractor.package_files import shipped
from extractor.site.publish import Publication, instance

ROWS_SHOWN = 1001
"""Datasette fetches one row more than it shows, and stops."""
TIMES = 7
FACTOR, NOISE_MS, PAGE_MS = 3.0, 5.0, 200.0
HOME_BYTES = 300_000
# A scan, a sort, or a skip-scan: an index of which the first column is not known.
_UNWELCOME = re.compile(r"^SCAN|TEMP B-TREE|ANY\(")


@dataclass(frozen=True)
class Taken:
    """The median time of a query in milliseconds, and how many rows it gave."""

    ms: float
    rows: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="where the databases are kept; else deleted")
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        small, large = (_made(folder, size) for size in (given.small, given.large))
        bad = compare(small, large)
        bad += home(small) + home(large)
    for line in bad:
        print(f"OVER: {line}")
    print("nothing is over" if not bad else f"{len(bad)} over")
    return 1 if bad else 0


def _made(folder: Path, size: int) -> Path:
    path = folder / f"figures-{size}.db"
    if not path.exists():
        began = time.perf_counter()
        make(path, size)
        print(f"{path.name}: {size:,} figures in {time.perf_counter() - began:.0f} s")
    return path


def compare(small: Path, large: Path) -> list[str]:
    """Print the times of every question; gives what is over."""
    metadata = yaml.safe_load(shipped("metadata.yml").read_text(encoding="utf-8"))
    queries: dict[str, dict[str, Any]] = metadata["databases"]["figures"]["queries"]
    bad = []
    print(
        f"{'question':28} {'asked for':9} {'small ms':>9} {'rows':>5} {'large ms':>9} {'rows':>5}"
    )
    for name, query in queries.items():
        bad += [f"{name}: {step}" for step in unwelcome(large, query["sql"])]
        for asked in ("", "Area 0003"):
            few = taken(small, query["sql"], asked, ROWS_SHOWN)
            same = taken(large, query["sql"], asked, few.rows)
            page = taken(large, query["sql"], asked, ROWS_SHOWN)
            print(
                f"{name:28} {asked or 'all':9} {few.ms:9.2f} {few.rows:5} {same.ms:9.2f} "
                f"{page.ms:9.2f} {page.rows:5}"
            )
            if same.ms > max(FACTOR * few.ms, NOISE_MS) or page.ms > PAGE_MS:
                bad.append(f"{name} ({asked or 'all'}): {few.ms:.1f} ms became {same.ms:.1f} ms")
    return bad


def values_of(sql: str, area: str) -> dict[str, str]:
    """The parameters of a question: the area or its council, everything else empty."""
    council = f"{area} Council" if area else ""
    values = {"area": area, "council": council, "measure": ""}
    return {name: value for name, value in values.items() if f":{name}" in sql}


def unwelcome(database: Path, sql: str) -> list[str]:
    """The steps of the plan that read or sort every row."""
    connection = sqlite3.connect(database)
    plan = connection.execute(f"explain query plan {sql}", values_of(sql, "")).fetchall()
    connection.close()
    return [step[3] for step in plan if _UNWELCOME.search(step[3])]


def taken(database: Path, sql: str, area: str, most: int) -> Taken:
    """The processor time until the query gave `most` rows, the pages of the file in memory."""
    connection = sqlite3.connect(f"file:{database}?immutable=1", uri=True)
    connection.execute("pragma cache_size = -64000")
    times, rows = [], 0
    for _ in range(TIMES):
        began = time.process_time()
        rows = len(connection.execute(sql, values_of(sql, area)).fetchmany(most))
        times.append((time.process_time() - began) * 1000)
    connection.close()
    return Taken(statistics.median(times), rows)


def home(database: Path) -> list[str]:
    """Print size and time of the home page; gives what is over."""
    datasette = instance(Publication(database))
    began = time.perf_counter()
    answer = asyncio.run(datasette.client.get("/"))
    seconds = time.perf_counter() - began
    print(f"home of {database.name}: {len(answer.content):,} bytes, {seconds:.2f} s at first")
    if answer.status_code != 200 or len(answer.content) > HOME_BYTES:
        return [f"the home page of {database.name}: {len(answer.content):,} bytes"]
    return []


if __name__ == "__main__":
    sys.exit(main())
