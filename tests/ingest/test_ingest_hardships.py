"""Machines that lack something: file handles, memory, a true clock, time to end a migration."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from archive import RULES, rows, run, write_pdf, write_text

from extractor.store import runs, write
from extractor.store.database import close, open_for_writing

_MIGRATE_SLOWLY = """
import sys, time
from pathlib import Path
from extractor.store import migrations
from extractor.store.database import open_for_writing
cover = migrations._cover
def slow(*arguments):
    cover(*arguments)
    print("covering", flush=True)
    time.sleep(60)
migrations._cover = slow
open_for_writing(Path(sys.argv[1]))
"""
_EARLIER = """
drop trigger documents_withheld; drop table page_contacts; drop table withheld_texts;
alter table pages drop column turned;
delete from _sqlite_migrations where name = 'redaction';
"""


def test_killed_in_a_migration_it_is_done_anew(tmp_path: Path) -> None:
    database, paper = tmp_path / "figures.db", tmp_path / "a.txt"
    write_text(paper, 2018, 690)
    paper.write_text(paper.read_text() + "\n\nAsk jo@example.org about the 12 homes.\n")
    run(database, paper)
    with sqlite3.connect(database) as db:
        db.executescript(_EARLIER)
        db.execute("update pages set text = replace(text, '•', 'x')")
    db.close()
    process = subprocess.Popen(
        [sys.executable, "-c", _MIGRATE_SLOWLY, str(database)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "covering\n"
    process.kill()
    process.wait()
    close(open_for_writing(database), database)
    assert rows(database, "pragma integrity_check") == ["ok"]
    assert rows(database, "select count(*) from _sqlite_migrations where name = 'redaction'") == [1]
    assert rows(database, "select turned from pages") == [0]
    assert run(database, paper).endings["unchanged"] == 1


def test_a_clock_that_goes_back_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "figures.db"
    run(database, write_text(tmp_path / "a.txt", 2018, 690))
    for module in (write, runs):
        monkeypatch.setattr(module, "now", lambda: "1970-01-01T00:00:00Z")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    summary = run(database, tmp_path / "a.txt", write_text(tmp_path / "b.txt", 2019, 717))
    assert summary.endings == {"unchanged": 1, "ok": 1}
    assert rows(database, "select outcome from runs order by id") == ["finished", "finished"]


@pytest.mark.parametrize(
    ("limit", "most"), [(resource.RLIMIT_NOFILE, 24), (resource.RLIMIT_NOFILE, 8)]
)
def test_few_file_handles_are_enough_or_said(tmp_path: Path, limit: int, most: int) -> None:
    folder, database = tmp_path / "papers", tmp_path / "figures.db"
    for year in range(2010, 2016):
        write_text(folder / f"{year}.txt", year, 600 + year % 7)
    command = ["ingest", str(folder), "--db", str(database), "--rules", str(RULES), "--quiet"]
    limited = f"import resource; resource.setrlimit({limit}, ({most}, {most})); " + (
        f"from extractor.cli import main; main({command!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    if done.returncode == 0:
        assert rows(database, "select count(*) from documents where status = 'ok'") == [6]
    else:
        assert done.returncode in (1, 2, 3)
        assert done.stderr.strip()


def test_a_picture_in_jbig2_that_is_none_has_an_outcome(tmp_path: Path) -> None:
    whole, broken = write_pdf(tmp_path / "a.pdf", 2019, 700), tmp_path / "b.pdf"
    with pikepdf.open(whole) as pdf:
        image = pikepdf.Stream(pdf, b"\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13none" * 20)
        for key, value in {"Width": 2000, "Height": 2000, "BitsPerComponent": 1}.items():
            image[f"/{key}"] = value
        for key, name in {
            "Type": "/XObject", "Subtype": "/Image", "ColorSpace": "/DeviceGray",
            "Filter": "/JBIG2Decode",
        }.items():  # fmt: skip
            image[f"/{key}"] = pikepdf.Name(name)
        page = pdf.pages[0]
        page.obj["/Resources"]["/XObject"] = pikepdf.Dictionary(J=pdf.make_indirect(image))
        page.contents_add(b"q 500 0 0 700 40 40 cm /J Do Q", prepend=True)
        pdf.save(broken)
    database = tmp_path / "figures.db"
    run(database, broken)
    (status,) = rows(database, "select status from documents")
    assert status in ("ok", "partial")
    assert rows(database, "select value from observations") == [700]


def test_a_full_archive_that_vanishes_between_two_runs_is_no_fault(tmp_path: Path) -> None:
    folder, database = tmp_path / "papers", tmp_path / "figures.db"
    write_text(folder / "a.txt", 2018, 690)
    write_text(folder / "b.txt", 2019, 717)
    run(database, folder)
    shutil.rmtree(folder)
    folder.mkdir()
    write_text(folder / "b.txt", 2019, 717)
    assert run(database, folder).without_file == 1
    assert rows(database, "select count(*) from documents") == [2]
    assert run(database, folder, prune=True).pruned == 1


@pytest.mark.parametrize("megabytes", [60, 150, 250, 300, 400, 449])
@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_too_little_memory_is_one_sentence(tmp_path: Path, command: str, megabytes: int) -> None:
    paper, database = write_text(tmp_path / "a.txt", 2018, 690), tmp_path / "figures.db"
    options = ["--db", str(database)] if command == "ingest" else []
    most = megabytes * 1_000_000
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({most}, {most})); " + (
        f"from extractor.cli import main; main({[command, str(paper), *options]!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"{megabytes} MB of address space are allowed" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not database.exists()


def test_a_library_that_does_not_fit_into_memory_is_one_sentence() -> None:
    lacking = (
        "import sys, extractor.cli as cli\n"
        "def lack(name):\n"
        "    raise ImportError('x.so: failed to map segment from shared object')\n"
        "cli.importlib.import_module = lack\n"
        "cli.main(['extract', 'a.txt'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", lacking], capture_output=True, text=True, check=False
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "not enough memory" in done.stderr
