"""How long the server works on each page, asked of a database of a million figures.

    python -m benchmarks.serving [--folder DIR] [--figures 1000000] [--times 9] [--statements]

The database is made by script as for `benchmarks.million`, or taken from DIR where it is there
already. Each page is asked for again every time: what the site remembers of earlier answers is
forgotten before. For each page the median of the time by the clock and of the processor's
time is told, and the slowest; with --statements also what each SQL statement took. Leaves
with 1 where a page that is asked for every day takes a tenth of a second or more of the
processor.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database

from benchmarks.made import make
from extractor.site import home
from extractor.site.publish import Publication, instance
from extractor.site.response_cache import cache_of

MOST_MS = 100.0
_SHOWN = 90


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="where the database is kept; else deleted")
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--statements", action="store_true", help="tell what each statement took")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"figures-{given.figures}.db"
        if not path.exists():
            make(path, given.figures)
        return asyncio.run(_told(path, given.times, given.statements))


def daily_pages(path: Path) -> dict[str, str]:
    """The pages that the limit holds for: what each is called, and its address."""
    with closing(sqlite3.connect(path)) as db:
        figure = db.execute("select id from observations limit 1 offset 1000").fetchone()[0]
        area = db.execute("select min(area) from series_points where area > 'Area'").fetchone()[0]
    root, of_area = "/figures/-", area.replace(" ", "%20")
    return {
        "home": "/",
        "measure, all areas": f"{root}/measure/cla_total",
        "measure with parts, all areas": f"{root}/measure/cla_placement",
        "measure, less certain too": f"{root}/measure/cla_total?certainty=all",
        "measure, one area": f"{root}/measure/cla_total?area={of_area}",
        "share with targets, all areas": f"{root}/measure/cl_eet",
        "council": f"{root}/council/{of_area}%20Council",
        "report card": f"{root}/report-card/{of_area}",
        "evidence": f"{root}/figure/{figure}",
    }


def other_pages(path: Path) -> dict[str, str]:
    """Pages that are told beside them."""
    with closing(sqlite3.connect(path)) as db:
        document = db.execute("select id from documents limit 1 offset 7").fetchone()[0]
        area = db.execute("select min(area) from series_points where area > 'Area'").fetchone()[0]
    root, of_area = "/figures/-", area.replace(" ", "%20")
    return {
        "councils": f"{root}/councils",
        "measures": f"{root}/measures",
        "targets, councils": f"{root}/targets",
        "targets of a council": f"{root}/targets/{of_area}%20Council",
        "ranking": f"{root}/ranking/cla_total",
        "compare": f"{root}/compare?measure=cla_total&area={of_area}",
        "document": f"{root}/document/{document}",
        "search for a number": f"{root}/search?q=103",
        "search for words": f"{root}/search?q=children+in+care",
        "doubts": f"{root}/doubts",
        "tables": "/figures",
        "table of figures": "/figures/observations",
    }


async def _told(path: Path, times: int, statements: bool) -> int:
    datasette = instance(Publication(path))
    await datasette.invoke_startup()
    over = 0
    print("| page | bytes | clock, ms | processor, ms | slowest, ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    daily = daily_pages(path)
    for name, address in (daily | other_pages(path)).items():
        took = Counter[str]()
        with_clock = _clocked(took) if statements else None
        size, clock, processor = await _asked(datasette, address, times)
        if with_clock is not None:
            Database.execute = with_clock  # type: ignore[method-assign]
        middle = statistics.median(processor)
        print(
            f"| {name} | {size:,} | {statistics.median(clock):.0f} | {middle:.0f} | "
            f"{max(processor):.0f} |"
        )
        for statement, ms in took.most_common(8):
            print(f"    {ms / (times + 1):6.1f} ms  {' '.join(statement.split())[:_SHOWN]}")
        if name in daily and middle >= MOST_MS:
            over += 1
            print(f"OVER: {name}")
    return 1 if over else 0


async def _asked(
    datasette: Datasette, address: str, times: int
) -> tuple[int, list[float], list[float]]:
    """Bytes of the answer, and the times of the clock and the processor, in milliseconds."""
    clock, processor, size = [], [], 0
    for turn in range(times + 1):
        cache_of(datasette).answers.clear()
        home._READ.clear()
        began, worked = time.perf_counter(), time.process_time()
        answer = await datasette.client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        size = len(answer.content)
        if turn:  # The first brings the pages of the file into memory.
            clock.append(1000 * (time.perf_counter() - began))
            processor.append(1000 * (time.process_time() - worked))
    return size, clock, processor


def _clocked(took: Counter[str]) -> Any:
    """Add up what each statement takes; gives the method as it was."""
    plain = Database.execute

    async def execute(self: Database, sql: str, *given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return await plain(self, sql, *given, **named)
        finally:
            took[sql] += 1000 * (time.perf_counter() - began)

    Database.execute = execute  # type: ignore[method-assign]
    return plain


if __name__ == "__main__":
    sys.exit(main())
