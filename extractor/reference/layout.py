"""How files with official figures are laid out, as data."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from extractor.data import shipped

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
    """One way in which files are laid out: which column holds which field."""

    id: str
    needs: tuple[str, ...]
    columns: dict[Field, str]
    figures: tuple[FigureColumn, ...]
    bases: dict[str, Literal["as_at", "during"]] = {}
    year_ends: str | None = None
    source: str | None = None
    area_in_dimensions: bool = False
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
