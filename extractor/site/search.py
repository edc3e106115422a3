"""Search over quotes and pages, whatever a visitor types."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response
from markupsafe import Markup, escape

from extractor.export.spreadsheet_safety import defused
from extractor.site import sql, sql_search
from extractor.site.context import Dropdown, RequestContext, Row, request_context
from extractor.site.evidence import within
from extractor.site.paper_sources import publisher_of_figure
from extractor.site.query_words import number_of, phrases, spelt, words_of
from extractor.site.search_names import Named, named_in
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

HITS_A_PAGE = 25
HITS_IN_A_FILE = 1000
RANKED_MS = 500
"""Time after which the best matches are not looked for any more, and the first are shown."""
_LATEST = "coalesce(o.meeting_date, published_on) desc"
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
    measures = await here.rows(sql.MEASURES)
    areas = {row["area"]: bool(row["local"]) for row in await here.rows(sql_search.AREAS)}
    named = named_in(asked.typed, list(areas), measures)
    found = await _find(here, asked, named, as_file) if asked.query else None
    hits = found or SearchHits([], False)
    if as_file:
        return _file(here, hits)
    for row in hits.rows:
        if asked.inside == "figures":
            row["passage"] = within(row["quote"], row["quote_start"], row["quote_end"])
            row["publisher"] = await publisher_of_figure(here, row)
        else:
            row["passage"] = marked(row["found"])
    suggestion = None
    if asked.query and not hits.rows and not hits.interrupted:
        suggestion = spelt(asked.typed, await _vocabulary(here, measures))
    return await here.page(
        "site_search.html",
        asked=asked,
        hits=hits,
        suggestion=suggestion,
        named=named,
        places=[area for area in named.areas if areas[area]],
        dropdowns=await _dropdowns(here, asked, measures),
    )


async def _dropdowns(here: RequestContext, asked: Asked, measures: list[Row]) -> list[Dropdown]:
    every = (("", "all"),)
    councils = [row["council"] for row in await here.rows(sql.COUNCILS)][:600]
    span = await here.row(sql_search.YEARS)
    first, last = (span or {}).get("first"), (span or {}).get("last")
    years = [str(y) for y in range(int(last[:4]), int(first[:4]) - 1, -1)] if first and last else []
    found = [
        Dropdown("council", "Council", every + tuple((c, c) for c in councils), asked.council),
        Dropdown("year", "Year of the paper", every + tuple((y, y) for y in years), asked.year),
    ]
    if asked.inside == "figures":
        stated = tuple((row["id"], row["label"]) for row in measures if row["stated"])
        found.append(Dropdown("measure", "Measure", every + stated, asked.measure))
    order = (("", "best match"), ("date", "latest paper"))
    return [*found, Dropdown("order", "Order", order, "date" if asked.by_date else "")]


async def _vocabulary(here: RequestContext, measures: list[Row]) -> frozenset[str]:
    """The words of measures, their definitions, councils and other names."""
    texts = [f"{row['label']} {row['definition']}" for row in measures]
    texts += [row["council"] for row in await here.rows(sql.COUNCILS)]
    return words_of(texts)


async def _find(here: RequestContext, asked: Asked, named: Named, as_file: bool) -> SearchHits:
    most = HITS_IN_A_FILE if as_file else HITS_A_PAGE
    values: dict[str, Any] = {
        "words": asked.query,
        "council": asked.council,
        "year": asked.year,
        "measure": asked.measure,
        "most": most + 1,
        "from": 0 if as_file else (asked.page - 1) * HITS_A_PAGE,
    }
    for attempt in _attempts(asked, named):
        values |= attempt.values
        try:
            results = await here.database.execute(
                attempt.statement, values, custom_time_limit=attempt.limit
            )
        except QueryInterrupted:
            continue
        rows = [dict(row) for row in results.rows]
        return SearchHits(rows[:most], len(rows) > most)
    return SearchHits([], False, interrupted=True)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A statement to try, what it may take in milliseconds, and its own values."""

    statement: str
    limit: int | None
    values: dict[str, Any] = field(default_factory=dict)


def _attempts(asked: Asked, named: Named) -> list[_Attempt]:
    """The ways to search, the best first; each next one is quicker and sorts less."""
    limit = None if asked.by_date else RANKED_MS
    if asked.inside == "pages":
        order = "coalesce(d.meeting_date, published_on) desc" if asked.by_date else "rank"
        plain = sql_search.SEARCH_PAGES
        return [_Attempt(_ordered(plain, order), limit), _Attempt(plain, None)]
    plain = sql_search.SEARCH_FIGURES
    of_number = number_of(asked.typed)
    best = "o.value is not :number, o.measure is null, rank" if of_number is not None else "rank"
    order = _LATEST if asked.by_date else best
    found = [_Attempt(_ordered(plain, order), limit, {"number": of_number}), _Attempt(plain, None)]
    if named.any:
        order = _LATEST if asked.by_date else "once.step, once.score"
        values = {
            "areas": json.dumps(named.areas),
            "measures": json.dumps(named.certain),
            "named_year": named.year,
            "others": named.others,
            "rest": named.rest,
        }
        found.insert(0, _Attempt(_ordered(sql_search.SEARCH_NAMED, order), limit, values))
    return found


def _ordered(statement: str, order: str) -> str:
    return statement.replace("limit :most", f"order by {order} limit :most")


def _file(here: RequestContext, hits: SearchHits) -> Response:
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    if hits.rows and "quote" in hits.rows[0]:
        writer.writerow(
            [
                *("Figure", "Measure", "Area", "Date or period", "Quote", "Paper", "Council"),
                *("Meeting", "Published", "Evidence"),
            ]
        )
        for row in hits.rows:
            cells = [row["figure_text"], row["label"], row["area"], words.period(row), row["quote"]]
            cells += [
                words.paper_name(row["report"], row),
                row["council"],
                row["meeting_date"],
                row["published_on"],
                here.address(here.at.figure(row["id"])),
            ]
            writer.writerow([defused(str(cell or "")) for cell in cells])
    else:
        writer.writerow(["Paper", "Page", "Council", "Meeting", "Published", "Text"])
        for row in hits.rows:
            found = row["found"].replace(START, "").replace(END, "")
            cells = [words.document_name(row), row["page"], row["council"]]
            cells += [row["meeting_date"], row["published_on"]]
            writer.writerow([defused(str(cell or "")) for cell in [*cells, found]])
    headers = {"content-disposition": "attachment; filename=search.csv"}
    return Response(text.getvalue(), headers=headers, content_type="text/csv; charset=utf-8")


def marked(snippet: str) -> Markup:
    """A snippet with its matches marked; everything else of it is text."""
    safe = str(escape(snippet))
    return Markup(safe.replace(START, "<mark>").replace(END, "</mark>"))
