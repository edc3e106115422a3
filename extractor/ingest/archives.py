"""Zip archives: their documents one at a time, within limits, and never by their own names."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.errors import FailedDocument
from extractor.ingest.files import ARCHIVES, OTHER_DOCUMENTS, READABLE, Found
from extractor.ingest.settings import IngestSettings
from extractor.store.origin import Place

CHUNK = 1 << 20
RATIO_FROM_BYTES = 10_000_000
"""Small files may be packed as tightly as they like: only larger ones can do harm."""


@dataclass(slots=True)
class _Budget:
    """What an archive and the archives in it may still unpack to."""

    members: int
    bytes: int


class TooLarge(Exception):
    """A member is larger than the limits allow."""


def members_of(
    archive: Path,
    place: Place,
    folder: Path,
    limits: IngestSettings,
    max_bytes: int,
) -> Iterator[Found]:
    """The documents of a zip archive, each unpacked to a file in `folder`.

    The caller deletes each file when it is done with it; one is unpacked at a time.
    Members that cannot be read come with the reason.
    """
    budget = _Budget(limits.max_archive_members, limits.max_archive_bytes)
    yield from _members(archive, place, folder, limits, max_bytes, budget, 1)


def _members(
    archive: Path,
    place: Place,
    folder: Path,
    limits: IngestSettings,
    max_bytes: int,
    budget: _Budget,
    depth: int,
) -> Iterator[Found]:
    if depth > limits.max_archive_depth:
        yield Found(
            archive,
            place,
            refused=f"Archives lie more than {limits.max_archive_depth} deep in one another.",
            remedy="Unpack it, or raise max_archive_depth.",
        )
        return
    try:
        opened = zipfile.ZipFile(archive)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        yield Found(archive, place, refused=f"It is no zip archive that can be opened ({error}).")
        return
    with opened:
        members = sorted((m for m in opened.infolist() if not m.is_dir()), key=lambda m: m.filename)
        for member in members:
            suffix = PurePosixPath(member.filename).suffix.lower()
            if suffix not in READABLE | ARCHIVES | OTHER_DOCUMENTS or _hidden(member.filename):
                continue
            within = _within(place, member.filename)
            budget.members -= 1
            refusal = _refusal(member, suffix, limits, budget)
            if refusal is not None:
                yield Found(archive, within, refused=refusal[0], remedy=refusal[1])
                if budget.members < 0:
                    return
                continue
            try:
                path = _unpack(opened, member, folder, min(max_bytes, budget.bytes), limits)
            except TooLarge as error:
                yield Found(archive, within, refused=str(error), remedy="Unpack it yourself.")
                continue
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
                yield Found(archive, within, refused=f"It cannot be unpacked ({error}).")
                continue
            budget.bytes -= path.stat().st_size
            if suffix in ARCHIVES:
                yield from _members(path, within, folder, limits, max_bytes, budget, depth + 1)
                path.unlink(missing_ok=True)
            else:
                yield Found(path, within)


def _hidden(name: str) -> bool:
    """Files that systems leave in archives: `.DS_Store`, `__MACOSX/…`."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("..", ".")]
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _within(place: Place, name: str) -> Place:
    """The member's path: the archive's, then its own, without leading or climbing parts."""
    parts = [p for p in PurePosixPath(name.replace("\\", "/")).parts if p not in ("/", "..", ".")]
    inside = "/".join(parts).encode("utf-8", "backslashreplace").decode()
    raw = None if place.raw is None else place.raw + b"/" + inside.encode()
    return Place(f"{place.file}/{inside}", f"{place.location}/{inside}", raw)


def _refusal(
    member: zipfile.ZipInfo, suffix: str, limits: IngestSettings, budget: _Budget
) -> tuple[str, str | None] | None:
    if budget.members < 0:
        return (
            f"The archive holds more than {limits.max_archive_members:,} documents.",
            "Unpack it, or raise max_archive_members.",
        )
    if suffix in OTHER_DOCUMENTS:
        return f"{suffix} files are not read.", "Save it as PDF, text or Markdown."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a symbolic link; links are not followed.", None
    if member.flag_bits & 1:
        return "It is encrypted.", "Unpack the archive with its password."
    if budget.bytes <= 0:
        return (
            f"The archive unpacks to more than {limits.max_archive_bytes:,} bytes.",
            "Unpack it, or raise max_archive_bytes.",
        )
    return None


def _unpack(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    folder: Path,
    limit: int,
    limits: IngestSettings,
) -> Path:
    """Write the member to a file of our own naming. What it claims of its size is not believed."""
    suffix = PurePosixPath(member.filename).suffix.lower()
    handle, name = tempfile.mkstemp(suffix=suffix, dir=folder)
    path, written = Path(name), 0
    packed = max(member.compress_size, 1)
    try:
        with os.fdopen(handle, "wb") as target, archive.open(member) as source:
            while chunk := source.read(CHUNK):
                written += len(chunk)
                if written > limit:
                    raise TooLarge(f"It unpacks to more than {limit:,} bytes.")
                if written > RATIO_FROM_BYTES and written > packed * limits.max_archive_ratio:
                    raise TooLarge(
                        f"It unpacks to more than {limits.max_archive_ratio:g} times its size."
                    )
                target.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


@contextmanager
def opened_at(location: str, raw: bytes | None = None) -> Iterator[Path]:
    """A path at which the file of a `locations` row can be read while the block lasts.

    A member of an archive is unpacked for that time. Raises FailedDocument where the file
    (or its archive) is no longer there.
    """
    path = Path(os.fsdecode(raw) if raw is not None else location)
    if path.is_file():
        yield path
        return
    archive = next((p for p in path.parents if p.is_file()), None)
    if archive is None or archive.suffix.lower() not in ARCHIVES:
        raise FailedDocument(f"{path.name} is no longer where it was read.")
    with tempfile.TemporaryDirectory() as folder:
        yield _member_at(archive, path.relative_to(archive), Path(folder))


def _member_at(archive: Path, inside: Path, folder: Path) -> Path:
    """Unpack the member that `inside` names, through nested archives."""
    wanted = inside.as_posix()
    limits = IngestSettings()
    try:
        with zipfile.ZipFile(archive) as opened:
            for member in opened.infolist():
                name = _within(Place("", ""), member.filename).file[1:]
                if wanted != name and not wanted.startswith(name + "/"):
                    continue
                if member.is_dir():
                    continue
                path = _unpack(opened, member, folder, limits.max_archive_bytes, limits)
                if wanted == name:
                    return path
                return _member_at(path, Path(wanted[len(name) + 1 :]), folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, TooLarge) as error:
        raise FailedDocument(f"{inside.name} cannot be unpacked ({error}).") from error
    raise FailedDocument(f"{inside.name} is no longer in {archive.name}.")
