"""The descriptions that an export carries, so that other programs know what each column holds.

CSV on the Web (W3C, "Metadata Vocabulary for Tabular Data", 2015) and a Frictionless data package:
both name types, keys and references. The words come from metadata.yml, as those of the site do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.export import tidy
from extractor.export.exported_columns import OPTIONAL, REFERENCES, Column, Resource

CSVW_FILE = "csv-metadata.json"
"""The name under which CSVW readers look for the description of a folder's CSV files."""


def csvw(
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
            _csvw_table(resource, columns, database["tables"].get(resource.name, {}))
            for resource, columns in resources
        ]
        + [_csvw_tidy()],
    }


def _csvw_tidy() -> dict[str, Any]:
    schema = {"columns": [_csvw_column(c, tidy.MEANINGS[c.name]) for c in tidy.COLUMNS]}
    title = "Series in the layout of explore education statistics"
    return {"url": "tidy.csv", "dc:title": title, "tableSchema": schema}


def _csvw_table(
    resource: Resource, columns: Sequence[Column], words: Mapping[str, Any]
) -> dict[str, Any]:
    meanings = words.get("columns", {})
    schema: dict[str, Any] = {"columns": [_csvw_column(c, meanings.get(c.name)) for c in columns]}
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


def _csvw_column(column: Column, meaning: str | None) -> dict[str, Any]:
    said = {"name": column.name, "titles": column.name, "datatype": column.kind}
    return said | ({"dc:description": meaning} if meaning else {})


DATA_PACKAGE_FILE = "datapackage.json"


def data_package(
    resources: Iterable[tuple[Resource, Sequence[Column]]], metadata: Mapping[str, Any]
) -> dict[str, Any]:
    """The whole description, ready for JSON. `metadata` is metadata.yml as read."""
    (database,) = metadata["databases"].values()
    described = [
        _package_resource(resource, columns, database["tables"].get(resource.name, {}))
        for resource, columns in resources
    ]
    return {
        "name": "committee-figures",
        "title": metadata["title"],
        "description": metadata["description"],
        "licenses": [{"title": metadata["license"], "path": metadata["license_url"]}],
        "sources": [{"title": metadata["source"]}],
        "resources": [*described, _package_tidy()],
    }


def _package_resource(
    resource: Resource, columns: Sequence[Column], described: Mapping[str, Any]
) -> dict[str, Any]:
    schema = _package_schema(columns, described.get("columns", {}), resource.key)
    references = REFERENCES.get(resource.name, ())
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [theirs]}}
            for column, other, theirs in references
        ]
    return _package_table(resource.name, described.get("title", resource.name), schema)


def _package_tidy() -> dict[str, Any]:
    schema = _package_schema(tidy.COLUMNS, tidy.MEANINGS, ())
    return _package_table("tidy", "Series in the layout of explore education statistics", schema)


def _package_table(name: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _package_schema(
    columns: Sequence[Column], meanings: Mapping[str, str], key: Sequence[str]
) -> dict[str, Any]:
    fields = []
    for column in columns:
        field = {"name": column.name, "type": column.kind}
        fields.append(
            field | ({"description": meanings[column.name]} if column.name in meanings else {})
        )
    schema: dict[str, Any] = {"fields": fields}
    return schema | ({"primaryKey": list(key)} if key else {})
