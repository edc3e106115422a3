"""How much one query may make: the length of a value, of an answer, of a pattern.

SQLite looks at the time only between its steps, and one step can make a value as long as its
limit; and what a query has made is held in memory, written as HTML, JSON or CSV, and sent. So
every value and every answer is bounded, and with them the work that follows the query.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

LONGEST_VALUE = 8_000_000
"""Bytes of a value or a row. The longest text of a document is shorter (`pages/source.py`)."""
LARGEST_ANSWER = 16_000_000
"""Bytes of all rows of an answer."""
LONGEST_SQL = 100_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: LONGEST_SQL,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


def bound(connection: sqlite3.Connection) -> None:
    """Bound what a statement on the connection can make, and what its rows add up to.

    A row beyond raises sqlite3.OperationalError, which Datasette answers with 400.
    """
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    made = 0

    def begin(statement: str) -> None:
        nonlocal made
        made = 0

    def row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        nonlocal made
        for value in values:
            made += len(value) if isinstance(value, (str, bytes)) else 8
        if made > LARGEST_ANSWER:
            raise sqlite3.OperationalError(
                f"the answer has more than {LARGEST_ANSWER:,} bytes: ask for fewer rows or columns"
            )
        return sqlite3.Row(cursor, values)

    connection.set_trace_callback(begin)
    make: Callable[..., Any] = row
    connection.row_factory = make
