"""The same rows from a Dask cluster as from one machine, also when a worker is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from archive import RULES, command, contents, rows, run, write_pdf, write_text

from extractor.ingest.progress import Quiet
from extractor.ingest.report import Summary

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    for year in range(2010, 2016):
        write_text(folder / f"{year}.txt", year, 600 + year % 7)
    write_pdf(folder / "long.pdf", 2019, 700, pages=40)
    (folder / "empty.pdf").touch()
    return folder


class Killer(Quiet):
    """Kills a worker process when the first document has arrived."""

    def __init__(self) -> None:
        self.killed: list[int] = []

    def pulse(self, summary: Summary, pages_under_way: int, files: list[str]) -> None:
        if not self.killed and files:
            children = psutil.Process().children(recursive=True)
            workers = [p.pid for p in children if "spawn_main" in " ".join(p.cmdline())]
            os.kill(workers[-1], signal.SIGKILL)
            self.killed.append(workers[-1])


def test_a_killed_worker_makes_no_difference(cluster: object, papers: Path, tmp_path: Path) -> None:
    here, there, killer = tmp_path / "here.db", tmp_path / "there.db", Killer()
    run(here, papers)
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    parts = tmp_path / "parts"
    summary = run(there, papers, scheduler=address, parts=str(parts), listener=killer)
    assert killer.killed
    assert summary.endings == {"ok": 7, "refused": 1}
    assert contents(there) == contents(here)
    assert list(parts.iterdir()) == [], "what was loaded is deleted"
    again = run(there, papers, scheduler=address, parts=str(parts))
    assert again.endings == {"unchanged": 8}


def test_documents_behind_urls(cluster: object, papers: Path, tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    options = ("--db", database, "--rules", RULES, "--scheduler", address, "--quiet")
    assert command("ingest", f"file://{papers}", *options) == 3
    assert rows(database, "select count(*) from documents where path like 'papers/%'") == [8]
    assert rows(database, "select count(*) from series where value is not null") != [0]


def test_without_a_scheduler_the_call_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = write_text(tmp_path / "a.txt", 2018, 690)
    database = tmp_path / "figures.db"
    assert command("ingest", "s3://bucket/papers", "--db", database) == 2
    assert "--scheduler" in capsys.readouterr().err
    options = ("--db", database, "--rules", RULES, "--scheduler", "tcp://127.0.0.1:1")
    assert command("ingest", paper, *options) == 2
    assert "no Dask scheduler" in capsys.readouterr().err
