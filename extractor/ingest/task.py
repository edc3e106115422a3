"""A document to read, and what becomes of it when its reader dies.

Apart from reading itself (`read.py`), so that the writing process needs none of the stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor.observation import DocumentIdentity
from extractor.store.parcel import Parcel, Verdict


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read: where its bytes are, how it is called, where its rows go.

    `document` and `size` are the SHA-256 and the length of the bytes as they were found.
    """

    path: Path
    file: str
    document: str
    size: int | None
    parcel: Path


def give_up(task: Task, identity: DocumentIdentity | None, reason: str, remedy: str) -> Verdict:
    """Finish the parcel of a document whose reader has died; the pages it wrote are kept."""
    document = identity.id if identity else task.document
    with Parcel(task.parcel, document, task.file) as parcel:
        pages = parcel.pages_kept()
        if pages:
            reason = f"{reason} The first {pages} pages were kept."
        verdict = Verdict("partial" if pages else "failed", reason, remedy)
        parcel.finish(verdict, identity=identity, size=task.size)
    return verdict
