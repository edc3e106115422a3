"""What a query may read, and how much it may make.

Hiding a table in metadata.yml hides its page, but anybody who may write SQL could still read
it. SQLite's authorizer is asked about every column that a statement reads, when the statement
is prepared, through whatever view or subquery it does so. In the texts of documents contact
details were covered before they were stored; where they are published, those texts come from
the table in which they are kept.

SQLite checks the time only between its steps, and one step can make a value as long as its limit.
What a query has made is held in memory, written as HTML, JSON or CSV, and sent. So every value and
every answer is limited, and with them the work that follows the query.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from datasette.utils.asgi import Forbidden, Request

from extractor.redaction.seal import COVER
from extractor.site.settings import SiteSettings

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


async def closed_page(request: Request) -> None:
    """Refuse a page that shows paths of files or threads of the server."""
    raise Forbidden("This page tells about the machine that serves, and is not published.")


LOCATIONS = "locations"
CONTACTS = frozenset({"contacts", "withheld_texts", "page_contacts"})
REPLACED = "replaced_documents"
"""Holds earlier contacts and locations, compressed: no query of the site may read it."""
PEOPLE = frozenset({("reports", "author"), ("corrections", "made_by")})
"""Columns with names of people: they read as empty."""
MACHINE = frozenset({("runs", "command")})
"""Columns that name files of this machine: they read as empty."""
INTERNAL = frozenset(
    {"sqlite_stmt", "dbstat", "sqlite_dbpage", "bytecode", "tables_used", "pragma_database_list"}
)
"""Tables of SQLite itself that reveal other visitors' queries, files or deleted rows."""
_HARMLESS = frozenset(
    {
        *("table_info", "table_xinfo", "table_list", "foreign_key_list", "index_list"),
        *("index_info", "index_xinfo", "page_count", "page_size", "schema_version"),
    }
)
_PRAGMA = "pragma_"


def withheld_tables(settings: SiteSettings) -> frozenset[str]:
    """The tables that this site does not publish."""
    always = frozenset({LOCATIONS, REPLACED})
    return always if settings.publish_contacts else always | CONTACTS


def withheld_columns(settings: SiteSettings) -> frozenset[tuple[str, str]]:
    """The columns, each with its table, that this site shows as empty."""
    return MACHINE if settings.publish_contacts else MACHINE | PEOPLE


def withhold(connection: sqlite3.Connection, settings: SiteSettings) -> None:
    """Make every statement fail that reads a withheld table, or attaches another database.

    Columns with names of people are empty unless contacts are published.
    """
    if settings.publish_contacts:
        connection.text_factory = _revealing(connection)
    tables = withheld_tables(settings) | INTERNAL
    emptied = withheld_columns(settings)

    def decide(
        action: int,
        first: str | None,
        second: str | None,
        database: str | None,
        source: str | None,
    ) -> int:
        if action == sqlite3.SQLITE_READ:
            # Without a column it is count(*), which Datasette asks of every table.
            # SQLite's own tables are named as the query spells them.
            if second and ((first or "").lower() in tables or _tells_of_sqlite(first)):
                return sqlite3.SQLITE_DENY
            return sqlite3.SQLITE_IGNORE if (first, second) in emptied else sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK

    connection.set_authorizer(decide)


def _tells_of_sqlite(table: str | None) -> bool:
    name = (table or "").lower()
    return name.startswith(_PRAGMA) and name.removeprefix(_PRAGMA) not in _HARMLESS


def _revealing(connection: sqlite3.Connection) -> Callable[[bytes], str]:
    """Reads texts with the contact details that were covered in them.

    Where two texts differ in only their contact details, both stay covered.
    """
    (path,) = [row[2] for row in connection.execute("pragma database_list") if row[1] == "main"]
    kept = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
    cover = COVER.encode()

    def read(raw: bytes) -> str:
        text = str(raw, "utf-8", "replace")
        if cover not in raw:
            return text
        originals = kept.execute(
            "select distinct original from withheld_texts where covered = ? limit 2", (text,)
        ).fetchall()
        return str(originals[0][0]) if len(originals) == 1 else text

    return read
