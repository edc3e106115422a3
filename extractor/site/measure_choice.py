"""What a visitor chose on the page of a measure: area, unit, breakdown, years; the drop-downs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from extractor.site import sql
from extractor.site.context import Dropdown, RequestContext, Row
from extractor.wording import words

FIRST, LAST = "0000", "9999"
_ONE_VALUE = re.compile(r"\w+=[^|]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor chose: each an exact value, or "" for all of them.

    `less_certain`: readings that cannot be relied on are shown as well. `total` is the breakdown
    that is the measure's total.
    """

    area: str
    unit: str
    breakdown: str
    period: str
    since: str
    until: str
    less_certain: bool
    total: str = ""

    @property
    def part(self) -> str:
        """The breakdown in words; empty for the total."""
        if self.breakdown in ("", self.total):
            return ""
        return words.breakdown_of_key(self.breakdown, self.total)

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

    def query(self) -> dict[str, str]:
        """The choice as written in the address of the page."""
        return {
            "area": self.area,
            "unit": self.unit,
            "breakdown": self.breakdown,
            "period": self.period,
            "since": self.since,
            "until": self.until,
            "certainty": "all" if self.less_certain else "",
        }


async def choice_of(here: RequestContext, measure: str) -> tuple[Choice, list[Row]]:
    """What the query string chooses, and the kinds of figures that there are to choose from."""
    less_certain = here.asked("certainty") == "all"
    kinds = await here.rows(
        sql.CHOICES_OF_ALL if less_certain else sql.CHOICES_OF_MEASURE, measure=measure
    )
    own = own_breakdown(await here.rows(sql.RULES_OF_MEASURE, measure=measure), measure)
    return chosen(here, kinds, less_certain, own), kinds


def own_breakdown(rules: list[Row], measure: str) -> str:
    """The breakdown that every figure of a measure has by its rule; empty where there is none.

    It is what the pattern called like the measure asks for as one value of a dimension.
    """
    for rule in rules:
        if rule["id"].endswith(f"#{measure}"):
            needs = words.mapped(rule["pattern"]).get("needs", [])
            return ";".join(sorted(need for need in needs if _ONE_VALUE.fullmatch(need)))
    return ""


def chosen(here: RequestContext, kinds: list[Row], less_certain: bool, own: str = "") -> Choice:
    """What the query string chooses; unit and breakdown default to the commonest."""
    area = here.asked("area")
    of_area = [row for row in kinds if row["area"] == area] or kinds if area else kinds
    units = Counter[str]()
    for row in of_area:
        units[row["unit"]] += row["points"] * (10 if row["area_level"] == "local" else 1)
    unit = here.asked("unit")
    if unit not in {row["unit"] for row in kinds}:
        unit = units.most_common(1)[0][0] if units else ""
    breakdowns = Counter[str]()
    for row in of_area:
        if row["unit"] == unit:
            breakdowns[row["dimensions_key"]] += row["points"]
    asked = here.request.args.get("breakdown")
    known = {row["dimensions_key"] for row in kinds if row["unit"] == unit}
    total = words.total_key(known, own)
    if asked is None or asked not in known:
        usual = breakdowns.most_common(1)[0][0] if breakdowns else ""
        asked = total if total in breakdowns else usual
    period = here.asked("period")
    return Choice(
        area=area,
        unit=unit,
        breakdown=asked,
        period=period if period in words.PERIOD_TYPES else "",
        since=_year(here.asked("since")),
        until=_year(here.asked("until")),
        less_certain=less_certain,
        total=total,
    )


def _year(text: str) -> str:
    return text if len(text) == 4 and text.isascii() and text.isdigit() else ""


def dropdowns_of(kinds: list[Row], choice: Choice) -> list[Dropdown]:
    """The drop-downs: what each offers is what the others leave, so that no choice is empty."""

    def left_by(*but: str) -> list[Row]:
        wanted = {"unit": choice.unit, "dimensions_key": choice.breakdown}
        wanted |= {"area": choice.area} if choice.area else {}
        wanted |= {"period_type": choice.period} if choice.period else {}
        found = kinds
        for name in wanted.keys() - set(but):
            found = [row for row in found if row[name] == wanted[name]]
        return found

    areas = {row["area"] for row in left_by("area") if row["area_level"] == "local"}
    units = {row["unit"] for row in left_by("unit", "dimensions_key", "period_type")}
    breakdowns = {row["dimensions_key"] for row in left_by("dimensions_key", "period_type")}
    periods = {row["period_type"] for row in left_by("period_type")}
    rows = left_by() or kinds
    years = _years_of(rows)
    every = (("", "all"),)
    # A choice that leaves nothing (an old address) is still offered.
    return [
        Dropdown(
            "area",
            "Area",
            every + tuple((area, area) for area in sorted(areas | {choice.area} - {""})),
            choice.area,
        ),
        Dropdown(
            "unit",
            "Unit",
            tuple(
                (unit, words.UNITS.get(unit, words.spaced(unit)))
                for unit in sorted(units | {choice.unit} - {""})
            ),
            choice.unit,
        ),
        Dropdown(
            "breakdown",
            "Breakdown",
            tuple(
                (key, words.breakdown_of_key(key, choice.total))
                for key in sorted(breakdowns | {choice.breakdown})
            ),
            choice.breakdown,
        ),
        Dropdown(
            "period",
            "Period type",
            every
            + tuple(
                (kind, words.PERIOD_TYPES[kind])
                for kind in words.PERIOD_TYPES
                if kind in periods | {choice.period}
            ),
            choice.period,
        ),
        Dropdown("since", "From year", every + tuple((y, y) for y in years), choice.since),
        Dropdown("until", "To year", every + tuple((y, y) for y in years), choice.until),
    ]


def _years_of(rows: list[Row]) -> list[str]:
    if not rows:
        return []
    first = min(row["first"] for row in rows)
    last = max(row["last"] for row in rows)
    return [str(year) for year in range(int(first[:4]), int(last[:4]) + 1)]


def table_filters(measure: str, choice: Choice) -> dict[str, str]:
    """The same choice as Datasette's own table page of a series view writes it."""
    filters = {"measure": measure, "unit": choice.unit, "area": choice.area}
    filters |= {"period_type": choice.period}
    if choice.since:
        filters["period_end__gte"] = choice.since
    if choice.until:
        filters["period_end__lte"] = f"{choice.until}-12-31"
    # An empty breakdown has to be given: leaving it out would mean all breakdowns.
    filters |= (
        {"dimensions_key": choice.breakdown}
        if choice.breakdown
        else {"dimensions_key__isblank": "1"}
    )
    return filters
