"""Who published the papers that a page's figures are from: for citations, files, and the source
line of a chart."""

from __future__ import annotations

import json
from collections.abc import Iterable

from extractor.checks.say import listed
from extractor.export.publishers import inspectorates_in, is_of_inspection
from extractor.site import sql
from extractor.site.context import RequestContext, Row

_NAMED: dict[str, str | None] = {}
"""The inspectorates that a document names, by its id; a document never changes."""
_MOST_NAMED = 5_000
MOST_FIGURES = 2_000
"""How many figures of a chart are asked for their papers."""


async def publisher_of_figure(here: RequestContext, figure: Row) -> str | None:
    """The inspectorate whose report a figure's paper is, or None: the council's own.

    `figure` has the names of paper and report, the committee, and the document.
    """
    if not is_of_inspection(figure):
        return None
    document = figure["document_id"]
    if document not in _NAMED:
        pages = await here.rows(sql.TEXT_OF_PAGES, document=document)
        if len(_NAMED) >= _MOST_NAMED:
            _NAMED.clear()
        _NAMED[document] = inspectorates_in(row["text"] for row in pages)
    return _NAMED[document]


async def source_of(here: RequestContext, points: Iterable[Row]) -> str:
    """What the figures of a chart are from: "reports of Ofsted and council papers"."""
    figures = json.dumps([point["observation_id"] for point in points][:MOST_FIGURES])
    papers = await here.rows(sql.PAPERS_OF_FIGURES, figures=figures)
    found = {await publisher_of_figure(here, paper) for paper in papers}
    inspectorates = sorted(name for name in found if name)
    named = [f"reports of {listed(inspectorates)}"] if inspectorates else []
    if None in found or not inspectorates:
        named.append("council papers" if inspectorates else "council committee papers")
    return " and ".join(named)
