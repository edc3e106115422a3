"""The pages of papers: what a meeting had before it, a document, a report of one."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from extractor.site import sql
from extractor.site.context import Row, request_context
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

FIGURES_A_PAGE = 200
_NUMBER = re.compile(r"\d{1,6}")


async def meeting_page(datasette: Datasette, request: Request) -> Response:
    """What a council's committees had before them on a day."""
    here = await request_context(datasette, request)
    council, day = here.part("council"), here.part("date")
    reports = await here.rows(sql.MEETING, council=council, date=day)
    if not reports:
        return await here.missing(f"meeting of “{council}” on {words.day(day)}")
    committees: dict[str, list[Row]] = defaultdict(list)
    for row in reports:
        committees[row["committee"] or ""].append(row)
    return await here.page("site_meeting.html", council=council, date=day, committees=committees)


async def document_page(datasette: Datasette, request: Request) -> Response:
    """A document: its reports, and what of it could not be read."""
    here = await request_context(datasette, request)
    name = here.part("document")
    document = await here.row(sql.DOCUMENT, document=name)
    if document is None:
        return await here.missing("such document")
    (paper,) = await here.rows(sql.DOCUMENTS, documents=json.dumps([name]))
    problems = await here.rows(sql.PROBLEM_PAGES, document=name)
    return await here.page(
        "site_document.html",
        document=document,
        published_on=paper["published_on"],
        reports=await here.rows(sql.REPORTS_OF_DOCUMENT, document=name),
        problems=[{**row, "problems": words.listed(row["problems"])} for row in problems],
        run=await here.row(sql.RUN, run=document["run"]),
    )


async def report_page(datasette: Datasette, request: Request) -> Response:
    """A report: its header, and its figures in the order of its pages."""
    here = await request_context(datasette, request)
    name, number = here.part("document"), here.part("report")
    report = None
    if _NUMBER.fullmatch(number):
        report = await here.row(sql.REPORT, document=name, report=int(number))
    document = await here.row(sql.DOCUMENT, document=name)
    if report is None or document is None:
        return await here.missing("such report")
    first = here.first()
    figures = await here.rows(
        sql.FIGURES_OF_REPORT,
        document=name,
        report=int(number),
        most=FIGURES_A_PAGE + 1,
        **{"from": first},
    )
    return await here.page(
        "site_report.html",
        report=report,
        document=document,
        header=header_of(report),
        figures=figures[:FIGURES_A_PAGE],
        first=first,
        following=first + FIGURES_A_PAGE if len(figures) > FIGURES_A_PAGE else None,
        before=max(0, first - FIGURES_A_PAGE) if first else None,
    )


def header_of(report: Row) -> list[tuple[str, Any]]:
    """The header fields that the report states, with what people call them.

    The author's name reads as empty unless contacts are published.
    """
    fields = [
        ("Author", "author"),
        ("Post of the author", "author_post"),
        ("Wards", "wards"),
        ("Key decision", "key_decision"),
        ("Forward plan reference", "forward_plan"),
        ("Purpose", "purpose"),
        ("Recommendations", "recommendations"),
        ("Source documents", "source_documents"),
    ]
    return [(label, report[name]) for label, name in fields if report[name]]
