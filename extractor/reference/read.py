"""Read official figures from CSV files into rows of the database, by layouts that say which column
holds what (rules/checks/reference_layouts.yml); they stay apart from what papers say.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict
from sqlite_utils import Database

from extractor.errors import UsageError
from extractor.package_files import shipped
from extractor.rulebook.area_names import council_named, load_areas
from extractor.store import series
from extractor.store.records import Row, compact
from extractor.store.series_keys import dimensions_key

FILE = "reference_layouts.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureColumn(_Strict):
    """A column that holds values; what a row does not say about them."""

    column: str
    measure: str | None = None
    unit: str | None = None


class Kind(_Strict):
    """What the words of some columns mean."""

    of: tuple[str, ...]
    measure: str
    dimensions: dict[str, str] = {}


class Kinds(_Strict):
    """The columns that say what is counted; rows with other words are left out."""

    columns: tuple[str, ...]
    values: tuple[Kind, ...]


Field = Literal[
    "measure", "dimensions", "area", "area_code", "level", "period_basis", "period_start",
    "period_end", "unit", "source", "release", "released_on", "year",
]  # fmt: skip


class Layout(_Strict):
    """One way in which files are laid out: which column holds which field.

    `only` are the words that a column must have for its row to be official: a list of known
    figures may also hold what papers said.
    """

    id: str
    needs: tuple[str, ...]
    columns: dict[Field, str]
    figures: tuple[FigureColumn, ...]
    bases: dict[str, Literal["as_at", "during"]] = {}
    year_ends: str | None = None
    source: str | None = None
    area_in_dimensions: bool = False
    only: dict[str, tuple[str, ...]] = {}
    kinds: Kinds | None = None


class Released(_Strict):
    """When a release came out, from the words of its source."""

    pattern: str
    day: str


class Otherwise(_Strict):
    """When it came out where the source does not say."""

    years_after: int
    month_day: str


class Layouts(_Strict):
    """The whole file."""

    levels: dict[str, str]
    suppressed: tuple[str, ...]
    released: tuple[Released, ...]
    otherwise_released: Otherwise
    layouts: tuple[Layout, ...]

    def of(self, columns: set[str]) -> Layout | None:
        """The first layout whose columns are there."""
        return next((x for x in self.layouts if columns.issuperset(x.needs)), None)

    def released_on(self, words: str, period_end: str) -> str:
        """The day on which figures of a period came out."""
        for known in self.released:
            found = re.search(known.pattern, words)
            if found is not None:
                return known.day.format(**found.groupdict())
        year = int(period_end[:4]) + self.otherwise_released.years_after
        return f"{year}-{self.otherwise_released.month_day}"


@lru_cache(maxsize=1)
def load_layouts() -> Layouts:
    """The layouts that come with the package."""
    path = shipped("rules") / "checks" / FILE
    return Layouts.model_validate(yaml.safe_load(path.read_text("utf-8")))


ROUNDED_TO = 5
MANY = 20
"""So many values of a source that all are multiples of five were rounded to five."""


def read_reference(path: Path, area: str | None = None) -> tuple[list[Row], int]:
    """The official figures of a file, and how many cells are suppressed or of no use here.

    `area` is whose figures they are, where the file does not say. Raises UsageError where
    the file has no known layout, or names no area.
    """
    layouts = load_layouts()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            columns = set(reader.fieldnames or ())
            layout = layouts.of(columns)
            if layout is None:
                known = "; ".join(f"{x.id}: {', '.join(x.needs)}" for x in layouts.layouts)
                raise UsageError(
                    f"{path} has no layout that is known.", f"Columns needed are {known}."
                )
            if "area" not in layout.columns and area is None:
                raise UsageError(f"{path} names no area.", "Say whose figures they are: --area.")
            rows, left_out = [], 0
            for line in reader:
                for row in _rows(line, layout, layouts, area):
                    if row is None:
                        left_out += 1
                    else:
                        rows.append(row | {"file": path.name})
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8.", "Save it as UTF-8 (CSV).") from error
    _find_rounding(rows)
    return rows, left_out


def _rows(
    line: dict[str, str], layout: Layout, layouts: Layouts, area: str | None
) -> Iterator[Row | None]:
    def cell(field: str) -> str | None:
        column = layout.columns.get(field)  # type: ignore[call-overload]
        return (line.get(column) or "").strip() or None if column else None

    if any(line.get(column, "") not in words for column, words in layout.only.items()):
        yield None
        return
    kind = None
    if layout.kinds is not None:
        words = tuple(line.get(column, "") for column in layout.kinds.columns)
        kind = next((k for k in layout.kinds.values if k.of == words), None)
        if kind is None:
            yield None
            return
    dimensions = dict(kind.dimensions) if kind else _dimensions(cell("dimensions"))
    other = None
    if layout.area_in_dimensions and dimensions is None:
        dimensions, other = {}, cell("dimensions")
    place = _place(other or cell("area") or area, cell("area_code"), cell("level"), layouts)
    period = _period(cell, layout)
    for figure in layout.figures:
        value = _value(line.get(figure.column, ""), layouts)
        measure = figure.measure or (kind.measure if kind else cell("measure"))
        unit = figure.unit or cell("unit")
        if value is None or place is None or not (measure and unit) or dimensions is None:
            yield None
            continue
        source = cell("source") or layout.source or ""
        release = cell("release")
        yield {
            "measure": measure, "dimensions": compact(dimensions),
            "dimensions_key": dimensions_key(dimensions), **place, **period, "unit": unit,
            "value": value, "rounded_to": _step(line.get(figure.column, ""), figure),
            "source": source, "release": release or source or None,
            "released_on": cell("released_on")
            or layouts.released_on(f"{release or ''} {source}", str(period["period_end"])),
            "note": None,
        }  # fmt: skip


def _dimensions(text: str | None) -> dict[str, str] | None:
    """`{"a": "b"}`, `a=b;c=d`, or nothing; None where it is neither."""
    if text is None:
        return {}
    if text.startswith("{"):
        found: dict[str, str] = json.loads(text)
        return found
    pairs = [part.partition("=") for part in text.split(";")]
    return {a.strip(): b.strip() for a, _, b in pairs} if all(e for _, e, _ in pairs) else None


def _place(
    name: str | None, code: str | None, level: str | None, layouts: Layouts
) -> dict[str, str | None] | None:
    """Area, code and level as observations have them; None where the area is not known."""
    if name is None:
        return None
    wanted = layouts.levels.get((level or "local").casefold())
    for words in load_areas().words:
        if words.name == name and words.code:
            return {"area": name, "area_code": words.code, "area_level": words.level}
    if wanted == "regional":
        return {"area": name, "area_code": code, "area_level": "regional"}
    short = name.partition(",")[0] if name.endswith(" of") else name
    council = council_named(short.replace(".", ""))
    if council is None or wanted not in (None, "local"):
        return None
    return {"area": council.name, "area_code": council.code, "area_level": "local"}


def _period(cell, layout: Layout) -> dict[str, str | None]:  # type: ignore[no-untyped-def]
    if layout.year_ends is not None:
        end = f"{cell('year')[:4]}-{layout.year_ends}"
        return {"period_basis": "as_at", "period_start": None, "period_end": end}
    basis = cell("period_basis") or ("during" if cell("period_start") else "as_at")
    basis = layout.bases.get(basis, basis)
    start = None if basis == "as_at" else cell("period_start")
    return {"period_basis": basis, "period_start": start, "period_end": cell("period_end")}


def _value(text: str | None, layouts: Layouts) -> float | None:
    plain = (text or "").strip().replace(",", "")
    if plain.casefold() in layouts.suppressed:
        return None
    try:
        return float(plain)
    except ValueError:
        return None


def _step(text: str, figure: FigureColumn) -> float:
    return float(10.0 ** -len(text.partition(".")[2]))


def _find_rounding(rows: list[Row]) -> None:
    """Counts of a source that are all multiples of five are rounded to five."""
    counts: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["unit"] == "count":
            counts[(row["source"], row["period_end"])].append(row)
    for same in counts.values():
        if len(same) >= MANY and all(row["value"] % ROUNDED_TO == 0 for row in same):
            for row in same:
                row["rounded_to"] = float(ROUNDED_TO)


COLUMNS = (
    *("file", "measure", "dimensions", "dimensions_key", "area", "area_code", "area_level"),
    *("unit", "period_basis", "period_start", "period_end", "value", "rounded_to", "source"),
    *("release", "released_on", "note"),
)


def replace_reference(db: Database, file: str, rows: list[Row]) -> None:
    """Make the figures of a file those that were read; figures of other files stay."""
    with db.atomic():
        db.execute("delete from reference_figures where file = ?", (file,))
        db.conn.executemany(
            f"""insert into reference_figures ({", ".join(COLUMNS)})
            values ({", ".join("?" * len(COLUMNS))})""",
            [tuple(row[column] for column in COLUMNS) for row in rows],
        )
        # An official figure confirms what papers say, so that points may be reliable now.
        series.make_all(db.conn)
