"""What an ingest is asked for: its limits (processes, time, memory, the size of archives) and
which of the files found it reads.

None of the limits changes what is read of a page. The largest file that is opened, in an archive
or not, is `max_bytes` in `reading_settings.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.ingest.prior_state import PriorState
    from extractor.store.records import SourceLocation
import os

from pydantic import BaseModel, ConfigDict, Field

from extractor.ingest.process_limits import LEAST_MEMORY, MEGABYTE, MEMORY_LIMIT


class IngestSettings(BaseModel):
    """Limits and switches of `ingest`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    jobs: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, description="processes")
    page_time_limit: float = Field(
        default=120,
        gt=0,
        description="seconds without a finished page or passage after which a document is given up",
    )
    time_limit: float = Field(default=3600, gt=0, description="seconds that one document may take")
    memory_limit: int = Field(
        default=MEMORY_LIMIT, ge=LEAST_MEMORY, description="megabytes that a process may use"
    )
    documents_a_process: int = Field(
        default=500, ge=1, description="documents after which a process is replaced by a fresh one"
    )
    growth_limit: int = Field(
        default=100,
        ge=1,
        description="megabytes that a process may have gained when a document is done, "
        "beyond which it is replaced as well",
    )
    max_archive_members: int = Field(default=20_000, description="files read of one zip archive")
    max_archive_bytes: int = Field(
        default=20_000 * MEGABYTE, description="bytes that one zip archive may unpack to"
    )
    max_archive_ratio: float = Field(
        default=200, description="how much larger than its packed form a file in an archive may be"
    )
    max_archive_depth: int = Field(default=2, description="how deep archives may be nested")


@dataclass(frozen=True, slots=True)
class Selection:
    """Only files that match all of these; empty means any. What is selected is read again."""

    paths: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paths or self.councils or self.statuses)

    def wants(self, place: SourceLocation, known: PriorState | None) -> bool:
        """Whether the file is selected, by its published name or its whole path; without a known
        document only paths can select it.
        """
        names = (place.file, place.location)
        if self.paths and not any(fnmatchcase(n, p) for p in self.paths for n in names):
            return False
        if known is None:
            return not (self.councils or self.statuses)
        if self.statuses and known.status not in self.statuses:
            return False
        council = (known.council or "").casefold()
        return not self.councils or any(name.casefold() in council for name in self.councils)
