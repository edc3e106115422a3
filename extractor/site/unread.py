"""What could not be read: each paper with its council, what is wrong with it, and what to do."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.errors import without_remedy
from extractor.site import sql, sql_pages
from extractor.site.context import RequestContext, Row, request_context
from extractor.wording import words

if TYPE_CHECKING:
    from datasette.app import Datasette

PAPERS_A_PAGE = 100
_PAGES_NAMED = 12

LOOK = "Look at the page itself: figures on it may be missing here."
OPEN = "Open the file: if it can be read, save it as a new PDF and read that."
_REMEDIES = (
    (
        "recognition is switched off",
        "This paper was read with --ocr off. Install Tesseract and read it again without that "
        "option: extractor ingest FILE --db {database}",
    ),
    ("cannot be seen on the page", "Nothing, as long as nothing is missing that you can see."),
    ("covered by other text", "Nothing, as long as nothing is missing that you can see."),
)
"""What to do about a problem that does not say so itself, by words of it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a paper, on which of its pages (none: with all of it), and the remedy."""

    problem: str
    pages: str
    remedy: str


def troubles_of(paper: Row, pages: Iterable[Row], database: str) -> list[Trouble]:
    """What is wrong with a paper, each kind of problem once with all its pages."""
    where: dict[str, list[int]] = defaultdict(list)
    for row in pages:
        for problem in words.listed(row["problems"]):
            where[problem].append(row["page"])
    if not where and paper["reason"]:
        remedy = paper["remedy"] or _remedy(paper["reason"], database, OPEN)
        return [Trouble(paper["reason"], "", remedy)]
    found = []
    for said, numbers in where.items():
        problem, remedy = without_remedy(said)
        numbers = [number for number in numbers if number is not None]
        found.append(Trouble(problem, _named(numbers), remedy or _remedy(problem, database)))
    return found


def _remedy(problem: str, database: str, otherwise: str = LOOK) -> str:
    small = problem.casefold()
    known = (remedy for said, remedy in _REMEDIES if said in small)
    return next(known, otherwise).format(database=database)


def _named(numbers: list[int]) -> str:
    """The pages in words: "page 3", "pages 3, 5 and 12 more"."""
    if not numbers:
        return ""
    shown = ", ".join(str(number) for number in numbers[:_PAGES_NAMED])
    more = len(numbers) - _PAGES_NAMED
    name = "page" if len(numbers) == 1 else "pages"
    return f"{name} {shown}" + (f" and {more} more" if more > 0 else "")


async def unread_page(datasette: Datasette, request: Request) -> Response:
    """The papers that were refused, that failed or that were read in part."""
    here = await request_context(datasette, request)
    first = here.first()
    papers = await here.rows(sql_pages.UNREAD_PAPERS, most=PAPERS_A_PAGE + 1, **{"from": first})
    shown = papers[:PAPERS_A_PAGE]
    pages = await _problem_pages(here, shown)
    return await here.page(
        "site_unread.html",
        totals=await here.row(sql.TOTALS),
        papers=[
            (paper, troubles_of(paper, pages[paper["id"]], here.database_file)) for paper in shown
        ],
        first=first,
        following=first + PAPERS_A_PAGE if len(papers) > PAPERS_A_PAGE else None,
    )


async def _problem_pages(here: RequestContext, papers: list[Row]) -> dict[str, list[Row]]:
    """The pages with problems, by the paper that they are of."""
    found: dict[str, list[Row]] = defaultdict(list)
    ids = json.dumps([paper["id"] for paper in papers])
    for row in await here.rows(sql_pages.PROBLEM_PAGES_OF, documents=ids):
        found[row["document_id"]].append(row)
    return found
