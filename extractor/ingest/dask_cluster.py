"""Read on a Dask cluster: the same function, on workers that share nothing but storage.

Paths, fingerprints and outcomes pass through the scheduler. Workers read documents from where they
are, and rows come back to the one writer as Parquet files in a folder or object store. If a worker
dies, Dask gives its documents to another.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from extractor.errors import StoreError, UsageError
from extractor.ingest.files import READABLE, Fingerprint, SourceFile, fingerprint
from extractor.ingest.limits import IngestSettings
from extractor.ingest.process_limits import peak_memory
from extractor.ingest.provenance import provenance
from extractor.ingest.published_names import name_of_address
from extractor.ingest.task import Finished, Task, give_up
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook
from extractor.store.migrations import column_types
from extractor.store.records import COLUMNS, Provenance, SourceLocation
from extractor.store.staging import ReadStatus

ROWS_AT_ONCE = 2000
LAST = "documents"
"""The table whose part is written last: where it is there, the document is complete."""

_ARROW = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64()}


def part_name(parts: str, document: str, table: str) -> str:
    """Where the rows of a document and table lie."""
    return f"{parts.rstrip('/')}/{document}.{table}.parquet"


def write_parts(staged: Path, parts: str, document: str) -> None:
    """Write each table of a staged document as a part; a part stands under its name only when
    whole."""
    with closing(sqlite3.connect(staged)) as db:
        for table in [*(t for t in COLUMNS if t != LAST), LAST]:
            _write(db, table, part_name(parts, document, table))


def _write(db: sqlite3.Connection, table: str, target: str) -> None:
    columns = COLUMNS[table]
    types = column_types(table)
    schema = pa.schema([(column, _ARROW[types[column]]) for column in columns])
    order = " order by position" if "position" in columns else ""
    cursor = db.execute(f"select {', '.join(f'[{c}]' for c in columns)} from [{table}]{order}")
    with (
        fsspec.open(target, "wb") as stream,
        pq.ParquetWriter(stream, schema, compression="zstd") as writer,
    ):
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            arrays = [
                pa.array(values, type=field.type)
                for values, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def read_parts(parts: str, document: str, staged: Path) -> None:
    """Make a staged document of a document's parts again; whatever stood in its place is
    replaced."""
    staged.unlink(missing_ok=True)
    with closing(sqlite3.connect(staged)) as db:
        db.execute("pragma synchronous = off")
        for table, columns in COLUMNS.items():
            db.execute(f"create table [{table}] ({', '.join(f'[{c}]' for c in columns)})")
            marks = ", ".join("?" * len(columns))
            with (
                fsspec.open(part_name(parts, document, table), "rb") as stream,
                closing(pq.ParquetFile(stream)) as file,
            ):
                for batch in file.iter_batches(ROWS_AT_ONCE):
                    rows: Any = zip(*(c.to_pylist() for c in batch.columns), strict=True)
                    db.executemany(f"insert into [{table}] values ({marks})", rows)
        db.commit()


def remove_parts(parts: str, document: str) -> None:
    """Delete a document's parts, if there are any."""
    for table in COLUMNS:
        name = part_name(parts, document, table)
        files, path = fsspec.core.url_to_fs(name)
        if files.exists(path):
            files.rm(path)


LOOK_EVERY = 0.1
AHEAD = 4
"""Documents that are under way for each thread of the cluster, so that none waits for us."""

_ONE_AT_A_TIME = threading.Lock()
"""pdfium must not be used by two threads of a process at once."""


def list_urls(urls: Iterable[str]) -> list[SourceFile]:
    """The documents at and under URLs that fsspec knows (`s3://…`, `gs://…`, `file://…`).

    Raises UsageError where there is nothing.
    """
    found = []
    for url in urls:
        files, root = fsspec.core.url_to_fs(url)
        paths = [root] if files.isfile(root) else sorted(files.find(root))
        names = [p for p in paths if p == root or Path(p).suffix.lower() in READABLE]
        if not names:
            raise UsageError(f"{url} holds no documents.")
        for name in names:
            full = files.unstrip_protocol(name)
            place = SourceLocation(name_of_address(full, files.unstrip_protocol(root)), full)
            found.append(SourceFile(Path(Path(name).name), place, url=full))
    return found


def read_to_parts(
    source: str,
    name: str,
    task: Task,
    rules: Path | None,
    settings: ReadingSettings,
    expected: Provenance,
    parts: str,
    seconds: float,
) -> tuple[ReadStatus, int]:
    """Read one document on a worker and leave its rows under `parts`.

    `source` is a path or URL, `name` the file name. Returns the verdict and the peak memory of
    the worker in bytes. Raises StoreError where the worker has other code or rules than the
    process that asked: its rows would not be the same.
    """
    from extractor.ingest.read import read_document

    rulebook = load_rulebook(rules)
    if provenance(rulebook, settings) != expected:
        raise StoreError("A worker of the cluster has another version of the program or rules.")
    too_long = threading.Timer(seconds, os._exit, (1,))
    too_long.daemon = True
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory() as folder:
        too_long.start()
        path = Path(source)
        if "://" in source:
            path = Path(folder) / name
            with fsspec.open(source, "rb") as stream, path.open("wb") as copy:
                while chunk := stream.read(1 << 20):
                    copy.write(chunk)
        here = replace(task, path=path, staged=Path(folder) / "staging", url=None)
        try:
            read_status = read_document(here, rulebook, settings)
            write_parts(here.staged, parts, task.document)
        finally:
            too_long.cancel()
    return read_status, peak_memory()


class Cluster:
    """Readers of `ingest` on a Dask cluster; see `task.Readers`."""

    def __init__(
        self,
        address: str,
        parts: str,
        rules: Path | None,
        reading: ReadingSettings,
        limits: IngestSettings,
        source: Provenance,
    ) -> None:
        self._parts, self._reading, self._limits, self._source = parts, reading, limits, source
        self._rules = rules and rules.resolve()
        try:
            # Without types in Dask, its client and futures are Any.
            client: Any = import_module("distributed").Client
            self._client = client(address, timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"There is no Dask scheduler at {address} ({error}).") from error
        self._under_way: dict[Any, Task] = {}

    def __enter__(self) -> Cluster:
        if "://" not in self._parts:
            os.makedirs(self._parts, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.cancel(list(self._under_way))
        self._client.close()

    def fingerprints(
        self, found: Iterable[SourceFile]
    ) -> Iterator[tuple[SourceFile, Fingerprint | None]]:
        """The files with their fingerprints, which the workers make, some ahead of their use."""
        waiting: deque[tuple[SourceFile, Any]] = deque()
        for one in found:
            mark = None
            if one.refused is None:
                path = one.path.absolute()
                limit = self._reading.max_bytes
                mark = self._client.submit(fingerprint, path, limit, one.url, pure=False)
            waiting.append((one, mark))
            if len(waiting) > self._room():
                first, future = waiting.popleft()
                yield first, None if future is None else future.result()
        for first, future in waiting:
            yield first, None if future is None else future.result()

    def _room(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return AHEAD * max(1, sum(threads.values()))

    def free(self) -> bool:
        """Whether the cluster can take another document."""
        return len(self._under_way) < self._room()

    def busy(self) -> bool:
        """Whether any document is being read."""
        return bool(self._under_way)

    def give(self, task: Task) -> None:
        """Hand a document to the cluster."""
        remove_parts(self._parts, task.document)
        future = self._client.submit(
            read_to_parts,
            task.url or str(task.path.absolute()),
            task.path.name,
            task,
            self._rules,
            self._reading,
            self._source,
            self._parts,
            self._limits.time_limit,
            pure=False,
        )
        self._under_way[future] = task

    def events(self) -> Iterator[Finished]:
        """Wait a moment; documents whose rows have arrived, or that the cluster gave up."""
        ended = [future for future in self._under_way if future.done()]
        if not ended:
            time.sleep(LOOK_EVERY)
        for future in ended:
            task = self._under_way.pop(future)
            error = future.exception()
            if error is None:
                read_status, peak = future.result()
                read_parts(self._parts, task.document, task.staged)
                remove_parts(self._parts, task.document)
                yield Finished(task, read_status, 0, peak)
            elif isinstance(error, StoreError):
                raise error
            else:
                yield Finished(task, give_up(task, None, *_why(error, self._limits)))

    def pages_under_way(self) -> int:
        """Not known: workers tell of whole documents only."""
        return 0

    def pages_opened(self) -> int:
        """Not known either."""
        return 0

    def files_under_way(self) -> list[str]:
        """The names of the documents that were given to the cluster."""
        return [task.file for task in self._under_way.values()]


def _why(error: BaseException, limits: IngestSettings) -> tuple[str, str]:
    if type(error).__name__ == "KilledWorker":
        return (
            "Several workers of the cluster died of it, or it took more than "
            f"{limits.time_limit:g} seconds.",
            "Give the workers more memory, or raise --time-limit.",
        )
    return (
        f"The worker that read it stopped with {type(error).__name__}: {error}.",
        "This is a fault of the program: please report it with the document.",
    )
