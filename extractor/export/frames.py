"""Rows of a resource as pandas frames of bounded size, each column with its declared type."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import pandas as pd

from extractor.export.resources import Column, Resource

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
