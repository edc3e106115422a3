"""The page of a figure as a picture, with the figure boxed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pypdfium2
from PIL import ImageDraw

from extractor.pages.picture import Side, picture_of
from extractor.review.choose import Candidate

SCALE = 1.5
MARGIN = 4
_TURNED = "select turned from pages where document_id = ? and page = ?"
_CONTACTS = "select x0, top, x1, bottom from page_contacts where document_id = ? and page = ?"


def page_picture(db: sqlite3.Connection, candidate: Candidate, folder: Path) -> Path | None:
    """Draw the page into `folder`, contact details covered, and return the file; None where
    there is no page to draw, or nobody noted where on it contact details stand."""
    if candidate.page is None or candidate.location is None:
        return None
    source = Path(candidate.location)
    if not source.is_file() or source.suffix.lower() != ".pdf":
        return None
    place = (candidate.document, candidate.page)
    contacts: list[Side] = db.execute(_CONTACTS, place).fetchall()
    if any(side is None for box in contacts for side in box):
        return None
    turned = db.execute(_TURNED, place).fetchone()
    folder.mkdir(exist_ok=True)
    target = folder / f"{candidate.document[:12]}-{candidate.id[:12]}-p{candidate.page}.png"
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError:
        return None
    try:
        picture = picture_of(
            document, candidate.page, source, SCALE,
            turned=turned[0] if turned else 0, contacts=contacts,
        )  # fmt: skip
    finally:
        document.close()
    if candidate.box is not None:
        x0, top, x1, bottom = (side * SCALE for side in candidate.box)
        frame = (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)
        ImageDraw.Draw(picture).rectangle(frame, outline="#d6001c", width=3)
    picture.save(target)
    return target
