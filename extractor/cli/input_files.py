"""The files that a command was given: what is none is said before anything is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.errors import UsageError


def check_files(files: Sequence[Path]) -> None:
    """Raises UsageError where one of `files` does not exist or is a folder."""
    for file in files:
        if file.is_dir():
            remedy = f"Name its files, or read it with: extractor ingest {file} --db FILE"
            raise UsageError(f"{file} is a folder.", remedy)
        if not file.exists():
            raise UsageError(f"There is no file {file}.")
