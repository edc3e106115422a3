"""Write the files of an export: CSV, Parquet, a workbook and descriptions of the CSV files.

Everything goes into a folder beside the target first; an export that is stopped leaves the files
of the one before it as they were.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from extractor.errors import StoreError
from extractor.export.descriptions import CSVW_FILE, DATA_PACKAGE_FILE, csvw, data_package
from extractor.export.exported_columns import RESOURCES, Column, Resource, columns_of
from extractor.export.spreadsheet_safety import defused
from extractor.export.tidy import write_tidy
from extractor.export.workbook import sheets, write_workbook

ROWS = 50_000
"""Rows of a frame: an export takes the memory of one frame, however many there are."""

# `Int64` keeps whole numbers whole where some are missing; numpy's integers cannot be missing.
_DTYPES = {"integer": "Int64", "number": "float64", "string": "string", "date": "string"}


def frames(
    connection: sqlite3.Connection, resource: Resource, columns: Sequence[Column], rows: int = ROWS
) -> Iterator[pd.DataFrame]:
    """The rows in their fixed order, at most `rows` at a time; one empty frame where none are."""
    dtypes = {column.name: _DTYPES[column.kind] for column in columns}
    # Named, because a column that is withheld would lose its name with its values.
    listed = ", ".join(f"[{column.name}] as [{column.name}]" for column in columns)
    query = f"select {listed} from {resource.name} order by {resource.order}"
    yield from pd.read_sql_query(query, connection, chunksize=rows, dtype=dtypes)


_ARROW = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "string": pa.string(),
    "date": pa.date32(),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A resource that was written, and its number of rows."""

    name: str
    rows: int


def export(
    connection: sqlite3.Connection, target: Path, metadata: Mapping[str, Any], site: str = ""
) -> list[Written]:
    """Write every resource of the database into the folder `target`, made where it is missing.

    `metadata` is metadata.yml: titles, licence and the meaning of columns. `site` is the address
    at which the site is published, for the links of the workbook. Files that an earlier export
    left there are replaced, others stay. Raises StoreError where the folder cannot be written.
    """
    written, described = [], []
    try:
        target.mkdir(parents=True, exist_ok=True)
        with _folder_beside(target) as made:
            for resource in RESOURCES:
                columns = columns_of(connection, resource)
                written.append(Written(resource.name, _write(connection, resource, columns, made)))
                described.append((resource, columns))
            written.append(Written("tidy", write_tidy(connection, made)))
            write_workbook(made / "figures.xlsx", sheets(connection, metadata, site))
            for name, words in (
                (CSVW_FILE, csvw(described, metadata)),
                (DATA_PACKAGE_FILE, data_package(described, metadata)),
            ):
                text = json.dumps(words, ensure_ascii=False, indent=2)
                (made / name).write_text(text + "\n", encoding="utf-8")
            for file in sorted(made.iterdir()):
                file.replace(target / file.name)
    except OSError as error:
        raise StoreError(
            f"{target} cannot be written ({error.strerror}).", "Choose another folder."
        ) from error
    return written


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A folder on the same disk, so that moving files out of it cannot fail half-way."""
    folder = Path(tempfile.mkdtemp(prefix=".export-", dir=target))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(
    connection: sqlite3.Connection, resource: Resource, columns: Sequence[Column], folder: Path
) -> int:
    """Write one resource both ways; returns its number of rows."""
    schema = pa.schema([(column.name, _ARROW[column.kind]) for column in columns])
    count = 0
    with (
        (folder / f"{resource.name}.csv").open("w", encoding="utf-8", newline="") as text,
        closing(
            pq.ParquetWriter(folder / f"{resource.name}.parquet", schema, compression="zstd")
        ) as parquet,
    ):
        for frame in frames(connection, resource, columns):
            _for_spreadsheets(frame, columns).to_csv(
                text, index=False, header=count == 0, float_format="%.15g", lineterminator="\r\n"
            )
            parquet.write_table(_typed(frame, schema))
            count += len(frame)
    return count


def _for_spreadsheets(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The frame with no text that a spreadsheet would run as a formula."""
    texts = [column.name for column in columns if column.kind == "string"]
    return frame.assign(**{name: frame[name].map(defused, na_action="ignore") for name in texts})


def _typed(frame: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    """The frame with the types of the schema; ISO texts become dates."""
    texts = pa.schema([(f.name, pa.string() if f.type == pa.date32() else f.type) for f in schema])
    return pa.Table.from_pandas(frame, schema=texts, preserve_index=False).cast(schema)
