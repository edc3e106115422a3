"""The figures of a database as pandas frames and charts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from extractor.errors import UsageError
from extractor.export.resources import RESOURCES, Resource, columns_of
from extractor.export.typed import typed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Names = str | Sequence[str]
_SERIES_ALL = Resource("series_all", "measure, unit, dimensions_key, area, period_end, series_key")
_TARGETS = """
select measure, unit, dimensions, target_kind as kind, area, period_end, target as value, actual,
  meeting_date
from targets_vs_actuals where measure = ? order by area, period_end, meeting_date, value"""


class Figures:
    """An open database of figures, for reading. Made by `extractor.api.open_database`.

    Every method returns a new frame: `value` is float64, counts are Int64, dates are datetime64,
    closed lists such as `unit` and `area` are categories, yes and no are booleans. `dimensions`
    and `doubts` are JSON texts, as in the database.
    """

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro"
        self.connection = sqlite3.connect(uri, uri=True)

    def __enter__(self) -> Figures:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; frames that were made stay."""
        self.connection.close()

    def measures(self) -> pd.DataFrame:
        """The measures by id: label, definition, units, kind, good direction."""
        return self._table(_resource("measures")).set_index("id")

    def documents(self) -> pd.DataFrame:
        """One row per file, with its status and the reason where it was not read."""
        return self._table(_resource("documents"))

    def reports(self) -> pd.DataFrame:
        """One row per report, with council, committee, meeting date and pages."""
        return self._table(_resource("reports"))

    def observations(
        self, measure: Names | None = None, *, area: Names | None = None
    ) -> pd.DataFrame:
        """One row per figure as a paper gives it, with its quote, page and flags.

        Parameters: `measure` and `area` choose, by id and by name or ONS code; None means all.

        Raises UsageError for a measure that the database does not have.
        """
        return self._chosen(_resource("observations"), measure, area)

    def series(
        self,
        measure: Names | None = None,
        *,
        area: Names | None = None,
        unit: str | None = None,
        breakdown: Mapping[str, str] | None = None,
        doubtful: bool = False,
    ) -> pd.DataFrame:
        """Points of trends: one value per measure, breakdown, unit, area and period.

        Parameters: `measure` by id, `area` by name or ONS code, one or several; `breakdown` such as
        `{"placement_type": "kinship"}`, `{}` for totals only, None for all lines; `doubtful` adds
        points that the site does not chart (columns `reliable` and `contested` tell them apart).

        Returns the points in the order of measure, area and date.

        Raises UsageError for a measure that the database does not have.
        """
        resource = _SERIES_ALL if doubtful else _resource("series")
        frame = self._chosen(resource, measure, area)
        if unit is not None:
            frame = frame[frame["unit"] == unit]
        if breakdown is not None:
            frame = frame[_are(frame["dimensions"], breakdown)]
        return frame.reset_index(drop=True)

    def targets(self, measure: str, *, area: Names | None = None) -> pd.DataFrame:
        """Targets and floors of a measure, each beside the actual figure of the same report.

        Returns columns measure, unit, dimensions, kind, area, period_end (that of the actual, where
        the target names none), value, actual and meeting_date.

        Raises UsageError for a measure that the database does not have.
        """
        self._check([measure])
        frame = pd.read_sql_query(_TARGETS, self.connection, params=(measure,))
        if area is not None:
            frame = frame[frame["area"].isin(_listed(area))]
        return typed(frame).reset_index(drop=True)

    def plot(
        self,
        measure: str,
        *,
        area: Names | None = None,
        unit: str | None = None,
        breakdown: Mapping[str, str] | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """A line per area over time, with targets as dashes and doubtful points hollow.

        Parameters are those of `series`; `unit` is the commonest one where it is not given, and
        without `breakdown` totals are drawn. `ax` is a matplotlib Axes to draw on.

        Returns the Axes. Raises UsageError where matplotlib is missing
        (`pip install 'committee-figures[plot]'`) or there is nothing to draw.
        """
        from extractor.export.plotting import draw

        points = self.series(measure, area=area, breakdown=breakdown or {}, doubtful=True)
        points = points[~points["contested"].fillna(False)]
        if points.empty:
            raise UsageError(f"There is no point of “{measure}” to draw.")
        chosen = unit or str(points["unit"].mode().iloc[0])
        aims = self.targets(measure, area=area)
        aims = aims[_are(aims["dimensions"], breakdown or {}) & (aims["unit"] == chosen)]
        label = str(self.measures()["label"][measure])
        return draw(points[points["unit"] == chosen], aims, f"{label} ({chosen})", ax)

    def _table(
        self, resource: Resource, where: str = "", values: Sequence[Any] = ()
    ) -> pd.DataFrame:
        listed = ", ".join(
            f"[{column.name}] as [{column.name}]"
            for column in columns_of(self.connection, resource)
        )
        query = f"select {listed} from {resource.name} {where} order by {resource.order}"
        return typed(pd.read_sql_query(query, self.connection, params=tuple(values)))

    def _chosen(
        self, resource: Resource, measure: Names | None, area: Names | None
    ) -> pd.DataFrame:
        conditions: list[str] = []
        values: list[str] = []
        if measure is not None:
            names = _listed(measure)
            self._check(names)
            conditions.append(f"measure in ({_marks(names)})")
            values += names
        if area is not None:
            names = _listed(area)
            conditions.append(f"(area in ({_marks(names)}) or area_code in ({_marks(names)}))")
            values += [*names, *names]
        where = f"where {' and '.join(conditions)}" if conditions else ""
        return self._table(resource, where, values)

    def _check(self, measures: Sequence[str]) -> None:
        known = [name for (name,) in self.connection.execute("select id from measures order by id")]
        for name in measures:
            if name not in known:
                near = get_close_matches(name, known, 1)
                hint = f"Did you mean “{near[0]}”?" if near else "measures() lists them."
                raise UsageError(f"There is no measure called “{name}”.", hint)


def _resource(name: str) -> Resource:
    return next(resource for resource in RESOURCES if resource.name == name)


def _listed(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _marks(names: Sequence[str]) -> str:
    return ", ".join("?" * len(names))


def _are(dimensions: pd.Series, breakdown: Mapping[str, str]) -> pd.Series:
    """Whether each JSON text is exactly this breakdown."""
    wanted = dict(breakdown)
    return dimensions.map(lambda text: json.loads(text or "{}") == wanted).astype(bool)
