"""Cells of Datasette's own tables that lead to pages of this site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from extractor.site.context import Addresses

if TYPE_CHECKING:
    from datasette.app import Datasette

_FIGURE = re.compile(r"[0-9a-f]{16}")
_DOCUMENT = re.compile(r"[0-9a-f]{64}")
_MEASURE = re.compile(r"[a-z0-9_]{1,80}")


def cell_as_link(
    value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | None:
    """A link in place of the id of a figure, a measure or a document; whole numbers without .0.

    None for cells that are shown as Datasette shows them.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return Markup(int(value))
    if not isinstance(value, str) or not value:
        return None
    at = Addresses(datasette, database)
    if _figure(column, table) and _FIGURE.fullmatch(value):
        return _link(at.figure(value), "evidence" if column.endswith("evidence") else value)
    if _DOCUMENT.fullmatch(value) and (column == "document_id" or column.endswith("_document")):
        return _link(at.document(value), f"{value[:8]}…")
    if (column, table) == ("id", "documents") and _DOCUMENT.fullmatch(value):
        return _link(at.document(value), f"{value[:8]}…")
    measured = column == "measure" or (column, table) == ("id", "measures")
    if measured and _MEASURE.fullmatch(value):
        return _link(at.measure(value), value)
    return None


def _figure(column: str, table: str | None) -> bool:
    if column == "id":
        return table in ("observations", "outside_series")
    return (
        column.endswith(("evidence", "observation", "observation_id")) or column == "duplicate_of"
    )


def _link(address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(escape(address), text)
