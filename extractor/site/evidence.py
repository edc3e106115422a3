"""The evidence page of a figure: the page it is on, the words, and how it was read."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as escaped

from datasette.utils.asgi import Request, Response

from extractor.export.publishers import title_of
from extractor.export.workbook import own_copy
from extractor.site import sql
from extractor.site.citation import citation_of, day_of
from extractor.site.context import RequestContext, Row, request_context
from extractor.site.paper_sources import publisher_of_figure
from extractor.store.correction_file import Correction
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

AROUND = 700
"""Letters of a text file that are shown before and after the figure."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box on the picture of a page, in per cent of its width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with the figure in their midst."""

    before: str
    figure: str
    after: str


async def figure_page(datasette: Datasette, request: Request) -> Response:
    """The evidence page of a figure, by its permanent id."""
    here = await request_context(datasette, request)
    name = here.part("figure")
    figure = await here.row(sql.FIGURE, figure=name)
    if figure is None:
        return await here.missing("figure with this id")
    page = await _page_of(here, figure)
    before, after, others = await _neighbours(here, figure)
    key = figure["series_key"]
    paper = await here.row(sql.DOCUMENT, document=figure["document_id"])
    assert paper is not None
    address = here.address(here.at.figure(name))
    report_to = here.settings.pages.report_to
    about = {"document": figure["document_id"], "value": figure["value"]}
    same = await here.rows(sql.SAME_POINT, key=key, figure=name, **about) if key else []
    publisher = await publisher_of_figure(here, figure)
    rule = await here.row(sql.RULE, rule=figure["rule"]) if figure["rule"] else None
    return await here.page(
        "site_figure.html",
        figure=figure,
        quote=within(figure["quote"], figure["quote_start"], figure["quote_end"]),
        page=page,
        frame=frame_of(figure, page),
        around=around(figure, page),
        text=None if page is None else within_text(page["text"], figure["quote"]),
        before=before,
        after=after,
        others=others,
        rule=rule,
        examples=examples_of(rule) if rule else None,
        run=await here.row(sql.RUN, run=figure["run"]),
        checks=await here.rows(sql.CHECKS_OF_FIGURE, document=figure["document_id"], figure=name),
        corrections=await here.rows(sql.CORRECTIONS_OF_FIGURE, figure=name),
        point=await here.row(sql.POINT_OF_FIGURE, key=key) if key else None,
        same=[row for row in same if row["document_id"] != figure["document_id"]],
        again=[row for row in same if row["document_id"] == figure["document_id"]],
        doubts=words.doubts(figure["doubts"]),
        official=words.mapped(figure["official"]),
        address=address,
        own_copy=own_copy(paper, figure["page"]),
        publisher=publisher,
        citation=citation_of(figure, address, own_copy(paper, figure["page"]), publisher),
        paper_name=title_of(figure) or PurePosixPath(figure["path"]).name,
        published=day_of(figure),
        correction=correction_row(figure),
        mail=_mail(report_to, figure, address) if report_to else None,
    )


async def _page_of(here: RequestContext, figure: Row) -> Row | None:
    where = "document_id = :document and page is :page"
    return await here.row(
        sql.PAGE_TEXT.format(where=where), document=figure["document_id"], page=figure["page"]
    )


async def _neighbours(
    here: RequestContext, figure: Row
) -> tuple[Row | None, Row | None, list[Row]]:
    """The figures before and after on the page, and all others with a box on it."""
    document = figure["document_id"]
    if figure["page"] is None:
        found = await here.rows(
            sql.NEIGHBOURS_OF_TEXT, document=document, position=figure["position"]
        )
    else:
        found = await here.rows(sql.NEIGHBOURS, document=document, page=figure["page"])
    before = [row for row in found if row["position"] < figure["position"]]
    after = [row for row in found if row["position"] > figure["position"]]
    return (before[-1] if before else None), (after[0] if after else None), before + after


def correction_row(figure: Row) -> str:
    """The heading and a line of corrections.csv for the figure, as of today; the right value, the
    reason and who says so are left to fill in."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    given = {
        "action": "set",
        "observation_id": figure["id"],
        "document": figure["document_id"],
        "figure": figure["figure_text"],
        "place": figure["page"] if figure["page"] is not None else figure["char_start"],
        "field": "value",
        "old": words.plain(figure["value"]),
        "quote": figure["quote"],
        "made_on": date.today().isoformat(),
    }
    names = list(Correction.__dataclass_fields__)
    writer.writerow(names)
    writer.writerow([given.get(name, "") for name in names])
    return text.getvalue()


def _mail(report_to: str, figure: Row, address: str) -> str:
    """A mail link with the correction in its text."""
    subject = f"A figure to correct: {figure['figure_text']}"
    body = f"{address}\n\nWhat is wrong, and what is right?\n\n{correction_row(figure)}"
    return f"mailto:{report_to}?subject={escaped(subject)}&body={escaped(body)}"


def within(text: str, start: int, end: int) -> Passage:
    """The text in three parts, the figure in the middle."""
    return Passage(text[:start], text[start:end], text[end:])


def frame_of(figure: Row, page: Row | None) -> Frame | None:
    """Where the figure is on the picture; None where the page has no size or no place."""
    if page is None or figure["x0"] is None or not (page["width"] and page["height"]):
        return None
    wide, high = 100 / page["width"], 100 / page["height"]
    return Frame(
        round(figure["x0"] * wide, 2),
        round(figure["top"] * high, 2),
        round((figure["x1"] - figure["x0"]) * wide, 2),
        round((figure["bottom"] - figure["top"]) * high, 2),
    )


def around(figure: Row, page: Row | None) -> Passage | None:
    """The words of a text file before and after the figure; None for a PDF."""
    start, end = figure["char_start"], figure["char_end"]
    if page is None or start is None or end is None:
        return None
    text: str = page["text"]
    if text[start:end] != figure["figure_text"]:
        # The text was stored otherwise than the file is written: look for the quote in it.
        found = text.find(figure["quote"])
        if found < 0:
            return None
        start, end = found + figure["quote_start"], found + figure["quote_end"]
    return Passage(text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])


def within_text(text: str, quote: str) -> Passage | None:
    """The text of a page with the quote in its midst, whatever the white space between."""

    parts = [re.escape(part) for part in quote.split()]
    if not parts or len(parts) > 400:
        return None
    found = re.search(r"\s+".join(parts), text)
    if found is None:
        return None
    return within(text, found.start(), found.end())


def examples_of(rule: Row) -> dict[str, list[Any]]:
    """The examples of a rule: what it must match, and what it must not."""
    found = json.loads(rule["examples"])
    return {"take": list(found.get("take", [])), "leave": list(found.get("leave", []))}
