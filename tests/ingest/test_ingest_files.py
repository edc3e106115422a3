"""Finding documents: any depth, any name, links and special files refused, zip archives."""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from archive import write_pdf, write_text

from extractor.errors import FailedDocument, UsageError
from extractor.ingest.archives import Unpacking, members_of, opened_at
from extractor.ingest.files import SourceFile, list_documents, place_of
from extractor.ingest.limits import IngestSettings


def names(found: list[SourceFile], root: Path) -> dict[str, str | None]:
    return {one.place.file.removeprefix(f"{root.name}/"): one.refused for one in found}


def test_documents_of_any_depth_in_an_order_that_is_always_the_same(tmp_path: Path) -> None:
    write_text(tmp_path / "b.txt", 2019, 1)
    write_text(tmp_path / "a" / "deep" / "er" / "c.MD", 2019, 1)
    write_pdf(tmp_path / "a" / "scan", 2019, 1)  # no suffix: its first bytes say PDF
    (tmp_path / "data.json").write_text("{}")
    (tmp_path / ".hidden").mkdir()
    write_text(tmp_path / ".hidden" / "x.txt", 2019, 1)
    (tmp_path / "old.docx").write_bytes(b"PK")
    listing = list_documents([tmp_path])
    found = names(listing.found, tmp_path)
    assert list(found) == ["a/deep/er/c.MD", "a/scan", "b.txt", "old.docx"]
    assert found["old.docx"] == ".docx files are not read."
    assert listing.passed_over == {".json": 1}


def test_links_and_special_files_are_refused_and_not_followed(tmp_path: Path) -> None:
    target = write_text(tmp_path / "real.txt", 2019, 1)
    (tmp_path / "link.txt").symlink_to(target)
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.pdf")
    found = names(list_documents([tmp_path]).found, tmp_path)
    assert found["real.txt"] is None
    assert "symbolic link" in str(found["link.txt"])
    assert "symbolic link" in str(found["loop"])
    assert "named pipe" in str(found["pipe.pdf"])
    (named,) = list_documents([tmp_path / "link.txt"]).found
    assert "symbolic link" in str(named.refused)


def test_names_in_any_encoding_become_text_and_lead_back_to_the_file(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9 \xf0\x9f\x93\x84.txt"
    with open(raw, "wb") as stream:
        stream.write(b"Some words.")
    (found,) = list_documents([tmp_path]).found
    assert found.place.file.endswith("caf\\xe9 \N{PAGE FACING UP}.txt")
    assert found.place.raw == raw
    with opened_at(found.place.location, found.place.raw) as path:
        assert path.read_text() == "Some words."


def test_wrong_calls_are_told_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        list_documents([tmp_path / "nowhere"])
    (tmp_path / "data.json").write_text("{}")
    with pytest.raises(UsageError, match="holds no documents"):
        list_documents([tmp_path])


def unpack(path: Path, folder: Path, **limits: int) -> dict[str, str | None]:
    folder.mkdir(exist_ok=True)
    found = {}
    settings = IngestSettings.model_validate(limits)
    how = Unpacking(folder, settings, 1_000_000, Counter())
    for one in members_of(path, place_of(path), how):
        found[one.place.file.removeprefix(f"{path.name}/")] = one.refused
        if one.refused is None:
            assert one.path.read_bytes().startswith(b"Some words")
            one.path.unlink()
    assert list(folder.iterdir()) == [], "nothing unpacked is left"
    return found


def test_archives_give_their_documents_and_never_write_where_they_say(tmp_path: Path) -> None:
    inner, outer = tmp_path / "inner.zip", tmp_path / "packs.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.txt", "Some words in the inner archive.")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("2019/report.txt", "Some words.")
        archive.writestr("../../climbing.txt", "Some words.")
        archive.writestr("/absolute.txt", "Some words.")
        archive.writestr("__MACOSX/._report.txt", "x")
        archive.writestr("photo.jpg", "x")
        archive.write(inner, "2018/inner.zip")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = unpack(outer, tmp_path / "folder")
    assert sorted(found) == [
        "2018/inner.zip/deep.txt", "2019/report.txt", "absolute.txt", "climbing.txt", "link.txt"
    ]  # fmt: skip
    assert "symbolic link" in str(found.pop("link.txt"))
    assert set(found.values()) == {None}
    assert "more than 1 deep" in str(
        unpack(outer, tmp_path / "folder", max_archive_depth=1)["2018/inner.zip"]
    )


def test_archives_that_would_fill_the_disk_are_stopped(tmp_path: Path) -> None:
    bomb, folder = tmp_path / "bomb.zip", tmp_path / "folder"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", b"\0" * 3_000_000)
        archive.writestr("small.txt", "Some words.")
    found = unpack(bomb, folder)
    assert found["small.txt"] is None
    assert "more than 1,000,000 bytes" in str(found["big.txt"])
    assert "more than 5 bytes" in str(unpack(bomb, folder, max_archive_bytes=5)["small.txt"])
    assert "more than 1 documents" in str(unpack(bomb, folder, max_archive_members=1)["small.txt"])


def test_broken_archives_are_refused_with_a_reason(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("report.txt", "Some words." * 50)
    data = bytearray(broken.read_bytes())
    data[60] ^= 0xFF
    broken.write_bytes(data)
    assert "cannot be unpacked" in str(unpack(broken, tmp_path / "folder")["report.txt"])
    broken.write_bytes(data[:100])
    (reason,) = unpack(broken, tmp_path / "folder").values()
    assert "cannot be opened as a zip archive" in str(reason)


def test_a_member_is_found_again_by_its_location(tmp_path: Path) -> None:
    inner, outer = tmp_path / "inner.zip", tmp_path / "packs.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a/deep.txt", "Some words.")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "2018/inner.zip")
    with opened_at(f"{outer}/2018/inner.zip/a/deep.txt") as path:
        assert path.read_text() == "Some words."
    with pytest.raises(FailedDocument, match="no longer"), opened_at(f"{outer}/gone.txt"):
        pass
    with pytest.raises(FailedDocument, match="no longer"), opened_at(f"{tmp_path}/gone.txt"):
        pass
