"""Find documents: files and folders of any depth, always in the same order; a document is known by
the SHA-256 of its bytes.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from extractor.errors import UsageError
from extractor.ingest.published_names import as_text, published_name
from extractor.pages.source import SAVE_AS
from extractor.store.records import SourceLocation
from extractor.store.staging import ReadStatus

READABLE = frozenset({".pdf", ".txt", ".text", ".md", ".markdown"})
ARCHIVES = frozenset({".zip"})
# Kinds in which committee papers also arrive: each gets a row that says so. Files of other
# kinds (data, pictures, programs) are counted, not listed.
OTHER_DOCUMENTS = frozenset(
    {
        *(".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp"),
        *(".htm", ".html", ".eml", ".msg", ".tif", ".tiff", ".7z", ".rar", ".tar", ".gz", ".tgz"),
    }
)
PDF_HEADER_WITHIN = 1024

_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `refused` is the reason where it is known at once that it cannot be.

    `url` is where workers on other machines find it; `path` is then only its name.
    """

    path: Path
    place: SourceLocation
    kind: Literal["document", "archive"] = "document"
    refused: str | None = None
    remedy: str | None = None
    url: str | None = None


@dataclass(slots=True)
class FileList:
    """What lies under the given paths. `passed_over` counts files of other kinds by suffix."""

    found: list[SourceFile] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)


def place_of(path: Path, root: Path | None = None) -> SourceLocation:
    """The name under which a file is published, and where it is: its absolute path, and the bytes
    of that where they are no UTF-8. `root` is the folder that was asked for, if it is not the file.
    """
    absolute = os.path.abspath(path)
    raw = os.fsencode(absolute)
    location = as_text(absolute)
    name = published_name(path, root or path)
    return SourceLocation(name, location, raw if raw != location.encode() else None)


def list_documents(paths: Iterable[Path]) -> FileList:
    """Every document under `paths`.

    Raises UsageError where a path does not exist, or a folder holds no document at all.
    """
    listing = FileList()
    given = list(paths)
    for path in given:
        if not os.path.lexists(path):
            raise UsageError(f"{as_text(path)} does not exist.")
    for path in given:
        before = len(listing.found)
        if path.is_dir():
            listing.found.extend(
                replace(found, place=place_of(found.path, path))
                for found in _in_folder(path, listing.passed_over)
            )
            if len(listing.found) == before:
                raise UsageError(
                    f"{as_text(path)} holds no documents.",
                    "PDF, text and Markdown files and zip archives of them are read.",
                )
        else:
            listing.found.append(_named(path))
    return listing


def _in_folder(folder: Path, passed_over: Counter[str]) -> Iterator[SourceFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _unreadable(folder, f"The folder cannot be listed ({error.strerror}).")
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _in_folder(path, passed_over)
            continue
        found = _one(path, os.lstat(path).st_mode)
        if found is None:
            passed_over[path.suffix.lower() or "no suffix"] += 1
        else:
            yield found


def _one(path: Path, mode: int) -> SourceFile | None:
    """The file in a folder, or None where it is of a kind that holds no committee papers."""
    irregular = _irregular(path, mode)
    if irregular is not None:
        return irregular
    suffix = path.suffix.lower()
    if suffix in ARCHIVES:
        return SourceFile(path, place_of(path), "archive")
    if suffix in READABLE:
        return SourceFile(path, place_of(path))
    if suffix in OTHER_DOCUMENTS:
        return _unreadable(path, *of_other_kind(suffix))
    return SourceFile(path, place_of(path)) if _begins_as_pdf(path) else None


def of_other_kind(suffix: str) -> tuple[str, str]:
    """Why a document of another kind is not read, and what to do with it."""
    return f"{suffix} files are not read.", SAVE_AS


def _named(path: Path) -> SourceFile:
    """A file that was named on the command line: it is always tried."""
    irregular = _irregular(path, os.lstat(path).st_mode)
    if irregular is not None:
        return irregular
    return SourceFile(
        path, place_of(path), "archive" if path.suffix.lower() in ARCHIVES else "document"
    )


def _irregular(path: Path, mode: int) -> SourceFile | None:
    if stat.S_ISLNK(mode):
        return _unreadable(
            path, "It is a symbolic link; links are not followed.", "Name the file itself."
        )
    special = _SPECIAL.get(stat.S_IFMT(mode))
    return None if special is None else _unreadable(path, f"It is {special}, not a file.")


def _unreadable(path: Path, reason: str, remedy: str | None = None) -> SourceFile:
    return SourceFile(path, place_of(path), refused=reason, remedy=remedy)


def _begins_as_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return b"%PDF-" in stream.read(PDF_HEADER_WITHIN)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """SHA-256 and length of a file's bytes, or the verdict where they were not read."""

    document: str = ""
    size: int = 0
    read_status: ReadStatus | None = None


def fingerprint(path: Path, max_bytes: int, url: str | None = None) -> Fingerprint:
    """Read a file (or what is at `url`) once and say what it is known by."""
    try:
        with _opened(path, url) as stream:
            stream.seek(0, 2)
            size = int(stream.tell())
            if size > max_bytes:
                reason = f"It has {size:,} bytes, more than the {max_bytes:,} that are read."
                return Fingerprint(
                    size=size,
                    read_status=ReadStatus("refused", reason, "Raise max_bytes to read it."),
                )
            stream.seek(0)
            return Fingerprint(hashlib.file_digest(stream, "sha256").hexdigest(), size)
    except OSError as error:
        reason = f"It cannot be opened ({error.strerror or error})."
        return Fingerprint(
            read_status=ReadStatus("failed", reason, "Check the rights of the file.")
        )


def _opened(path: Path, url: str | None) -> Any:
    if url is None:
        return path.open("rb")
    import fsspec

    return fsspec.open(url, "rb").open()
