"""Full-text search over quotes and pages, whatever a visitor types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response
from markupsafe import Markup, escape

from extractor.site import sql
from extractor.site.context import Row, Visit, visit
from extractor.site.evidence import within

if TYPE_CHECKING:
    from datasette.app import Datasette

FOUND_A_PAGE = 25
MOST_WORDS = 20
RANKED_MS = 500
"""Time after which the best matches are not looked for any more, and the first are shown."""
START, END = "\ue000", "\ue001"
_PIECES = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = re.compile(r"\w")


def phrases(typed: str) -> str:
    """What was typed as a query of FTS5: words and "phrases in quotation marks", all to be found.

    Every piece becomes a string of FTS5's syntax, in which nothing has a meaning but the
    quotation mark; so any input is a query that can be run. Empty where no letter is in it.
    """
    pieces = []
    for quoted, word in _PIECES.findall(typed.replace("\x00", " "))[:MOST_WORDS]:
        piece = (quoted or word).replace('"', " ").strip()
        if _LETTERS.search(piece):
            pieces.append(f'"{piece}"')
    return " ".join(pieces)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results; `interrupted` where the search took too long."""

    rows: list[Row]
    more: bool
    interrupted: bool = False


async def search_page(datasette: Datasette, request: Request) -> Response:
    """What quotes and pages say of the words."""
    here = await visit(datasette, request)
    typed = here.asked("q")
    inside = "pages" if here.asked("in") == "pages" else "figures"
    number = here.asked("page")
    page = min(int(number), 400) if number.isascii() and number.isdigit() else 1
    asked = phrases(typed)
    found = await _find(here, asked, inside, page) if asked else Found([], False)
    for row in found.rows:
        if inside == "figures":
            row["passage"] = within(row["quote"], row["quote_start"], row["quote_end"])
        else:
            row["passage"] = marked(row["found"])
    return await here.page(
        "site_search.html",
        typed=typed,
        inside=inside,
        found=found,
        page=page,
        understood=bool(asked),
    )


async def _find(here: Visit, asked: str, inside: str, page: int) -> Found:
    statement = sql.SEARCH_PAGES if inside == "pages" else sql.SEARCH_FIGURES
    values: dict[str, Any] = {
        "words": asked,
        "most": FOUND_A_PAGE + 1,
        "from": (max(page, 1) - 1) * FOUND_A_PAGE,
    }
    ranked = statement.replace("limit :most", "order by rank limit :most")
    for attempt, limit in ((ranked, RANKED_MS), (statement, None)):
        try:
            results = await here.database.execute(attempt, values, custom_time_limit=limit)
        except QueryInterrupted:
            continue
        rows = [dict(row) for row in results.rows]
        return Found(rows[:FOUND_A_PAGE], len(rows) > FOUND_A_PAGE)
    return Found([], False, interrupted=True)


def marked(snippet: str) -> Markup:
    """A snippet with its matches marked; everything else of it is text."""
    safe = str(escape(snippet))
    return Markup(safe.replace(START, "<mark>").replace(END, "</mark>"))
