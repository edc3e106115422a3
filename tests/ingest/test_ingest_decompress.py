"""Archives made to do harm, or packed in odd ways: bounded memory, nothing lost, all counted."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import pytest
from archive import rows, run, write_pdf

from extractor.ingest.archives import Unpacking, members_of, opened_at
from extractor.ingest.decompress import unpacked
from extractor.ingest.files import place_of
from extractor.ingest.limits import IngestSettings

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
SENTENCE = "There were {} children in care in Norfolk on 31 March 2019."

_INGEST_WITHIN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000))
from collections import Counter
from pathlib import Path
from extractor.ingest.archives import Unpacking, members_of
from extractor.ingest.files import place_of
from extractor.ingest.limits import IngestSettings
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
how = Unpacking(folder, IngestSettings(), 500_000_000, Counter())
for one in members_of(path, place_of(path), how):
    print(one.place.file.rsplit("/", 1)[-1], one.refused)
status = Path("/proc/self/status").read_text()
print("peak", int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


def unpack_in_its_own_process(path: Path, folder: Path) -> tuple[dict[str, str], int]:
    """What becomes of an archive's members, and the peak memory of unpacking it in megabytes."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", _INGEST_WITHIN, str(path), str(folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *lines, last = done.stdout.splitlines()
    return dict(line.split(" ", 1) for line in lines), int(last.split()[1])


def write_bomb(path: Path, method: int, megabytes: int) -> Path:
    with (
        zipfile.ZipFile(path, "w", method) as archive,
        archive.open("bomb.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(b"0" * 1_000_000)
    return path


@pytest.mark.parametrize("method", METHODS[1:])
def test_a_member_of_any_method_is_unpacked_in_bounded_memory(tmp_path: Path, method: int) -> None:
    bomb = write_bomb(tmp_path / "bomb.zip", method, 300)
    found, peak = unpack_in_its_own_process(bomb, tmp_path / "folder")
    assert "times its size" in found["bomb.txt"]
    assert peak < 200
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the project")
@pytest.mark.parametrize("name", ["bz2.zip", "lzma.zip"])
def test_the_bombs_of_the_cases_are_refused(tmp_path: Path, name: str) -> None:
    found, peak = unpack_in_its_own_process(CASES / name, tmp_path / "folder")
    assert found.pop("after.txt", "None") == "None", "the run goes on"
    assert "times its size" in found["bomb.txt"]
    assert peak < 200


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_the_bytes_that_were_packed(tmp_path: Path, method: int) -> None:
    data = bytes(range(256)) * 20_000 + b"the end"
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.writestr("a.txt", data)
        archive.writestr("empty.txt", b"")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        for piece in (7_000, 1 << 20):
            assert b"".join(unpacked(archive, archive.getinfo("a.txt"), piece)) == data
        assert b"".join(unpacked(archive, archive.getinfo("empty.txt"))) == b""
        assert all(len(p) <= 7_000 for p in unpacked(archive, archive.getinfo("a.txt"), 7_000))


def test_lzma_that_would_look_back_far_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", SENTENCE.format(12) * 100)
    data = bytearray(path.read_bytes())
    start = data.index(b"a.txt") + len(b"a.txt")  # two bytes of version, two of length, then these
    data[start + 5 : start + 9] = (0xF0000000).to_bytes(4, "little")
    path.write_bytes(data)
    ((place, reason),) = members(path, tmp_path / "folder").items()
    assert place == "a.txt"
    assert "look back" in str(reason)


def members(path: Path, folder: Path, passed_over: Counter[str] | None = None) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    counted: Counter[str] = Counter() if passed_over is None else passed_over
    how = Unpacking(folder, IngestSettings(), 10_000_000, counted)
    found = {}
    for one in members_of(path, place_of(path), how):
        name = one.place.file.removeprefix(f"{path.name}/")
        found[name] = one.refused or one.path.read_text("latin-1")
        if one.path.parent == folder:
            one.path.unlink()
    return found


def write_names(path: Path, names: list[str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(names):
            with (
                pytest.warns(UserWarning, match="Duplicate")
                if name in names[:number]
                else nullcontext()
            ):
                archive.writestr(name, SENTENCE.format(100 + number))
    return path


def test_members_of_one_name_are_all_read_found_again_and_kept(tmp_path: Path) -> None:
    names = ["a.txt", "a.txt", "../a.txt", "b/a.txt", "b\\a.txt", "a (2).txt"]
    path = write_names(tmp_path / "dups.zip", names)
    found = members(path, tmp_path / "folder")
    assert len(found) == len(names)
    assert {text.split()[2] for text in found.values()} == {str(100 + n) for n in range(6)}
    for inside, text in found.items():
        with opened_at(f"{path}/{inside}") as again:
            assert again.read_text() == text
    database = tmp_path / "figures.db"
    for more in ({}, {"prune": True}, {"prune": True, "force": True}):
        run(database, path, **more)
        assert rows(database, "select count(*) from documents") == [len(names)]
        assert rows(database, "select count(*) from document_paths") == [len(names)]


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the project")
def test_the_archives_of_the_cases(tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    for more in ({}, {"prune": True}):
        run(database, CASES / "dups.zip", **more)
        assert rows(database, "select count(*) from documents where status = 'ok'") == [3]
    database = tmp_path / "others.db"
    summary = run(database, CASES / "nosuffix.zip", CASES / "none.zip")
    assert rows(database, "select path from documents where media = 'pdf'") != []
    assert "holds no documents" in rows(
        database, "select reason from documents where path like '%none.zip'"
    )[0]  # fmt: skip
    assert summary.total == summary.done


def test_what_an_archive_holds_and_is_not_read_is_counted(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "made.pdf", 2019, 717).read_bytes()
    path = tmp_path / "mixed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Agenda pack", pdf)
        archive.writestr("Agenda.2019 final", pdf)
        archive.writestr("notes", "not a PDF")
        archive.writestr("paper.docx", "PK")
        for number in range(40):
            archive.writestr(f"data/{number}.csv", "a,b\n")
    database = tmp_path / "figures.db"
    summary = run(database, path)
    assert summary.passed_over == {".csv": 40, "no suffix": 1}
    assert summary.endings == {"ok": 1, "same_bytes": 1, "refused": 1}
    assert any("40 .csv" in line for line in summary.sentences())


@pytest.mark.parametrize("names", [[], ["a.csv", "b/c.jpg"]])
def test_an_archive_without_documents_says_so(tmp_path: Path, names: list[str]) -> None:
    path = write_names(tmp_path / "none.zip", names)
    database = tmp_path / "figures.db"
    summary = run(database, path)
    assert rows(database, "select status, reason from documents") == [
        ("refused", "The archive holds no documents.")
    ]
    assert sum(summary.passed_over.values()) == len(names)


def test_an_archive_of_very_many_other_files_is_counted_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.csv", "1")
    passed_over: Counter[str] = Counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = members(path, tmp_path / "folder", passed_over)
    assert list(found.values()) == ["The archive holds no documents."]
    assert passed_over == {".csv": 20_000}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_names_that_would_steer_a_terminal_are_written_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a\x1b[2J\u202efdp.txt").write_text(SENTENCE.format(12))
    (folder / "b\x1b]0;x\x07.pdf").write_text("none")
    write_names(folder / "c.zip", ["d\x1b[31m.txt", "e\n.pdf"])
    database = tmp_path / "figures.db"
    from archive import command

    command("ingest", folder, "--db", database)
    told = capsys.readouterr()
    for text in (told.err, told.out, *rows(database, "select path from document_paths")):
        assert not [c for c in text if ord(c) < 32 and c not in "\n"], text
        assert "\u202e" not in text
    for location, raw in rows(database, "select location, raw from locations"):
        with opened_at(location, raw) as path:
            assert path.is_file()
