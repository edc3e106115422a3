"""Pictures among a page's own text: the page says so where they hold text, and only there."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from pages_made import read, texts
from PIL import Image, ImageDraw, ImageFilter

from extractor.pages.model import Page
from extractor.pages.pasted_pictures import READ_WORDS
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings

ONE = (
    "A picture on the page that seems to hold text was not read: "
    "figures inside pictures, often charts, are missing. "
    "Print the page to a new PDF as an image and read that with Tesseract."
)
SEVERAL = (
    "Pictures on the page that seem to hold text were not read: "
    "figures inside pictures, often charts, are missing. "
    "Print the page to a new PDF as an image and read that with Tesseract."
)
SENTENCE = "The panel met on six occasions during the year and heard reports of its members."
ROWS = [
    ["Year", "Children in care", "Rate per 10,000", "Care leavers"],
    ["2017/18", "447", "71.2", "203"],
    ["2018/19", "462", "73.9", "211"],
    ["2019/20", "471", "75.0", "198"],
    ["2020/21", "489", "77.4", "220"],
]
WIDTH, HEIGHT = 420.0, 150.0


def typed(pdf: FPDF, x: float, top: float, rows: list[list[str]] = ROWS) -> None:
    """A table as text."""
    pdf.set_font("Helvetica", size=10)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            pdf.text(x + 12 + 105 * column, top + 26 + 26 * number, cell)


def table(rows: list[list[str]] = ROWS, dpi: int = 150) -> Image.Image:
    """The picture of a table with its lines."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.add_page()
    for number in range(6):
        pdf.line(4, 8 + 26 * number, WIDTH - 4, 8 + 26 * number)
    typed(pdf, 0, 0, rows)
    document = pdfium.PdfDocument(bytes(pdf.output()))
    image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return image


def chart() -> Image.Image:
    """A chart of columns with labels of both axes, white on dark."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.add_page()
    pdf.set_fill_color(30, 50, 90)
    pdf.rect(0, 0, WIDTH, HEIGHT, style="F")
    pdf.set_font("Helvetica", size=8)
    pdf.set_text_color(255)
    pdf.set_fill_color(230, 160, 60)
    for step in range(5):
        pdf.text(12, 22 + 24 * step, f"{500 - 100 * step}")
    for year in range(6):
        pdf.rect(50 + 60 * year, 40 + 9 * year, 30, 80 - 9 * year, style="F")
        pdf.text(48 + 60 * year, 134, f"20{17 + year}/{18 + year}")
    document = pdfium.PdfDocument(bytes(pdf.output()))
    image = document[0].render(scale=150 / 72).to_pil().convert("RGB")
    document.close()
    return image


def photograph(fine: bool = False) -> Image.Image:
    """Soft shapes with grain; `fine` as grass."""
    noise = np.random.default_rng(7).integers(0, 256, (300, 840, 3), dtype=np.uint8)
    image = Image.fromarray(noise)
    soft = image.filter(ImageFilter.GaussianBlur(1.2 if fine else 12))
    values = np.asarray(soft).astype(float)
    spread = (values - values.mean()) * (3 if fine else 12) + 120
    return Image.fromarray(np.clip(spread, 0, 255).astype(np.uint8))


def gradient() -> Image.Image:
    """From blue to white."""
    ramp = np.linspace(0, 255, 840).astype(np.uint8)
    return Image.fromarray(
        np.repeat(np.stack([ramp, ramp, np.full(840, 255, np.uint8)], 1)[None], 300, 0)
    )


def logo() -> Image.Image:
    """A shield and the name of a council."""
    image = Image.new("RGB", (840, 300), "white")
    pen = ImageDraw.Draw(image)
    pen.polygon([(40, 40), (200, 40), (200, 180), (120, 260), (40, 180)], fill="#0055aa")
    pen.ellipse((80, 80, 160, 160), fill="#ffcc00")
    pen.text((260, 70), "Tarnley", fill="#0055aa", font_size=90)
    pen.text((260, 170), "County Council", fill="#0055aa", font_size=60)
    return image


def signature() -> Image.Image:
    """A line of handwriting."""
    image = Image.new("RGB", (840, 300), "white")
    xs = np.arange(60, 780)
    ys = 150 + 60 * np.sin(xs / 11) * np.cos(xs / 90) + 20 * np.sin(xs / 37)
    ImageDraw.Draw(image).line(
        list(zip(xs.tolist(), ys.tolist(), strict=True)), fill="#112266", width=4
    )
    return image


def paper(path: Path, *pictures: Image.Image, laid_over: bool = False) -> Path:
    """A page of text with pictures in it, and the words of the table over the first or not."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    for number in range(8):
        pdf.text(60, 60 + 16 * number, SENTENCE)
    for number, picture in enumerate(pictures):
        held = io.BytesIO()
        picture.save(held, "PNG")
        pdf.image(held, 60, 210 + 180 * number, WIDTH, HEIGHT)
    if laid_over:
        typed(pdf, 60, 210)
    pdf.output(str(path))
    return path


def told(page: Page) -> tuple[str, ...]:
    assert page.text_source == "text_layer"
    assert texts(page)[: len(SENTENCE.split())] == SENTENCE.split()
    return page.problems


@pytest.mark.parametrize("make", [table, chart])
def test_a_picture_of_text_among_text_is_told(
    tmp_path: Path, make: Callable[[], Image.Image]
) -> None:
    assert told(read(paper(tmp_path / "paper.pdf", make()))) == (ONE,)


def test_several_are_told_together(tmp_path: Path) -> None:
    pictures = table(), photograph(), chart()
    assert told(read(paper(tmp_path / "paper.pdf", *pictures))) == (SEVERAL,)


@pytest.mark.parametrize("resolution", [72, 110, 300])
def test_coarse_and_fine_pictures_of_text_are_told(tmp_path: Path, resolution: int) -> None:
    assert told(read(paper(tmp_path / "paper.pdf", table(dpi=resolution)))) == (ONE,)


@pytest.mark.parametrize(
    "picture",
    [
        photograph(),
        photograph(fine=True),
        gradient(),
        logo(),
        signature(),
        Image.new("RGB", (840, 300), "#225588"),
        Image.new("RGB", (1, 1), "white"),
        table([["Year", "Children"]]),
    ],
    ids=["photograph", "grass", "gradient", "logo", "signature", "fill", "point", "caption"],
)
def test_other_pictures_are_not_told(tmp_path: Path, picture: Image.Image) -> None:
    assert told(read(paper(tmp_path / "paper.pdf", picture))) == ()


@pytest.mark.parametrize("picture", [table(), Image.new("RGB", (84, 30), "#ddeeff")])
def test_a_picture_with_its_words_laid_over_it_is_read(
    tmp_path: Path, picture: Image.Image
) -> None:
    assert sum(len(cell.split()) for row in ROWS for cell in row) >= READ_WORDS
    page = read(paper(tmp_path / "paper.pdf", picture, laid_over=True))
    assert told(page) == ()
    assert {"447", "77.4"} <= set(texts(page))


def test_a_small_picture_is_not_looked_at(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.text(60, 60, SENTENCE)
    held = io.BytesIO()
    table().save(held, "PNG")
    pdf.image(held, 60, 210, 150, 54)
    pdf.output(str(tmp_path / "paper.pdf"))
    assert told(read(tmp_path / "paper.pdf")) == ()


def test_a_picture_cut_into_strips_is_one(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.text(60, 60, SENTENCE)
    whole, strips = table(), 15
    step = whole.height / strips
    for number in range(strips):
        held = io.BytesIO()
        top, bottom = round(step * number), round(step * (number + 1))
        whole.crop((0, top, whole.width, bottom)).save(held, "PNG")
        height = HEIGHT / strips
        pdf.image(held, 60, 210 + height * number, WIDTH, height)
    pdf.output(str(tmp_path / "paper.pdf"))
    assert told(read(tmp_path / "paper.pdf")) == (ONE,)


@pytest.mark.skipif(
    shutil.which("tesseract") is None and os.environ.get("CI") != "true",
    reason="Tesseract is not installed here",
)
def test_printed_as_an_image_the_page_is_read_whole(tmp_path: Path) -> None:
    document = pdfium.PdfDocument(paper(tmp_path / "paper.pdf", table()))
    held = io.BytesIO()
    document[0].render(scale=300 / 72).to_pil().save(held, "PNG")
    document.close()
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.image(held, 0, 0, pdf.w, pdf.h)
    pdf.output(str(tmp_path / "image.pdf"))
    source = open_source(tmp_path / "image.pdf", ReadingSettings())
    page = next(source.pages())
    source.close()
    assert (page.text_source, page.problems) == ("ocr", ())
    assert {"occasions", "447", "77.4", "220"} <= set(texts(page))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_shown_turned(tmp_path: Path, turn: int) -> None:
    with pikepdf.open(paper(tmp_path / "straight.pdf", table())) as pdf:
        pdf.pages[0].Rotate = turn
        pdf.save(tmp_path / "turned.pdf")
    problems = read(tmp_path / "turned.pdf").problems
    assert ONE in problems


@pytest.mark.parametrize("damage", ["cut", "nothing", "noise", "size"])
def test_a_damaged_picture_is_no_text(tmp_path: Path, damage: str) -> None:
    with pikepdf.open(paper(tmp_path / "whole.pdf", table())) as pdf:
        (picture,) = pdf.pages[0].get_images().values()
        data = picture.read_raw_bytes()
        if damage == "size":
            picture.Width, picture.Height = 2**30, 2**30
        else:
            changed = {"cut": data[: len(data) // 50], "nothing": b"", "noise": bytes(range(256))}
            picture.write(changed[damage], filter=picture.get("/Filter"))
        pdf.save(tmp_path / "damaged.pdf")
    assert told(read(tmp_path / "damaged.pdf")) == ()


def test_a_picture_with_an_impossible_place_breaks_nothing(tmp_path: Path) -> None:
    with pikepdf.open(paper(tmp_path / "whole.pdf", table())) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(
            content.replace(b"420.00 0 0 150.00", b"9e37 0 0 9e37") + b"\nq 1e-9 0 0 0 0 0 cm Q"
        )
        pdf.save(tmp_path / "odd.pdf")
    told(read(tmp_path / "odd.pdf"))
