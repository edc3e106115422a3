"""The home page, and the lists of councils, measures and questions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response
from datasette.views.index import IndexView

from extractor.site import sql
from extractor.site.context import (
    Addresses,
    RequestContext,
    Row,
    is_ours,
    place_of,
    request_context,
)
from extractor.site.settings import site_settings

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

ROWS_AT_HOME = 15
YEARS_AT_HOME = 8
"""Columns of years that fit beside the names; the years before are one more column."""


@dataclass(slots=True)
class Coverage:
    """What was read of one council, by the year of the meeting ("" where none is given)."""

    names: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    figures: int = 0
    unread: int = 0
    years: dict[str, Row] = field(default_factory=dict)

    @property
    def council(self) -> str:
        """The name that most of its documents give it; "" where none does."""
        return max(self.names, key=lambda name: (self.names[name], len(name)), default="")

    @property
    def undated(self) -> bool:
        """Whether papers without a date of meeting are among its documents."""
        return "" in self.years

    def before(self, years: Sequence[str]) -> Row | None:
        """What was read of the years before the first of `years`; None where nothing was."""
        found = [cell for year, cell in self.years.items() if year and year < min(years)]
        if not found:
            return None
        return {name: sum(cell[name] for cell in found) for name in ("documents", "figures")}

    def add(self, row: Row) -> None:
        """Count a row of documents of one year."""
        if row["council"]:
            # A document that names an area only does not say what the council is called.
            self.names[row["council"]] += 0 if row["inferred"] else row["documents"]
        self.documents += row["documents"]
        self.figures += row["figures"]
        self.unread += row["unread"]
        year = row["year"] or ""
        cell = self.years.setdefault(year, {"documents": 0, "figures": 0})
        cell["documents"] += row["documents"]
        cell["figures"] += row["figures"]


def coverage_of(rows: list[Row]) -> tuple[list[Coverage], list[str]]:
    """Coverage by council, in order, and the years there are, the latest first.

    "Kent County Council", "Kent Council" and papers about Kent are of one council.
    """
    found: dict[str, Coverage] = defaultdict(Coverage)
    for row in rows:
        found[place_of(row["council"] or "")].add(row)
    years = years_shown({year for entry in found.values() for year in entry.years if year})
    councils = sorted(found.values(), key=lambda entry: (entry.council == "", entry.council))
    return councils, years[::-1]


LONGEST_GAP = 3
"""Years without a paper that have a column of their own; longer gaps are left out."""


def years_shown(years: Collection[str]) -> list[str]:
    """The years that a table of coverage has columns for: those with papers, and short gaps."""
    known = sorted(int(year) for year in years)
    found = known[:1]
    for before, year in pairwise(known):
        found += range(before + 1, year) if year - before - 1 <= LONGEST_GAP else ()
        found.append(year)
    return [str(year) for year in found]


def most_read(coverage: list[Coverage]) -> list[Coverage]:
    """The councils with the most figures, as many as the home page shows, in order."""
    most = sorted(coverage, key=lambda entry: -entry.figures)[:ROWS_AT_HOME]
    return [entry for entry in coverage if entry in most]


def latest_years(shown: list[Coverage]) -> tuple[list[str], bool]:
    """The years that the table of the home page has columns for, the latest first, and whether
    there are earlier ones, which it takes together."""
    years = years_shown({year for entry in shown for year in entry.years if year})[::-1]
    if len(years) <= YEARS_AT_HOME + 1:
        return years, False
    return years[:YEARS_AT_HOME], True


def shade(figures: int) -> int:
    """How dark a cell of the heat map is, 0 to 4; the number is in it as well."""
    return sum(figures >= step for step in (1, 25, 100, 300))


class Contents:
    """The contents of the home page. A database that cannot change is asked once."""

    def __init__(self, datasette: Datasette, database: Database) -> None:
        self._datasette, self._database = datasette, database

    async def read(self) -> dict[str, Any]:
        """The values that the template uses."""
        coverage, _ = await self.coverage()
        shown = most_read(coverage)
        years, earlier = latest_years(shown)
        measures = await self._rows(sql.MEASURES)
        totals = (await self._rows(sql.TOTALS))[0]
        runs = await self._rows(sql.LAST_RUN)
        stated = [row for row in measures if row["stated"]]
        pages = site_settings(self._datasette).pages
        leading = [row for name in pages.leading for row in stated if row["id"] == name]
        return {
            "at": Addresses(self._datasette, self._database.name),
            "database_name": self._database.name,
            "totals": totals,
            "run": runs[0] if runs else None,
            "coverage": shown,
            "councils": sum(1 for entry in coverage if entry.council),
            "years": years,
            "earlier": earlier,
            "more_councils": max(0, len(coverage) - ROWS_AT_HOME),
            "measures_stated": len(stated),
            "measures_known": len(measures),
            "leading": leading or stated[:9],
            "latest": await self._rows(sql.LATEST_DOCUMENTS),
            "questions": await questions_of(self._datasette, self._database.name),
            "mixes": pages.mixes,
            "report_to": pages.report_to,
            "shade": shade,
        }

    async def coverage(self) -> tuple[list[Coverage], list[str]]:
        """Coverage of all councils by year."""
        return coverage_of(await self._rows(sql.BY_COUNCIL_AND_YEAR))

    async def _rows(self, statement: str) -> list[Row]:
        results = await self._database.execute(statement)
        return [dict(row) for row in results.rows]


_READ: dict[str, dict[str, Any]] = {}


async def home_of(datasette: Datasette) -> dict[str, Any] | None:
    """What the home page shows of the first database of figures; None where there is none."""
    for database in datasette.databases.values():
        if database.name != "_internal" and await is_ours(database):
            if database.is_mutable:
                return await Contents(datasette, database).read()
            # Computing its hash would take seconds without inspect data.
            key = f"{database.path}@{id(datasette)}"
            if key not in _READ:
                _READ.clear()
                _READ[key] = await Contents(datasette, database).read()
            return _READ[key]
    return None


async def home_page(datasette: Datasette, request: Request) -> Response:
    """The home page. Datasette's own would look at every table first, which the page does not show.

    Where no database holds figures it is Datasette's.
    """
    ours = [
        database.name
        for database in datasette.databases.values()
        if database.name != "_internal" and await is_ours(database)
    ]
    if not ours:
        request.scope["url_route"]["kwargs"]["format"] = None
        return await IndexView(datasette).dispatch_request(request)
    await datasette.ensure_permissions(request.actor, [("view-database", ours[0]), "view-instance"])
    context = {"metadata": datasette.metadata()}
    return Response.html(
        await datasette.render_template("index.html", context, request, view_name="index")
    )


async def questions_of(datasette: Datasette, database: str) -> list[Row]:
    """The canned queries, in their order: name and title; without those that can have no rows,
    because nothing is in a view that they ask ("which figures did a later report change?")."""
    found = await datasette.get_canned_queries(database, None)
    named = {name: set(_ASKED.findall(query["sql"])) & _RARE for name, query in found.items()}
    empty = {
        view
        for view in set().union(*named.values())
        if await _is_empty(datasette.get_database(database), view)
    }
    return [{"name": name, **query} for name, query in found.items() if not named[name] & empty]


_ASKED = re.compile(r"\b(?:from|join)\s+(\w+)")
_RARE = frozenset({"restatements", "other_sources", "targets_vs_actuals", "local_vs_national"})
"""Views without a row in many databases; each finds its first row, or none, by an index."""


async def _is_empty(database: Database, view: str) -> bool:
    try:
        return not (await database.execute(f"select 1 from {view} limit 1")).rows
    except QueryInterrupted:
        return False


async def councils_page(datasette: Datasette, request: Request) -> Response:
    """All councils by year."""
    here = await request_context(datasette, request)
    coverage, years = await Contents(datasette, here.database).coverage()
    return await here.page("site_councils.html", coverage=coverage, years=years, shade=shade)


async def measures_page(datasette: Datasette, request: Request) -> Response:
    """All measures by domain."""
    here = await request_context(datasette, request)
    domains: dict[str, list[Row]] = defaultdict(list)
    for row in await here.rows(sql.MEASURES):
        domains[row["domain_title"]].append(row)
    return await here.page("site_measures.html", domains=domains)


async def questions_page(datasette: Datasette, request: Request) -> Response:
    """All questions that have a query."""
    here: RequestContext = await request_context(datasette, request)
    questions = await questions_of(datasette, here.database.name)
    return await here.page("site_questions.html", questions=questions)
