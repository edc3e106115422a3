"""The page of a measure: what it is, the chart of its series, the figures below it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from extractor.site import sql, words
from extractor.site.chart import Aim, drawn
from extractor.site.context import Row, Visit, visit
from extractor.site.lines import Change, lines_of

if TYPE_CHECKING:
    from datasette.app import Datasette

AREAS_DRAWN = 8
POINTS_READ = 2000
ROWS_SHOWN = 400
FIRST, LAST = "0000", "9999"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor chose: each an exact value, or "" for all of them."""

    area: str
    unit: str
    breakdown: str
    period: str
    since: str
    until: str

    def values(self, measure: str) -> dict[str, Any]:
        """The choice as the values of a query."""
        return {
            "measure": measure,
            "area": self.area,
            "unit": self.unit,
            "breakdown": self.breakdown,
            "period": self.period,
            "since": self.since or FIRST,
            "until": f"{self.until}-12-31" if self.until else LAST,
        }


@dataclass(frozen=True, slots=True)
class Offer:
    """A drop-down: its name, label and options (value, text)."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


async def measure_page(datasette: Datasette, request: Request) -> Response:
    """The page of a measure, with what the query string chooses of it."""
    here = await visit(datasette, request)
    name = here.part("measure")
    measure = await here.row(sql.MEASURE, measure=name)
    if measure is None:
        return await here.missing(f"a measure called “{name}”")
    kinds = await here.rows(sql.CHOICES_OF_MEASURE, measure=name)
    choice = chosen(here, kinds)
    values = choice.values(name)
    local = await here.rows(sql.POINTS, **values, level="local", most=POINTS_READ)
    compared = []
    for level in ("national", "regional", "statistical_neighbours"):
        compared += await here.rows(
            sql.POINTS, **{**values, "area": ""}, level=level, most=POINTS_READ
        )
    targets = await here.rows(sql.TARGETS, **values)
    breaks = breaks_of(measure)
    plausible, odd = parted(local + [row for row in compared if row["area_level"] == "national"])
    areas = most_stated(row for row in plausible if row["area_level"] == "local")
    chart = drawn(
        lines_of(
            [row for row in plausible if row["area_level"] != "local" or row["area"] in areas],
            breaks,
        ),
        aims_of([row for row in targets if row["area"] in areas or row["area"] is None]),
        breaks,
    )
    of_kind = {key: values[key] for key in ("measure", "unit", "breakdown", "area")}
    return await here.page(
        "site_measure.html",
        measure=measure,
        official=words.mapped(measure["official"]),
        aliases=json.loads(measure["aliases"]),
        breaks=breaks,
        rules=await here.rows(sql.RULES_OF_MEASURE, measure=name),
        choice=choice,
        offers=offers(kinds, choice),
        chart=chart,
        areas_left_out=len({row["area"] for row in local}) - len(areas),
        areas_drawn=len(areas),
        odd=[row for row in odd if row["area_level"] != "local" or row["area"] in areas],
        rows=local[:ROWS_SHOWN],
        more_rows=max(0, len(local) - ROWS_SHOWN),
        cut=len(local) == POINTS_READ,
        compared=compared[:ROWS_SHOWN],
        targets=targets,
        restated=await here.rows(sql.RESTATED, **of_kind),
        contested=await here.rows(sql.CONTESTED, **of_kind),
        filters=table_filters(name, choice),
    )


def chosen(here: Visit, kinds: list[Row]) -> Choice:
    """What the query string chooses; unit and breakdown default to the commonest."""
    units = Counter[str]()
    for row in kinds:
        units[row["unit"]] += row["points"] * (10 if row["area_level"] == "local" else 1)
    unit = here.asked("unit")
    if unit not in units:
        unit = units.most_common(1)[0][0] if units else ""
    breakdowns = Counter[str]()
    for row in kinds:
        if row["unit"] == unit:
            breakdowns[row["dimensions_key"]] += row["points"]
    asked = here.request.args.get("breakdown")
    if asked is None or asked not in breakdowns:
        usual = breakdowns.most_common(1)[0][0] if breakdowns else ""
        asked = "" if "" in breakdowns else usual
    return Choice(
        area=here.asked("area"),
        unit=unit,
        breakdown=asked,
        period=here.asked("period") if here.asked("period") in words.PERIOD_TYPES else "",
        since=_year(here.asked("since")),
        until=_year(here.asked("until")),
    )


def _year(text: str) -> str:
    return text if len(text) == 4 and text.isascii() and text.isdigit() else ""


def offers(kinds: list[Row], choice: Choice) -> list[Offer]:
    """The drop-downs, each with the values that this measure has."""
    of_unit = [row for row in kinds if row["unit"] == choice.unit]
    of_kind = [row for row in of_unit if row["dimensions_key"] == choice.breakdown]
    areas = sorted({row["area"] for row in of_kind if row["area_level"] == "local"})
    if choice.area and choice.area not in areas:
        areas.append(choice.area)
    units = sorted({row["unit"] for row in kinds})
    breakdowns = sorted({row["dimensions_key"] for row in of_unit})
    periods = [kind for kind in words.PERIOD_TYPES if any(r["period_type"] == kind for r in kinds)]
    firsts, lasts = [row["first"] for row in kinds], [row["last"] for row in kinds]
    years = [str(y) for y in range(int(min(firsts)[:4]), int(max(lasts)[:4]) + 1)] if kinds else []
    every = (("", "all"),)
    return [
        Offer("area", "Area", every + tuple((a, a) for a in areas), choice.area),
        Offer("unit", "Unit", tuple((u, words.UNITS.get(u, u)) for u in units), choice.unit),
        Offer(
            "breakdown",
            "Breakdown",
            tuple((key, words.breakdown_of_key(key)) for key in breakdowns),
            choice.breakdown,
        ),
        Offer(
            "period",
            "Kind of period",
            every + tuple((kind, words.PERIOD_TYPES[kind]) for kind in periods),
            choice.period,
        ),
        Offer("since", "From year", every + tuple((y, y) for y in years), choice.since),
        Offer("until", "To year", every + tuple((y, y) for y in years), choice.until),
    ]


def breaks_of(measure: Row) -> list[Change]:
    """The dates from which the measure is counted differently, in order."""
    found = [
        Change(date.fromisoformat(entry["date"]), entry["note"], frozenset(entry.get("areas", ())))
        for entry in json.loads(measure["breaks"])
    ]
    return sorted(found, key=lambda change: (change.when, change.note))


def parted(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The points that a chart draws, and those that it leaves to the table.

    A point outside the range of plausible values bends a whole line and the scale of all others;
    mostly it is a figure of something else. Where an area has no other points, its range is
    another (a very small area), and they are drawn.
    """
    plausible = {row["area"] for row in rows if not _odd(row)}
    odd = [row for row in rows if _odd(row) and row["area"] in plausible]
    left = {row["observation_id"] for row in odd}
    return [row for row in rows if row["observation_id"] not in left], odd


def _odd(row: Row) -> bool:
    return "out_of_range" in words.listed(row["doubts"])


def most_stated(rows: Iterable[Row]) -> set[str]:
    """The areas with the most points, as many as a chart can tell apart."""
    counted = Counter(row["area"] for row in rows)
    return {area for area, _ in counted.most_common(AREAS_DRAWN)}


def aims_of(rows: list[Row]) -> list[Aim]:
    """Targets as they are drawn: each value of an area once a day."""
    aims: dict[tuple[str, str, float], Aim] = {}
    for row in rows:
        area = row["area"] or "area not stated"
        label = f"{area}, {words.period(row)}: {words.KINDS[row['kind']]} {words.stated(row)}"
        aims.setdefault(
            (area, row["period_end"], row["value"]),
            Aim(area, date.fromisoformat(row["period_end"]), row["value"], label, row["id"]),
        )
    return list(aims.values())


def table_filters(measure: str, choice: Choice) -> dict[str, str]:
    """The same choice as Datasette's own table page of the view `series` writes it."""
    filters = {"measure": measure, "unit": choice.unit, "area": choice.area}
    filters |= {"period_type": choice.period}
    if choice.since:
        filters["period_end__gte"] = choice.since
    if choice.until:
        filters["period_end__lte"] = f"{choice.until}-12-31"
    # An empty breakdown has to be said: leaving it out would mean all breakdowns.
    filters |= (
        {"dimensions_key": choice.breakdown}
        if choice.breakdown
        else {"dimensions_key__isblank": "1"}
    )
    return filters
