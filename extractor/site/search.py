"""Search over quotes and pages, whatever a visitor types."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response
from markupsafe import Markup, escape

from extractor.export.spreadsheet_safety import defused
from extractor.site import sql
from extractor.site.context import Dropdown, RequestContext, Row, request_context
from extractor.site.evidence import within
from extractor.site.query_words import meaning_the_same, phrases, spelt, words_of
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

HITS_A_PAGE = 25
HITS_IN_A_FILE = 1000
MEASURES_NAMED = 6
RANKED_MS = 500
"""Time after which the best matches are not looked for any more, and the first are shown."""
_SAID = re.compile(r"\w+")
START, END = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class SearchHits:
    """One page of results; `interrupted` where the search took too long."""

    rows: list[Row]
    more: bool
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor looks for, and where."""

    typed: str
    query: str
    inside: str
    council: str
    year: str
    measure: str
    by_date: bool
    page: int

    def parts(self) -> dict[str, str]:
        """The search as written in its address, without the page."""
        return {
            "q": self.typed,
            "in": self.inside,
            "council": self.council,
            "year": self.year,
            "measure": self.measure,
            "order": "date" if self.by_date else "",
        }


def asked_of(here: RequestContext) -> Asked:
    """What the query string asks for."""
    number, year = here.asked("page"), here.asked("year")
    typed = here.asked("q")
    return Asked(
        typed,
        phrases(typed),
        "pages" if here.asked("in") == "pages" else "figures",
        here.asked("council"),
        year if year.isascii() and year.isdigit() and len(year) == 4 else "",
        here.asked("measure"),
        here.asked("order") == "date",
        min(int(number), 400) if number.isascii() and number.isdigit() and number != "0" else 1,
    )


async def search_page(datasette: Datasette, request: Request) -> Response:
    """Passages with all the words, as a page or as CSV."""
    here = await request_context(datasette, request)
    asked = asked_of(here)
    as_file = request.url_vars.get("kind") == "csv"
    hits = await _find(here, asked, as_file) if asked.query else SearchHits([], False)
    if as_file:
        return _file(here, hits)
    for row in hits.rows:
        if asked.inside == "figures":
            row["passage"] = within(row["quote"], row["quote_start"], row["quote_end"])
        else:
            row["passage"] = marked(row["found"])
    measures = await here.rows(sql.MEASURES)
    suggestion = None
    if asked.query and not hits.rows and not hits.interrupted:
        suggestion = spelt(asked.typed, await _vocabulary(here, measures))
    return await here.page(
        "site_search.html",
        asked=asked,
        hits=hits,
        suggestion=suggestion,
        measures=measures_named(asked.typed, measures),
        dropdowns=await _dropdowns(here, asked, measures),
    )


async def _dropdowns(here: RequestContext, asked: Asked, measures: list[Row]) -> list[Dropdown]:
    every = (("", "all"),)
    councils = [row["council"] for row in await here.rows(sql.COUNCILS)][:600]
    span = await here.row(sql.TOTALS)
    first, last = (span or {}).get("first"), (span or {}).get("last")
    years = [str(y) for y in range(int(last[:4]), int(first[:4]) - 1, -1)] if first and last else []
    found = [
        Dropdown("council", "Council", every + tuple((c, c) for c in councils), asked.council),
        Dropdown("year", "Year of the meeting", every + tuple((y, y) for y in years), asked.year),
    ]
    if asked.inside == "figures":
        stated = tuple((row["id"], row["label"]) for row in measures if row["stated"])
        found.append(Dropdown("measure", "Measure", every + stated, asked.measure))
    order = (("", "best match"), ("date", "latest meeting"))
    return [*found, Dropdown("order", "Order", order, "date" if asked.by_date else "")]


def measures_named(typed: str, measures: list[Row]) -> list[Row]:
    """The measures that a search may be about, those called exactly so first.

    A name is the label, one of its other names ("LAC"), or a term that means the same; else the
    label has all the words, each from its beginning on.
    """
    wanted = typed.casefold().split()
    terms = {" ".join(wanted), *(term.casefold() for term in meaning_the_same(typed))}
    found = []
    for row in measures:
        names = {row["label"].casefold(), *(a.casefold() for a in words.listed(row["aliases"]))}
        said = _SAID.findall(row["label"].casefold())
        if not wanted or not row["stated"]:
            continue
        if names & terms:
            found.append((0, len(said), row))
        elif all(any(word.startswith(want) for word in said) for want in wanted):
            found.append((1, len(said), row))
        elif any(" " in term and term in row["label"].casefold() for term in terms):
            found.append((2, len(said), row))
    return [row for _, _, row in sorted(found, key=lambda each: each[:2])][:MEASURES_NAMED]


async def _vocabulary(here: RequestContext, measures: list[Row]) -> frozenset[str]:
    """The words of measures, their definitions, councils and other names."""
    texts = [f"{row['label']} {row['definition']}" for row in measures]
    texts += [row["council"] for row in await here.rows(sql.COUNCILS)]
    return words_of(texts)


async def _find(here: RequestContext, asked: Asked, as_file: bool) -> SearchHits:
    statement = sql.SEARCH_PAGES if asked.inside == "pages" else sql.SEARCH_FIGURES
    most = HITS_IN_A_FILE if as_file else HITS_A_PAGE
    values: dict[str, Any] = {
        "words": asked.query,
        "council": asked.council,
        "year": asked.year,
        "measure": asked.measure,
        "most": most + 1,
        "from": 0 if as_file else (asked.page - 1) * HITS_A_PAGE,
    }
    order = "meeting_date desc" if asked.by_date else "rank"
    ordered = statement.replace("limit :most", f"order by {order} limit :most")
    for attempt, limit in ((ordered, None if asked.by_date else RANKED_MS), (statement, None)):
        try:
            results = await here.database.execute(attempt, values, custom_time_limit=limit)
        except QueryInterrupted:
            continue
        rows = [dict(row) for row in results.rows]
        return SearchHits(rows[:most], len(rows) > most)
    return SearchHits([], False, interrupted=True)


def _file(here: RequestContext, hits: SearchHits) -> Response:
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    if hits.rows and "quote" in hits.rows[0]:
        writer.writerow(
            ["Figure", "Measure", "Area", "Date or period", "Quote", "Paper", "Council", "Evidence"]
        )
        for row in hits.rows:
            cells = [row["figure_text"], row["label"], row["area"], words.period(row), row["quote"]]
            cells += [row["report"], row["council"], here.address(here.at.figure(row["id"]))]
            writer.writerow([defused(str(cell or "")) for cell in cells])
    else:
        writer.writerow(["Paper", "Page", "Council", "Meeting", "Text"])
        for row in hits.rows:
            found = row["found"].replace(START, "").replace(END, "")
            cells = [words.document_name(row), row["page"], row["council"], row["meeting_date"]]
            writer.writerow([defused(str(cell or "")) for cell in [*cells, found]])
    headers = {"content-disposition": "attachment; filename=search.csv"}
    return Response(text.getvalue(), headers=headers, content_type="text/csv; charset=utf-8")


def marked(snippet: str) -> Markup:
    """A snippet with its matches marked; everything else of it is text."""
    safe = str(escape(snippet))
    return Markup(safe.replace(START, "<mark>").replace(END, "</mark>"))
