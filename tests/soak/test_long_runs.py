"""The long runs of `make soak`: nothing is lost, nothing crashes, no process takes a gigabyte.

How long each is can be set, for a machine that has other work: SOAK_MUTATED, SOAK_BASES,
SOAK_TEXTS, SOAK_KILLS, SOAK_MINUTES, SOAK_CLIENTS. What was run is told in the table at the end.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from archive import rows, run, write_text
from process_memory import Watched
from test_ingest_mutated import ingest_mutated
from test_ingest_resume import kill_and_resume
from test_site_attacks import free_port, report, start, wait_for

from extractor.ingest.limits import IngestSettings

pytestmark = pytest.mark.soak

MUTATED = int(os.environ.get("SOAK_MUTATED", "2000"))
BASES = int(os.environ.get("SOAK_BASES", "30"))
TEXTS = int(os.environ.get("SOAK_TEXTS", "200"))
KILLS = int(os.environ.get("SOAK_KILLS", "50"))
MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
CLIENTS = int(os.environ.get("SOAK_CLIENTS", "50"))
CROWD = 4 * CLIENTS
PAPERS_BEFORE = 20
SECONDS_TO_END = 5
LONGEST_ANSWER = 10.0
SLOWER = 10
"""How much slower the home page may be for one of fifty visitors than for the only one."""

_ALPHABETS = (
    "0123456789,.-/%£() ", "abcdefghij \n", "|-\n 0123456789", "#*_`>[]() \n",
    "@.+0 123456789", "\u202e\u200b\x00\ufeff\u0301 1%", "١٢٣½²Ⅻ〇 %", "\t\r\n\x0b\x0c 1",
)  # fmt: skip
_PIECES = (
    "31 March 2019 ", "1,234 ", "5% ", "per 10,000 ", "between 5 and 10 ", "compared with ",
    "children in care ", "Q1 2019/20 ", "£1.2m ", "target of 85% ", "jo@example.org ",
    "01632 960123 ", "| ", "\n\n", "- ", "1.1 ", "nan ", "inf ", "1e999 ", "9" * 400 + " ",
)  # fmt: skip


def hostile(chance: random.Random) -> str:
    """A text that no council would write."""
    if chance.random() < 0.5:
        letters = chance.choice(_ALPHABETS)
        return "".join(chance.choice(letters) for _ in range(chance.randrange(1, 4000)))
    return "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 400)))


def test_mutated_documents(tmp_path: Path) -> None:
    with Watched(f"{MUTATED:,} mutated PDFs from {BASES} bases") as watched:
        endings = ingest_mutated(tmp_path, MUTATED, seed=2, bases=BASES)
        watched.done = ", ".join(f"{count:,} {ending}" for ending, count in endings.items())


def test_hostile_texts(tmp_path: Path) -> None:
    chance, folder = random.Random(4), tmp_path / "papers"
    folder.mkdir()
    for number in range(TEXTS):
        (folder / f"{number:03}.txt").write_text(hostile(chance), encoding="utf-8")
    write_text(folder / "last.txt", 2018, 690)
    database = tmp_path / "figures.db"
    with Watched(f"{TEXTS:,} hostile texts") as watched:
        summary = run(database, folder, limits=IngestSettings(jobs=2, page_time_limit=60))
        assert summary.done == summary.total == TEXTS + 1
        assert rows(database, "select reason from documents where status = 'failed'") == []
        assert rows(database, "select problems from pages where problems like '%fault%'") == []
        watched.done = ", ".join(f"{n:,} {ending}" for ending, n in summary.endings.items())


def test_killed_and_resumed(tmp_path: Path) -> None:
    with Watched(f"{KILLS} kills") as watched:
        midway = kill_and_resume(tmp_path, kills=KILLS, seed=2)
        watched.done = f"all rows there; {midway} killed between two documents"


def ingest_beside(papers: Path, database: Path, *options: str) -> None:
    """Ingest in a process of its own, so that the visitors' clocks do not wait for it."""
    command = ["ingest", str(papers), "--db", str(database), "--jobs", "1", "--quiet", *options]
    done = subprocess.run([sys.executable, "-m", "extractor", *command], check=False)
    assert done.returncode == 0


def one_visitor(port: int, meanwhile: Callable[[], object]) -> float:
    """The p95 of the home page for the only visitor, while papers come in as well."""
    writer = threading.Thread(target=meanwhile)
    writer.start()
    taken = []
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        while writer.is_alive() or len(taken) < 20:
            before = time.monotonic()
            client.get("/")
            taken.append(time.monotonic() - before)
            time.sleep(0.1)
    writer.join()
    return statistics.quantiles(taken, n=20)[-1]


@dataclass(frozen=True, slots=True)
class Visits:
    """What many visitors came to: seconds of the home page, of the slowest answer and of ending."""

    failed: list[str]
    home: float
    alone: float
    longest: float
    ended_in: float
    shown: int
    """Documents that the site counts after the last paper came in."""
    written: int


def visited(tmp_path: Path, clients: int, minutes: float) -> Visits:
    """Visits of a site to which papers are added, until the time is over; then it is ended."""
    database, papers = tmp_path / "figures.db", tmp_path / "papers"
    papers.mkdir()
    for number in range(PAPERS_BEFORE):
        report(papers, number)
    run(database, papers, rules=None)
    figure = rows(database, "select id from observations limit 1")[0]
    addresses = (
        "/", "/", "/figures/-/councils", "/figures/-/measures", "/figures/-/measure/cla_total",
        f"/figures/-/figure/{figure}", "/figures/-/search?q=children", "/figures/observations.json",
        "/figures?sql=select+count(*)+from+observations", "/figures/q01_children_looked_after",
    )  # fmt: skip
    port = free_port()
    site = start(database, port)
    try:
        wait_for(port)
        alone = one_visitor(port, lambda: ingest_beside(papers, database, "--force"))
        told = f"{clients} clients for {minutes:g} minutes, papers coming in"
        with Watched(told) as watched:
            ended = time.monotonic() + 60 * minutes
            taken, failed, written = asked_by_many(
                port, clients, ended, addresses, papers, database
            )
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                answer = client.get("/figures/documents.json?_size=0").json()
            home = statistics.quantiles(taken["/"], n=20)[-1]
            longest = max(max(times) for times in taken.values())
            before = time.monotonic()
            site.terminate()
            site.wait(60)
            ended_in = time.monotonic() - before
            watched.done = (
                f"{sum(map(len, taken.values())):,} answers, {len(failed)} errors, "
                f"{written - PAPERS_BEFORE} ingests; home page p95 {1000 * home:.0f} ms (one "
                f"visitor {1000 * alone:.0f}), longest {longest:.1f} s; ended within "
                f"{ended_in:.1f} s of being told"
            )
        shown = answer["filtered_table_rows_count"]
        assert rows(database, "select count(*) from documents") == [written]
        return Visits(failed, home, alone, longest, ended_in, shown, written)
    finally:
        if site.poll() is None:
            site.kill()
            site.wait(10)


def asked_by_many(
    port: int, clients: int, ended: float, addresses: Sequence[str], papers: Path, database: Path
) -> tuple[dict[str, list[float]], list[str], int]:
    """The seconds of each answer by address, what failed, and how many papers there are then."""
    taken: dict[str, list[float]] = {}
    failed: list[str] = []

    def visit(number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            while time.monotonic() < ended:
                address = chance.choice(addresses)
                before = time.monotonic()
                try:
                    answer = client.get(address)
                except httpx.HTTPError as error:
                    failed.append(f"{address}: {type(error).__name__}")
                    continue
                taken.setdefault(address, []).append(time.monotonic() - before)
                if answer.status_code != 200:
                    failed.append(f"{address}: {answer.status_code}")
                time.sleep(chance.uniform(0.2, 1.5))

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    number = PAPERS_BEFORE
    while time.monotonic() < ended:
        report(papers, number)
        ingest_beside(papers, database)
        number += 1
    for thread in threads:
        thread.join()
    return taken, failed, number


def test_clients_while_papers_come_in(tmp_path: Path) -> None:
    visits = visited(tmp_path, CLIENTS, MINUTES)
    assert visits.failed == []
    assert visits.shown == visits.written, "what came in last is shown"
    assert visits.ended_in <= SECONDS_TO_END
    assert visits.home <= SLOWER * visits.alone
    assert visits.longest <= LONGEST_ANSWER


def test_a_crowd_of_clients_for_a_minute(tmp_path: Path) -> None:
    """Many more at once: slower, but no error and no page of before."""
    visits = visited(tmp_path, CROWD, min(MINUTES, 1))
    assert visits.failed == []
    assert visits.shown == visits.written, "what came in last is shown"
    assert visits.ended_in <= SECONDS_TO_END
