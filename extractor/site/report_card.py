"""An area's indicators: latest value, small chart, change on the year before, beside England."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.site import sql
from extractor.site.charts.line_chart import Spark, spark
from extractor.site.charts.lines import lines_of
from extractor.site.context import Row, area_called, latest_of, request_context, series_of_area
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

_YEAR = range(330, 401)
"""Days between a figure and the one of the year before."""
_BESIDE = 400
"""Days by which England's figure may be older or newer."""


@dataclass(frozen=True, slots=True)
class Card:
    """A measure of the area: its latest figure, its small chart, and what it is held against."""

    latest: Row
    chart: Spark | None
    year_before: Row | None
    england: Row | None

    @property
    def change(self) -> str:
        """The change on the year before in words."""
        return words.difference(self.latest, self.year_before) if self.year_before else ""

    @property
    def beside_england(self) -> str:
        """The difference from England in words; "" where counts cannot be compared, against a range
        (the spread of councils is no value of England), and against another period."""
        if self.england is None or not _same_period(self.england, self.latest):
            return ""
        gap = words.difference(self.latest, self.england) if self.england else ""
        if not gap:
            return ""
        return "the same as England" if gap == "no change" else f"{gap} against England"


def cards_of(points: list[Row], england: list[Row]) -> list[Card]:
    """A card for each measure and unit of the area's totals, in the order of the rows."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in points:
        if row["dimensions_key"] == "":
            groups[row["measure"], row["unit"]].append(row)
    cards = []
    for (measure, unit), rows in groups.items():
        latest = latest_of(rows)
        if latest["gives_way"]:
            continue  # Its period is not over.
        own = [row for row in rows if row["period_type"] == latest["period_type"]]
        line = lines_of(own, [])[0]
        beside = [
            row
            for row in england
            if (row["measure"], row["unit"]) == (measure, unit)
            and abs(_days(row, latest)) <= _BESIDE
            and words.is_exact(row)
        ]
        cards.append(
            Card(
                latest,
                spark(line, unit),
                next((row for row in own if _days(row, latest) in _YEAR), None),
                min(beside, key=lambda row: _beside(row, latest), default=None),
            )
        )
    return cards


def _same_period(one: Row, other: Row) -> bool:
    """Whether two figures are of the same day, or of the same span."""
    return (one["period_start"], one["period_end"]) == (other["period_start"], other["period_end"])


def _beside(row: Row, latest: Row) -> tuple[bool, int]:
    """How far England's figure is from the area's: the same period first, then the nearest."""
    return not _same_period(row, latest), abs(_days(row, latest))


def _days(row: Row, latest: Row) -> int:
    """How many days a row's period ends before the latest."""
    gap = date.fromisoformat(latest["period_end"]) - date.fromisoformat(row["period_end"])
    return gap.days


async def report_card_page(datasette: Datasette, request: Request) -> Response:
    """The report card of an area."""
    here = await request_context(datasette, request)
    area = await area_called(here, here.part("area"))
    measures = {row["id"]: row for row in await here.rows(sql.MEASURES)}
    points = await series_of_area(here, area, measures)
    if not points:
        return await here.missing(f"report card for “{area}”")
    england = await here.rows(sql.ENGLAND, measures=json.dumps(sorted(measures)))
    domains: dict[str, list[Card]] = defaultdict(list)
    for card in cards_of(points, england):
        domains[measures[card.latest["measure"]]["domain_title"]].append(card)
    return await here.page(
        "site_report_card.html",
        area=area,
        domains=dict(sorted(domains.items())),
        measure_labels={name: row["label"] for name, row in measures.items()},
    )
