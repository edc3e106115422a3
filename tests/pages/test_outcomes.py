"""What a page or a file that cannot be read whole says, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pages_made import Sheet, read, texts
from pikepdf import Array, Dictionary, Name

from extractor.errors import FailedDocument
from extractor.pages.ocr import _is_noise
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings


@pytest.mark.parametrize("code", [Name.JPXDecode, Name.DCTDecode, Name.FlateDecode])
def test_a_page_of_one_picture_that_cannot_be_decoded(tmp_path: Path, code: pikepdf.Name) -> None:
    sheet = Sheet()
    stream = sheet.pdf.make_stream(b"no picture")
    stream.Type, stream.Subtype, stream.Filter = Name.XObject, Name.Image, code
    stream.Width, stream.Height = 2_000_000_000, 2_000_000_000
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceGray, 8
    sheet.page.Resources.XObject["/P"] = stream
    page = sheet.add("q 400 0 0 200 0 0 cm /P Do Q").read(tmp_path)
    assert page.text_source == "none"
    (problem,) = page.problems
    assert "cannot be decoded" in problem
    assert "print it to a new PDF" in problem


def _half_wrong(sheet: Sheet) -> None:
    """A font whose map names the letters, and control characters for the digits."""
    meaning = b"""/CIDInit /ProcSet findresource begin begincmap
        1 begincodespacerange <00> <ff> endcodespacerange
        2 beginbfrange <20> <2f> <0020> <3a> <7e> <003a> endbfrange
        1 beginbfrange <30> <39> <0013> endbfrange endcmap end"""
    sheet.page.Resources.Font["/H"] = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=32, LastChar=126,
        Widths=Array([560] * 95), ToUnicode=sheet.pdf.make_stream(meaning),
    )  # fmt: skip


def test_a_font_map_that_is_half_wrong(tmp_path: Path) -> None:
    sheet = Sheet()
    _half_wrong(sheet)
    sheet.text("There were 412 children in care in the area", y=150)
    sheet.add("BT /H 10 Tf 50 100 Td (Care leavers) Tj 100 0 Td (131) Tj 0 -20 Td (98) Tj ET")
    page = sheet.read(tmp_path)
    assert texts(page)[-2:] == ["Care", "leavers"]
    assert "412" in texts(page)
    (problem,) = page.problems
    assert problem.startswith("Unreadable text: 2 words were left out")
    assert "Print the page as a picture" in problem


def test_figures_do_not_meet_over_unreadable_ones(tmp_path: Path) -> None:
    sheet = Sheet()
    _half_wrong(sheet)
    sheet.text("Of 12", y=150).add("BT /H 10 Tf 85 150 Td (13) Tj ET").text(
        "412 left", x=110, y=150
    )
    assert texts(sheet.read(tmp_path)) == ["Of", "12", "…", "412", "left"]


def test_letters_of_windows_by_their_numbers_are_printed_as_such(tmp_path: Path) -> None:
    sheet = Sheet()
    meaning = b"""/CIDInit /ProcSet findresource begin begincmap
        1 begincodespacerange <00> <ff> endcodespacerange
        1 beginbfrange <20> <7e> <0020> endbfrange
        2 beginbfchar <01> <0092> <02> <0096> endbfchar endcmap end"""
    sheet.page.Resources.Font["/H"] = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=1, LastChar=126,
        Widths=Array([560] * 126), ToUnicode=sheet.pdf.make_stream(meaning),
    )  # fmt: skip
    sheet.add("BT /H 10 Tf 50 100 Td (children\\001s 2023\\00224) Tj ET")
    assert texts(sheet.read(tmp_path)) == ["children’s", "2023–24"]


NOISE = "|. ~_ ;: ,l' \\/ }{ .-' ^» _| ;; ~~ ''|| ., {_ |_| :-"
PRINT = "On 31 March 2024 there were 412 children in care (3.2%), £1.2m over the council’s budget"


@pytest.mark.parametrize(("text", "noise"), [(NOISE, True), (PRINT, False), ("1 | 2 | 3", False)])
def test_strokes_and_specks_are_no_words(text: str, noise: bool) -> None:
    assert _is_noise(text.split()) is noise


CUTS: dict[str, Callable[[bytes], bytes]] = {
    "end cut off": lambda data: data[: data.rindex(b"endobj")],
    "trailer gone": lambda data: data.replace(b"trailer", b"tra ler"),
    "no header": lambda data: data.replace(b"%PDF", b"\xa5PDF", 1),
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS.keys())
def test_a_damaged_file_is_read_as_qpdf_mends_it(
    tmp_path: Path, cut: Callable[[bytes], bytes]
) -> None:
    Sheet().text("There were 412 children").read(tmp_path)
    path = tmp_path / "made.pdf"
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "old.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = cut((tmp_path / "old.pdf").read_bytes())
    (tmp_path / "cut.pdf").write_bytes(data)
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(data)
    page = read(tmp_path / "cut.pdf")
    assert texts(page) == ["There", "were", "412", "children"]
    (problem,) = page.problems
    assert "damaged" in problem
    assert "Download it again" in problem


def test_what_cannot_be_mended_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "no.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"1 0 obj nothing " * 40)
    with pytest.raises(FailedDocument, match="damaged"):
        open_source(path, ReadingSettings())
