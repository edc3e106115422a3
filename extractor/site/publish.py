"""The Datasette instance that publishes a database, and everything it needs to be safe.

`extractor serve` is a thin wrapper: the same site comes from the plain command

    datasette figures.db -i … -m metadata.yml --setting …

which docs/site.md shows in full; `DATASETTE_SETTINGS` are its settings.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from sqlite_utils import Database as SqliteUtils

from extractor import site
from extractor.errors import UsageError
from extractor.package_files import shipped
from extractor.site.context import NEEDED
from extractor.site.settings import PLUGIN
from extractor.store.migrations import missing_changes, unknown_changes

DATABASE = "figures"
"""The name under which the database is published, whatever its file is called: addresses of
figures stay the same, and metadata.yml describes the database by this name."""

DATASETTE_SETTINGS: dict[str, int | bool] = {
    # The longest time of a query; the slowest canned query takes a tenth of it.
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 300,
    "facet_suggest_time_limit_ms": 50,
    "default_facet_size": 30,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "allow_download": False,
    "allow_csv_stream": True,
    "max_csv_mb": 100,
    "truncate_cells_html": 600,
    "num_sql_threads": 4,
    # Trying every column of a large table takes seconds; the menu of a column offers its facet.
    "suggest_facets": False,
}


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published and how."""

    database: Path
    metadata: Path | None = None
    publish_contacts: bool = False
    allow_download: bool = False


def instance(order: Publication) -> Datasette:
    """A Datasette that serves the database under its fixed name.

    Raises UsageError where the file is missing or holds no figures.
    """
    look_at(order.database)
    if site not in pm.get_plugins():
        pm.register(site, PLUGIN)
    path = str(order.database)
    datasette = Datasette(
        [],
        metadata=metadata_of(order),
        settings={**DATASETTE_SETTINGS, "allow_download": order.allow_download},
        memory=False,
    )
    datasette.remove_database("_memory")
    live = can_change(order.database)
    datasette.add_database(Database(datasette, path, is_mutable=live), name=DATABASE)
    return datasette


def can_change(path: Path) -> bool:
    """Whether the database is opened as one that may be written while it is served.

    It is, since an ingest may run at any time; readers see whole documents, the old or the new.
    Only where SQLite cannot follow the changes, as on a medium that cannot be written with a
    write-ahead log, it is taken for one that stays as it is.
    """
    try:
        with closing(_opened(path)) as connection:
            connection.execute("select count(*) from sqlite_master")
    except sqlite3.OperationalError:
        return False
    return True


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def look_at(path: Path) -> None:
    """Raise UsageError where `path` is not a database that `extractor ingest` has made."""
    if not path.exists():
        raise UsageError(
            f"There is no database {path}.", f"Make one with: extractor ingest FOLDER --db {path}"
        )
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", "Name the file of the database.")
    try:
        with closing(_opened(path)) as connection:
            rows = connection.execute("select name from sqlite_master where type = 'table'")
            tables = {name for (name,) in rows}
            newer = unknown_changes(SqliteUtils(connection))
            missing = missing_changes(SqliteUtils(connection))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read as an SQLite database ({error}).", "Choose another file."
        ) from error
    if not tables >= NEEDED:
        raise UsageError(
            f"{path} holds no figures (the table {min(NEEDED - tables)} is missing).",
            "Choose a database that extractor ingest has written.",
        )
    if newer:
        raise UsageError(
            f"{path} was written by a newer version (unknown migrations: {', '.join(newer)}).",
            "Upgrade committee-figures, or choose another database.",
        )
    if missing:
        raise UsageError(
            f"{path} was written by an older version (missing migrations: {', '.join(missing)}).",
            f"Bring it up to date with: extractor ingest --db {path}",
        )


def metadata_of(order: Publication) -> dict[str, Any]:
    """What metadata.yml says about the database. Raises UsageError where it cannot be read."""
    path = order.metadata or shipped("metadata.yml")
    try:
        metadata = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}).") from error
    except yaml.YAMLError as error:
        raise UsageError(f"{path} is no YAML: {error}") from error
    assert isinstance(metadata, dict)
    if order.publish_contacts:
        metadata.setdefault("plugins", {}).setdefault(PLUGIN, {})["publish_contacts"] = True
        tables = metadata.get("databases", {}).get(DATABASE, {}).get("tables", {})
        tables.get("contacts", {}).pop("allow", None)
    return metadata
