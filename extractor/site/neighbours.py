"""Whose statistical neighbours a page shows: those of the councils on it, and no one else's."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.rulebook.area_names import council_named, short_name
from extractor.site.context import Row, place_of


def neighbours_named(rows: list[Row]) -> list[Row]:
    """The rows, with those of statistical neighbours saying whose neighbours they are."""
    found = [dict(row) for row in rows]
    for row in found:
        if _of_neighbours(row) and row["council"]:
            known = council_named(row["council"])
            council = known.name if known else short_name(row["council"])
            row["area"] = f"{row['area']} of {council}"
    return found


def without_other_neighbours(rows: list[Row], areas: Iterable[str]) -> list[Row]:
    """The rows without the statistical neighbours of councils that are not among `areas`."""
    places = {place_of(area) for area in areas}
    return [r for r in rows if not _of_neighbours(r) or place_of(r["council"] or "") in places]


def _of_neighbours(row: Row) -> bool:
    return bool(row["area_level"] == "statistical_neighbours")
