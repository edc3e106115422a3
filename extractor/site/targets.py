"""A council's indicators against their targets, as the papers of one meeting give them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.site import sql_pages
from extractor.site.context import (
    Dropdown,
    RequestContext,
    Row,
    council_documents,
    request_context,
    series_of_area,
)
from extractor.site.indicators import IMPROVED, RATINGS, WORSENED, Indicator, indicators_of
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

RATED_WITHIN_DAYS = 400
"""A scorecard comes before newer papers without ratings, unless it is older than these by this."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What the papers of one meeting say of a council's indicators.

    `meetings` are all its meetings with targets or ratings, `when` is the one shown.
    """

    area: str
    when: str
    meetings: dict[str, list[Row]]
    indicators: list[Indicator]

    @property
    def papers(self) -> list[Row]:
        """The papers of the meeting shown."""
        return self.meetings.get(self.when, [])


async def scorecard_of(here: RequestContext, area: str) -> Scorecard:
    """A council's indicators at the meeting that is asked for, or else the usual one."""
    meetings = meetings_of(await papers_with_targets(here, area))
    when = here.asked("meeting")
    if when not in meetings:
        when = usual_of(meetings)
    return Scorecard(area, when, meetings, await _indicators(here, area, meetings.get(when, [])))


async def targets_page(datasette: Datasette, request: Request) -> Response:
    """A council's indicators at one meeting; the council with the most targets by default."""
    here = await request_context(datasette, request)
    counted = await here.rows(sql_pages.AREAS_WITH_TARGETS)
    areas = [row["area"] for row in counted]
    area = here.part("area") if request.url_vars.get("area") else here.asked("area")
    area = area or next(iter(areas), "")
    card = await scorecard_of(here, area)
    indicators = card.indicators
    return await here.page(
        "site_targets.html",
        area=area,
        meeting=card.when,
        papers=card.papers,
        indicators=indicators,
        rated=[(name, [i for i in indicators if i.rag == name]) for name in RATINGS],
        met=[i for i in indicators if i.met is True],
        missed=[i for i in indicators if i.met is False],
        improved=[i for i in indicators if i.trend == IMPROVED],
        worsened=[i for i in indicators if i.trend == WORSENED],
        moved=any(i.trend for i in indicators),
        unmatched=sum(not i.measured for i in indicators),
        dropdowns=_dropdowns(card, areas),
    )


def _dropdowns(card: Scorecard, areas: list[str]) -> list[Dropdown]:
    """The councils with targets, and the meetings of the one shown, where it has any."""
    councils = Dropdown(
        "area",
        "Council",
        tuple((name, name) for name in sorted({*areas, card.area} - {""})),
        card.area,
    )
    meetings = Dropdown(
        "meeting",
        "Meeting or paper",
        tuple((key, name_of_meeting(key, rows)) for key, rows in card.meetings.items()),
        card.when,
    )
    return [councils, meetings] if card.meetings else [councils]


async def papers_with_targets(here: RequestContext, area: str) -> list[Row]:
    """The papers of a council that give a target or a rating beside a dated figure."""
    documents = await council_documents(here, area)
    asked = here.rows_of_documents(sql_pages.PAPERS_WITH_TARGETS, documents, area=area)
    return [row async for rows in asked for row in rows]


def meetings_of(papers: list[Row]) -> dict[str, list[Row]]:
    """The papers by date of the meeting, latest first.

    A paper that names no meeting stands alone, at the end of the period that it reports.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for row in papers:
        found[row["meeting_date"] or row["document_id"]].append(row)
    return dict(sorted(found.items(), key=lambda item: _when(item[1]), reverse=True))


def _when(papers: list[Row]) -> str:
    when: str = papers[0]["meeting_date"] or max(row["newest"] for row in papers)
    return when


def usual_of(meetings: dict[str, list[Row]]) -> str:
    """The meeting that is shown first: the latest, or a scorecard with ratings of that year.

    A single target in a later paper does not hide the quarter's scorecard.
    """
    newest = next(iter(meetings), "")
    if not newest:
        return ""
    latest = date.fromisoformat(_when(meetings[newest]))
    for key, papers in meetings.items():
        old = (latest - date.fromisoformat(_when(papers))).days
        if old <= RATED_WITHIN_DAYS and any(row["rated"] for row in papers):
            return key
    return newest


def name_of_meeting(key: str, papers: list[Row]) -> str:
    """What a meeting is called: its day, or the title of a paper that names none."""
    return words.day(key) if papers[0]["meeting_date"] else words.document_name(papers[0])


async def _indicators(here: RequestContext, area: str, papers: list[Row]) -> list[Indicator]:
    if not papers:
        return []
    documents = json.dumps([row["document_id"] for row in papers])
    rows = await here.rows(sql_pages.INDICATORS, documents=documents, area=area)
    measures = (row["measure"] for row in rows if row["measure"])
    earlier = await series_of_area(here, area, measures)
    return indicators_of(rows, earlier)
