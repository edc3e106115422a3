"""Names that a program asks for, held to those that the database has: measures, areas, units and
breakdowns. What is not there is said with the nearest name, in place of a frame without rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import get_args

from extractor.errors import UsageError
from extractor.types import Unit
from extractor.wording import labels
from extractor.wording.words import UNITS

_AREAS = "select distinct area, area_code from series_points where area is not null"
_STATED = "select 1 from observations where area = ?1 or area_code = ?1 limit 1"
_OF_CODE = "select distinct area from observations where area_code = ? and area is not null"
_BREAKDOWNS = "select distinct dimensions_key from series_points where dimensions_key <> ''"
_MOST_LISTED = 12


def check_measures(db: sqlite3.Connection, names: Iterable[str]) -> None:
    """Raise UsageError where one of `names` is no measure; its label leads to its id."""
    known = dict(db.execute("select id, label from measures order by id").fetchall())
    for name in names:
        if name not in known:
            near = _nearest(name, known)
            hint = f"Did you mean “{near}”?" if near else "measures() lists them."
            raise UsageError(f"There is no measure called “{name}”.", hint)


def check_areas(db: sqlite3.Connection, names: Iterable[str]) -> None:
    """Raise UsageError where no figure is of one of `names`, which are names or ONS codes."""
    known: dict[str, str] = {}
    for area, code in db.execute(_AREAS):
        known |= {area: area} | ({code: code} if code else {})
    for name in names:
        if name not in known and db.execute(_STATED, (name,)).fetchone() is None:
            raise UsageError(f"No figure is of an area called “{name}”.", _hint(name, known))


def area_names(db: sqlite3.Connection, asked: Iterable[str]) -> set[str]:
    """The names of areas that are asked for by name or ONS code, for a table that has no codes."""
    named = set(asked)
    return named | {area for code in named for (area,) in db.execute(_OF_CODE, (code,))}


def unit_named(name: str) -> str:
    """The id of a unit that is named by it or in the words of the site: "number" is `count`.

    Raises UsageError where it is none.
    """
    said = {words: unit for unit, words in UNITS.items()}
    unit = said.get(name, name)
    if unit not in get_args(Unit):
        known = {id_: UNITS.get(id_, id_) for id_ in get_args(Unit)}
        raise UsageError(f"There is no unit called “{name}”.", _hint(name, known))
    return unit


def check_breakdown(db: sqlite3.Connection, breakdown: Mapping[str, str]) -> None:
    """Raise UsageError where there is no such breakdown, or it has no such value."""
    if not breakdown:
        return
    found: dict[str, set[str]] = {}
    for (key,) in db.execute(_BREAKDOWNS):
        for part in key.split(";"):
            name, _, value = part.partition("=")
            found.setdefault(name, set()).add(value)
    names = {name: labels.dimension(name) for name in (*sorted(found), *labels.dimensions())}
    for name, value in breakdown.items():
        if name not in names:
            raise UsageError(f"There is no breakdown called “{name}”.", _hint(name, names))
        codes = (*sorted(found.get(name, ())), *labels.values(name))
        values = {code: labels.value(name, code) for code in codes}
        if value not in values:
            raise UsageError(f"No figure has the {name} “{value}”.", _hint(value, values))


def _hint(name: str, known: Mapping[str, str]) -> str:
    near = _nearest(name, known)
    return f"Did you mean “{near}”?" if near else _there_are(list(known))


def _there_are(names: Sequence[str]) -> str:
    more = len(names) - _MOST_LISTED
    listed = ", ".join(names[:_MOST_LISTED]) or "none"
    return f"There are: {listed}{f' and {more} more' if more > 0 else ''}."


def _nearest(name: str, known: Mapping[str, str]) -> str | None:
    """The id whose label is `name`, or else the nearest of ids and labels; case does not count."""
    said = {label.casefold(): id_ for id_, label in known.items()}
    said |= {id_.casefold(): id_ for id_ in known}
    near = get_close_matches(str(name).casefold(), list(said), 1)
    return said[near[0]] if near else None
