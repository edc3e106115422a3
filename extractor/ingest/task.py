"""One document as a job: what a worker is given, and what is recorded where it cannot be read.

Apart from reading itself (`read.py`), so that the writing process needs none of the stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractor.ingest.files import Fingerprint, SourceFile
from extractor.observation import DocumentIdentity
from extractor.reports.model import Given
from extractor.store.staging import ReadStatus, StagedDocument


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read: where its bytes are, how it is called, where its rows go.

    `document` and `size` are the SHA-256 and the length of the bytes as they were found. `url`
    is where workers on other machines find them, `given` what a manifest says about the paper.
    """

    path: Path
    file: str
    document: str
    size: int | None
    staged: Path
    url: str | None = None
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A document whose staged document is complete, however it ended. `peak` is in bytes."""

    task: Task
    read_status: ReadStatus
    pages: int = 0
    peak: int = 0


class Readers(Protocol):
    """Who reads documents: processes of this machine, or a cluster."""

    def fingerprints(
        self, found: Iterable[SourceFile]
    ) -> Iterator[tuple[SourceFile, Fingerprint | None]]:
        """The files with their fingerprints (None where they are refused already), in order."""

    def free(self) -> bool:
        """Whether a task can be given now."""

    def busy(self) -> bool:
        """Whether any document is being read."""

    def give(self, task: Task) -> None:
        """Begin to read a document."""

    def events(self) -> Iterator[Finished]:
        """Wait a moment; the documents that ended since."""

    def pages_under_way(self) -> int:
        """Finished pages of the documents that are being read."""

    def pages_opened(self) -> int:
        """How many pages the documents that are being read still have, as far as is known."""

    def files_under_way(self) -> list[str]:
        """The names of the documents that are being read."""


def give_up(task: Task, identity: DocumentIdentity | None, reason: str, remedy: str) -> ReadStatus:
    """Finish the staged document of a document whose reader has died; the pages it wrote are
    kept."""
    document = identity.id if identity else task.document
    with StagedDocument(task.staged, document, task.file, task.given) as staged:
        pages = staged.pages_kept()
        if pages:
            reason = f"{reason} The first {pages} pages were kept."
        read_status = ReadStatus("partial" if pages else "failed", reason, remedy)
        staged.finish(read_status, identity=identity, size=task.size)
    return read_status
