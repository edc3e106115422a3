"""A total and its parts over time: stacked bars, with what the papers do not list."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.checks.say import reveals, share_reveals
from extractor.site import sql, sql_pages
from extractor.site.charts.bar_chart import Part, Stack, stacked
from extractor.site.charts.model import NARROW, WIDE, Chart, ChartWords
from extractor.site.context import (
    Dropdown,
    RequestContext,
    Row,
    area_called,
    request_context,
    series_of_area,
)
from extractor.site.mix_days import Day, days_of, kind_of, sound, value_of, values_in
from extractor.site.paper_sources import source_of
from extractor.site.settings import Mix
from extractor.wording import labels, words

if TYPE_CHECKING:
    from datasette.app import Datasette

TOTAL_WITHIN = 100
"""Days by which a date with a total may be older than one without, and still comes first."""
BARS_DRAWN = {WIDE: 12, NARROW: 5}


def part_name(part: str, mix: Mix) -> str:
    """What a part is called: its kind, and then what else describes it."""
    if "=" not in part:
        return labels.value(mix.by, part)
    described = values_in(part)
    names = [labels.value(mix.by, described.pop(mix.by))]
    return ", ".join([*names, *(labels.value(*item) for item in described.items())])


def stack_of(day: Day, mix: Mix, unit: str) -> Stack:
    """The bar of a date: its parts, what a subtotal counts besides, and what is not listed."""
    remainders = day.remainders(mix)
    parts = []
    for value, row in sorted(day.parts.items(), key=lambda item: _rank(item[0], mix)):
        name = part_name(value, mix)
        amount = row["value"]
        if value in remainders:
            amount, name = remainders[value], _remainder_name(name, day, value, mix)
            if amount <= 0 or reveals(row["value"], row["value"] - amount, unit):
                continue
        shown = f"{words.day(day.end)}, {name}: {words.amount(amount, unit)}"
        parts.append(Part(name, amount, shown, row["observation_id"], _rank(value, mix)))
    parts += _otherwise_listed(day, parts, unit)
    short = f"{date.fromisoformat(day.end):%b %Y}"
    missing = _missing(day, parts, unit)
    small = _may_not_be_given(day, missing, unit)
    gap = None if small else _gap(day, missing, unit)
    return Stack(words.day(day.end), short, tuple(parts), gap, withheld=small)


OTHERWISE = "read less certainly, or of another measure"


def _otherwise_listed(day: Day, parts: list[Part], unit: str) -> list[Part]:
    """What the paper lists besides the parts of a bar, so that what is missing from the bar is
    what the check of the total finds missing."""
    if unit != "count" or day.listed is None:
        return []
    more = round(day.listed - sum(part.value for part in parts), 6)
    if more <= 0:
        return []
    shown = f"{words.day(day.end)}, {OTHERWISE}: {words.amount(more, unit)}"
    return [Part(OTHERWISE, more, shown, "", 10_000)]


def stacks_of(days: list[Day], mix: Mix, unit: str) -> list[tuple[Day, Stack]]:
    """The dates with their bars, the latest first: what the page's table lists. Of a date that is
    not drawn nothing is worked out."""
    nothing = Stack("", "", (), None)
    return [(day, nothing if day.refused else stack_of(day, mix, unit)) for day in days[::-1]]


def shown_rows(days: list[Day], unit: str) -> list[Row]:
    """The figures that the page's table lists, in its order."""
    found: list[Row] = []
    for day in days[::-1]:
        found += day.parts.values()
        found += [day.whole] if day.whole is not None and unit == "count" else []
    return found


def _remainder_name(name: str, day: Day, total: str, mix: Mix) -> str:
    split = any(kind in day.parts for kind in mix.subtotals[total])
    return f"{name}, type not given or read less certainly" if split else name


def _rank(value: str, mix: Mix) -> int:
    """The place of a part in a bar: subtotals with their own parts first, in the given order."""
    order = [each for total, kinds in mix.subtotals.items() for each in (*kinds, total)]
    if "=" in value:
        value = values_in(value)[mix.by]
    if value in order:
        return order.index(value)
    known = labels.values(mix.by)
    return len(order) + (known.index(value) if value in known else len(known))


def _whole(day: Day, unit: str) -> float:
    """100, or the total of the date; 0 where it is not known."""
    return 100.0 if unit == "percent" else float(day.whole["value"] if day.whole else 0)


def _missing(day: Day, parts: list[Part], unit: str) -> float:
    return round(_whole(day, unit) - sum(part.value for part in parts), 6)


def excess_of(day: Day, stack: Stack, unit: str) -> float:
    """By how much the parts pass the total: some overlap, or one is misread; 0 if they do not."""
    if not _whole(day, unit):
        return 0.0
    missing = _missing(day, list(stack.parts), unit)
    return -missing if missing < (-1.0 if unit == "percent" else 0.0) else 0.0


def _may_not_be_given(day: Day, missing: float, unit: str) -> bool:
    """Whether a number that the paper withholds, or one to four people, would be known from
    what is missing."""
    if missing <= 0:
        return False
    whole = _whole(day, unit)
    if unit == "percent":
        small = share_reveals(missing, day.whole["value"] if day.whole else None)
    else:
        small = reveals(whole, whole - missing, unit)
    return small or day.withheld


def _gap(day: Day, missing: float, unit: str) -> Part | None:
    if missing <= (1.0 if unit == "percent" else 0.0):
        return None
    label = f"{words.day(day.end)}, not listed: {words.amount(missing, unit)} of "
    return Part("", missing, label + words.amount(_whole(day, unit), unit), "")


async def mix_page(datasette: Datasette, request: Request) -> Response:
    """A mix of one area: its bars, and a table of the latest date with what is missing."""
    here = await request_context(datasette, request)
    mix = here.settings.pages.mixes.get(here.part("mix"))
    if mix is None:
        return await here.missing(f"mix called “{here.part('mix')}”")
    area, unit, areas, units, rows = await mix_rows(here, mix)
    days = await mix_days(here, mix, area, unit, rows)
    latest = usual_day(days, unit)
    stack = stack_of(latest, mix, unit) if latest else None
    return await here.page(
        "site_mix.html",
        name=here.part("mix"),
        mix=mix,
        area=area,
        unit=unit,
        days=days[::-1],
        latest=latest,
        passed_over=bool(latest and latest.end != days[-1].end),
        refused=[day for day in days[::-1] if day.refused],
        stack=stack,
        stacks=stacks_of(days, mix, unit),
        label=lambda part: part_name(part, mix),
        excess=excess_of(latest, stack, unit) if latest and stack else 0.0,
        less_certain=await less_certain(here, mix, area, unit, latest),
        elsewhere=await listed_elsewhere(here, mix, latest, stack) if unit == "count" else [],
        charts=await mix_charts(here, mix, area, unit, days),
        dropdowns=[
            Dropdown("area", "Council", tuple((a, a) for a in sorted({*areas, area} - {""})), area),
            Dropdown("unit", "Unit", tuple((u, words.UNITS.get(u, u)) for u in units), unit),
        ],
    )


async def mix_days(
    here: RequestContext, mix: Mix, area: str, unit: str, rows: list[Row]
) -> list[Day]:
    """The dates of a mix in one unit; totals are counts, whatever the parts are given as."""
    hidden = await here.rows(sql_pages.WITHHELD_OF_AREA, area=area, measure=mix.measure)
    wanted = [row for row in rows if row["unit"] == unit or _is_total(row, mix)]
    days = days_of(wanted, mix, {row["period_end"] for row in hidden})
    counts = [row for row in rows if row["unit"] == "count"]
    days = sound(days, mix, unit, {day.end: day for day in days_of(counts, mix)})
    return await _checked(here, mix, days) if unit == "count" else days


def usual_day(days: list[Day], unit: str) -> Day | None:
    """The date that a page begins with: the latest that can be drawn, or of numbers one with a
    total shortly before."""
    drawn = [day for day in days if not day.refused]
    if not drawn:
        return None
    latest = drawn[-1]
    if unit != "count" or latest.whole is not None:
        return latest
    last = date.fromisoformat(latest.end)
    near = (
        day
        for day in drawn[::-1]
        if day.whole is not None and (last - date.fromisoformat(day.end)).days <= TOTAL_WITHIN
    )
    return next(near, latest)


async def _checked(here: RequestContext, mix: Mix, days: list[Day]) -> list[Day]:
    """The days with what their paper's list adds up to, where its total was checked."""
    wholes = [
        (day.whole["document_id"], day.whole["observation_id"])
        for day in days
        if day.whole is not None
    ]
    rows = await here.rows(
        sql_pages.CHECKED_TOTALS, wholes=json.dumps(wholes), parts=mix.measure, by=mix.by
    )
    found = {row["whole"]: row for row in rows}
    checked = []
    for day in days:
        row = found.get(day.whole["observation_id"]) if day.whole is not None else None
        if row is not None:
            hidden = row["gap"] is None  # one to four, or beside a number that is withheld
            day = replace(day, listed=row["found"], withheld=day.withheld or hidden)
        checked.append(day)
    return checked


def _is_total(row: Row, mix: Mix) -> bool:
    return bool(row["measure"] == mix.whole and row["unit"] == "count")


async def mix_rows(
    here: RequestContext, mix: Mix
) -> tuple[str, str, list[str], list[str], list[Row]]:
    """The area and unit chosen, what there is to choose from, and the figures of the area."""
    measures = [mix.measure, *mix.also]
    counted: dict[str, int] = defaultdict(int)
    for name in measures:
        for row in await here.rows(sql.AREAS_OF_MEASURE, measure=name):
            counted[row["area"]] += row["points"]
    asked_area = await area_called(here, here.asked("area")) if here.asked("area") else ""
    area = asked_area or max(counted, key=lambda name: counted[name], default="")
    rows = await series_of_area(here, area, [*measures, mix.whole])
    parts = [row for row in rows if value_of(row, mix) or kind_of(row, mix)]
    units = sorted({row["unit"] for row in parts if row["unit"] in ("count", "percent")})
    asked = here.asked("unit")
    unit = asked if asked in units else (units[0] if units else "count")
    return area, unit, sorted(counted), units, rows


async def less_certain(
    here: RequestContext, mix: Mix, area: str, unit: str, day: Day | None
) -> list[Row]:
    """Parts of a date that are read less certainly, and are therefore not in its bar."""
    if day is None:
        return []
    rows = await here.rows(
        sql_pages.LESS_CERTAIN_PARTS, area=area, measure=mix.measure, end=day.end
    )
    return [row for row in rows if row["unit"] == unit and value_of(row, mix) is not None]


async def listed_elsewhere(
    here: RequestContext, mix: Mix, day: Day | None, stack: Stack | None
) -> list[Row]:
    """Lines of the paper's list that are of another measure ("26 have a placement order"), and
    are therefore not in the bar of the date; none where they would show that one to four people
    are missing."""
    if day is None or day.whole is None or stack is None or stack.withheld:
        return []
    if day.listed is None and stack.gap is None:
        return []
    shown = {row["observation_id"] for row in day.parts.values()}
    rows = await here.rows(
        sql_pages.LISTED_ELSEWHERE,
        document=day.whole["document_id"],
        whole=day.whole["observation_id"],
        parts=mix.measure,
        by=mix.by,
    )
    found = [row for row in rows if row["observation_id"] not in shown]
    if day.listed is not None or stack.gap is None:
        return found
    listed = sum(row["value"] for row in found)
    return [] if reveals(stack.gap.value, listed, "count") else found


async def mix_charts(
    here: RequestContext, mix: Mix, area: str, unit: str, days: list[Day]
) -> tuple[Chart, ...]:
    """The bars for a desk and, with fewer of them, for a phone: the latest dates."""
    found = []
    by = labels.dimension(mix.by).lower()
    days = [day for day in days if not day.refused]
    source = await source_of(here, shown_rows(days, unit))
    for width, most in BARS_DRAWN.items():
        kept = days[-most:]
        notes = [f"Bars may fall short of the total where a paper does not list every {by}."]
        if len(kept) < len(days):
            notes.insert(0, f"The latest {len(kept)} of {len(days)} dates; the table has all.")
        written = ChartWords(f"{mix.title}, {area}", tuple(notes), here.source_line(source))
        stacks = [stack_of(day, mix, unit) for day in kept]
        found.append(stacked([stack for stack in stacks if stack.parts], unit, written, by, width))
    return tuple(chart for chart in found if chart is not None)
