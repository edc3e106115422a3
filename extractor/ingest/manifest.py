"""The manifest: a CSV file with what is known about papers, one line per paper."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from rapidfuzz import process

from extractor.errors import UsageError
from extractor.ingest.files import ARCHIVES
from extractor.ingest.published_names import as_text
from extractor.reports.model import Given
from extractor.store.records import SourceLocation

COLUMNS = ("path", "url", "council", "committee", "meeting_date", "title", "item")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is given of papers, by where each lies or by the address that it is read from."""

    papers: dict[str, Given] = field(default_factory=dict)

    def of(self, place: SourceLocation) -> Given | None:
        """What is given of the paper at a place; None where the manifest does not list it."""
        return self.papers.get(place.location) or self.papers.get(place.file)


def read_manifest(file: Path, roots: Iterable[Path] = ()) -> Manifest:
    """Read a manifest. Its paths are looked for from its own folder, from the folder that the
    command runs in, and from the folders `roots` that are read.

    Raises UsageError, with the line, for a column that is none, a date that cannot be read, an
    address that is no web address, a path that matches no file, and a paper listed twice.
    """
    folders = [file.absolute().parent, Path.cwd(), *(r for r in roots if r.is_dir())]
    papers: dict[str, Given] = {}
    for line, row in _rows(file):
        where = f"{as_text(file)}, line {line}"
        given = _given(row, where)
        key = _place(row["path"], given.url, folders, where)
        if key in papers:
            raise UsageError(f"{where}: {row['path'] or given.url} is listed twice.")
        papers[key] = given
    return Manifest(papers)


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    """The lines that say something, each with its number and every column."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            columns = [name.strip().lower() for name in next(reader, [])]
            _check_columns(columns, file)
            rows = []
            for cells in reader:
                values = [cell.strip() for cell in cells]
                if len(values) > len(columns) and any(values[len(columns) :]):
                    raise UsageError(
                        f"{as_text(file)}, line {reader.line_num} has more cells than columns.",
                        "Put quotation marks round a cell with a comma in it.",
                    )
                if any(values):
                    named = dict(zip(columns, values, strict=False))
                    rows.append((reader.line_num, {c: named.get(c, "") for c in COLUMNS}))
            return rows
    except OSError as error:
        raise UsageError(f"{as_text(file)} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{as_text(file)} is not UTF-8.", "Save it as CSV UTF-8.") from error
    except csv.Error as error:
        raise UsageError(f"{as_text(file)} is not a CSV file ({error}).") from error


def _check_columns(columns: Sequence[str], file: Path) -> None:
    for name in columns:
        if name not in COLUMNS:
            near = process.extractOne(name, COLUMNS, score_cutoff=60)
            known = f"A manifest has the columns {', '.join(COLUMNS)}."
            raise UsageError(
                f"{as_text(file)}: no column is called “{name}”.",
                f"Did you mean {near[0]}?" if near else known,
            )
    if len(set(columns)) < len(columns):
        raise UsageError(f"{as_text(file)} has a column twice.")
    if "path" not in columns and "url" not in columns:
        raise UsageError(f"{as_text(file)} has no column “path”.", "It says which paper is meant.")


def _given(row: dict[str, str], where: str) -> Given:
    url = row["url"] or None
    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise UsageError(
            f"{where}: {url} is not a web address.", "It begins with https:// or http://."
        )
    day = _day(row["meeting_date"], where) if row["meeting_date"] else None
    return Given(
        row["council"] or None,
        row["committee"] or None,
        row["title"] or None,
        day,
        row["item"] or None,
        url,
    )


def _day(text: str, where: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise UsageError(
        f"{where}: the meeting date {text} cannot be read.", "Write it as 2024-03-31 or 31/03/2024."
    )


def _place(path: str, url: str | None, folders: Iterable[Path], where: str) -> str:
    """Where the paper of a line lies: its whole path, or the address that it is read from."""
    if "://" in path:
        return path
    if not path:
        if url is None:
            raise UsageError(f"{where} names no paper.", "Give its path.")
        return url
    for folder in folders:
        location = os.path.abspath(folder / path)
        if os.path.isfile(location) or _is_in_archive(location):
            return as_text(location)
    raise UsageError(
        f"{where}: {path} matches no file.",
        "Write paths from the manifest's own folder, or from a folder that is read.",
    )


def _is_in_archive(location: str) -> bool:
    """Whether a path leads into an archive; what is in it is known when it is opened."""
    return any(
        parent.suffix.lower() in ARCHIVES and parent.is_file() for parent in Path(location).parents
    )
