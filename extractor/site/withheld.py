"""What no query may read: contact details of people, and where files lie on this machine.

Hiding a table in metadata.yml hides its page, but anybody who may write SQL could still read
it. SQLite's authorizer is asked about every column that a statement reads, when the statement
is prepared, through whatever view or subquery it does so. Contact details inside running texts
are covered in every text that SQLite hands out, whichever page, CSV or JSON asks for it.
"""

from __future__ import annotations

import sqlite3

from extractor.site.masking import covered
from extractor.site.settings import SiteSettings

CONTACTS = "contacts"
LOCATIONS = "locations"
REPLACED = "replaced_documents"
"""Holds contacts and locations of before, compressed: nobody reads it through the site."""
PEOPLE = frozenset({("reports", "author"), ("corrections", "made_by")})
"""Columns with names of people: they read as empty."""


def withheld_tables(settings: SiteSettings) -> frozenset[str]:
    """The tables that this site does not publish."""
    return frozenset({LOCATIONS, REPLACED} | (set() if settings.publish_contacts else {CONTACTS}))


def withhold(connection: sqlite3.Connection, settings: SiteSettings) -> None:
    """Make every statement fail that reads a withheld table, or attaches another database.

    Columns with names of people are empty, and e-mail addresses and telephone numbers in what
    is read are covered, unless contacts are published.
    """
    tables = withheld_tables(settings)
    emptied = frozenset() if settings.publish_contacts else PEOPLE

    def decide(
        action: int,
        first: str | None,
        second: str | None,
        database: str | None,
        source: str | None,
    ) -> int:
        # Without a column it is count(*), which Datasette asks of every table.
        if action == sqlite3.SQLITE_READ and first in tables and second:
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_READ and (first, second) in emptied:
            return sqlite3.SQLITE_IGNORE
        if action == sqlite3.SQLITE_ATTACH:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    connection.set_authorizer(decide)
    if not settings.publish_contacts:
        connection.text_factory = lambda raw: covered(str(raw, "utf-8", "replace"))
