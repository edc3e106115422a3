"""A worker that dies, hangs or grows costs its own document, and keeps the pages that worked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from archive import RULES, rows, run, write_pdf, write_text

from extractor.ingest.limits import IngestSettings
from extractor.ingest.progress import Quiet
from extractor.ingest.report import Summary


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    write_text(folder / "a.txt", 2018, 690)
    write_pdf(folder / "long.pdf", 2019, 700, pages=300)
    write_text(folder / "z.txt", 2020, 730)
    return folder


def readers() -> list[int]:
    """The worker processes of this test."""
    servers = [p for p in psutil.Process().children() if "forkserver" in " ".join(p.cmdline())]
    return [p.pid for server in servers for p in server.children()]


class Killer(Quiet):
    """Kills the process that reads the long document, once it has read a few pages."""

    def __init__(self, number: int) -> None:
        self.signal, self.killed = number, 0

    def pulse(self, summary: Summary, pages_under_way: int, files: list[str]) -> None:
        if not self.killed and pages_under_way > 5 and any("long.pdf" in f for f in files):
            for reader in readers():
                os.kill(reader, self.signal)
                self.killed += 1


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_dies(papers: Path, tmp_path: Path, number: int) -> None:
    database, killer = tmp_path / "figures.db", Killer(number)
    summary = run(database, papers, listener=killer)
    assert killer.killed == 1
    assert summary.endings == {"ok": 2, "partial": 1}
    ((reason, remedy, pages, read),) = rows(
        database, "select reason, remedy, pages, pages_read from documents where status = 'partial'"
    )
    assert signal.Signals(number).name in reason
    assert f"The first {read} pages were kept" in reason
    assert remedy
    assert 5 < read < pages == 300
    assert rows(database, "select count(*) from observations where page > 1") != [0]


def test_a_document_that_hangs_or_takes_too_long(papers: Path, tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    limits = IngestSettings(jobs=1, time_limit=0.1)
    assert run(database, papers, limits=limits).done == 3
    ((status, reason),) = rows(
        database, "select status, reason from documents where path like '%long.pdf'"
    )
    assert status in ("partial", "failed")
    assert "the time limit of 0.1 seconds" in reason


def test_a_document_that_needs_too_much_memory(tmp_path: Path) -> None:
    folder, database = tmp_path / "papers", tmp_path / "figures.db"
    write_text(folder / "a.txt", 2018, 690)
    with (folder / "b.txt").open("wb") as stream:
        stream.truncate(450_000_000)  # a sparse file: half a gigabyte of nothing
    limits = IngestSettings(jobs=1, memory_limit=300)
    assert run(database, folder, limits=limits).endings == {"ok": 1, "failed": 1}
    ((reason,),) = [rows(database, "select reason from documents where status = 'failed'")]
    assert reason == "The document exceeded the memory limit of 300 MB."


@pytest.mark.parametrize("limits", [{"documents_a_process": 1}, {"growth_limit": 1}])
def test_processes_are_replaced_by_fresh_ones(
    papers: Path, tmp_path: Path, limits: dict[str, int]
) -> None:
    seen: set[int] = set()

    class Watcher(Quiet):
        def pulse(self, summary: Summary, pages_under_way: int, files: list[str]) -> None:
            seen.update(readers())

    (papers / "long.pdf").unlink()
    settings = IngestSettings.model_validate({"jobs": 1} | limits)
    summary = run(tmp_path / "figures.db", papers, limits=settings, listener=Watcher())
    assert summary.endings == {"ok": 2}
    assert len(seen) == 2


def test_what_reads_loads_nothing_that_only_writing_and_publishing_need() -> None:
    program = """
import sys, extractor.ingest.preload, extractor.ingest.worker
print({"sqlite_utils", "pandas", "datasette"} & sys.modules.keys())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "set()"


def test_a_disk_that_is_full_ends_the_run_and_blames_no_document(tmp_path: Path) -> None:
    paper, database = tmp_path / "long.txt", tmp_path / "figures.db"
    sentences = (f"In 2019 there were {n} children in care in Norfolk." for n in range(10, 4000))
    paper.write_text("\n\n".join(sentences), encoding="utf-8")
    program = "import resource, sys; from extractor.cli import main; " + (
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000)); main(sys.argv[1:])"
    )
    options = ("ingest", paper, "--db", database, "--rules", RULES, "--jobs", "1")
    call = [sys.executable, "-c", program, *map(str, options)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert "Free some space" in done.stderr
    assert "Traceback" not in done.stderr
    assert rows(database, "select count(*) from documents") == [0]
    assert run(database, paper).endings == {"ok": 1}
