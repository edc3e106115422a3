"""Zip archives: documents one at a time, within limits, and never under the names in the
archive."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.errors import FailedDocument, printable
from extractor.ingest.decompress import DAMAGED, TooManyMembers, opened_zip, unpacked
from extractor.ingest.files import (
    ARCHIVES,
    OTHER_DOCUMENTS,
    PDF_HEADER_WITHIN,
    READABLE,
    SourceFile,
    of_other_kind,
)
from extractor.ingest.limits import IngestSettings
from extractor.store.records import SourceLocation

RATIO_FROM_BYTES = 10_000_000
"""Small files may have any ratio: only larger ones can do harm."""


@dataclass(slots=True)
class _Budget:
    """What an archive and the archives in it may still unpack to."""

    members: int
    bytes: int


class TooLarge(Exception):
    """A member is larger than the limits allow."""


@dataclass(frozen=True, slots=True)
class Unpacking:
    """Where and within which limits archives are unpacked.

    `passed_over` counts members of kinds that hold no committee papers, by suffix.
    """

    folder: Path
    limits: IngestSettings
    max_bytes: int
    passed_over: Counter[str]


def members_of(archive: Path, place: SourceLocation, how: Unpacking) -> Iterator[SourceFile]:
    """The documents of a zip archive, each unpacked to a file in `how.folder`.

    The caller deletes each file when it is done with it; one is unpacked at a time.
    Members that cannot be read come with the reason; so does an archive without documents.
    """
    budget = _Budget(how.limits.max_archive_members, how.limits.max_archive_bytes)
    yield from _members(archive, place, how, budget, 1)


def _members(
    archive: Path, place: SourceLocation, how: Unpacking, budget: _Budget, depth: int
) -> Iterator[SourceFile]:
    if depth > how.limits.max_archive_depth:
        yield SourceFile(
            archive,
            place,
            refused=f"Archives are nested more than {how.limits.max_archive_depth} deep.",
            remedy="Unpack it, or raise max_archive_depth.",
        )
        return
    try:
        opened = opened_zip(archive)
    except TooManyMembers as error:
        yield SourceFile(archive, place, refused=str(error), remedy="Unpack it yourself.")
        return
    except DAMAGED as error:
        yield SourceFile(archive, place, refused=f"It cannot be opened as a zip archive ({error}).")
        return
    with opened:
        documents = 0
        for member, inside in _named_members(opened):
            if not _is_document(opened, member):
                suffix = PurePosixPath(member.filename).suffix.lower()
                how.passed_over[printable(suffix) or "no suffix"] += 1
                continue
            documents += 1
            yield from _one(opened, member, _within(place, inside), archive, how, budget, depth)
            if budget.members < 0:
                return
    if not documents:
        yield SourceFile(
            archive,
            place,
            refused="The archive holds no documents.",
            remedy="PDF, text and Markdown files are read.",
        )


def _one(
    opened: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    within: SourceLocation,
    archive: Path,
    how: Unpacking,
    budget: _Budget,
    depth: int,
) -> Iterator[SourceFile]:
    """One member: unpacked, or with the reason why not; the members of one that is an archive."""
    suffix = PurePosixPath(member.filename).suffix.lower()
    budget.members -= 1
    not_read = _not_read(member, suffix, how.limits, budget)
    if not_read is not None:
        yield SourceFile(archive, within, refused=not_read[0], remedy=not_read[1])
        return
    try:
        path = _unpack(opened, member, how.folder, min(how.max_bytes, budget.bytes), how.limits)
    except TooLarge as error:
        yield SourceFile(archive, within, refused=str(error), remedy="Unpack it yourself.")
        return
    except DAMAGED as error:
        yield SourceFile(archive, within, refused=f"It cannot be unpacked ({error}).")
        return
    budget.bytes -= path.stat().st_size
    if suffix in ARCHIVES:
        yield from _members(path, within, how, budget, depth + 1)
        path.unlink(missing_ok=True)
    else:
        yield SourceFile(path, within)


def _named_members(opened: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Each file with the name it is known by: cleaned, and numbered where another has it too.

    The order is that of the names and then of the archive, so that names stay the same.
    """
    members = [m for m in opened.infolist() if not m.is_dir() and not _hidden(m.filename)]
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for member in sorted(members, key=lambda m: (_cleaned(m.filename), m.header_offset)):
        name = first = _cleaned(member.filename)
        while name in taken:
            numbers[first] += 1
            path = PurePosixPath(first)
            name = str(path.with_name(f"{path.stem} ({numbers[first] + 1}){path.suffix}"))
        taken.add(name)
        yield member, name


def _is_document(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a member may hold a committee paper: by its suffix, or as it begins like a PDF."""
    if PurePosixPath(member.filename).suffix.lower() in READABLE | ARCHIVES | OTHER_DOCUMENTS:
        return True
    if member.flag_bits & 1 or member.file_size == 0:
        return False
    try:
        return b"%PDF-" in next(unpacked(opened, member, PDF_HEADER_WITHIN), b"")
    except DAMAGED:
        return False


def _hidden(name: str) -> bool:
    """Files that systems leave in archives: `.DS_Store`, `__MACOSX/…`."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("..", ".")]
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _cleaned(name: str) -> str:
    """A member's own path without leading or climbing parts."""
    parts = [p for p in PurePosixPath(name.replace("\\", "/")).parts if p not in ("/", "..", ".")]
    cleaned = "/".join(parts).encode("utf-8", "backslashreplace").decode()
    return printable(cleaned) or "unnamed"


def _within(place: SourceLocation, inside: str) -> SourceLocation:
    """The member's path: the archive's, then its own."""
    raw = None if place.raw is None else place.raw + b"/" + inside.encode()
    return SourceLocation(f"{place.file}/{inside}", f"{place.location}/{inside}", raw)


def _not_read(
    member: zipfile.ZipInfo, suffix: str, limits: IngestSettings, budget: _Budget
) -> tuple[str, str | None] | None:
    if budget.members < 0:
        return (
            f"The archive holds more than {limits.max_archive_members:,} documents.",
            "Unpack it, or raise max_archive_members.",
        )
    if suffix in OTHER_DOCUMENTS:
        return of_other_kind(suffix)
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
    handle, name = tempfile.mkstemp(suffix=suffix if suffix.isascii() else "", dir=folder)
    path, written = Path(name), 0
    packed = max(member.compress_size, 1)
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in unpacked(archive, member):
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
        with opened_zip(archive) as opened:
            for member, name in _named_members(opened):
                if wanted != name and not wanted.startswith(name + "/"):
                    continue
                path = _unpack(opened, member, folder, limits.max_archive_bytes, limits)
                if wanted == name:
                    return path
                return _member_at(path, Path(wanted[len(name) + 1 :]), folder)
    except (*DAMAGED, TooManyMembers, TooLarge) as error:
        raise FailedDocument(f"{inside.name} cannot be unpacked ({error}).") from error
    raise FailedDocument(f"{inside.name} is no longer in {archive.name}.")
