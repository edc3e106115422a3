"""A worker process: reads documents, one after another, until it is stopped.

It handles what can go wrong with a document; anything else ends the process, and its parent gives
up that one document (`pool.py`). That is on purpose: after a fault the state of pdfium and the
interpreter is unknown.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.ingest.limits import MEGABYTE
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
    _die_with(os.getppid())
    # The stages are loaded here, so that the parent does without them.
    from extractor.ingest.read import read_document

    rulebook = load_rulebook(rules)
    _limit_memory(memory_limit)
    try:
        pipe.send(Ready(resident_memory(os.getpid())))
        while (task := pipe.recv()) is not None:
            assert isinstance(task, Task)
            read_status = read_document(task, rulebook, settings, _news(pipe))
            pipe.send(Done(read_status, peak_memory()))
    except (EOFError, BrokenPipeError):
        return


def resident_memory(process: int) -> int:
    """Resident bytes of a process now, or 0 where the system does not say."""
    try:
        text = Path(f"/proc/{process}/statm").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(text.split()[1]) * resource.getpagesize()


def peak_memory() -> int:
    """The largest resident memory of this process so far, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


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


def _die_with(parent: int) -> None:
    """End this process when its parent (the one it was forked from) is gone, even if killed.

    That one in turn ends when the process that writes the database is gone.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _limit_memory(megabytes: int) -> None:
    """Cap what may be asked for beyond what is already mapped; the parent watches what is used."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            mapped = int(stream.read().split()[0]) * resource.getpagesize()
    except OSError:
        return
    limit = mapped + megabytes * MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard in (resource.RLIM_INFINITY, -1) or limit < hard:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
