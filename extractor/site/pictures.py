"""Pictures of pages: rendered only of documents in the database, named by id and page number.

Where the file lies stands in the table `locations`, which no query from outside may read;
nothing of a request ever becomes part of a path. The file must still have the bytes that were
read: its SHA-256 is the document's id.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import math
import sqlite3
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from datasette.utils.asgi import Request, Response

from extractor.errors import FailedDocument
from extractor.ingest.archives import opened_at
from extractor.site.context import Visit, visit
from extractor.site.masking import CONTACTS
from extractor.site.settings import SiteSettings

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

_LOCATIONS = """
select l.location, l.raw from document_paths p join locations l on l.path = p.path
where p.document_id = ? order by p.path"""
_PDFIUM = threading.Lock()
"""pdfium is not made for threads: one page is drawn at a time."""


class NoPicture(Exception):
    """There is no picture of the page; the message says why."""


@dataclass(slots=True)
class Album:
    """The pictures drawn last, and the files whose bytes were compared with their id."""

    pictures: OrderedDict[tuple[str, int, int], bytes]
    verified: dict[str, tuple[int, int]]


_ALBUM = Album(OrderedDict(), {})


async def picture_page(datasette: Datasette, request: Request) -> Response:
    """The picture of a page as WebP; 404 with the reason where there is none."""
    here: Visit = await visit(datasette, request)
    document, page = here.part("document"), here.part("page")
    known = await here.row(
        "select page from pages where document_id = :document and page = :page",
        document=document,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else -1,
    )
    if known is None:
        return Response.text("There is no such page in the database.", status=404)
    headers = {"cache-control": "public, max-age=86400", "etag": f'"{document[:16]}-{page}"'}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response("", status=304, headers=headers)
    try:
        picture = await asyncio.get_running_loop().run_in_executor(
            datasette.executor, draw, here.database, document, known["page"], here.settings
        )
    except NoPicture as reason:
        return Response.text(str(reason), status=404)
    return Response(picture, content_type="image/webp", headers=headers)


def draw(database: Database, document: str, page: int, settings: SiteSettings) -> bytes:
    """The page as WebP. Raises NoPicture where its file is gone, changed or too large."""
    key = (document, page, settings.page_width)
    found = _ALBUM.pictures.get(key)
    if found is not None:
        _ALBUM.pictures.move_to_end(key)
        return found
    for location, raw in locations_of(database, document):
        try:
            with opened_at(location, raw) as path:
                _verify(path, document, settings.largest_file)
                with _PDFIUM:
                    picture = render(path, page, settings)
        except (FailedDocument, OSError):
            continue
        _ALBUM.pictures[key] = picture
        while len(_ALBUM.pictures) > settings.pictures_kept:
            _ALBUM.pictures.popitem(last=False)
        return picture
    raise NoPicture("The file of this page is no longer where it was read.")


def locations_of(database: Database, document: str) -> list[tuple[str, bytes | None]]:
    """Where the files of a document lie, asked on a connection of its own."""
    how = "mode=ro" if database.is_mutable else "immutable=1"
    connection = sqlite3.connect(f"file:{database.path}?{how}", uri=True)
    try:
        return list(connection.execute(_LOCATIONS, (document,)))
    except sqlite3.OperationalError as error:
        # A published copy may come without the table.
        raise NoPicture("The files of this database are not here.") from error
    finally:
        connection.close()


def _verify(path: Path, document: str, largest: int) -> None:
    """Raise NoPicture unless the file has the bytes that were read."""
    status = path.stat()
    if status.st_size > largest:
        raise NoPicture("The file is too large to draw its pages.")
    stamp = (status.st_size, status.st_mtime_ns)
    if _ALBUM.verified.get(f"{document}@{path}") == stamp:
        return
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != document:
            raise NoPicture("The file has changed since it was read.")
    if len(_ALBUM.verified) > 10_000:
        _ALBUM.verified.clear()
    _ALBUM.verified[f"{document}@{path}"] = stamp


def render(path: Path, number: int, settings: SiteSettings) -> bytes:
    """Page `number` (from 1) of a PDF as WebP, never larger than the settings allow."""
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise NoPicture("The file is no PDF that can be drawn.") from error
    try:
        page = pdf[number - 1]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise NoPicture("The page has no size.")
        scale = min(settings.page_width / width, math.sqrt(settings.page_pixels / (width * height)))
        picture = page.render(scale=scale, draw_annots=False).to_pil()
        if not settings.publish_contacts:
            _cover(page, picture, scale, height)
        out = io.BytesIO()
        # Few colours read as well as all of them; without loss letters stay sharp, in two thirds
        # of the bytes of a PNG.
        few = picture.convert("RGB").quantize(64).convert("RGB")
        few.save(out, "WEBP", lossless=True, method=3)
        return out.getvalue()
    except (pdfium.PdfiumError, IndexError, ValueError, MemoryError) as error:
        raise NoPicture("The page cannot be drawn.") from error
    finally:
        pdf.close()


def _cover(page: pdfium.PdfPage, picture: object, scale: float, height: float) -> None:
    """Paint over e-mail addresses and telephone numbers in the text of a page."""
    from PIL import Image, ImageDraw

    assert isinstance(picture, Image.Image)
    text = page.get_textpage()
    try:
        if not CONTACTS.search(text.get_text_range()):
            return
        pen = ImageDraw.Draw(picture)
        letters = "".join(text.get_text_range(i, 1) or " " for i in range(text.count_chars()))
        if len(letters) != text.count_chars():
            return
        for found in CONTACTS.finditer(letters):
            for i in range(found.start(), found.end()):
                left, bottom, right, top = text.get_charbox(i)
                box = (left * scale - 2, (height - top) * scale - 2)
                pen.rectangle(
                    [*box, right * scale + 2, (height - bottom) * scale + 2], fill="#d9d9d9"
                )
    finally:
        text.close()
