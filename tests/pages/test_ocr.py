"""Scans: recognised where there is no usable text, upright and straight, and never else."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extractor.pages.model import Box, Page, Word
from extractor.pages.ocr_repairs import repair_figure, skew, torn, unreadable
from extractor.pages.scanlines import find_lines, wipe_specks
from extractor.pages.source import open_source
from extractor.pages.usable_text import needs_recognition
from extractor.reading_settings import ReadingSettings

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and os.environ.get("CI") != "true",
    reason="Tesseract is not installed here",
)
LINES = [
    "On 31 March 2021 there were 512 children in care.",
    "Of these 10.5% had moved three times or more.",
    "The number of foster carers rose from 298 to 311.",
    "The panel met on six occasions during the year.",
    "Placement stability improved in every quarter.",
]


def printed(lines: list[str], size: float = 12) -> bytes:
    """A one-page PDF with these lines as text."""
    pdf = FPDF(unit="pt", format=(420, 300))
    pdf.add_page()
    pdf.set_font("Helvetica", size=size)
    for number, line in enumerate(lines):
        pdf.text(50, 90 + number * size * 1.8, line)
    return bytes(pdf.output())


def picture(lines: list[str], dpi: int = 200) -> Image.Image:
    """The same page as a grey picture."""
    document = pdfium.PdfDocument(printed(lines))
    image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return image


def scan(path: Path, image: Image.Image, stamp: str | None = None, dpi: int = 200) -> Path:
    """A PDF whose one page is this picture, with a page number stamped on it as text."""
    width, height = image.width * 72 / dpi, image.height * 72 / dpi
    pdf = FPDF(unit="pt", format=(width, height))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    stream = io.BytesIO()
    image.save(stream, "PNG")
    pdf.image(stream, 0, 0, width, height)
    if stamp:
        pdf.set_font("Helvetica", size=9)
        pdf.text(width / 2, height - 14, stamp)
    pdf.output(str(path))
    return path


def read(path: Path, settings: ReadingSettings | None = None) -> Page:
    source = open_source(path, settings or ReadingSettings(ocr_dpi=200))
    try:
        (page,) = source.pages()
        return page
    finally:
        source.close()


def words_of(page: Page) -> list[str]:
    return [word.text for word in sorted(page.words, key=lambda w: (w.baseline, w.box.x0))]


@needs_tesseract
@pytest.mark.parametrize("turned", [0.0, 2.0, 90.0, 180.0, 270.0])
def test_a_scan_is_read_whichever_way_it_lies(tmp_path: Path, turned: float) -> None:
    image = picture(LINES).rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    page = read(scan(tmp_path / "scan.pdf", image))
    assert page.text_source == "ocr"
    assert words_of(page) == [word for line in LINES for word in line.split()]
    assert all(w.confidence is not None and 0 < w.confidence <= 1 for w in page.words)
    baselines = sorted({round(w.baseline) for w in page.words})
    assert len(baselines) == len(LINES)
    rows = [[w.box for w in page.words if round(w.baseline) == base] for base in baselines]
    assert all(max(b.bottom for b in row) - min(b.top for b in row) < 16 for row in rows)


@needs_tesseract
def test_recognised_words_stand_where_they_are_printed(tmp_path: Path) -> None:
    page = read(scan(tmp_path / "scan.pdf", picture(LINES)))
    figure = next(word for word in page.words if word.text == "512")
    (tmp_path / "text.pdf").write_bytes(printed(LINES))
    true = next(w for w in read(tmp_path / "text.pdf").words if w.text == "512")
    for side in ("x0", "top", "x1", "bottom"):
        assert getattr(figure.box, side) == pytest.approx(getattr(true.box, side), abs=3)
    assert figure.size == pytest.approx(true.size, abs=1)


@needs_tesseract
def test_a_scan_with_a_stamped_page_number_is_still_a_scan(tmp_path: Path) -> None:
    page = read(scan(tmp_path / "scan.pdf", picture(LINES), stamp="Page 23"))
    assert page.text_source == "ocr"
    assert {"512", "23"} <= set(words_of(page))


def test_a_page_with_text_is_never_recognised(tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_bytes(printed(LINES))
    page = read(tmp_path / "text.pdf")
    assert (page.text_source, page.problems) == ("text_layer", ())
    assert all(word.confidence is None for word in page.words)


def test_without_tesseract_the_page_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scan(tmp_path / "scan.pdf", picture(LINES))
    monkeypatch.setenv("PATH", str(tmp_path))
    page = read(path)
    assert page.text_source == "none"
    assert "Tesseract is not installed: apt install tesseract-ocr" in page.problems[0]


def test_recognition_can_be_switched_off(tmp_path: Path) -> None:
    page = read(scan(tmp_path / "scan.pdf", picture(LINES)), ReadingSettings(ocr="off"))
    assert "switched off" in page.problems[0]


def test_a_blank_page_is_no_problem(tmp_path: Path) -> None:
    page = read(scan(tmp_path / "blank.pdf", Image.new("L", (1100, 1600), 255)))
    assert (page.text_source, page.words, page.problems) == ("none", (), ())


@pytest.mark.parametrize("degrees", [-4.0, -2.0, -0.5, 0.0, 1.0, 3.0])
def test_the_angle_that_levels_a_scan(degrees: float) -> None:
    turned = picture(LINES * 3, dpi=100).rotate(
        degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255
    )
    assert skew(turned) == pytest.approx(-degrees, abs=0.2)


def test_noise_has_no_angle() -> None:
    grain = np.random.default_rng(7).integers(0, 256, (600, 400), dtype=np.uint8)
    assert skew(Image.fromarray(grain)) == 0.0


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("l0.5%", "10.5%"),
        ("5I2", "512"),
        ("1O%", "10%"),
        ("£1,2O4", "£1,204"),
        ("(3S%)", "(35%)"),
        ("2O", "20"),
        ("512", None),
        ("S20", None),
        ("IO", None),
        ("5s", None),
        ("SOS", None),
        ("ls", None),
        ("Il0l", None),
        ("1,2O", None),
    ],
)
def test_letters_in_figures(seen: str, meant: str | None) -> None:
    assert repair_figure(seen) == meant


@pytest.mark.parametrize("word", ["13]", "4!2", "35}", "|27", "1{0%"])
def test_a_stroke_on_a_figure_may_be_a_digit(word: str) -> None:
    assert unreadable(word)


@pytest.mark.parametrize("word", ["13", "(35%)", "1,204.", "2016/17", "12)", "£3", "[4]", "ten]"])
def test_ordinary_figures_are_readable(word: str) -> None:
    assert not unreadable(word)


def test_grids_are_found_and_specks_are_not_read(tmp_path: Path) -> None:
    pixels = np.asarray(picture(LINES, dpi=300)).copy()
    for y in (330, 410, 490):
        pixels[y : y + 3, 200:1500] = 0
    for x in (200, 850, 1497):
        pixels[330:493, x : x + 3] = 0
    for y, x in ((150, 300), (560, 1200), (700, 90)):
        pixels[y : y + 3, x : x + 3] = 0
    damaged = Image.fromarray(pixels)
    rulings = find_lines(damaged, 300)
    across = sorted(round(r.top) for r in rulings if r.horizontal)
    down = sorted(round(r.x0) for r in rulings if not r.horizontal)
    assert across == [round((y + 1.5) * 72 / 300) for y in (330, 410, 490)]
    assert down == [round((x + 1.5) * 72 / 300) for x in (200, 850, 1497)]
    clean = np.asarray(wipe_specks(damaged, 300))
    assert all(clean[y + 1, x + 1] == 255 for y, x in ((150, 300), (560, 1200), (700, 90)))
    assert (clean != pixels).sum() < 3 * 25


@given(st.text(alphabet="0123456789lIOoS.,%£", max_size=8))
def test_what_is_mended_is_a_number_and_keeps_every_digit(word: str) -> None:
    mended = repair_figure(word)
    if mended is not None:
        assert len(mended) == len(word)
        assert all(new == old for new, old in zip(mended, word, strict=True) if old.isdigit())
        assert not set("lIOoS") & set(mended)


def test_figures_torn_in_two_are_told_from_figures_side_by_side() -> None:
    assert torn("1", "1.7%", gap=1.0, size=11)
    assert torn("38", ".4", gap=4.0, size=11)
    assert torn("88.", "2%", gap=1.0, size=11)
    assert not torn("2.", "15", gap=4.0, size=11)
    assert not torn("1", "1.7%", gap=3.1, size=11)
    assert not torn("45", "67", gap=12.0, size=11)
    assert not torn("of", "12", gap=1.0, size=11)


def page_of(text: str, image_share: float = 0.0) -> Page:
    """A page with these words in its text layer."""
    words = tuple(Word(w, Box(0, 0, 10, 10), 11, 10) for w in text.split())
    return Page(1, 595, 842, words, (), "text_layer", image_share=image_share)


def test_letters_that_spell_no_language_are_not_trusted() -> None:
    sense = " ".join(LINES) * 3
    shifted = "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in sense)
    assert needs_recognition(page_of(sense)) is None
    assert needs_recognition(page_of(shifted)) is not None
    assert needs_recognition(page_of("Q1 Q2 Q3 Q4 12.5% 13.1% " * 40)) is None


def test_a_few_words_on_a_picture_may_hide_a_scan() -> None:
    assert needs_recognition(page_of("Page 23", image_share=0.98)) is not None
    assert needs_recognition(page_of("Page 23", image_share=0.1)) is None
