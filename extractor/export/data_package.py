"""The description of an export as a Frictionless data package: types, keys and meanings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.export import tidy
from extractor.export.resources import REFERENCES, Column, Resource

DESCRIPTION = "datapackage.json"


def data_package(
    resources: Iterable[tuple[Resource, Sequence[Column]]], metadata: Mapping[str, Any]
) -> dict[str, Any]:
    """The whole description, ready for JSON. `metadata` is metadata.yml as read."""
    (database,) = metadata["databases"].values()
    described = [
        _resource(resource, columns, database["tables"].get(resource.name, {}))
        for resource, columns in resources
    ]
    return {
        "name": "committee-figures",
        "title": metadata["title"],
        "description": metadata["description"],
        "licenses": [{"title": metadata["license"], "path": metadata["license_url"]}],
        "sources": [{"title": metadata["source"]}],
        "resources": [*described, _tidy()],
    }


def _resource(
    resource: Resource, columns: Sequence[Column], described: Mapping[str, Any]
) -> dict[str, Any]:
    schema = _schema(columns, described.get("columns", {}), resource.key)
    references = REFERENCES.get(resource.name, ())
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [theirs]}}
            for column, other, theirs in references
        ]
    return _table(resource.name, described.get("title", resource.name), schema)


def _tidy() -> dict[str, Any]:
    schema = _schema(tidy.COLUMNS, tidy.MEANINGS, ())
    return _table("tidy", "Series in the layout of explore education statistics", schema)


def _table(name: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _schema(
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
