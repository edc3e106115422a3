"""Cells of Datasette's own tables in words: labels for ids, dates as people write them, links."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from extractor.site.context import Addresses
from extractor.store.records import DIMENSION_COLUMNS
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

_FIGURE = re.compile(r"[0-9a-f]{16}")
_DOCUMENT = re.compile(r"[0-9a-f]{64}")
_MEASURE = re.compile(r"[a-z0-9_]{1,80}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_VOCABULARIES = {
    "unit": words.UNITS,
    "given_as": words.UNITS,
    "period_type": words.PERIOD_TYPES,
    "area_level": words.LEVELS,
    "compared_level": words.LEVELS,
    "kind": words.KINDS | words.REPORT_KINDS,
    "target_kind": words.KINDS,
    "source": words.SOURCES,
    "text_source": words.TEXT_SOURCES,
    "period_source": words.PERIOD_SOURCES,
    "good_direction": words.DIRECTIONS | {"context": "depends on context"},
    "period_basis": {"as_at": "on a given date", "during": "over a period"},
}

_LABELS: dict[tuple[str, int], dict[str, str]] = {}
"""The labels of measures by database file and its last change: a table has many cells."""


async def cell_in_words(
    value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | str | None:
    """What a cell shows: a link or label in place of an id; None where it is shown as it is."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return Markup(int(value))
    if not isinstance(value, str) or not value:
        return None
    at = Addresses(datasette, database)
    if _figure(column, table) and _FIGURE.fullmatch(value):
        evidence = column.endswith(("evidence", "observation", "observation_id"))
        return _link(at.figure(value), "evidence" if evidence else value)
    if _document(column, table) and _DOCUMENT.fullmatch(value):
        return _link(at.document(value), "paper" if column != "id" else f"{value[:8]}…")
    if _measure(column, table) and _MEASURE.fullmatch(value):
        label = await _label(datasette, database, value)
        return None if label is None else _link(at.measure(value), label)
    return _in_words(value, column)


async def value_in_words(
    value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> str:
    """A value of a column as the choices beside a table name it: its label, without a link."""
    said = str(value) if value not in (None, "") else "-"
    if _measure(column, table) and _MEASURE.fullmatch(said):
        return await _label(datasette, database, said) or said
    shown = _in_words(said, column)
    return said if shown is None else shown.striptags()


def _in_words(value: str, column: str) -> Markup | None:
    if column in _VOCABULARIES:
        known = _VOCABULARIES[column].get(value)
        return None if known is None else _text(known)
    if column == "doubts":
        return _text("; ".join(words.doubts(value)) or "none")
    if column == "dimensions":
        return _text(words.breakdown(value) or "total")
    if column == "dimensions_key":
        return _text(words.breakdown_of_key(value))
    if column in DIMENSION_COLUMNS:
        return _text(words.breakdown(json.dumps({column: value})))
    if column in ("path", "file"):
        return _text(value.rsplit("/", 1)[-1])
    if _DATE.fullmatch(value):
        return _text(words.day(value))
    return None


def _figure(column: str, table: str | None) -> bool:
    if column == "id":
        return table in ("observations", "outside_series")
    return (
        column.endswith(("evidence", "observation", "observation_id")) or column == "duplicate_of"
    )


def _document(column: str, table: str | None) -> bool:
    return (
        column == "document_id"
        or column.endswith("_document")
        or (column, table) == ("id", "documents")
    )


def _measure(column: str, table: str | None) -> bool:
    return column in ("measure", "nearest_measure") or (column, table) == ("id", "measures")


async def _label(datasette: Datasette, database: str, measure: str) -> str | None:
    """The label of a measure; None for an id that is not a measure."""
    published = datasette.get_database(database)
    stamp = Path(published.path).stat().st_mtime_ns if published.path else 0
    key = (str(published.path), stamp)
    if key not in _LABELS:
        found = await published.execute("select id, label from measures")
        _LABELS.clear()
        _LABELS[key] = {row["id"]: row["label"] for row in found.rows}
    return _LABELS[key].get(measure)


def _text(text: str) -> Markup:
    return escape(text)


def _link(address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(escape(address), text)
