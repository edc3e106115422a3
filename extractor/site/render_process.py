"""Draws pictures of pages in a process of its own, so that no page of a document can hold up or
end the site: `python -m extractor.site.render_process SECONDS MEGABYTES`.

It reads one request a line from its standard input and answers with a line of JSON, then the
picture. Who asks (`page_images.py`) ends it where it takes too long; where nobody does, it ends
itself.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import resource
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from extractor.errors import FailedDocument
from extractor.ingest.archives import opened_at
from extractor.pages.picture import picture_of

WEBP_SIDE = 16_000
"""WebP holds 16,383 pixels a side."""
HEAVY_OBJECTS, HEAVY_SEGMENTS = 20_000, 100_000
"""A page with more is drawn at half the width, and without smoothing."""


class NoPicture(Exception):
    """There is no picture of the page; the message says why."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """A page to draw: where its file may lie, and which boxes of it are covered."""

    document: str
    page: int
    locations: tuple[tuple[str, str | None], ...]
    turned: int
    covered: tuple[tuple[float, float, float, float], ...]
    width: int
    pixels: int
    largest_file: int

    def line(self) -> bytes:
        """The order as it is sent."""
        return json.dumps(asdict(self)).encode() + b"\n"


def request_in(line: bytes) -> RenderRequest:
    """The order that was sent as this line."""
    given = json.loads(line)
    given["locations"] = tuple((location, raw) for location, raw in given["locations"])
    given["covered"] = tuple(tuple(box) for box in given["covered"])
    return RenderRequest(**given)


def draw(order: RenderRequest, verified: dict[str, tuple[int, int]]) -> bytes:
    """The page as WebP. Raises NoPicture where its file is gone, changed or cannot be drawn."""
    for location, raw in order.locations:
        try:
            with opened_at(location, None if raw is None else bytes.fromhex(raw)) as path:
                _verify(path, order, verified)
                return render(path, order)
        except (FailedDocument, OSError):
            continue
    raise NoPicture("The file of this page is no longer where it was read.")


def _verify(path: Path, order: RenderRequest, verified: dict[str, tuple[int, int]]) -> None:
    """Raise NoPicture unless the file has the bytes that were read."""
    status = path.stat()
    if status.st_size > order.largest_file:
        raise NoPicture("The file is too large to draw its pages.")
    stamp, name = (status.st_size, status.st_mtime_ns), f"{order.document}@{path}"
    if verified.get(name) == stamp:
        return
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != order.document:
            raise NoPicture("The file has changed since it was read.")
    verified[name] = stamp


def render(path: Path, order: RenderRequest) -> bytes:
    """A page of a PDF as WebP, never larger than the order allows."""
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise NoPicture("The file is not a PDF that can be drawn.") from error
    try:
        page = pdf[order.page - 1]
        width, height = page.get_size()
        if not (0 < width < math.inf and 0 < height < math.inf):
            raise NoPicture("The page has no size.")
        scale = min(
            order.width / (height if order.turned % 2 else width),
            math.sqrt(order.pixels / (width * height)),
            WEBP_SIDE / width,
            WEBP_SIDE / height,
        )
        heavy = _is_heavy(page)
        if heavy:
            scale /= 2
        picture = picture_of(
            pdf, order.page, path, scale,
            turned=order.turned, contacts=order.covered, smooth=not heavy,
        )  # fmt: skip
        return _written(picture)
    except (pdfium.PdfiumError, IndexError, ValueError, OverflowError) as error:
        raise NoPicture("The page cannot be drawn.") from error
    except MemoryError as error:
        raise NoPicture("Drawing the page needs too much memory.") from error
    finally:
        pdf.close()


def _is_heavy(page: pdfium.PdfPage) -> bool:
    """Whether so much is drawn on the page that it takes seconds."""
    objects = pdfium_c.FPDFPage_CountObjects(page)
    if objects > HEAVY_OBJECTS:
        return True
    segments = 0
    for number in range(objects):
        thing = pdfium_c.FPDFPage_GetObject(page, number)
        if pdfium_c.FPDFPageObj_GetType(thing) == pdfium_c.FPDF_PAGEOBJ_PATH:
            segments += max(pdfium_c.FPDFPath_CountSegments(thing), 0)
    return segments > HEAVY_SEGMENTS


def _written(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    # Few colours read as well as all of them; without loss letters stay sharp, in two thirds
    # of the bytes of a PNG.
    picture.quantize(64).convert("RGB").save(out, "WEBP", lossless=True, method=3)
    return out.getvalue()


def serve(asked: BinaryIO, answers: BinaryIO, seconds: int) -> None:
    """Draw what is asked for until nobody asks any more."""
    verified: dict[str, tuple[int, int]] = {}
    answers.write(b"\n")  # Ready.
    answers.flush()
    while line := asked.readline():
        # Beyond its time the system ends this process, even where its parent has died.
        signal.alarm(seconds)
        picture, said = b"", {}
        try:
            picture = draw(request_in(line), verified)
        except NoPicture as reason:
            said = {"reason": str(reason)}
        except MemoryError:
            said = {"reason": "Drawing the page needs too much memory."}
        signal.alarm(0)
        answers.write(json.dumps({"bytes": len(picture), **said}).encode() + b"\n" + picture)
        answers.flush()


def main() -> None:
    """Limit this process, then draw."""
    seconds, megabytes = int(sys.argv[1]), int(sys.argv[2])
    limit = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Ctrl-C goes to the whole group; the parent says when it is over, by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(sys.stdin.buffer, sys.stdout.buffer, seconds + 2)


if __name__ == "__main__":
    main()
