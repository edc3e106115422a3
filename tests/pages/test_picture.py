"""Pictures of pages show what a reader sees, and nothing that was blacked out."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pages_made import Sheet, texts
from PIL import Image

from extractor.pages.picture import picture_of
from extractor.site.render_process import RenderRequest, render

OVER = (44, 92, 260, 116)
LINE = "There were 3 children at the home"


def blacked_out(folder: Path, kind: str, drawn: str | None, rotate: int = 0) -> Path:
    sheet = Sheet(rotate=rotate).text(LINE, y=100, size=12).text("Seen by all", y=160, size=12)
    more = {"IC": [0, 0, 0]} if drawn is None else {}
    page = sheet.annotation(kind, OVER, drawn, **more).read(folder)
    assert texts(page) == ["Seen", "by", "all"]
    return folder / "made.pdf"


@pytest.mark.parametrize("rotate", [0, 90, 180])
@pytest.mark.parametrize(
    ("kind", "drawn"),
    [("Redact", None), ("Square", None), ("Square", "0 g 0 0 216 24 re f"),
     ("Stamp", "0 g 0 0 216 24 re f")],
)  # fmt: skip
def test_a_black_out_covers_in_the_picture_too(
    tmp_path: Path, kind: str, drawn: str | None, rotate: int
) -> None:
    path = blacked_out(tmp_path, kind, drawn, rotate)
    shown = picture_of(pdfium.PdfDocument(path), 1, path, 2)
    assert _light_under(shown, rotate) == 0
    assert shown.convert("L").crop(_seen_line(shown, rotate)).getextrema()[0] < 60  # other words


def _seen_line(picture: Image.Image, rotate: int) -> tuple[int, int, int, int]:
    """Where the line that nothing covers is in the picture."""
    at = Image.new("L", picture.rotate(rotate, expand=True).size)
    at.paste(255, (100, at.height - 2 * 172, 240, at.height - 2 * 156))
    box = at.rotate(-rotate, expand=True).getbbox()
    assert box is not None
    return box


def _light_under(picture: Image.Image, rotate: int) -> int:
    """How many light points there are under the black-out: what is left of words and paper."""
    view = picture.rotate(rotate, expand=True)  # as the file has the page
    x0, y0, x1, y1 = (2 * side for side in OVER)
    box = view.crop((x0 + 4, view.height - y1 + 4, x1 - 4, view.height - y0 - 4)).convert("L")
    return sum(box.histogram()[60:])


def test_the_site_draws_the_same(tmp_path: Path) -> None:
    path = blacked_out(tmp_path, "Redact", None)
    width = 2 * round(pdfium.PdfDocument(path)[0].get_size()[0])
    order = RenderRequest("x", 1, (), 0, (), width, 4_000_000, 10**9)
    picture = Image.open(io.BytesIO(render(path, order))).convert("RGB")
    assert picture.width == width
    assert _light_under(picture, 0) == 0


def test_fields_and_stamps_are_in_the_picture(tmp_path: Path) -> None:
    sheet = Sheet().text("Number:", y=100, size=12)
    sheet.annotation("Stamp", (100, 90, 200, 120), "0 g 10 5 60 20 re f").read(tmp_path)
    path = tmp_path / "made.pdf"
    picture = picture_of(pdfium.PdfDocument(path), 1, path, 1).convert("L")
    assert picture.getpixel((140, picture.height - 105)) == 0


def test_contacts_are_painted_over(tmp_path: Path) -> None:
    Sheet().text("ann@council.example", y=100, size=12).read(tmp_path)
    path = tmp_path / "made.pdf"
    pdf = pdfium.PdfDocument(path)
    height = pdf[0].get_size()[1]
    box = (45.0, height - 115, 200.0, height - 92)
    picture = picture_of(pdf, 1, path, 1, contacts=[box]).convert("L")
    assert picture.crop(tuple(map(round, box))).getextrema()[0] > 200
