"""Staged documents as Parquet parts: how rows travel from a cluster's workers to the one writer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from extractor.store.records import COLUMNS
from extractor.store.schema import column_types

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
