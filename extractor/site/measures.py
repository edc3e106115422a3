"""The page of a measure: what it is, the chart of its series, the figures below it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.rulebook.area_names import council_named, short_name
from extractor.site import sql
from extractor.site.charts.line_chart import Aim, drawn
from extractor.site.charts.lines import Change, lines_of
from extractor.site.charts.model import NARROW, WIDE, Chart, ChartWords
from extractor.site.context import RequestContext, Row, place_of, request_context
from extractor.site.measure_choice import (
    Choice,
    choice_of,
    dropdowns_of,
    table_filters,
)
from extractor.site.paper_sources import source_of
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

AREAS_DRAWN = 8
POINTS_READ = 2000
ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """What a choice leaves of a measure: local figures, those compared with, and targets.

    Targets are those of the chosen area, or of the areas that the chart draws. `others` areas
    were not read, because there are too many figures for a page.
    """

    local: list[Row]
    compared: list[Row]
    targets: list[Row]
    others: int = 0

    @property
    def areas(self) -> set[str]:
        """The areas that the chart draws: those with the most points."""
        rows, _ = parted(self.local)
        return most_stated(rows)


async def measure_page(datasette: Datasette, request: Request) -> Response:
    """The page of a measure, with what the query string chooses of it."""
    here = await request_context(datasette, request)
    name = here.part("measure")
    measure = await here.row(sql.MEASURE, measure=name)
    if measure is None:
        return await here.missing(f"measure called “{name}”")
    choice, kinds = await choice_of(here, name)
    figures = await figures_of(here, name, choice, kinds)
    values = choice.values(name)
    _, odd = parted(figures.local + [r for r in figures.compared if r["area_level"] == "national"])
    areas = figures.areas
    of_kind = {key: values[key] for key in ("measure", "unit", "breakdown", "area")}
    left_out = None if choice.less_certain else await here.row(sql.LEFT_OUT, **values)
    undated = await here.rows(sql.UNDATED, measure=name, area=choice.area)
    return await here.page(
        "site_measure.html",
        measure=measure,
        official=words.mapped(measure["official"]),
        aliases=json.loads(measure["aliases"]),
        breaks=breaks_shown(measure, figures),
        rules=await here.rows(sql.RULES_OF_MEASURE, measure=name),
        choice=choice,
        dropdowns=dropdowns_of(kinds, choice),
        charts=await charts_of(here, measure, choice, figures),
        left_out=left_out["figures"] if left_out else 0,
        areas_left_out=len({row["area"] for row in figures.local}) - len(areas) + figures.others,
        areas_drawn=len(areas),
        odd=[row for row in odd if row["area_level"] != "local" or row["area"] in areas],
        rows=_counting(figures.local[:ROWS_SHOWN], measure),
        more_rows=max(0, len(figures.local) - ROWS_SHOWN),
        cut=figures.others > 0 or len(figures.local) == POINTS_READ,
        compared=figures.compared[:ROWS_SHOWN],
        targets=figures.targets,
        undated=[row for row in undated if row["unit"] == choice.unit or not choice.unit],
        undated_other=[row for row in undated if row["unit"] != choice.unit],
        restated=await here.rows(sql.RESTATED, **of_kind),
        contested=await here.rows(sql.CONTESTED, **of_kind),
        filters=table_filters(name, choice),
    )


async def figures_of(
    here: RequestContext, measure: str, choice: Choice, kinds: list[Row] | None = None
) -> Figures:
    """The figures that a choice leaves.

    With the kinds of figures that there are, only those of the areas that a chart draws where
    all are more than a page can show.
    """
    points = sql.POINTS_ALL if choice.less_certain else sql.POINTS
    values = choice.values(measure)
    stated = points_by_area(kinds or [], choice)
    if stated.total() > POINTS_READ:
        drawn_areas = [area for area, _ in stated.most_common(AREAS_DRAWN)]
        of_areas = sql.POINTS_OF_AREAS_ALL if choice.less_certain else sql.POINTS_OF_AREAS
        local = await here.rows(
            of_areas, **values, areas=json.dumps(drawn_areas), level="local", most=POINTS_READ
        )
    else:
        stated.clear()
        local = await here.rows(points, **values, level="local", most=POINTS_READ)
    compared = []
    for level in ("national", "regional", "statistical_neighbours"):
        compared += await here.rows(points, **{**values, "area": ""}, level=level, most=POINTS_READ)
    areas = [choice.area] if choice.area else sorted(most_stated(parted(local)[0]))
    if choice.area:
        compared = without_other_neighbours(compared, areas)
    targets = await here.rows(sql.TARGETS, **values, areas=json.dumps([*areas, None]))
    others = len(stated.keys() - {row["area"] for row in local})
    return Figures(local, neighbours_named(compared), targets, others)


def points_by_area(kinds: list[Row], choice: Choice) -> Counter[str]:
    """How many points of the choice each area has, whenever they are."""
    found = Counter[str]()
    for row in kinds:
        if (
            (row["unit"], row["dimensions_key"]) == (choice.unit, choice.breakdown)
            and row["area_level"] == "local"
            and choice.area in ("", row["area"])
            and choice.period in ("", row["period_type"])
        ):
            found[row["area"]] += row["points"]
    return found


async def charts_of(
    here: RequestContext, measure: Row, choice: Choice, figures: Figures
) -> tuple[Chart, ...]:
    """The chart for a desk and the one for a phone; none where there is nothing to draw."""
    areas = figures.areas
    plausible, _ = parted(figures.local + without_other_neighbours(figures.compared, areas))
    rows = [row for row in plausible if row["area_level"] != "local" or row["area"] in areas]
    breaks = breaks_shown(measure, figures)
    targets = [row for row in figures.targets if row["area"] in areas or row["area"] is None]
    alike = of_like_size(rows)
    notes = (FAR_LARGER,) if len(alike) < len(rows) else ()
    written = ChartWords(
        title_of(measure, choice), notes, here.source_line(await source_of(here, alike))
    )
    found = [
        drawn(
            lines_of(alike, breaks, measure["kind"] == "stock"),
            aims_of(targets),
            breaks,
            choice.unit,
            written,
            width,
        )
        for width in (WIDE, NARROW)
    ]
    return tuple(chart for chart in found if chart is not None)


MOST_APART = 10
"""Times the largest figure of a council that one of a wider area may be drawn at."""
FAR_LARGER = "England or a region is in the table and not drawn: its total is far larger."


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


def title_of(measure: Row, choice: Choice) -> str:
    """What a chart of the choice is called."""
    parts = [measure["label"], words.UNITS.get(choice.unit, words.spaced(choice.unit))]
    parts += [choice.part] if choice.part else []
    return ", ".join([*parts, choice.area] if choice.area else parts)


def _counting(rows: list[Row], measure: Row) -> list[Row]:
    """The rows with who or what they count."""
    counted = measure["population"] or measure["label"]
    return [{**row, "counted": counted} for row in rows]


def breaks_of(measure: Row) -> list[Change]:
    """The dates from which the measure is counted differently, in order."""
    found = [
        Change(date.fromisoformat(entry["date"]), entry["note"], frozenset(entry.get("areas", ())))
        for entry in json.loads(measure["breaks"])
    ]
    return sorted(found, key=lambda change: (change.when, change.note))


def breaks_shown(measure: Row, figures: Figures) -> list[Change]:
    """Those of the areas that the page shows; a chart numbers them as the page lists them."""
    rows = figures.local[:ROWS_SHOWN] + figures.compared[:ROWS_SHOWN]
    areas = {*figures.areas, *(row["area"] for row in rows)}
    return [change for change in breaks_of(measure) if any(map(change.cuts, areas))]


def parted(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The points that a chart draws, and those that it leaves to the table.

    A point outside the range of plausible values bends a whole line and the scale of all others;
    mostly it is a figure of something else. Where an area has no other points, its range is
    another (a very small area), and they are drawn. A lower bound far below the figures around it
    ("over 400" between 8,188 and 7,155) is of something else as well.
    """
    plausible = {row["area"] for row in rows if not _odd(row)}
    odd = [row for row in rows if _odd(row) and row["area"] in plausible]
    odd += _low_bounds([row for row in rows if not _odd(row)])
    left = {row["observation_id"] for row in odd}
    return [row for row in rows if row["observation_id"] not in left], odd


LOW_BOUND = 5
"""How many times a lower bound the figure nearest to it may be."""


def _low_bounds(rows: list[Row]) -> list[Row]:
    """The lower bounds that are far below the nearest exact figure of their line."""
    bounds = [row for row in rows if row.get("qualifier") in ("more_than", "at_least")]
    found = []
    for bound in bounds:
        exact = [row for row in rows if row["line"] == bound["line"] and words.is_exact(row)]
        near = min(exact, key=lambda row: abs(_day(row) - _day(bound)), default=None)
        if near is not None and near["value"] > LOW_BOUND * bound["value"]:
            found.append(bound)
    return found


def _day(row: Row) -> int:
    return date.fromisoformat(row["period_end"]).toordinal()


def _odd(row: Row) -> bool:
    # Asked of thousands of rows: the list is not parsed for it.
    return '"out_of_range"' in (row["doubts"] or "")


def most_stated(rows: Iterable[Row]) -> set[str]:
    """The areas with the most points, as many as a chart can tell apart."""
    counted = Counter(row["area"] for row in rows)
    return {area for area, _ in counted.most_common(AREAS_DRAWN)}


def aims_of(rows: list[Row]) -> list[Aim]:
    """Targets as they are drawn: each value of an area once a day."""
    aims: dict[tuple[str, str, float], Aim] = {}
    for row in rows:
        area = row["area"] or "area not given"
        label = f"{area}, {words.period(row)}: {words.KINDS[row['kind']]} {words.stated(row)}"
        aims.setdefault(
            (area, row["period_end"], row["value"]),
            Aim(area, date.fromisoformat(row["period_end"]), row["value"], label, row["id"]),
        )
    return list(aims.values())


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
