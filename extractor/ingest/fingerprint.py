"""What a document is known by: the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.store.staging import ReadStatus


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
