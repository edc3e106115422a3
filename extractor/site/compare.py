"""Councils beside each other and beside England on one chart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from extractor.checks.say import listed
from extractor.site import sql
from extractor.site.charts.line_chart import drawn
from extractor.site.charts.lines import lines_of
from extractor.site.charts.model import NARROW, WIDE, Chart, ChartWords
from extractor.site.context import Dropdown, RequestContext, Row, request_context
from extractor.site.measure_choice import FIRST, LAST, own_breakdown
from extractor.site.measures import (
    POINTS_READ,
    breaks_of,
    neighbours_named,
    parted,
    without_other_neighbours,
)
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

AREAS_COMPARED = 4
LEVELS = ("national", "regional", "statistical_neighbours")


class Comparison:
    """What a visitor compares: a measure, its unit and breakdown, areas and levels."""

    def __init__(self, here: RequestContext, measure: Row, kinds: list[Row], own: str = "") -> None:
        self.measure, self._kinds = measure, kinds
        local = [row for row in kinds if row["area_level"] == "local"]
        self.unit = _commonest(here.asked("unit"), local or kinds, "unit")
        of_unit = [row for row in local if row["unit"] == self.unit]
        keys = {row["dimensions_key"] for row in of_unit}
        self.total = words.total_key(keys, own)
        asked = here.request.args.get("breakdown")
        if asked is None or asked not in keys:
            asked = self.total
        self.breakdown = _commonest(asked, of_unit, "dimensions_key")
        points = Counter[str]()
        for row in of_unit:
            if row["dimensions_key"] == self.breakdown:
                points[row["area"]] += row["points"]
        self.known = sorted(points)
        asked_areas = [area for area in here.request.args.getlist("area") if area]
        given = [area for area in asked_areas if area in points]
        self.without = [area for area in dict.fromkeys(asked_areas) if area not in points]
        usual = [area for area, _ in points.most_common(AREAS_COMPARED)]
        # Others in place of what was asked for would not be an answer.
        self.areas = list(dict.fromkeys(given if asked_areas else usual))[:AREAS_COMPARED]
        self.less_certain = here.asked("certainty") == "all"

    @property
    def part(self) -> str:
        """The breakdown in words; empty for the total."""
        if self.breakdown in ("", self.total):
            return ""
        return words.breakdown_of_key(self.breakdown, self.total)

    def values(self) -> dict[str, Any]:
        """The values of the query for points."""
        return {
            "measure": self.measure["id"],
            "unit": self.unit,
            "breakdown": self.breakdown,
            "period": "",
            "since": FIRST,
            "until": LAST,
            "most": POINTS_READ,
        }

    def query(self) -> list[tuple[str, str]]:
        """The comparison as written in the address of the page."""
        pairs = [("measure", self.measure["id"]), ("unit", self.unit)]
        pairs += [("breakdown", self.breakdown)] if self.breakdown else []
        pairs += [("area", area) for area in self.areas]
        return [*pairs, ("certainty", "all")] if self.less_certain else pairs

    def dropdowns(self, measures: list[Row]) -> list[Dropdown]:
        """Measure, unit, breakdown and one drop-down for each area."""
        local = [row for row in self._kinds if row["area_level"] == "local"]
        units = sorted({row["unit"] for row in local})
        keys = sorted({row["dimensions_key"] for row in local if row["unit"] == self.unit})
        areas = (("", "none"), *((area, area) for area in self.known))
        chosen = [*self.areas, *[""] * AREAS_COMPARED][:AREAS_COMPARED]
        return [
            Dropdown(
                "measure",
                "Measure",
                tuple((row["id"], row["label"]) for row in measures),
                self.measure["id"],
            ),
            Dropdown(
                "unit",
                "Unit",
                tuple((unit, words.UNITS.get(unit, words.spaced(unit))) for unit in units),
                self.unit,
            ),
            Dropdown(
                "breakdown",
                "Breakdown",
                tuple((key, words.breakdown_of_key(key, self.total)) for key in keys),
                self.breakdown,
            ),
            *(
                Dropdown("area", f"Council {number}", areas, area)
                for number, area in enumerate(chosen, 1)
            ),
        ]


def _commonest(asked: str, rows: list[Row], field: str) -> str:
    counted = Counter[str]()
    for row in rows:
        counted[row[field]] += row["points"]
    if asked in counted:
        return asked
    return counted.most_common(1)[0][0] if counted else ""


async def comparison_of(here: RequestContext) -> tuple[Comparison | None, list[Row]]:
    """What the query string compares, and the measures that there are to choose from."""
    measures = [row for row in await here.rows(sql.MEASURES) if row["stated"]]
    known = {row["id"] for row in measures}
    asked = here.asked("measure") or here.settings.pages.compared
    name = asked if asked in known else next(iter(row["id"] for row in measures), None)
    if name is None:
        return None, measures
    measure = await here.row(sql.MEASURE, measure=name)
    assert measure is not None
    statement = sql.CHOICES_OF_ALL if here.asked("certainty") == "all" else sql.CHOICES_OF_MEASURE
    own = own_breakdown(await here.rows(sql.RULES_OF_MEASURE, measure=name), name)
    return Comparison(here, measure, await here.rows(statement, measure=name), own), measures


async def compared_rows(here: RequestContext, comparison: Comparison) -> list[Row]:
    """The points of the chosen areas, then those of England, regions and their neighbours."""
    points = sql.POINTS_ALL if comparison.less_certain else sql.POINTS
    rows = []
    for area in comparison.areas:
        rows += await here.rows(points, **comparison.values(), area=area, level="local")
    for level in LEVELS:
        rows += await here.rows(points, **comparison.values(), area="", level=level)
    return neighbours_named(without_other_neighbours(rows, comparison.areas))


def missing_of(comparison: Comparison, rows: list[Row]) -> str:
    """The councils that were asked for and England, as far as there is no figure of them."""
    england = [] if any(row["area_level"] == "national" for row in rows) else ["England"]
    missing = [*comparison.without, *england]
    return listed(missing) if missing else ""


async def left_out(here: RequestContext, comparison: Comparison) -> int:
    """How many less certain readings of the chosen areas are not shown."""
    if comparison.less_certain:
        return 0
    counted = [
        await here.row(sql.LEFT_OUT, **comparison.values(), area=area) for area in comparison.areas
    ]
    return sum(row["figures"] for row in counted if row)


MOST_APART = 10  # times the largest figure of a council that one of a wider area may be drawn at


def of_like_size(rows: list[Row]) -> list[Row]:
    """The points without those of wider areas that would press the councils flat on one axis: the
    83,630 children of England beside the 1,100 of a county. All where no council has one."""
    largest = max((abs(row["value"]) for row in rows if row["area_level"] == "local"), default=0)
    if not largest:
        return rows
    return [
        row
        for row in rows
        if row["area_level"] == "local" or abs(row["value"]) <= MOST_APART * largest
    ]


def compared_charts(
    here: RequestContext, comparison: Comparison, rows: list[Row]
) -> tuple[Chart, ...]:
    """The chart for a desk and the one for a phone; none where there is nothing to draw."""
    measure = comparison.measure
    breaks = breaks_of(measure)
    plausible, _ = parted(rows)
    alike = of_like_size(plausible)
    lines = lines_of(alike, breaks, measure["kind"] == "stock")
    title = [measure["label"], words.UNITS.get(comparison.unit, words.spaced(comparison.unit))]
    title += [comparison.part] if comparison.part else []
    notes: tuple[str, ...] = (measure["note"],) if measure["note"] else ()
    if len(alike) < len(plausible):
        notes += ("England or a region is in the table and not drawn: its total is far larger.",)
    written = ChartWords(
        ", ".join(title),
        notes,
        here.source_line(),
    )
    found = [drawn(lines, [], breaks, comparison.unit, written, width) for width in (WIDE, NARROW)]
    return tuple(chart for chart in found if chart is not None)


async def compare_page(datasette: Datasette, request: Request) -> Response:
    """Up to four councils, England, region and neighbours on one chart."""
    here = await request_context(datasette, request)
    comparison, measures = await comparison_of(here)
    if comparison is None:
        return await here.missing("figure to compare yet")
    rows = await compared_rows(here, comparison)
    return await here.page(
        "site_compare.html",
        measure=comparison.measure,
        comparison=comparison,
        query=comparison.query(),
        charts=compared_charts(here, comparison, rows),
        rows=rows,
        missing=missing_of(comparison, rows),
        left_out=await left_out(here, comparison),
        dropdowns=comparison.dropdowns(measures),
    )
