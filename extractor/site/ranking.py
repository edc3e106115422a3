"""The ranking of councils by their latest figure: the page, the file, and who is not ranked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from extractor.export.workbook import Column, Sheet
from extractor.site import sql, sql_pages
from extractor.site.compare import WHY_NOT, Comparison
from extractor.site.context import RequestContext, Row, request_context
from extractor.site.downloads import as_file, figures_sheet
from extractor.site.measure_choice import own_breakdown
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

_SORTS = {"value": "value", "area": "area", "date": "period_end"}
_RANK = (
    Column("Rank", 7, "number"),
    Column("Age in years", 9, "number"),
    Column("Covers", 20),
    Column("Newer figure, not ranked", 30),
)
_YEARS_BACK = 2
"""A flow's latest full year comes before a newer part of a year, unless it ended so long before."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The latest figure of each area in the order asked for, and the areas left out."""

    measure: Row
    chosen: Comparison
    rows: list[Row]
    sort: str
    rising: bool

    @property
    def of_other_length(self) -> int:
        """How many of the figures are of more or less than a year, where most of a flow are not."""
        return sum(bool(row["covers"]) for row in self.rows)

    @property
    def years_apart(self) -> int:
        """How many years lie between the oldest and the newest figure."""
        ends = [row["period_end"] for row in self.rows]
        return age_of(min(ends), date.fromisoformat(max(ends))) if ends else 0

    def query(self) -> dict[str, str]:
        """The ranking as written in the address of its files."""
        return {
            "unit": self.chosen.unit,
            "breakdown": self.chosen.breakdown,
            "sort": self.sort,
            "order": "rising" if self.rising else "",
        }


async def ranking_of(here: RequestContext) -> Ranking | None:
    """The ranking that the address asks for; None where there is no such measure."""
    name = here.part("measure")
    measure = await here.row(sql.MEASURE, measure=name)
    if measure is None:
        return None
    kinds = await here.rows(sql.CHOICES_OF_MEASURE, measure=name)
    own = own_breakdown(await here.rows(sql.RULES_OF_MEASURE, measure=name), name)
    chosen = Comparison(here, measure, kinds, own, comparable=True)
    about = {"measure": name, "unit": chosen.unit, "breakdown": chosen.breakdown}
    about["flow"] = measure["kind"] == "flow"
    rows = await here.rows(sql_pages.RANKING, **about)
    sort = here.asked("sort") if here.asked("sort") in _SORTS else "value"
    rising = here.asked("order") == "rising"
    counted = measure["population"] or measure["label"]
    today = date.today()
    ordered: list[Row] = [
        {
            **row,
            "counted": counted,
            "age": age_of(row["period_end"], today),
            "covers": covers(row) if about["flow"] else "",
        }
        for row in ranked(rows, sort, rising)
    ]
    await _add_newer(here, ordered, about)
    return Ranking(measure, chosen, ordered, sort, rising)


async def _add_newer(here: RequestContext, rows: list[Row], about: dict[str, Any]) -> None:
    """Give each row the newest figure that is newer and not ranked, or None."""
    places = [[row["area"], row["period_end"], row["observation_id"]] for row in rows]
    newer: dict[str, Row] = {}
    for found in await here.rows(sql_pages.NEWER, **about, ranked=json.dumps(places)):
        newer.setdefault(found["area"], found)
    for row in rows:
        row["newer"] = newer.get(row["area"])


async def ranking_page(datasette: Datasette, request: Request) -> Response:
    """The latest figure of each area for one measure, in an order that the visitor chooses."""
    here = await request_context(datasette, request)
    ranking = await ranking_of(here)
    if ranking is None:
        return await here.missing(f"measure called “{here.part('measure')}”")
    chosen = ranking.chosen
    left_out = await here.rows(
        sql_pages.NOT_RANKED,
        measure=ranking.measure["id"],
        unit=chosen.unit,
        breakdown=chosen.breakdown,
    )
    return await here.page(
        "site_ranking.html",
        measure=ranking.measure,
        unit=chosen.unit,
        breakdown=chosen.breakdown,
        part=chosen.part,
        rows=ranking.rows,
        years_apart=ranking.years_apart,
        of_other_length=ranking.of_other_length,
        not_ranked=not_ranked([*left_out, *chosen.in_other_units()], ranking.rows),
        unknown=chosen.unknown,
        other_units=chosen.other_units(),
        query=ranking.query(),
        sort=ranking.sort,
        rising=ranking.rising,
        dropdowns=chosen.dropdowns([])[1:3],
    )


async def ranking_file(datasette: Datasette, request: Request) -> Response:
    """The ranking as CSV, Excel or JSON."""
    here = await request_context(datasette, request)
    ranking = await ranking_of(here)
    if ranking is None:
        return await here.missing(f"measure called “{here.part('measure')}”")
    if not ranking.rows:
        return await here.missing("figure to rank for this choice")
    figures = await figures_sheet(here, [{**row, "area_level": "local"} for row in ranking.rows])
    placed = enumerate(zip(ranking.rows, figures.rows, strict=True), 1)
    rows = [
        [place, row["age"], row["covers"] or None, _newer_in_words(row["newer"]), *cells]
        for place, (row, cells) in placed
    ]
    title = f"Ranking, {ranking.measure['label']}"
    return as_file(
        here,
        here.part("kind"),
        Sheet("Ranking", (*_RANK, *figures.columns), rows),
        title,
        title,
        measure=ranking.measure["id"],
        choice=ranking.query(),
    )


def _newer_in_words(newer: Row | None) -> str | None:
    if newer is None:
        return None
    why = "" if newer["reliable"] else " (less certain reading)"
    return f"{words.stated(newer)}, {words.period(newer)}{why}"


def ranked(rows: list[Row], sort: str, rising: bool) -> list[Row]:
    """The latest row of each area in the order chosen; ties in the order of the areas.

    Of a flow it is that of the latest full year, where that ended not long before.
    """
    latest: dict[str, Row] = {}
    for row in rows:
        known = latest.get(row["area"])
        if known is None or _comes_before(row, known):
            latest[row["area"]] = row
    by_area = sorted(latest.values(), key=lambda row: str(row["area"]))
    if sort == "area":
        return by_area if rising else by_area[::-1]
    return sorted(by_area, key=lambda row: row[_SORTS[sort]], reverse=not rising)


def _comes_before(row: Row, known: Row) -> bool:
    """Whether a row is to be ranked rather than another of its area."""
    later = bool(row["period_end"] > known["period_end"])
    full, other = bool(row.get("year_long")), bool(known.get("year_long"))
    if full == other:
        return later
    first = date.fromisoformat(min(row["period_end"], known["period_end"]))
    last = date.fromisoformat(max(row["period_end"], known["period_end"]))
    return full if (last - first).days <= 366 * _YEARS_BACK else later


def covers(row: Row) -> str:
    """How long the period of a flow's figure is, where that is not a year: "7 months"."""
    if row["period_start"] is None:
        return "" if row["period_type"] != "as_at" else "length not given"
    first, last = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
    days = (last - first).days + 1
    if row["year_long"]:
        return ""
    months = round(days / 30.44)
    return words.counted(months, "month") if months else words.counted(days, "day")


def not_ranked(left_out: list[Row], rows: list[Row]) -> list[tuple[str, list[str]]]:
    """The areas with figures of the measure that have none in the ranking, by the reason.

    `left_out` has areas and reasons; of an area with several reasons the first of `WHY_NOT` is
    given.
    """
    shown = {row["area"] for row in rows}
    reasons = list(WHY_NOT)
    first: dict[str, str] = {}
    for row in sorted(left_out, key=lambda row: reasons.index(row["reason"])):
        if row["area"] not in shown:
            first.setdefault(row["area"], row["reason"])
    found = [(why, sorted(area for area in first if first[area] == why)) for why in reasons]
    return [(WHY_NOT[why], areas) for why, areas in found if areas]


def age_of(end: str, today: date) -> int:
    """How many whole years ago a period ended."""
    then = date.fromisoformat(end)
    years = today.year - then.year - ((today.month, today.day) < (then.month, then.day))
    return max(0, years)
