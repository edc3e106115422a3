"""One ingest from beginning to end."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from sqlite_utils import Database

from extractor.checks.run import check_database, load_identities
from extractor.errors import FailedDocument, UsageError
from extractor.ingest.archives import Unpacking, members_of
from extractor.ingest.files import FileList, Fingerprint, SourceFile, list_documents
from extractor.ingest.limits import IngestSettings, Selection
from extractor.ingest.manifest import Manifest, read_manifest
from extractor.ingest.pool import Pool
from extractor.ingest.prior_state import PriorState, forget_missing, known_files, look_up
from extractor.ingest.provenance import provenance, versions
from extractor.ingest.published_names import PublishedNames
from extractor.ingest.report import Listener, Outcome, Summary
from extractor.ingest.task import Finished, Readers, Task
from extractor.reading_settings import ReadingSettings
from extractor.reports.model import Given
from extractor.rulebook.load import load_rulebook
from extractor.store.correction_file import take_in
from extractor.store.database import close, held, in_words, open_for_writing, os_in_words
from extractor.store.records import UNREAD, Provenance, SourceLocation, given_of_row, row_of_given
from extractor.store.runs import finish_run, rules_of_last_run, start_run
from extractor.store.staging import ReadStatus, StagedDocument
from extractor.store.stored_rules import keep_unaffected, store_parts, store_rulebook
from extractor.store.write import Writer

ARCHIVE_ON_CLUSTER = "Archives are not read on a cluster."


@dataclass(frozen=True, slots=True)
class IngestJob:
    """What is asked of an ingest. Without `paths` and `urls`, the files the database knows.

    With a `scheduler` (its address) a Dask cluster reads; its workers put their rows under
    `parts`, a folder or URL that all of them and this process can reach.
    """

    database: Path
    paths: tuple[Path, ...] = ()
    rules: Path | None = None
    reading: ReadingSettings = field(default_factory=lambda: ReadingSettings())
    limits: IngestSettings = field(default_factory=lambda: IngestSettings())
    selection: Selection = field(default_factory=Selection)
    force: bool = False
    only_changed_rules: bool = False
    prune: bool = False
    wait: bool = False
    scheduler: str | None = None
    parts: str | None = None
    urls: tuple[str, ...] = ()
    manifest: Path | None = None
    command: str = "extractor ingest"


def ingest(order: IngestJob, listener: Listener) -> Summary:
    """Read what is asked for into the database and return what came of it.

    Raises UsageError for paths that are not there and rules that are wrong (before anything
    is written), StoreError where the database cannot be used; then what was read is kept.
    """
    listing = list_documents(order.paths)
    manifest = read_manifest(order.manifest, order.paths) if order.manifest else Manifest()
    if order.urls:
        listing.found += _on_cluster().list_urls(order.urls)
    rulebook = load_rulebook(order.rules)
    identities = load_identities(order.rules)
    source = provenance(rulebook, order.reading)
    with ExitStack() as stack:
        stack.enter_context(held(order.database, order.wait))
        folder = _fresh_folder(order.database)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        db = open_for_writing(order.database)
        stack.callback(close, db, order.database)
        summary = Summary(passed_over=listing.passed_over)
        if not (order.paths or order.urls):
            listing = FileList(known_files(db))
        with in_words(order.database):
            before = rules_of_last_run(db)
            if order.only_changed_rules and before:
                summary.kept_by_rules = keep_unaffected(db, rulebook, before)
            store_rulebook(db, rulebook)
            store_parts(db, rulebook)
            take_in(db, order.database)
            settings: dict[str, object] = {
                "reading": order.reading.model_dump(),
                "ingest": order.limits.model_dump(),
            }
            run = start_run(db, order.command, source, settings, versions())
        writer = Writer(db, order.database, run, source)
        work = _Run(order, db, writer, source, folder, summary, listener, manifest)
        outcome = "failed"
        try:
            work.read_all(listing)
            with in_words(order.database):
                check_database(db, identities, run)
            outcome = "finished"
        except KeyboardInterrupt:
            outcome = "stopped"
            raise
        finally:
            summary.seconds = work.elapsed()
            if outcome != "failed":
                with in_words(order.database):
                    finish_run(db, run, outcome, summary.counts(), summary.seconds)
    listener.finish(summary)
    return summary


def _on_cluster() -> ModuleType:
    """The module that needs Dask, or one sentence where that is not installed."""
    try:
        return import_module("extractor.ingest.dask_cluster")
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Clusters and URLs need {error.name}, which is not installed.",
            "Install it with: pip install 'committee-figures[cluster]'",
        ) from error


def _fresh_folder(database: Path) -> Path:
    """A folder beside the database for what is under way; that of a killed run is removed."""
    folder = database.with_name(database.name + ".staging")
    shutil.rmtree(folder, ignore_errors=True)
    with os_in_words(database):
        folder.mkdir()
    return folder


def _size(found: SourceFile) -> int:
    """The bytes of a file; 0 where they are elsewhere or cannot be counted."""
    try:
        return 0 if found.url else found.path.stat().st_size
    except OSError:
        return 0


class _Run:
    """The state of a run: what has been seen, what is being read."""

    def __init__(
        self,
        order: IngestJob,
        db: Database,
        writer: Writer,
        source: Provenance,
        folder: Path,
        summary: Summary,
        listener: Listener,
        manifest: Manifest,
    ) -> None:
        self._order, self._db, self._writer, self._source = order, db, writer, source
        self._folder, self._summary, self._listener = folder, summary, listener
        self._manifest = manifest
        self._names = PublishedNames(db.conn)
        self._started = time.monotonic()
        self._under_way: dict[str, list[SourceLocation]] = {}
        self._ended: dict[str, str] = {}
        self._seen: set[str] = set()
        self._tasks = 0

    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def read_all(self, listing: FileList) -> None:
        """Read everything in the listing that has to be read; then look for missing files."""
        order, summary = self._order, self._summary
        summary.total = len(listing.found)
        summary.bytes_to_come = sum(_size(found) for found in listing.found)
        self._listener.begin(summary)
        with self._readers() as readers:
            for found, mark in readers.fingerprints(self._files(listing.found)):
                task = self._task(found, mark)
                if task is None:
                    continue
                while not readers.free():
                    self._collect(readers)
                readers.give(task)
            while readers.busy():
                self._collect(readers)
        gone = forget_missing(self._db, self._writer, order.paths, self._seen, order.prune)
        summary.pruned, summary.without_file = gone if order.prune else (0, gone[1])

    def _readers(self) -> AbstractContextManager[Readers]:
        order = self._order
        if order.scheduler is None:
            return Pool(order.rules, order.reading, order.limits, self._folder)
        parts = order.parts or str(self._folder.resolve())
        readers: AbstractContextManager[Readers] = _on_cluster().Cluster(
            order.scheduler, parts, order.rules, order.reading, order.limits, self._source
        )
        return readers

    def _files(self, found: Sequence[SourceFile]) -> Iterator[SourceFile]:
        """The files one after another, with those in archives in the archive's place."""
        order = self._order
        passed_over = self._summary.passed_over
        how = Unpacking(self._folder, order.limits, order.reading.max_bytes, passed_over)
        for listed in found:
            one = self._published(listed)
            size = _size(one)
            self._summary.bytes_seen += size
            self._summary.bytes_to_come -= size
            if one.kind == "document" or one.refused:
                yield one
                continue
            if order.scheduler is not None:
                yield replace(one, refused=ARCHIVE_ON_CLUSTER, remedy="Unpack it.")
                continue
            self._summary.total -= 1
            for member in members_of(one.path, one.place, how):
                self._summary.total += 1
                yield self._published(member)

    def _published(self, found: SourceFile) -> SourceFile:
        return replace(found, place=self._names.of(found.place))

    def _task(self, found: SourceFile, mark: Fingerprint | None) -> Task | None:
        """The task for a file, or None where it need not be read."""
        self._seen.add(found.place.location)
        if mark is None:
            self._refuse(found, ReadStatus("refused", found.refused, found.remedy))
            return None
        if mark.read_status is not None:
            self._refuse(found, mark.read_status)
            self._throw_away(found.path)
            return None
        if self._needs_no_reading(found, mark.document):
            self._throw_away(found.path)
            return None
        self._under_way[mark.document] = [found.place]
        staged = self._next_staging()
        path = found.path if found.url else found.path.absolute()
        given = self._given(found.place, look_up(self._db, mark.document))
        return Task(path, found.place.file, mark.document, mark.size, staged, found.url, given)

    def _given(self, place: SourceLocation, known: PriorState | None) -> Given | None:
        """What the manifest says about a paper, else what an earlier one said."""
        given = self._manifest.of(place)
        if given is not None or known is None or known.given is None:
            return given
        return given_of_row(known.given)

    def _next_staging(self) -> Path:
        self._tasks += 1
        return self._folder.absolute() / f"{self._tasks}.staging"

    def _needs_no_reading(self, found: SourceFile, document: str) -> bool:
        place, order = found.place, self._order
        if document in self._under_way:
            self._under_way[document].append(place)
            self._tell(Outcome(place.file, "same_bytes", "ok"))
            return True
        if document in self._ended:
            self._writer.name(document, [place])
            self._tell(Outcome(place.file, "same_bytes", self._ended[document]))
            return True
        known = look_up(self._db, document)
        if not order.selection.wants(place, known):
            self._summary.not_selected += 1
            return True
        if known is None or order.force or order.selection or not known.is_current(self._source):
            return False
        given = self._manifest.of(place)
        if given is not None and row_of_given(given) != known.given:
            return False
        self._ended[document] = known.status
        self._writer.name(document, [place])
        self._tell(Outcome(place.file, "unchanged", known.status, known.reason, known.remedy))
        return True

    def _collect(self, readers: Readers) -> None:
        for finished in readers.events():
            self._store(finished)
        self._summary.seconds = self.elapsed()
        self._summary.pages_opened = readers.pages_opened()
        self._listener.pulse(self._summary, readers.pages_under_way(), readers.files_under_way())

    def _store(self, finished: Finished) -> None:
        task = finished.task
        places = self._under_way.pop(task.document)
        self._load(task, places, finished.read_status, finished.peak)
        self._throw_away(task.path)

    def _load(
        self, task: Task, places: list[SourceLocation], read_status: ReadStatus, peak: int
    ) -> None:
        try:
            row = self._writer.load(task.staged, places)
        except FailedDocument as error:
            read_status = ReadStatus("failed", error.message, error.remedy)
            task.staged.unlink()
            self._write_verdict(task, read_status)
            row = self._writer.load(task.staged, places)
        for path in (task.staged, task.staged.with_name(task.staged.name + "-journal")):
            path.unlink(missing_ok=True)
        self._ended[task.document] = read_status.status
        self._tell(
            Outcome(
                task.file,
                read_status.status,
                read_status.status,
                read_status.reason,
                read_status.remedy,
                row["pages_read"],
                row["observations"],
                read_status.seconds or 0.0,
                peak,
            )
        )

    def _refuse(self, found: SourceFile, read_status: ReadStatus) -> None:
        """A row for a file whose bytes were not looked at: its path stands in for them."""
        place = found.place
        if not self._order.selection.wants(place, None):
            self._summary.not_selected += 1
            return
        name = place.raw if place.raw is not None else place.location.encode()
        document = UNREAD + hashlib.sha256(name).hexdigest()
        self._tasks += 1
        staged = self._folder / f"{self._tasks}.staging"
        given = self._manifest.of(place)
        task = Task(found.path, place.file, document, None, staged, given=given)
        self._write_verdict(task, read_status)
        self._load(task, [place], read_status, 0)

    def _write_verdict(self, task: Task, read_status: ReadStatus) -> None:
        """A staged document that says how the document ended, and nothing else."""
        with (
            in_words(self._order.database),
            StagedDocument(task.staged, task.document, task.file, task.given) as staged,
        ):
            staged.finish(read_status, size=task.size)

    def _throw_away(self, path: Path) -> None:
        """Delete what was unpacked from an archive; never anything else."""
        if path.parent.absolute() == self._folder.absolute():
            path.unlink(missing_ok=True)

    def _tell(self, outcome: Outcome) -> None:
        self._summary.add(outcome)
        self._summary.seconds = self.elapsed()
        self._listener.ended(outcome, self._summary)
