"""Limits of an ingest: processes, time, memory, and how large archives may be.

None of this changes what is read of a page. The largest file that is opened, in an archive or not,
is `max_bytes` in `reading_settings.py`.
"""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict, Field

MEGABYTE = 1_000_000


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
    memory_limit: int = Field(default=1500, ge=200, description="megabytes that a process may use")
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
