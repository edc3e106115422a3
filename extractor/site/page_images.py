"""Pictures of pages: drawn only of documents in the database, named by id and page number.

Where the file lies is in the table `locations`, which no query from outside may read;
nothing of a request ever becomes part of a path. The file must still have the bytes that were
read: its SHA-256 is the document's id. Other processes draw (`render_process.py`): each picture
once,
however many ask for it, and within limits of time and memory.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
import tempfile
from collections import OrderedDict
from contextlib import closing, suppress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from datasette.utils.asgi import Request, Response

from extractor.site.context import RequestContext, Row, request_context
from extractor.site.render_process import NoPicture, RenderRequest
from extractor.site.settings import SiteSettings

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

_LOCATIONS = """
select l.location, l.raw from document_paths p join locations l on l.path = p.path
where p.document_id = ? order by p.path"""
_CONTACTS = """
select x0, top, x1, bottom from page_contacts where document_id = ? and page = ?"""
FAILURES_KEPT = 1000
PICTURES_A_PROCESS = 200
"""After so many a process is replaced by a fresh one: libraries do not give back all memory."""
MOST_WAITING = 40
SECONDS_TO_START = 30
UNREAD = "No text was read on this page, so contact details on it cannot be covered."
READ_BEFORE = (
    "This page was read by an earlier version, which did not note where contact details are. "
    "Ingest the document again to see its picture."
)
BUSY = "Too many pictures are asked for at once. Try again in a moment."


class Busy(NoPicture):
    """With so many pictures waiting, no more are begun."""


async def picture_page(datasette: Datasette, request: Request) -> Response:
    """The picture of a page as WebP; 404 with the reason where there is none."""
    here: RequestContext = await request_context(datasette, request)
    document, page = here.part("document"), here.part("page")
    known = await here.row(
        "select id, page, text_source, turned from pages "
        "where document_id = :document and page = :page",
        document=document,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else -1,
    )
    if known is None:
        return Response.text("There is no such page in the database.", status=404)
    headers = {"cache-control": "public, max-age=86400", "etag": f'"{document[:16]}-{known["id"]}"'}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response("", status=304, headers=headers)
    try:
        picture = await page_image_cache_of(datasette).picture(here, document, known)
    except Busy as reason:
        return Response.text(str(reason), status=503, headers={"retry-after": "5"})
    except NoPicture as reason:
        return Response.text(str(reason), status=404)
    return Response(picture, content_type="image/webp", headers=headers)


Key = tuple[str, int, int]
"""Document, page, and the reading of it: what is covered may differ when it is read again."""


class PageImageCache:
    """The pictures of a site: those drawn last, those being drawn, and who draws them."""

    def __init__(self, settings: SiteSettings) -> None:
        self._settings = settings
        self._drawn: OrderedDict[Key, bytes] = OrderedDict()
        self._failed: OrderedDict[Key, str] = OrderedDict()
        self._under_way: dict[Key, asyncio.Task[bytes]] = {}
        self._idle: list[RenderWorker] = []
        self._free = asyncio.Semaphore(settings.drawing_processes)
        self.begun = 0

    async def picture(self, here: RequestContext, document: str, page: Row) -> bytes:
        """The page as WebP. Raises NoPicture with the reason why there is none."""
        key = (document, int(page["page"]), int(page["id"]))
        if key in self._drawn:
            self._drawn.move_to_end(key)
            return self._drawn[key]
        if key in self._failed:
            raise NoPicture(self._failed[key])
        task = self._under_way.get(key)
        if task is None:
            if len(self._under_way) >= MOST_WAITING:
                raise Busy(BUSY)
            task = asyncio.create_task(self._draw(here, key, page))
            self._under_way[key] = task
            task.add_done_callback(lambda ended: self._ended(key, ended))
        # Who asked first may go away: the others still wait for the picture.
        return await asyncio.shield(task)

    def _ended(self, key: Key, task: asyncio.Task[bytes]) -> None:
        self._under_way.pop(key, None)
        if not task.cancelled():
            task.exception()  # Noted as seen, also where everybody who asked has gone.

    async def _draw(self, here: RequestContext, key: Key, page: Row) -> bytes:
        settings = self._settings
        order = await asyncio.to_thread(render_request_for, here.database, key, page, settings)
        async with self._free:
            self.begun += 1
            draughtsman = self._idle.pop() if self._idle else RenderWorker(settings)
            try:
                picture = await draughtsman.draw(order)
            except GaveUp as reason:
                self._failed[key] = str(reason)
                while len(self._failed) > FAILURES_KEPT:
                    self._failed.popitem(last=False)
                raise
            finally:
                if draughtsman.alive and draughtsman.pictures < PICTURES_A_PROCESS:
                    self._idle.append(draughtsman)
                else:
                    draughtsman.end()
        self._drawn[key] = picture
        while len(self._drawn) > settings.pictures_kept:
            self._drawn.popitem(last=False)
        return picture

    def end(self) -> None:
        """End the processes that draw."""
        for draughtsman in self._idle:
            draughtsman.end()
        self._idle.clear()


_ALBUMS: WeakKeyDictionary[Datasette, PageImageCache] = WeakKeyDictionary()


def page_image_cache_of(datasette: Datasette) -> PageImageCache:
    """The pictures of one site."""
    from extractor.site.settings import site_settings

    if datasette not in _ALBUMS:
        _ALBUMS[datasette] = PageImageCache(site_settings(datasette))
    return _ALBUMS[datasette]


class GaveUp(NoPicture):
    """The page was begun and is not tried again."""


class RenderWorker:
    """A process that draws one page after another."""

    def __init__(self, settings: SiteSettings) -> None:
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None
        self._scratch = tempfile.TemporaryDirectory(prefix="pictures-", ignore_cleanup_errors=True)
        self.pictures = 0

    @property
    def alive(self) -> bool:
        """Whether it can draw another page."""
        return self._process is not None and self._process.returncode is None

    async def draw(self, order: RenderRequest) -> bytes:
        """The picture. Raises NoPicture; the process is ended where it took too long."""
        seconds = self._settings.drawing_seconds
        self.pictures += 1
        try:
            if self._process is None:
                await asyncio.wait_for(self._start(), SECONDS_TO_START)
            return await asyncio.wait_for(self._answer(order), seconds)
        except TimeoutError as error:
            self.end()
            raise GaveUp(f"Drawing this page takes more than {seconds} seconds.") from error
        except (asyncio.IncompleteReadError, ConnectionError, ValueError) as error:
            self.end()
            raise GaveUp("The page cannot be drawn: the program that draws it stopped.") from error
        except asyncio.CancelledError:
            self.end()
            raise

    async def _start(self) -> None:
        """Start the process and wait until it is ready: that does not count as drawing."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "extractor.site.render_process"),
            *(str(self._settings.drawing_seconds), str(self._settings.drawing_memory)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=1 << 20,
            env={**os.environ, "TMPDIR": self._scratch.name},
        )
        assert self._process.stdout is not None
        await self._process.stdout.readuntil(b"\n")

    async def _answer(self, order: RenderRequest) -> bytes:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(order.line())
        await process.stdin.drain()
        said = json.loads(await process.stdout.readuntil(b"\n"))
        picture = await process.stdout.readexactly(said["bytes"])
        if "reason" in said:
            raise NoPicture(said["reason"])
        return picture

    def end(self) -> None:
        """Kill the process and throw away what it unpacked."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        self._process = None
        self._scratch.cleanup()


def render_request_for(
    database: Database, key: Key, page: Row, settings: SiteSettings
) -> RenderRequest:
    """What is to be drawn, asked on a connection of its own. Raises NoPicture."""
    document, number, _ = key
    how = "mode=ro" if database.is_mutable else "immutable=1"
    covered: list[tuple[float, float, float, float]] = []
    with closing(sqlite3.connect(f"file:{database.path}?{how}", uri=True)) as connection:
        try:
            locations = list(connection.execute(_LOCATIONS, (document,)))
            if not settings.publish_contacts:
                covered = list(connection.execute(_CONTACTS, key[:2]))
        except sqlite3.OperationalError as error:
            # A published copy may come without the tables.
            raise NoPicture("The files of this database are not here.") from error
    if not settings.publish_contacts and page["text_source"] == "none":
        raise NoPicture(UNREAD)
    if any(side is None for box in covered for side in box):
        raise NoPicture(READ_BEFORE)
    return RenderRequest(
        document,
        number,
        tuple((location, None if raw is None else raw.hex()) for location, raw in locations),
        page["turned"],
        tuple(covered),
        settings.page_width,
        settings.page_pixels,
        settings.largest_file,
    )
