"""Papers are published under names that say nothing of the machine they were read on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from archive import rows, run, write_text

from extractor.ingest.published_names import name_of_address, published_name


@pytest.mark.parametrize(
    ("path", "root", "name"),
    [
        ("papers/2024/a.pdf", "papers", "papers/2024/a.pdf"),
        ("a.pdf", "a.pdf", "a.pdf"),
        ("/srv/jo/papers/2024/a.pdf", "/srv/jo/papers", "papers/2024/a.pdf"),
        ("/srv/jo/papers/2024/a.pdf", "/srv/jo/papers/", "papers/2024/a.pdf"),
        ("/srv/jo/papers/a.pdf", "/srv/jo/papers/a.pdf", "a.pdf"),
        ("../../jo/papers/a.pdf", "../../jo/papers", "papers/a.pdf"),
        ("/srv/pa\npers/a.pdf", "/srv/pa\npers", "pa\\x0apers/a.pdf"),
    ],
)
def test_a_name_begins_with_the_folder_that_was_asked_for(path: str, root: str, name: str) -> None:
    assert published_name(Path(path), Path(root)) == name


def test_addresses_of_this_machine_are_shortened_and_others_are_kept() -> None:
    assert name_of_address("file:///srv/jo/papers/a.pdf", "file:///srv/jo/papers") == "papers/a.pdf"
    assert name_of_address("file:///srv/jo/a.pdf", "file:///srv/jo/a.pdf") == "a.pdf"
    assert name_of_address("s3://bucket/papers/a.pdf", "s3://bucket") == "s3://bucket/papers/a.pdf"


def test_nothing_published_names_the_folder_of_the_machine(tmp_path: Path) -> None:
    secret = tmp_path / "of-somebody"
    write_text(secret / "papers" / "2019" / "report.txt", 2019, 717)
    write_text(secret / "papers" / "one.docx", 2019, 1)
    database = tmp_path / "figures.db"
    run(database, secret / "papers")
    names = set(rows(database, "select path from documents"))
    assert names == {"papers/2019/report.txt", "papers/one.docx"}
    assert set(rows(database, "select file from observations")) == {"papers/2019/report.txt"}
    tables = rows(database, "select name from sqlite_master where type = 'table'")
    for table in {*tables} - {"locations", "runs"}:
        for column in rows(database, f"select name from pragma_table_info('{table}')"):
            telling = f"""select 1 from "{table}" where instr("{column}", '{secret.name}') > 0"""
            assert rows(database, telling) == [], (table, column)


def test_papers_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    here, there = tmp_path / "a" / "papers", tmp_path / "b" / "papers"
    write_text(here / "report.txt", 2018, 690)
    write_text(there / "report.txt", 2019, 717)
    database = tmp_path / "figures.db"
    for folders in ((here,), (there,), (there, here)):
        run(database, *folders)
    names = "select p.path, l.location from document_paths p join locations l using (path)"
    assert dict(rows(database, names)) == {
        "papers/report.txt": str(here / "report.txt"),
        "papers/report (2).txt": str(there / "report.txt"),
    }
    assert rows(database, "select count(*) from documents") == [2]
    assert run(database, here, there, prune=True).endings == {"unchanged": 2}


def test_a_folder_that_was_moved_keeps_its_names(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "papers" / "report.txt", 2018, 690)
    database = tmp_path / "figures.db"
    run(database, tmp_path / "a" / "papers")
    shutil.move(tmp_path / "a", tmp_path / "b")
    assert run(database, tmp_path / "b" / "papers").endings == {"unchanged": 1}
    assert rows(database, "select path from document_paths") == ["papers/report.txt"]
    assert rows(database, "select location from locations") == [
        str(tmp_path / "b" / "papers" / "report.txt")
    ]
