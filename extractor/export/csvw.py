"""The description of the CSV files as CSV on the Web says (W3C, "Metadata Vocabulary for Tabular
Data", 2015): every column with its meaning and type, keys, and what refers to what.

The words come from metadata.yml, so that site and export say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.export import tidy
from extractor.export.resources import OPTIONAL, REFERENCES, Column, Resource

DESCRIPTION = "csv-metadata.json"
"""The name under which CSVW readers look for the description of a folder's CSV files."""


def description(
    resources: Iterable[tuple[Resource, Sequence[Column]]], metadata: Mapping[str, Any]
) -> dict[str, Any]:
    """The whole description, ready for JSON. `metadata` is metadata.yml as read."""
    (database,) = metadata["databases"].values()
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": metadata["title"],
        "dc:description": metadata["description"],
        "dc:license": {"@id": metadata["license_url"]},
        "dc:rights": metadata["license"],
        "dc:source": metadata["source"],
        "tables": [
            _table(resource, columns, database["tables"].get(resource.name, {}))
            for resource, columns in resources
        ]
        + [_tidy()],
    }


def _tidy() -> dict[str, Any]:
    schema = {"columns": [_column(c, tidy.MEANINGS[c.name]) for c in tidy.COLUMNS]}
    title = "Series in the layout of explore education statistics"
    return {"url": "tidy.csv", "dc:title": title, "tableSchema": schema}


def _table(
    resource: Resource, columns: Sequence[Column], words: Mapping[str, Any]
) -> dict[str, Any]:
    meanings = words.get("columns", {})
    schema: dict[str, Any] = {"columns": [_column(c, meanings.get(c.name)) for c in columns]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    references = [
        reference
        for reference in REFERENCES.get(resource.name, ())
        if (resource.name, reference[0]) not in OPTIONAL
    ]
    if references:
        schema["foreignKeys"] = [
            {
                "columnReference": column,
                "reference": {"resource": f"{other}.csv", "columnReference": theirs},
            }
            for column, other, theirs in references
        ]
    table = {"url": f"{resource.name}.csv", "tableSchema": schema}
    if "title" in words:
        table["dc:title"] = words["title"]
    if "description" in words:
        table["dc:description"] = words["description"]
    return table


def _column(column: Column, meaning: str | None) -> dict[str, Any]:
    said = {"name": column.name, "titles": column.name, "datatype": column.kind}
    return said | ({"dc:description": meaning} if meaning else {})
