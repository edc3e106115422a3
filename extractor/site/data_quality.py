"""What is not certain: how sure the readings are, and the figures that need a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response

from extractor.site import sql
from extractor.site.context import RequestContext, Row, request_context
from extractor.site.precision import precision_of
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

DOUBTS_A_PAGE = 100


async def how_sure_page(datasette: Datasette, request: Request) -> Response:
    """What the levels of confidence mean, and how often each was right."""
    here = await request_context(datasette, request)
    return await here.page(
        "site_how_sure.html", precision=precision_of(here.settings.pages.precision)
    )


async def doubts_page(datasette: Datasette, request: Request) -> Response:
    """Figures that need a check: of a measure or a document, or counts of both."""
    here = await request_context(datasette, request)
    measure, document = here.asked("measure"), here.asked("document")
    first = here.first()
    rows: list[Row] = []
    if document or measure:
        statement = sql.DOUBTFUL_OF_DOCUMENT if document else sql.DOUBTFUL_OF_MEASURE
        given: Mapping[str, Any] = {"document": document} if document else {"measure": measure}
        rows = await here.rows(statement, **given, most=DOUBTS_A_PAGE + 1, **{"from": first})
    known = await here.row(sql.MEASURE, measure=measure) if measure else None
    paper = await here.row(sql.DOCUMENT, document=document) if document else None
    overview = not (measure or document)
    return await here.page(
        "site_doubts.html",
        measure=known,
        paper=paper,
        rows=rows[:DOUBTS_A_PAGE],
        first=first,
        following=first + DOUBTS_A_PAGE if len(rows) > DOUBTS_A_PAGE else None,
        measures=await _counted(here, sql.DOUBTS_BY_MEASURE) if overview else [],
        papers=await _counted(here, sql.DOUBTS_BY_DOCUMENT) if overview else [],
        reasons=reasons_of(await _counted(here, sql.DOUBTS_BY_REASON) if overview else []),
        contested=points_of(
            await here.rows(sql.CONTESTED_OF_ALL, measure=measure, document=document)
        ),
        failed=await here.rows(sql.FAILED_CHECKS, measure=measure, document=document),
    )


def reasons_of(rows: list[Row]) -> list[tuple[str, int]]:
    """The reasons in words with how many figures have each, the commonest first."""
    counted = Counter[str]()
    for row in rows:
        counted[words.DOUBTS.get(row["reason"], words.spaced(row["reason"]))] += row["figures"]
    return counted.most_common()


def points_of(rows: list[Row]) -> list[list[Row]]:
    """Contested values by the date and the line that they are for."""
    points: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        points.setdefault((row["line"], row["period_end"]), []).append(row)
    return list(points.values())


_COUNTED: dict[tuple[str, int, str], list[Row]] = {}
"""Counts by database file, its last change and the statement: they read every doubtful figure."""


async def _counted(here: RequestContext, statement: str) -> list[Row]:
    """Rows with a count above zero; none where counting a large database takes too long."""
    path = str(here.database.path)
    key = (path, Path(path).stat().st_mtime_ns, statement)
    if key not in _COUNTED:
        try:
            rows = [row for row in await here.rows(statement) if row["figures"]]
        except QueryInterrupted:
            return []
        for old in [known for known in _COUNTED if known[:2] != key[:2]]:
            del _COUNTED[old]
        _COUNTED[key] = rows
    return _COUNTED[key]
