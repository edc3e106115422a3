"""A worker process: reads documents, one after another, until it is stopped.

It handles what can go wrong with a document; anything else ends the process, and its parent gives
up that one document (`pool.py`). That is on purpose: after a fault the state of pdfium and the
interpreter is unknown.
"""

from __future__ import annotations

import faulthandler
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.ingest.process_limits import (
    die_with,
    limit_memory,
    peak_memory,
    resident_memory,
)
from extractor.ingest.task import Task
from extractor.observation import DocumentIdentity
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook
from extractor.store.staging import ReadStatus

SECONDS_BETWEEN_NEWS = 0.25


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has loaded its rules and waits for documents; `memory` is what it holds by
    then, in bytes (its parent may hear of it only when a document is under way)."""

    memory: int


@dataclass(frozen=True, slots=True)
class News:
    """How far the document has come."""

    identity: DocumentIdentity
    pages: int


@dataclass(frozen=True, slots=True)
class Done:
    """The document is finished and its staged document complete; `peak` is the process's peak in
    bytes."""

    read_status: ReadStatus
    peak: int


Message = Ready | News | Done


def work(
    pipe: Connection,
    rules: Path | None,
    settings: ReadingSettings,
    log: Path,
    memory_limit: int,
) -> None:
    """The life of a worker process. `memory_limit` is in megabytes."""
    _speak_to(log)
    die_with(os.getppid())
    # The stages are loaded here, so that the parent does without them.
    from extractor.ingest.read import read_document

    rulebook = load_rulebook(rules)
    limit_memory(memory_limit)
    try:
        pipe.send(Ready(resident_memory(os.getpid())))
        while (task := pipe.recv()) is not None:
            assert isinstance(task, Task)
            read_status = read_document(task, rulebook, settings, _news(pipe))
            pipe.send(Done(read_status, peak_memory()))
    except (EOFError, BrokenPipeError):
        return


def _news(pipe: Connection) -> Callable[[DocumentIdentity, int], None]:
    """Tell the parent of every document's start, and now and then that it goes on."""
    last, document = 0.0, ""

    def tell(identity: DocumentIdentity, pages: int) -> None:
        nonlocal last, document
        if identity.id != document or time.monotonic() - last > SECONDS_BETWEEN_NEWS:
            last, document = time.monotonic(), identity.id
            pipe.send(News(identity, pages))

    return tell


def _speak_to(log: Path) -> None:
    """Send everything that libraries print, also in a crash, to a file."""
    os.setsid()
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.close(handle)
    faulthandler.enable()
