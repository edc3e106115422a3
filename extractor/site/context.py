"""What every page of the site needs: the database, its addresses, drop-downs, how a page is made,
and which names mean the same council ("Kent County Council", "Kent CC" and "Kent").
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import NotFound, Request, Response

from extractor.rulebook.area_names import council_named, key_of, short_name
from extractor.site import sql, sql_search
from extractor.site.precision import precision_of
from extractor.site.settings import SiteSettings, site_settings

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database


Row = dict[str, Any]
NEEDED = frozenset({"documents", "observations", "series_points", "measures"})
"""The tables by which a database of figures is known."""


_FILE = re.compile(r"\.(?:svg|csv|xlsx|json)$")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_PLACE = re.compile(r"[0-9]{1,6}")
DOCUMENTS_A_QUERY = 500
MEASURES_A_QUERY = 20


def _encoded(part: object) -> str:
    """A part of an address. Most are ids, and a page has thousands."""
    text = str(part)
    return text if _PLAIN.fullmatch(text) else str(tilde_encode(text))


class Addresses:
    """The permanent addresses of one database's pages."""

    def __init__(self, datasette: Datasette, database: str) -> None:
        self._root = str(datasette.urls.database(database))

    def _at(self, *parts: object, **query: object) -> str:
        path = "/".join([self._root, "-", *map(_encoded, parts)])
        asked = {name: value for name, value in query.items() if value not in (None, "")}
        return f"{path}?{urlencode(asked)}" if asked else path

    def measure(self, measure: str, **query: object) -> str:
        """The page of a measure."""
        return self._at("measure", measure, **query)

    def measures(self) -> str:
        """All measures."""
        return self._at("measures")

    def council(self, council: str) -> str:
        """The page of a council."""
        return self._at("council", council)

    def councils(self) -> str:
        """All councils and years."""
        return self._at("councils")

    def meeting(self, council: str, date: str) -> str:
        """The reports of a council's meetings on a date."""
        return self._at("meeting", council, date)

    def document(self, document: str) -> str:
        """A document with its reports."""
        return self._at("document", document)

    def report(self, document: str, report: int) -> str:
        """A report with its figures."""
        return self._at("report", document, report)

    def figure(self, figure: str) -> str:
        """The evidence page of a figure."""
        return self._at("figure", figure)

    def picture(self, document: str, page: int) -> str:
        """The picture of a page."""
        return self._at("picture", document, page)

    def search(self, **query: object) -> str:
        """The search page."""
        return self._at("search", **query)

    def questions(self) -> str:
        """All questions."""
        return self._at("questions")

    def compare(self, **query: object) -> str:
        """Several areas on one chart."""
        return self._at("compare", **query)

    def ranking(self, measure: str, **query: object) -> str:
        """The latest value of each area."""
        return self._at("ranking", measure, **query)

    def targets(self, area: str = "", **query: object) -> str:
        """A council's indicators against their targets; without an area, the councils."""
        return self._at("targets", *([area] if area else []), **query)

    def mix(self, mix: str, **query: object) -> str:
        """A total and its parts."""
        return self._at("mix", mix, **query)

    def report_card(self, area: str, **query: object) -> str:
        """An area's indicators with small charts."""
        return self._at("report-card", area, **query)

    def doubts(self, **query: object) -> str:
        """Figures to check."""
        return self._at("doubts", **query)

    def how_sure(self) -> str:
        """How sure the readings are."""
        return self._at("how-sure")

    def api(self) -> str:
        """What programs can ask for."""
        return self._at("api")

    def file(self, page: str, name: str, kind: str, **query: object) -> str:
        """What a page shows, as a file of a kind: csv, xlsx, json, svg, atom."""
        address, _, asked = self._at(page, *([name] if name else []), **query).partition("?")
        return f"{address}.{kind}?{asked}" if asked else f"{address}.{kind}"

    def page(self, name: str, *parts: object, **query: object) -> str:
        """Any other page of the site, by its name."""
        return self._at(name, *parts, **query)

    def table(self, table: str, extension: str = "", **query: object) -> str:
        """Datasette's own page of a table, view or query; `where` filters it exactly."""
        address = f"{self._root}/{table}{f'.{extension}' if extension else ''}"
        asked = {name: value for name, value in query.items() if value not in (None, "")}
        return f"{address}?{urlencode(asked)}" if asked else address


class RequestContext:
    """One request for a page: the database it asks about, and what the page may use."""

    def __init__(self, datasette: Datasette, request: Request, database: Database) -> None:
        self.datasette, self.request, self.database = datasette, request, database
        self.at = Addresses(datasette, database.name)

    @property
    def database_file(self) -> str:
        """The name of the database's file, without its folder, as commands to copy give it."""
        path = self.database.path
        return shlex.quote(PurePath(path).name if path else f"{self.database.name}.db")

    @property
    def settings(self) -> SiteSettings:
        """The settings of the site."""
        return site_settings(self.datasette)

    def address(self, path: str) -> str:
        """A path of this site as an address that works anywhere."""
        return str(self.datasette.absolute_url(self.request, path))

    def source_line(self, papers: str = "council papers and inspection reports") -> str:
        """The source line of a picture that is taken away: the papers, and this page's address."""
        title = self.datasette.metadata("title") or "Committee Figures"
        query = self.request.query_string
        page = _FILE.sub("", self.request.path)
        path = page + (f"?{query}" if query else "")
        return f"Source: {papers}, {title}, {self.address(path)}"

    def part(self, name: str) -> str:
        """A part of the address, decoded; spaces may be written as + or %20."""
        return unquote(tilde_decode(self.request.url_vars[name]))

    def asked(self, name: str) -> str:
        """A value of the query string, shortened to what any filter can mean."""
        return (self.request.args.get(name) or "").strip()[:300]

    def first(self) -> int:
        """The place in a list at which the page begins: `from` of the query string, or nought."""
        asked = self.asked("from")
        return int(asked) if _PLACE.fullmatch(asked) else 0

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """The rows of a query."""
        results = await self.database.execute(sql, values)
        return [dict(row) for row in results.rows]

    async def row(self, sql: str, **values: object) -> Row | None:
        """The first row of a query, or None."""
        found = await self.rows(sql, **values)
        return found[0] if found else None

    async def rows_of_documents(
        self, sql: str, documents: list[str], **values: object
    ) -> AsyncIterator[list[Row]]:
        """The rows of a query about `documents`, some hundred of them after another.

        However many papers a council has, no query takes longer than the site allows.
        """
        for first in range(0, len(documents), DOCUMENTS_A_QUERY):
            some = json.dumps(documents[first : first + DOCUMENTS_A_QUERY])
            yield await self.rows(sql, documents=some, **values)

    async def page(self, template: str, status: int = 200, **values: object) -> Response:
        """The page that a template makes of the values."""
        context = {"database": self.database.name, "database_file": self.database_file}
        precision = precision_of(self.settings.pages.precision)
        context |= {"at": self.at, "high": precision.levels.get("high"), **values}
        html = await self.datasette.render_template(template, context, request=self.request)
        return Response.html(html, status=status)

    async def missing(self, what: str) -> Response:
        """The page that says that there is no such thing; `what` is named as in "no measure"."""
        return await self.page("site_missing.html", status=404, what=what)


async def request_context(datasette: Datasette, request: Request) -> RequestContext:
    """The context of a request. Raises NotFound or Forbidden where the address is wrong."""
    try:
        database = datasette.get_database(tilde_decode(request.url_vars["database"]))
    except KeyError as error:
        raise NotFound("There is no such database.") from error
    await datasette.ensure_permissions(
        request.actor, [("view-database", database.name), "view-instance"]
    )
    if not await is_ours(database):
        raise NotFound("This database holds no figures.")
    return RequestContext(datasette, request, database)


async def is_ours(database: Database) -> bool:
    """Whether a database was made by `extractor ingest`."""
    if database.is_memory:
        return False
    return set(await database.table_names()) >= NEEDED


@dataclass(frozen=True, slots=True)
class Dropdown:
    """A drop-down: its name, label and options (value, text)."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@lru_cache(maxsize=4096)
def place_of(name: str) -> str:
    """The place that a council's name means, in the form in which places are compared."""
    known = council_named(name)
    return key_of(known.name if known else short_name(name))


def names_of(name: str, councils: list[str]) -> list[str]:
    """Those of `councils` that are the council called `name`."""
    place = place_of(name)
    return [council for council in councils if place_of(council) == place]


async def area_called(here: RequestContext, asked: str) -> str:
    """The area that figures are about under which a visitor's name of it goes: "leeds" is Leeds.
    What was asked for where there is none."""
    areas = [row["area"] for row in await here.rows(sql_search.AREAS)]
    if asked in areas:
        return asked
    return next((area for area in areas if place_of(area) == place_of(asked)), asked)


async def series_of_area(here: RequestContext, area: str, measures: Iterable[str]) -> list[Row]:
    """All points of an area's series of some measures, asked for a few measures at a time."""
    known = sorted(set(measures))
    found: list[Row] = []
    for first in range(0, len(known), MEASURES_A_QUERY):
        some = json.dumps(known[first : first + MEASURES_A_QUERY])
        found += await here.rows(sql.SERIES_OF_AREA, area=area, measures=some)
    return found


def latest_of(rows: Iterable[Row]) -> Row:
    """The latest of the figures of one line: the newest of those that do not give way, of two for
    one date the surer."""

    def order(row: Row) -> tuple[bool, str, bool]:
        return not row["gives_way"], row["period_end"], row["confidence"] == "high"

    return max(rows, key=order)


async def council_documents(here: RequestContext, area: str) -> list[str]:
    """The ids of all of a council's papers, the latest first.

    By its name or, where they name none, by their area.
    """
    councils = [row["council"] for row in await here.rows(sql.COUNCILS)]
    known = json.dumps(names_of(area, councils))
    rows = await here.rows(sql.COUNCIL_DOCUMENTS, councils=known, area=area)
    return [row["id"] for row in rows]
