"""A council's indicators against their targets, as the papers of one meeting give them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.site import sql_pages
from extractor.site.context import (
    Dropdown,
    RequestContext,
    Row,
    area_called,
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
LONGEST_NAME = 60
"""Letters of a paper's title in the drop-down of meetings."""
AREAS_TRIED = 10
"""How many councils, those with the most targets first, are looked at for one with ratings."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What the papers of one meeting say of a council's indicators.

    `meetings` are all its meetings with targets or ratings, `when` is the one shown. `unknown` is
    the meeting that was asked for, where there is no such meeting.
    """

    area: str
    when: str
    meetings: dict[str, list[Row]]
    indicators: list[Indicator]
    unknown: str = ""

    @property
    def papers(self) -> list[Row]:
        """The papers of the meeting shown."""
        return self.meetings.get(self.when, [])


async def scorecard_of(here: RequestContext, area: str) -> Scorecard:
    """A council's indicators at the meeting that is asked for, or else the usual one."""
    meetings = meetings_of(await papers_with_targets(here, area))
    asked = here.asked("meeting")
    when = asked if asked in meetings else usual_of(meetings)
    indicators = await _indicators(here, area, meetings.get(when, []))
    return Scorecard(area, when, meetings, indicators, asked if asked != when else "")


async def targets_page(datasette: Datasette, request: Request) -> Response:
    """A council's indicators at one meeting; by default of a council with ratings."""
    here = await request_context(datasette, request)
    counted = await here.rows(sql_pages.AREAS_WITH_TARGETS)
    areas = [row["area"] for row in counted]
    area = here.part("area") if request.url_vars.get("area") else here.asked("area")
    area = await area_called(here, area) if area else ""
    area = area or await _usual_area(here, areas)
    card = await scorecard_of(here, area)
    indicators = card.indicators
    return await here.page(
        "site_targets.html",
        area=area,
        meeting=card.when,
        papers=card.papers,
        indicators=indicators,
        shown=name_of_meeting(card.when, card.papers) if card.papers else "",
        unknown=card.unknown,
        rated=[(name, [i for i in indicators if i.rag == name]) for name in RATINGS],
        with_rating=sum(i.rag in RATINGS for i in indicators),
        judged=_judged(indicators),
        improved=[i for i in indicators if i.trend == IMPROVED],
        worsened=[i for i in indicators if i.trend == WORSENED],
        moved=any(i.trend for i in indicators),
        unmatched=sum(not i.measured for i in indicators),
        dropdowns=_dropdowns(card, areas),
    )


def _judged(indicators: list[Indicator]) -> list[tuple[str, list[Indicator]]]:
    """The indicators whose target is met or not, those with a national body's target apart."""
    return [
        (f"{whose} {result}".capitalize(), found)
        for national, whose in ((False, "target"), (True, "national target"))
        for met, result in ((False, "not met"), (True, "met"))
        if (found := [i for i in indicators if i.met is met and i.national is national])
    ]


async def _usual_area(here: RequestContext, areas: list[str]) -> str:
    """The council that is shown first: one with ratings, or else with targets met or not, of those
    with the most targets."""
    found: dict[str, str] = {}
    for area in areas[:AREAS_TRIED]:
        papers = await papers_with_targets(here, area)
        for sign in ("rated", "judged"):
            if any(row[sign] for row in papers):
                found.setdefault(sign, area)
        if "rated" in found:
            break
    return found.get("rated") or found.get("judged") or next(iter(areas), "")


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
        tuple(
            (key, name_of_meeting(key, rows, LONGEST_NAME)) for key, rows in card.meetings.items()
        ),
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
    """The meeting that is shown first: the latest, or one of that year that answers more.

    That is a scorecard with ratings, or else papers that say whether targets are met. A single
    target in a later paper does not hide the quarter's scorecard.
    """
    newest = next(iter(meetings), "")
    if not newest:
        return ""
    latest = date.fromisoformat(_when(meetings[newest]))
    recent = [
        (key, papers)
        for key, papers in meetings.items()
        if (latest - date.fromisoformat(_when(papers))).days <= RATED_WITHIN_DAYS
    ]
    for sign in ("rated", "judged"):
        for key, papers in recent:
            if any(row[sign] for row in papers):
                return key
    return newest


def name_of_meeting(key: str, papers: list[Row], longest: int = 1000) -> str:
    """What a meeting is called: its day, or the title of a paper that names none with the date to
    which its figures go. A title is cut to `longest` letters."""
    if papers[0]["meeting_date"]:
        return words.day(key)
    title = shorten(words.document_name(papers[0]), longest, placeholder=" …")
    return f"{title}, figures to {words.day(_when(papers))}"


async def _indicators(here: RequestContext, area: str, papers: list[Row]) -> list[Indicator]:
    if not papers:
        return []
    documents = json.dumps([row["document_id"] for row in papers])
    rows = await here.rows(sql_pages.INDICATORS, documents=documents, area=area)
    measures = (row["measure"] for row in rows if row["measure"])
    earlier = await series_of_area(here, area, measures)
    return indicators_of(rows, earlier)
