"""Worker processes: started, fed, watched, ended and replaced."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from extractor.errors import StoreError
from extractor.ingest.files import Fingerprint, SourceFile, fingerprint
from extractor.ingest.limits import IngestSettings
from extractor.ingest.process_limits import GIVES_UP, MEGABYTE, resident_memory
from extractor.ingest.task import Finished, Task, give_up
from extractor.ingest.worker import Message, News, Ready, work
from extractor.observation import DocumentIdentity
from extractor.reading_settings import ReadingSettings
from extractor.store.database import in_words

LOOK_EVERY = 0.25
STARTS_THAT_MAY_FAIL = 3
OUT_OF_MEMORY = (
    "The system may have run out of memory: use fewer --jobs, and --status failed to read it again."
)
NO_SPACE = ("disk is full", "disk I/O error", "No space left", "unable to open database")
"""The last message of a worker that cannot write what it reads."""
REPORT_IT = "This is a fault of the program: please report it with the document."

_OWN_CODE = re.compile(r'File ".*[\\/](extractor[\\/].+\.py)", line (\d+)')
"""A line of a traceback in this package."""

# One process loads the libraries (and the rules that come with the package), and every worker is
# forked from it: a fresh one costs nothing, and they share the memory of what was loaded.
_PROCESSES = multiprocessing.get_context("forkserver")
LIBRARIES, LIBRARIES_AND_RULES = "extractor.ingest.read", "extractor.ingest.preload"


class Worker:
    """One process, and the document it is busy with."""

    def __init__(self, number: int, pool: Pool) -> None:
        self.log = pool.folder / f"process-{number}.log"
        here, there = _PROCESSES.Pipe()
        self.pipe: Connection = here
        self.process: ForkServerProcess = _PROCESSES.Process(
            target=work,
            args=(
                there,
                pool.rules,
                pool.reading,
                self.log,
                pool.limits.memory_limit,
            ),
            daemon=True,
        )
        self.process.start()
        there.close()
        self.ready = False
        self.memory_at_start = 0
        self.documents = 0
        self.task: Task | None = None
        self.identity: DocumentIdentity | None = None
        self.pages = 0
        self.since = self.page_since = time.monotonic()

    def give(self, task: Task) -> None:
        """Start on a document."""
        self.task, self.identity, self.pages = task, None, 0
        self.since = self.page_since = time.monotonic()
        self.documents += 1
        self.pipe.send(task)

    def hear(self, news: News) -> None:
        """Note how far the document has come."""
        self.page_since = time.monotonic()
        self.identity, self.pages = news.identity, news.pages

    def memory(self) -> int:
        """Resident bytes now, or 0 where the system does not say."""
        return resident_memory(self.process.pid or 0)

    def end(self) -> None:
        """Kill the process and whatever it started."""
        if self.process.pid is not None and self.process.is_alive():
            try:
                # The process leads a group of its own (with Tesseract in it) once it runs.
                os.killpg(self.process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                self.process.kill()
        self.process.join()
        self.pipe.close()

    def last_words(self) -> str:
        """Why the process ended by itself: the exception, or the signal that killed it."""
        code = self.process.exitcode
        if code is not None and code < 0:
            try:
                name = signal.Signals(-code).name
            except ValueError:
                name = f"signal {-code}"
            return f"was ended by {name}"
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        except OSError:
            lines = []
        if not lines:
            return f"stopped with exit code {code}"
        places = [found for line in lines if (found := _OWN_CODE.search(line))]
        where = f" ({places[-1][1]}, line {places[-1][2]})" if places else ""
        return f"stopped with {lines[-1][:300]}{where}"


class Pool:
    """Up to `limits.jobs` workers. Give it tasks while `free()`, and collect with `events()`.

    It takes one task more for each worker than can be read at once, so that none has to wait
    while the rows of its last document are loaded.
    """

    def __init__(
        self, rules: Path | None, reading: ReadingSettings, limits: IngestSettings, folder: Path
    ) -> None:
        # Workers start in the folder in which this program did: all paths have to be absolute.
        self.rules = rules and rules.absolute()
        self.reading, self.limits, self.folder = reading, limits, folder.absolute()
        _PROCESSES.set_forkserver_preload([LIBRARIES if rules else LIBRARIES_AND_RULES])
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._started = self._failed_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def fingerprints(
        self, found: Iterable[SourceFile]
    ) -> Iterator[tuple[SourceFile, Fingerprint | None]]:
        """The files with their fingerprints, read one at a time when asked for."""
        for one in found:
            yield one, None if one.refused else fingerprint(one.path, self.reading.max_bytes)

    def free(self) -> bool:
        """Whether a task can be given now."""
        return len(self._busy()) + len(self._waiting) < 2 * self.limits.jobs

    def busy(self) -> bool:
        """Whether any document is being read, or waits to be."""
        return bool(self._busy() or self._waiting)

    def pages_under_way(self) -> int:
        """Finished pages of the documents that are being read."""
        return sum(worker.pages for worker in self._busy())

    def pages_opened(self) -> int:
        """How many pages the documents that are being read still have."""
        return sum(w.identity.pages - w.pages for w in self._busy() if w.identity is not None)

    def files_under_way(self) -> list[str]:
        """The names of the documents that are being read."""
        return [worker.task.file for worker in self._busy() if worker.task]

    def give(self, task: Task) -> None:
        """Take a task: for a worker that has nothing to do, or until there is one."""
        self._waiting.append(task)
        self._feed()

    def _feed(self) -> None:
        while self._waiting and len(self._busy()) < self.limits.jobs:
            self._hand(self._waiting.popleft())

    def _hand(self, task: Task) -> None:
        """Hand a task to a worker that has nothing to do, starting one where needed."""
        while idle := [worker for worker in self._workers if worker.task is None]:
            try:
                idle[0].give(task)
            except OSError:
                # It died while it had nothing to do; the task goes to another.
                self._dismiss(idle[0])
            else:
                return
        self._start().give(task)

    def events(self) -> Iterator[Finished]:
        """Wait a moment; documents that have been finished or given up since."""
        sources = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(sources), LOOK_EVERY) if sources else ():
            worker = sources[pipe]  # type: ignore[index]
            try:
                message: Message = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._died(worker)
                continue
            yield from self._told(worker, message)
        for worker in list(self._workers):
            yield from self._watch(worker)

    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.task is not None]

    def _start(self) -> Worker:
        self._started += 1
        try:
            worker = Worker(self._started, self)
        except (OSError, EOFError) as error:
            raise StoreError(
                f"No worker process could be started ({error}).",
                "Use fewer --jobs, or raise the limits of the system (ulimit -n, -u); what was "
                "read so far is kept.",
            ) from error
        self._workers.append(worker)
        return worker

    def _told(self, worker: Worker, message: Message) -> Iterator[Finished]:
        if isinstance(message, Ready):
            worker.ready, self._failed_starts = True, 0
            worker.memory_at_start = message.memory
            worker.since = worker.page_since = time.monotonic()
        elif isinstance(message, News):
            worker.hear(message)
        elif worker.task is not None:
            task, pages = worker.task, worker.pages
            worker.task = None
            if self._has_served(worker):
                self._dismiss(worker)
            self._feed()
            yield Finished(task, message.read_status, pages, message.peak)

    def _has_served(self, worker: Worker) -> bool:
        """Whether a process is replaced: the words that it has met stay in memory."""
        gained = worker.memory() - worker.memory_at_start
        return (
            worker.documents >= self.limits.documents_a_process
            or gained > self.limits.growth_limit * MEGABYTE
        )

    def _watch(self, worker: Worker) -> Iterator[Finished]:
        """Give up a document that takes too long or too much."""
        if worker.task is None or not worker.ready:
            return
        now, limits = time.monotonic(), self.limits
        if worker.memory() > limits.memory_limit * MEGABYTE:
            yield self._give_up(
                worker,
                f"The document exceeded the memory limit of {limits.memory_limit} MB.",
                "Raise --memory-limit to read it.",
            )
        elif now - worker.page_since > limits.page_time_limit:
            yield self._give_up(
                worker,
                f"A page exceeded the time limit of {limits.page_time_limit:g} seconds.",
                "Raise --page-time-limit to read it.",
            )
        elif now - worker.since > limits.time_limit:
            yield self._give_up(
                worker,
                f"The document exceeded the time limit of {limits.time_limit:g} seconds.",
                "Raise --time-limit to read it.",
            )

    def _died(self, worker: Worker) -> Iterator[Finished]:
        worker.process.join()
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= STARTS_THAT_MAY_FAIL:
                words = worker.last_words()
                raise StoreError(f"No worker process could be started: it {words}.")
        if worker.task is None:
            self._dismiss(worker)
            return
        if not worker.ready:
            # It never started on the document: another process tries.
            task = worker.task
            self._dismiss(worker)
            self._hand(task)
            return
        words = worker.last_words()
        if any(sign in words for sign in NO_SPACE):
            raise StoreError(
                f"{self.folder} cannot be written: the process that reads {words}.",
                "Free some space and run the same command again; what was read so far is kept.",
            )
        if "MemoryError" in words:
            yield self._give_up(
                worker,
                f"The document exceeded the memory limit of {self.limits.memory_limit} MB.",
                "Raise --memory-limit to read it.",
            )
            return
        if worker.process.exitcode in GIVES_UP:
            yield self._give_up(
                worker,
                f"The process that read it {words}, probably at the memory limit of "
                f"{self.limits.memory_limit} MB.",
                "Raise --memory-limit to read it; if that does not help, report it.",
            )
            return
        killed = worker.process.exitcode == -signal.SIGKILL
        remedy = OUT_OF_MEMORY if killed else REPORT_IT
        yield self._give_up(worker, f"The process that read it {words}.", remedy)

    def _give_up(self, worker: Worker, reason: str, remedy: str) -> Finished:
        task = worker.task
        assert task is not None
        identity, pages = worker.identity, worker.pages
        self._dismiss(worker)
        self._feed()
        with in_words(task.staged):
            read_status = give_up(task, identity, reason, remedy)
        return Finished(task, read_status, pages, 0)

    def _dismiss(self, worker: Worker) -> None:
        worker.end()
        self._workers.remove(worker)
