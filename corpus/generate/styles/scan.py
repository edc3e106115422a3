"""Pages as a copier leaves them: an image only, a little crooked, with specks."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pypdfium2
from PIL import Image

from corpus.generate.sheet import Sheet

DOTS = 170  # an inch


def photocopy(drawn: Sheet, onto: Sheet, skew: float = 0.5) -> None:
    """Each page of a drawn sheet as a black and white picture on a page of another. The
    truth moves along; where exactly a figure is on the picture is not said."""
    drawn.stamp()
    document = pypdfium2.PdfDocument(bytes(drawn.pdf.output()))
    offset = onto.page
    for number in range(len(document)):
        picture = document[number].render(scale=DOTS / 72).to_pil().convert("L")
        onto.new_page()
        onto.pdf.image(_worn(picture, number, skew), 0, 0, onto.pdf.w, onto.pdf.h)
    for stated in drawn.stated:
        page = offset + (stated.page or 1)
        onto.stated.append(replace(stated, page=page, box=None))


def _worn(picture: Image.Image, seed: int, skew: float) -> Image.Image:
    """Turned by `skew` degrees, specked, and reduced to black and white."""
    turned = picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned, dtype=np.int16)
    generator = np.random.default_rng(seed)
    noisy = grey + generator.normal(0, 18, grey.shape)
    specks = generator.random(grey.shape) < 0.0002
    noisy[specks] = 0
    black_and_white = Image.fromarray((noisy > 150).astype(np.uint8) * 255).convert("1")
    buffer = io.BytesIO()
    black_and_white.save(buffer, "PNG")
    buffer.seek(0)
    return Image.open(buffer)
