"""Pages of Datasette that would tell about the machine: they are closed."""

from __future__ import annotations

from datasette.utils.asgi import Forbidden, Request


async def closed_page(request: Request) -> None:
    """Refuse a page that shows paths of files or threads of the server."""
    raise Forbidden("This page tells about the machine that serves, and is not published.")
