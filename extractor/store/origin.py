"""Where a document was found, what read it and when.

Apart from writing (`write.py`), so that processes that only read load no database library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

UNREAD = "unread-"
"""How the id of a file begins whose bytes were never seen; its path stands in for them."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What read a document: a document is up to date where all of these are unchanged."""

    reader: str
    rules_digest: str
    settings_digest: str


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """Where a document was found: its path as given, and where that is on this machine.

    Both are text; `raw` are the bytes of the location where it is not valid text.
    """

    file: str
    location: str
    raw: bytes | None = None


def now() -> str:
    """The time as it is stored: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
