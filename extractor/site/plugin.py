"""The hooks by which Datasette calls this site; each hands on to the module that does the work. The
drop-downs of the questions: what each parameter of a query offers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response, asgi_static
from datasette.views.base import DatasetteError
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup

from extractor.site import home
from extractor.site.cell_rendering import cell_in_words, value_in_words
from extractor.site.context import is_ours
from extractor.site.middleware import App, guarded, shared
from extractor.site.query_limits import bound, closed_page, withhold
from extractor.site.response_cache import remembering
from extractor.site.routes import ROUTES
from extractor.site.settings import site_settings
from extractor.wording import labels, words

if TYPE_CHECKING:
    from datasette.app import Datasette


MOST_OPTIONS = 600


@dataclass(frozen=True, slots=True)
class Options:
    """A parameter's label, the words for "any of them", and its values with their texts."""

    label: str
    any: str
    values: tuple[tuple[str, str], ...]


async def options_for(datasette: Datasette, database: str) -> dict[str, Options]:
    """What the parameters of the questions offer, by their names in SQL."""
    found = {}
    for name, parameter in site_settings(datasette).parameters.items():
        results = await datasette.get_database(database).execute(parameter.sql)
        values = tuple(
            (str(row[0]), str(row[-1])) for row in results.rows[:MOST_OPTIONS] if row[0] is not None
        )
        found[name] = Options(parameter.label, parameter.any, values)
    return found


Hook = TypeVar("Hook", bound=Callable[..., Any])
HERE = Path(__file__).parent
ASSETS = "/-/committee-figures"


def hook(function: Hook) -> Hook:
    """Mark a function as one that Datasette calls."""
    return cast(Hook, hookimpl(function))


@hook
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Keep every query away from what is not published."""
    if database not in ("_internal", "_memory"):
        withhold(conn, site_settings(datasette))
        bound(conn)


@hook
def startup(datasette: Datasette) -> None:
    """Keep Datasette from printing every address that leads nowhere with all its variables.

    It does so wherever `rich` is installed; that takes a second, and a log is not a place for
    the words of a request. Errors of the program are still printed in full.
    """
    # Not imported above: Datasette has to load it itself, as the plugin that it is.
    from datasette import handle_exception

    handle_exception.rich = None


@hook
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Look for templates in the given folder, then here, then where Datasette does."""
    folders = [datasette.template_dir] if datasette.template_dir else []
    ours = FileSystemLoader([*map(str, folders), str(HERE / "templates")])
    assert env.loader is not None
    env.loader = ChoiceLoader([ours, env.loader])

    async def in_words(value: object, column: str, table: str, database: str) -> str:
        return await value_in_words(value, column, table, database, datasette)

    env.globals["value_in_words"] = in_words


@hook
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The addresses of the pages."""
    return [
        *ROUTES,
        (r"^/-/(databases|threads)(\.json)?$", closed_page),
        (rf"^{ASSETS}/(?P<path>.*)$", asgi_static(HERE / "static")),
    ]


@hook
def extra_template_vars(
    template: str, database: str | None, request: Request | None, datasette: Datasette
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What templates need besides: the home page's contents, the choices of a question."""

    async def values() -> dict[str, Any]:
        found: dict[str, Any] = {
            "words": words,
            "labels": labels,
            "site_title": datasette.metadata("title") or "Committee Figures",
            "site_licence": datasette.metadata("license"),
            "site_licence_url": datasette.metadata("license_url"),
        }
        if template == "index.html":
            found["home"] = await home.home_of(datasette)
        if template == "database.html":
            found["first_query"] = site_settings(datasette).pages.first_query
        if template == "query.html" and database and request is not None:
            found["options"] = await options_for(datasette, database)
        return found

    return values


@hook
def extra_js_urls(datasette: Datasette) -> list[dict[str, Any]]:
    """The few lines of script that the site has, on every page."""
    return [{"url": f"{ASSETS}/site.js", "module": True}]


@hook
def menu_links(datasette: Datasette) -> Callable[[], Awaitable[list[dict[str, str]]]]:
    """The links of the site in Datasette's menu."""

    async def links() -> list[dict[str, str]]:
        return [
            {"href": datasette.urls.database(name) + path, "label": label}
            for name, database in datasette.databases.items()
            if await is_ours(database)
            for path, label in (
                ("/-/measures", "Measures"),
                ("/-/councils", "Councils"),
                ("/-/compare", "Compare councils"),
                ("/-/targets", "Targets"),
                ("/-/questions", "Questions"),
                ("/-/search", "Search"),
                ("/-/how-sure", "How sure are we?"),
                ("/-/about", "How the figures are read"),
                ("/-/api", "For programs"),
                ("", "Tables and SQL"),
            )
        ]

    return links


@hook
def render_cell(
    value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Awaitable[Markup | str | None]:
    """Ids become labels that lead to their pages."""
    return cell_in_words(value, column, table, database, datasette)


@hook
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Headers and harmless CSV on every answer."""
    settings = site_settings(datasette)
    # What other sites may read depends on who asks, so it is added outside of what is remembered.
    return lambda app: shared(remembering(guarded(app, settings.hosts), datasette), settings.pages)


@hook
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Response | None:
    """What a query may not make or read is a fault of the query, not of the site."""
    if isinstance(exception, QueryInterrupted):
        return Response.text("The query takes too long.", status=400)
    if isinstance(exception, (sqlite3.DataError, MemoryError)):
        return Response.text("The query makes a value that is too large.", status=400)
    if isinstance(exception, sqlite3.DatabaseError) and "prohibited" in str(exception):
        return Response.text("The query asks for what is not published.", status=400)
    if isinstance(exception, DatasetteError) and exception.status == 500:
        # Datasette gives its words for a wrong address this status where it names none.
        exception.status = 400
    return None
