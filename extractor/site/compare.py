"""Councils beside each other and beside England on one chart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from extractor.checks.say import listed
from extractor.rulebook.area_names import council_named
from extractor.site import sql, sql_pages, sql_search
from extractor.site.charts.line_chart import drawn
from extractor.site.charts.lines import lines_of
from extractor.site.charts.model import NARROW, WIDE, Chart, ChartWords
from extractor.site.context import Dropdown, RequestContext, Row, place_of, request_context
from extractor.site.measure_choice import FIRST, LAST, own_breakdown
from extractor.site.measures import (
    FAR_LARGER,
    POINTS_READ,
    breaks_of,
    neighbours_named,
    of_like_size,
    parted,
    without_other_neighbours,
)
from extractor.site.paper_sources import source_of
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

AREAS_COMPARED = 4
LEVELS = ("national", "regional", "statistical_neighbours")


class Comparison:
    """What a visitor compares: a measure, its unit and breakdown, areas and levels."""

    def __init__(
        self,
        here: RequestContext,
        measure: Row,
        kinds: list[Row],
        own: str = "",
        comparable: bool = False,
    ) -> None:
        self.measure, self._kinds = measure, kinds
        local = [row for row in kinds if row["area_level"] == "local"]
        usual_unit = _comparable_unit(local) if comparable else ""
        self.unit = _commonest(here.asked("unit"), local or kinds, "unit", usual_unit)
        of_unit = [row for row in local if row["unit"] == self.unit]
        keys = {row["dimensions_key"] for row in of_unit}
        self.total = words.total_key(keys, own)
        asked = here.request.args.get("breakdown")
        self.unknown = self._not_there(here.asked("unit"), asked, keys)
        if asked is None or asked not in keys:
            asked = self.total
        self.breakdown = _commonest(asked, of_unit, "dimensions_key")
        points = Counter[str]()
        for row in of_unit:
            if row["dimensions_key"] == self.breakdown:
                points[row["area"]] += row["points"]
        self.known = sorted(points)
        places = {place_of(area): area for area in points}
        asked_areas = [
            area if area in points else places.get(place_of(area), area)
            for area in here.request.args.getlist("area")
            if area
        ]
        given = [area for area in asked_areas if area in points]
        self.without = [area for area in dict.fromkeys(asked_areas) if area not in points]
        usual = [area for area, _ in points.most_common(AREAS_COMPARED)]
        # Others in place of what was asked for would not be an answer.
        self.areas = list(dict.fromkeys(given if asked_areas else usual))[:AREAS_COMPARED]
        self.less_certain = here.asked("certainty") == "all"

    def _not_there(self, unit: str, breakdown: str | None, keys: Collection[str]) -> str:
        """The unit or breakdown that was asked for, in words, where no figure has it."""
        if unit and unit != self.unit:
            return f"in the unit “{words.UNITS.get(unit, words.spaced(unit))}”"
        if breakdown and breakdown not in keys:
            return f"with the breakdown “{words.breakdown_of_key(breakdown, self.total)}”"
        return ""

    def other_units(self) -> list[tuple[str, str, int]]:
        """The other units in which the total is given: key, name, and by how many councils."""
        areas: dict[str, set[str]] = defaultdict(set)
        for row in self._of_total():
            areas[row["unit"]].add(row["area"])
        return [
            (unit, words.UNITS.get(unit, words.spaced(unit)), len(found))
            for unit, found in sorted(areas.items(), key=lambda item: -len(item[1]))
            if unit != self.unit
        ]

    def in_other_units(self) -> list[Row]:
        """The areas whose total is given in another unit, as areas that are not ranked."""
        rows = [row for row in self._of_total() if row["unit"] != self.unit]
        return [{"area": row["area"], "reason": "other_unit"} for row in rows]

    def _of_total(self) -> list[Row]:
        if self.breakdown != self.total:
            return []
        return [
            row
            for row in self._kinds
            if row["area_level"] == "local" and row["dimensions_key"] == self.total
        ]

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


_SIZED = frozenset({"count", "currency_gbp", "fte"})
"""Units in which the largest councils have the largest figures."""


def _comparable_unit(rows: list[Row]) -> str:
    """A share or rate where at least half as many areas give one as a number: numbers order
    councils by their size; else nothing."""
    areas: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        areas[row["unit"]].add(row["area"])
    sized = max((len(areas[unit]) for unit in areas if unit in _SIZED), default=0)
    shares = [unit for unit in areas if unit not in _SIZED]
    best = max(shares, key=lambda unit: (len(areas[unit]), unit), default="")
    return best if best and 2 * len(areas[best]) >= sized else ""


def _commonest(asked: str, rows: list[Row], field: str, usual: str = "") -> str:
    counted = Counter[str]()
    for row in rows:
        counted[row[field]] += row["points"]
    if asked in counted:
        return asked
    if usual in counted:
        return usual
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


@dataclass(frozen=True, slots=True)
class Missing:
    """What a comparison has no figure of: names that are no council's, councils with figures that
    are not shown (each with the reason), and the others, with England."""

    unknown: str
    not_shown: list[tuple[str, str]]
    others: str


async def missing_of(here: RequestContext, comparison: Comparison, rows: list[Row]) -> Missing:
    """What was asked for, and England, as far as there is no figure of it."""
    known = {row["area"] for row in await here.rows(sql_search.AREAS)}
    places = {place_of(area): area for area in known}
    without = [places.get(place_of(area), area) for area in comparison.without]
    unknown = [
        area for area in without if place_of(area) not in places and council_named(area) is None
    ]
    of_choice = {key: comparison.values()[key] for key in ("measure", "unit", "breakdown")}
    left_out = await here.rows(sql_pages.NOT_RANKED, **of_choice) if without else []
    reasons = {row["area"]: WHY_NOT[row["reason"]] for row in _by_reason(left_out)}
    if comparison.less_certain:
        reasons = {area: why for area, why in reasons.items() if why != WHY_NOT["less_certain"]}
    not_shown = [(area, reasons[area]) for area in without if area in reasons]
    england = [] if any(row["area_level"] == "national" for row in rows) else ["England"]
    others = [area for area in without if area not in unknown and area not in reasons] + england
    return Missing(
        listed([f"“{area}”" for area in unknown]) if unknown else "",
        not_shown,
        listed(others) if others else "",
    )


def _by_reason(left_out: list[Row]) -> list[Row]:
    """The rows, with the reason that is to be given of an area last."""
    reasons = list(WHY_NOT)
    return sorted(left_out, key=lambda row: -reasons.index(row["reason"]))


WHY_NOT = {
    "other_unit": "a figure in another unit",
    "contested": "more than one value for the same date",
    "less_certain": "only less certain readings",
    "undated": "no date",
}
"""Why a council that has figures of a measure is not ranked or compared."""


async def left_out(here: RequestContext, comparison: Comparison) -> int:
    """How many less certain readings of the chosen areas are not shown."""
    if comparison.less_certain:
        return 0
    counted = [
        await here.row(sql.LEFT_OUT, **comparison.values(), area=area) for area in comparison.areas
    ]
    return sum(row["figures"] for row in counted if row)


async def compared_charts(
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
        notes += (FAR_LARGER,)
    written = ChartWords(
        ", ".join(title),
        notes,
        here.source_line(await source_of(here, alike)),
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
        charts=await compared_charts(here, comparison, rows),
        rows=rows,
        missing=await missing_of(here, comparison, rows),
        left_out=await left_out(here, comparison),
        dropdowns=comparison.dropdowns(measures),
    )
