"""The drop-downs of the questions: what each parameter of a query offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.site.settings import site_settings

if TYPE_CHECKING:
    from datasette.app import Datasette

MOST_OPTIONS = 600


@dataclass(frozen=True, slots=True)
class Options:
    """A parameter's label, the words for "any of them", and its values with their texts."""

    label: str
    any: str
    values: tuple[tuple[str, str], ...]


async def options_for(datasette: Datasette, database: str) -> dict[str, Options]:
    """What the parameters of the questions offer, by their names in SQL."""
    found = {}
    for name, parameter in site_settings(datasette).parameters.items():
        results = await datasette.get_database(database).execute(parameter.sql)
        values = tuple(
            (str(row[0]), str(row[-1])) for row in results.rows[:MOST_OPTIONS] if row[0] is not None
        )
        found[name] = Options(parameter.label, parameter.any, values)
    return found
