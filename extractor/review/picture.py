"""The page of a figure as a picture, with the figure boxed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import ImageDraw

from extractor.review.choose import Candidate

SCALE = 1.5
MARGIN = 4


def page_picture(candidate: Candidate, folder: Path) -> Path | None:
    """Draw the page into `folder` and return the file; None where there is no page to draw."""
    if candidate.page is None or candidate.location is None:
        return None
    source = Path(candidate.location)
    if not source.is_file() or source.suffix.lower() != ".pdf":
        return None
    folder.mkdir(exist_ok=True)
    target = folder / f"{candidate.document[:12]}-{candidate.id[:12]}-p{candidate.page}.png"
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError:
        return None
    try:
        picture = document[candidate.page - 1].render(scale=SCALE).to_pil().convert("RGB")
    finally:
        document.close()
    if candidate.box is not None:
        x0, top, x1, bottom = (side * SCALE for side in candidate.box)
        frame = (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)
        ImageDraw.Draw(picture).rectangle(frame, outline="#d6001c", width=3)
    picture.save(target)
    return target
