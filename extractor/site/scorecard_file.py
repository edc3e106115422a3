"""A council's indicators and targets to take away: CSV, Excel and JSON, one row per indicator."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.export.workbook import (
    COPY,
    EVIDENCE,
    OF_PAPER,
    Column,
    Sheet,
    of_copy,
    of_paper,
)
from extractor.site import sql
from extractor.site.context import RequestContext, Row, request_context
from extractor.site.downloads import as_file, statements
from extractor.site.indicators import Indicator
from extractor.site.targets import name_of_meeting, scorecard_of
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

COLUMNS = (
    Column("Indicator", 44),
    Column("Breakdown", 20),
    Column("Printed as", 34),
    Column("Matched to a measure", 12),
    Column("Area", 20),
    Column("Unit", 14),
    Column("Latest", 11, "number"),
    Column("Latest: as printed", 12),
    Column("Latest: from", 17, "date"),
    Column("Latest: date or end of period", 17, "date"),
    Column("Target", 11, "number"),
    Column("Target: date or end of period", 17, "date"),
    Column("Target set nationally", 10),
    Column("Minimum", 11, "number"),
    Column("Rating", 10),
    Column("Target met", 10),
    Column("Previous", 11, "number"),
    Column("Previous: date or end of period", 17, "date"),
    Column("Previous rating", 10),
    Column("Change", 11, "number"),
    Column("Trend", 12),
    Column("Trend as printed", 10),
    Column("Confidence", 11),
    Column("Checks needed", 30),
    *OF_PAPER,
    EVIDENCE,
    Column("Evidence of the target", 30, "link"),
    *COPY,
)


async def targets_file(datasette: Datasette, request: Request) -> Response:
    """A council's indicators at one meeting, as its targets page shows them."""
    here = await request_context(datasette, request)
    card = await scorecard_of(here, here.part("area"))
    if card.unknown:
        return await here.missing(f"meeting “{card.unknown}” with targets of “{card.area}”")
    if not card.indicators:
        return await here.missing(f"target of “{card.area}”")
    figures = json.dumps([each.latest["id"] for each in card.indicators])
    stated = await statements(here, figures)
    documents = json.dumps([paper["document_id"] for paper in card.papers])
    papers = {row["id"]: row for row in await here.rows(sql.DOCUMENTS, documents=documents)}
    rows = [_row(each, stated, papers, here) for each in card.indicators]
    title = f"Targets, {card.area}, {name_of_meeting(card.when, card.papers)}"
    sheet = Sheet("Indicators", COLUMNS, rows)
    return as_file(here, here.part("kind"), sheet, title, title, area=card.area, meeting=card.when)


def _row(
    each: Indicator, stated: Mapping[str, Row], papers: Mapping[str, Row], here: RequestContext
) -> list[object]:
    """An indicator as a row of `COLUMNS`."""
    latest, target, previous = each.latest, each.target or each.coming, each.previous
    said = stated[latest["id"]]
    paper = papers[latest["document_id"]]
    return [
        each.label,
        words.breakdown(latest["dimensions"]),
        each.printed,
        _yes_or_no(each.measured),
        latest["area"],
        words.UNITS.get(latest["unit"], words.spaced(latest["unit"])),
        _value(latest),
        said["figure_text"],
        latest["period_start"],
        latest["period_end"],
        _value(target),
        *_of(target, ("period_end",)),
        _yes_or_no(each.national if target else None),
        _value(each.floor),
        each.rag,
        _yes_or_no(each.met),
        _value(previous),
        *_of(previous, ("period_end", "rag")),
        round(latest["value"] - previous["value"], 6) if previous and each.change else None,
        each.trend,
        _yes_or_no(bool(latest["trend"]) if each.trend else None),
        latest["confidence"],
        "; ".join(words.doubts(latest["doubts"], "measure_unknown")),
        *of_paper(said, paper),
        here.address(here.at.figure(latest["id"])),
        here.address(here.at.figure(target["id"])) if target else None,
        *of_copy(said, paper),
    ]


def _value(row: Row | None) -> object:
    """A number, or a range as it is said: "18 to 22"."""
    if row is None or row.get("value_max") is None:
        return row["value"] if row else None
    return f"{words.number(row['value'])} to {words.number(row['value_max'])}"


def _of(row: Row | None, fields: Iterable[str]) -> list[object]:
    return [row.get(field) if row else None for field in fields]


def _yes_or_no(fact: bool | None) -> str:
    return "" if fact is None else "yes" if fact else "no"
