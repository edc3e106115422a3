"""The figures of a database as pandas frames and charts.

Frames are typed for analysis: nullable whole numbers, dates, categories, booleans. The site draws
its own charts (`site/charts`); those here are for notebooks.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from extractor.errors import UsageError
from extractor.export.asked_names import (
    area_names,
    check_areas,
    check_breakdown,
    check_measures,
    unit_named,
)
from extractor.export.exported_columns import RESOURCES, Resource, columns_of
from extractor.redaction.seal import covered
from extractor.store.records import DIMENSION_COLUMNS

if TYPE_CHECKING:
    from matplotlib.axes import Axes


DATES = ("period_start", "period_end", "meeting_date", "first_meeting_date")
WHOLE = (
    *("page", "pages", "pages_read", "char_start", "char_end", "quote_start", "quote_end"),
    *("report_number", "first_page", "last_page", "statements", "documents", "restated"),
    *("conflicting", "bytes", "observations", "position"),
)
YES_OR_NO = ("second_hand", "reliable", "contested", "rejected", "current", "key_decision")
CATEGORIES = (
    *("measure", "unit", "kind", "qualifier", "direction", "source", "text_source", "area"),
    *("area_level", "council", "committee", "period_basis", "period_type", "period_source"),
    *("confidence", "rag", "trend", *DIMENSION_COLUMNS, "financial_year", "status"),
    *("media", "domain", "good_direction"),
)
RECORD = (
    *("id", "document_id", "file", "report", "item", "section", "page", "bbox", "char_start"),
    *("char_end", "quote", "quote_start", "quote_end", "source", "text_source", "figure_text"),
    *("value", "value_max", "unit", "qualifier", "kind", "direction", "measure", "subject"),
    *("dimensions", "population", "denominator", "area", "area_code", "area_level"),
    *("period_basis", "period_start", "period_end", "period_source", "rule", "confidence"),
    *("doubts", "second_hand", "row_label", "column_label", "unexplained", "nearest_measure"),
    *("rag", "trend"),
)
"""The keys of the published record in their order: the columns even where no figure is found."""
_NUMBERS = ("value", "value_max", "denominator", "rounded_to", "lowest", "highest", "actual")


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its columns in the types of this module, by their names."""
    changed: dict[str, pd.Series] = {}
    for name in frame.columns:
        column = frame[name]
        if name in DATES:
            changed[name] = pd.to_datetime(column, format="%Y-%m-%d")
        elif name in WHOLE and not pd.api.types.is_object_dtype(column):
            changed[name] = column.astype("Int64")
        elif name in WHOLE:
            changed[name] = pd.to_numeric(column).astype("Int64")
        elif name in YES_OR_NO and pd.api.types.is_numeric_dtype(column):
            changed[name] = column.astype("Int64").astype("boolean")
        elif name in YES_OR_NO and pd.api.types.is_bool_dtype(column):
            changed[name] = column.astype("boolean")
        elif name in CATEGORIES:
            changed[name] = column.astype("category")
        elif name in _NUMBERS:
            changed[name] = pd.to_numeric(column).astype("float64")
    return frame.assign(**changed)


def frame_of_records(records: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Published records as a typed frame, one row each; contact details are covered."""
    rows = [json.loads(covered(json.dumps(record, ensure_ascii=False))) for record in records]
    return typed(pd.DataFrame(rows, columns=list(RECORD)))


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

        Raises UsageError for a measure or area that the database does not have.
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
        `{"age_band": "16-17"}`, `{}` for totals only, None for all lines; `doubtful` adds
        points that the site does not chart (columns `reliable` and `contested` tell them apart);
        `unit` by id or in the words of the site ("number" is `count`).

        Returns the points in the order of measure, area and date.

        Raises UsageError for a measure, area, unit or breakdown that is not known.
        """
        unit = None if unit is None else unit_named(unit)
        check_breakdown(self.connection, breakdown or {})
        resource = _SERIES_ALL if doubtful else _resource("series")
        frame = self._chosen(resource, measure, area)
        if unit is not None:
            frame = frame[frame["unit"] == unit]
        if breakdown is not None:
            frame = frame[_are(frame["dimensions"], breakdown)]
        return frame.reset_index(drop=True)

    def targets(self, measure: str, *, area: Names | None = None) -> pd.DataFrame:
        """Targets and floors of a measure, each beside the actual figure of the same report.

        Parameters: `measure` by id, `area` by name or ONS code, one or several; None means all.

        Returns columns measure, unit, dimensions, kind, area, period_end (that of the actual, where
        the target names none), value, actual and meeting_date.

        Raises UsageError for a measure or area that the database does not have.
        """
        check_measures(self.connection, [measure])
        check_areas(self.connection, [] if area is None else _listed(area))
        frame = pd.read_sql_query(_TARGETS, self.connection, params=(measure,))
        if area is not None:
            frame = frame[frame["area"].isin(area_names(self.connection, _listed(area)))]
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
        unit = None if unit is None else unit_named(unit)
        points = self.series(measure, area=area, breakdown=breakdown or {}, doubtful=True)
        points = points[~points["contested"].fillna(False)]
        if points.empty:
            raise UsageError(f"There is no point for “{measure}” to draw.")
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
            check_measures(self.connection, names)
            conditions.append(f"measure in ({_marks(names)})")
            values += names
        if area is not None:
            names = _listed(area)
            check_areas(self.connection, names)
            conditions.append(f"(area in ({_marks(names)}) or area_code in ({_marks(names)}))")
            values += [*names, *names]
        where = f"where {' and '.join(conditions)}" if conditions else ""
        return self._table(resource, where, values)


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


def draw(points: pd.DataFrame, targets: pd.DataFrame, title: str, ax: Axes | None) -> Axes:
    """A line per area through the reliable points, hollow marks for the others, dashed targets.

    `points` are rows of `series_all`, `targets` rows of `Figures.targets`, both of one unit.
    """
    try:
        from matplotlib import pyplot
    except ModuleNotFoundError as error:
        raise UsageError(
            "Charts need matplotlib, which is not installed.",
            "Install it with: pip install 'committee-figures[plot]'",
        ) from error
    drawn: Axes = pyplot.subplots()[1] if ax is None else ax
    for area, line in points.groupby("area", observed=True):
        sure = line["reliable"].fillna(False).astype(bool)
        reliable, doubtful = line[sure], line[~sure]
        (path,) = drawn.plot(reliable["period_end"], reliable["value"], "-o", label=str(area))
        colour = path.get_color()
        if len(doubtful):
            drawn.plot(
                doubtful["period_end"], doubtful["value"], "o", color=colour,
                markerfacecolor="none", label=f"{area}, to be checked",
            )  # fmt: skip
        aims = targets[targets["area"] == area]
        if len(aims):
            drawn.plot(
                aims["period_end"], aims["value"], "--_", color=colour, label=f"{area}, target"
            )
    drawn.set_title(title)
    drawn.legend()
    return drawn
