"""The hooks by which Datasette calls this site; each hands on to the module that does the work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar, cast

from datasette import hookimpl
from datasette.app import Datasette

from extractor.site.settings import site_settings
from extractor.site.withheld import withhold

Hook = TypeVar("Hook", bound=Callable[..., Any])


def hook(function: Hook) -> Hook:
    """Mark a function as one that Datasette calls."""
    return cast(Hook, hookimpl(function))


@hook
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Keep every query away from the tables that are not published."""
    withhold(conn, site_settings(datasette))
