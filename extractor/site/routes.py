"""The addresses of the pages, and the page that answers at each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Request, Response

from extractor.site import (
    compare,
    council_page,
    data_quality,
    downloads,
    evidence,
    home,
    measures,
    mix,
    page_images,
    paper_pages,
    ranking,
    report_card,
    scorecard_file,
    search,
    targets,
    unread,
)
from extractor.site.context import request_context
from extractor.site.settings import site_settings

if TYPE_CHECKING:
    from datasette.app import Datasette

_ROOT = r"^/(?P<database>[^/.]+)/-"
_FILE = r"\.(?P<kind>csv|xlsx|json|svg)$"


async def api_page(datasette: Datasette, request: Request) -> Response:
    """What programs can ask for."""
    here = await request_context(datasette, request)
    return await here.page("site_api.html")


async def about_page(datasette: Datasette, request: Request) -> Response:
    """How the figures are read, and what the pages show."""
    here = await request_context(datasette, request)
    return await here.page("site_about.html")


async def moved_page(datasette: Datasette, request: Request) -> Response:
    """Addresses of earlier versions lead to what took their place."""
    moved = site_settings(datasette).pages.moved
    there = moved.get(request.path.rstrip("/"))
    if there is None:
        raise NotFound("There is no such page.")
    query = request.query_string
    joint = "&" if "?" in there else "?"
    return Response.redirect(f"{there}{joint}{query}" if query else there, status=301)


async def no_page(datasette: Datasette, request: Request) -> Response:
    """Any other address among the pages: Datasette would take it for a table."""
    here = await request_context(datasette, request)
    return await here.missing("such page")


ROUTES: list[tuple[str, Callable[..., Awaitable[Any]]]] = [
    (rf"{_ROOT}/measures$", home.measures_page),
    (
        rf"{_ROOT}/measure/(?P<measure>[^/.]+)\.(?P<kind>csv|xlsx|json|svg|atom)$",
        downloads.measure_file,
    ),
    (rf"{_ROOT}/measure/(?P<measure>[^/]+)$", measures.measure_page),
    (
        rf"{_ROOT}/ranking/(?P<measure>[^/.]+)\.(?P<kind>csv|xlsx|json)$",
        ranking.ranking_file,
    ),
    (rf"{_ROOT}/ranking/(?P<measure>[^/]+)$", ranking.ranking_page),
    (rf"{_ROOT}/compare{_FILE}", downloads.compare_file),
    (rf"{_ROOT}/compare$", compare.compare_page),
    (
        rf"{_ROOT}/targets/(?P<area>[^/.]+)\.(?P<kind>csv|xlsx|json)$",
        scorecard_file.targets_file,
    ),
    (rf"{_ROOT}/targets(?:/(?P<area>[^/]+))?$", targets.targets_page),
    (rf"{_ROOT}/mix/(?P<mix>[^/.]+){_FILE}", downloads.mix_file),
    (rf"{_ROOT}/mix/(?P<mix>[^/]+)$", mix.mix_page),
    (rf"{_ROOT}/report-card/(?P<area>[^/]+)$", report_card.report_card_page),
    (rf"{_ROOT}/doubts$", data_quality.doubts_page),
    (rf"{_ROOT}/unread$", unread.unread_page),
    (rf"{_ROOT}/how-sure$", data_quality.how_sure_page),
    (rf"{_ROOT}/api$", api_page),
    (rf"{_ROOT}/about$", about_page),
    (rf"{_ROOT}/councils$", home.councils_page),
    (
        rf"{_ROOT}/council/(?P<council>[^/.]+)\.(?P<kind>csv|xlsx|json|atom)$",
        downloads.council_file,
    ),
    (rf"{_ROOT}/council/(?P<council>[^/]+)$", council_page.council_page),
    (rf"{_ROOT}/meeting/(?P<council>[^/]+)/(?P<date>[^/]+)$", paper_pages.meeting_page),
    (rf"{_ROOT}/document/(?P<document>[^/]+)$", paper_pages.document_page),
    (rf"{_ROOT}/report/(?P<document>[^/]+)/(?P<report>[^/]+)$", paper_pages.report_page),
    (rf"{_ROOT}/figure/(?P<figure>[^/.]+)\.json$", downloads.figure_json),
    (rf"{_ROOT}/figure/(?P<figure>[^/]+)$", evidence.figure_page),
    (rf"{_ROOT}/picture/(?P<document>[^/]+)/(?P<page>[^/]+)$", page_images.picture_page),
    (rf"{_ROOT}/search(?:\.(?P<kind>csv))?$", search.search_page),
    (rf"{_ROOT}/questions$", home.questions_page),
    (rf"{_ROOT}(?:/.*)?$", no_page),
    (r"^/$", home.home_page),
    (r"^/-/dashboards(?:/.*)?$", moved_page),
]
