"""A council's indicators against their targets, as the papers of one meeting give them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.site import sql
from extractor.site.context import Dropdown, RequestContext, Row, council_documents, visit
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

IMPROVED, WORSENED, SAME = "improved", "worsened", "no change"
_TRENDS = {"improving": IMPROVED, "worsening": WORSENED, "steady": SAME}
RATINGS = ("red", "amber", "green")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line of the page: a measure with its latest value and what it is held against.

    `rag` is what the paper prints; `met` compares the latest value with the target where the
    measure has a good direction. Each row is an observation, or None.
    """

    latest: Row
    target: Row | None
    floor: Row | None
    previous: Row | None

    @property
    def rag(self) -> str | None:
        """The rating that the paper prints beside the figure or its target."""
        return next((row["rag"] for row in (self.latest, self.target) if row and row["rag"]), None)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target or a good direction."""
        aim, good = self.target or self.floor, self.latest["good_direction"]
        if aim is None or good not in ("up", "down"):
            return None
        now, wanted = self.latest["value"], aim["value"]
        return bool(now >= wanted if good == "up" else now <= wanted)

    @property
    def trend(self) -> str | None:
        """What the paper prints, or else how the value moved since the previous one."""
        printed = self.latest["trend"]
        if printed:
            return _TRENDS.get(printed, printed)
        good = self.latest["good_direction"]
        if self.previous is None or good not in ("up", "down"):
            return None
        gap = self.latest["value"] - self.previous["value"]
        if gap == 0:
            return SAME
        return IMPROVED if (gap > 0) == (good == "up") else WORSENED

    @property
    def change(self) -> str:
        """The change since the previous value in words."""
        if self.previous is None:
            return ""
        return words.change(self.latest["value"], self.previous["value"], self.latest["unit"])


def indicators_of(rows: list[Row], earlier: list[Row]) -> list[Indicator]:
    """The indicators of one meeting's papers: those with a target, a floor or a rating.

    `rows` are the observations of the papers, `earlier` points of the series, used where a paper
    does not print its own previous value.
    """
    kinds: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row["measure"], row["unit"], row["dimensions_key"]].append(row)
    found = []
    for key, group in kinds.items():
        actual = [row for row in group if row["kind"] == "actual" and row["period_end"]]
        aims = [row for row in group if row["kind"] in ("target", "floor")]
        rated = [row for row in actual if row["rag"]]
        if not actual or not (aims or rated):
            continue
        latest = max(rated or actual, key=_newest)
        before = [row for row in actual if _same_kind(row, latest)]
        before += [
            row
            for row in earlier
            if (row["measure"], row["unit"], row["dimensions_key"]) == key
            and _same_kind(row, latest)
        ]
        found.append(
            Indicator(
                latest,
                _aim("target", aims, latest),
                _aim("floor", aims, latest),
                max(before, key=_newest, default=None),
            )
        )
    return sorted(found, key=lambda indicator: _order(indicator.latest))


def _newest(row: Row) -> tuple[str, bool]:
    return row["period_end"], row["confidence"] == "high"


def _same_kind(row: Row, latest: Row) -> bool:
    earlier: bool = row["period_end"] < latest["period_end"]
    return earlier and row["period_type"] == latest["period_type"]


def _aim(kind: str, aims: list[Row], latest: Row) -> Row | None:
    """The target for the latest value: of its own period before one without or with another."""
    of_kind = [row for row in aims if row["kind"] == kind]
    fitting = [
        row
        for row in of_kind
        if row["period_end"] in (None, latest["period_end"])
        or row["financial_year"] == latest["financial_year"]
    ]
    return max(
        fitting,
        key=lambda row: (row["period_end"] == latest["period_end"], row["confidence"] == "high"),
        default=None,
    )


def _order(row: Row) -> tuple[str, str, str]:
    return row["domain_title"], row["label"], row["dimensions_key"]


async def targets_page(datasette: Datasette, request: Request) -> Response:
    """A council's indicators at one meeting; the council with the most targets by default."""
    here = await visit(datasette, request)
    counted = await here.rows(sql.AREAS_WITH_TARGETS)
    areas = [row["area"] for row in counted]
    area = here.part("area") if request.url_vars.get("area") else here.asked("area")
    area = area or next(iter(areas), "")
    papers = await _papers_with_targets(here, area)
    meetings = _meetings(papers)
    when = here.asked("meeting")
    if when not in meetings:
        when = next(iter(meetings), "")
    indicators = await _indicators(here, area, meetings.get(when, []))
    ratings = {name: sum(i.rag == name for i in indicators) for name in RATINGS}
    return await here.page(
        "site_targets.html",
        area=area,
        papers=meetings.get(when, []),
        indicators=indicators,
        ratings=ratings,
        met=sum(i.met is True for i in indicators),
        missed=sum(i.met is False for i in indicators),
        improved=[i for i in indicators if i.trend == IMPROVED],
        worsened=[i for i in indicators if i.trend == WORSENED],
        dropdowns=[
            Dropdown(
                "area",
                "Council",
                tuple((name, name) for name in sorted({*areas, area} - {""})),
                area,
            ),
            Dropdown(
                "meeting",
                "Reported on",
                tuple((key, _named(key, rows)) for key, rows in meetings.items()),
                when,
            ),
        ],
    )


async def _papers_with_targets(here: RequestContext, area: str) -> list[Row]:
    documents = await council_documents(here, area)
    return await here.rows(sql.DOCUMENTS_WITH_TARGETS, documents=json.dumps(documents), area=area)


def _meetings(papers: list[Row]) -> dict[str, list[Row]]:
    """The papers by date of the meeting, latest first; papers without one stand alone."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in papers:
        found[row["meeting_date"] or row["document_id"]].append(row)
    dated = sorted((key for key in found if found[key][0]["meeting_date"]), reverse=True)
    return {key: found[key] for key in [*dated, *(key for key in found if key not in dated)]}


def _named(key: str, papers: list[Row]) -> str:
    return words.day(key) if papers[0]["meeting_date"] else words.document_name(papers[0])


async def _indicators(here: RequestContext, area: str, papers: list[Row]) -> list[Indicator]:
    if not papers:
        return []
    documents = json.dumps([row["document_id"] for row in papers])
    rows = await here.rows(sql.INDICATORS, documents=documents, area=area)
    measures = json.dumps(sorted({row["measure"] for row in rows}))
    earlier = await here.rows(sql.SERIES_OF_AREA, area=area, measures=measures)
    return indicators_of(rows, earlier)
