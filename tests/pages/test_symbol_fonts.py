"""Arrows and dots set in symbol fonts, as Word and Excel put them into PDFs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pages_made import Sheet
from pikepdf import Array, Dictionary, Name

from extractor.blocks.tables.find import find_tables
from extractor.pages.model import Page


def square() -> object:
    pen = TTGlyphPen(None)
    for number, point in enumerate([(100, 0), (100, 700), (800, 700), (800, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    return pen.glyph()


def font_file(name: str) -> bytes:
    """A font of 256 squares: what its letters look like does not matter, its name does."""
    glyphs = [".notdef", *(f"g{code}" for code in range(32, 256))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({0xF000 + code: f"g{code}" for code in range(32, 256)})
    for table in builder.font["cmap"].tables:
        if table.platformID == 3:
            table.platEncID = 0  # a font of symbols
    builder.setupGlyf({glyph: square() for glyph in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (900, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    held = io.BytesIO()
    builder.save(held)
    return held.getvalue()


def with_symbols(sheet: Sheet, name: str, *, private: bool) -> Sheet:
    """Adds the font /S: embedded, its codes those of the private use area or plain letters."""
    pdf = sheet.pdf
    stream = pdf.make_stream(font_file(name))
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + name),
        Flags=4,
        FontBBox=Array([0, 0, 900, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
        FontFile2=stream,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/" + name),
        FirstChar=32,
        LastChar=255,
        Widths=Array([900] * 224),
        FontDescriptor=pdf.make_indirect(described),
    )
    parts = []
    for first in range(33, 256, 90):
        codes = range(first, min(first + 90, 256))
        rows = "\n".join(f"<{c:02X}> <{0xF000 + c if private else c:04X}>" for c in codes)
        parts.append(f"{len(codes)} beginbfchar\n{rows}\nendbfchar\n")
    font.ToUnicode = pdf.make_stream(
        b"/CIDInit /ProcSet findresource begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        + "".join(parts).encode()
        + b"endcmap end"
    )
    sheet.page.Resources.Font["/S"] = pdf.make_indirect(font)
    return sheet


def sign(sheet: Sheet, code: int, x: float, y: float, colour: str = "0 0 0") -> Sheet:
    return sheet.add(f"BT {colour} rg /S 10 Tf {x} {y} Td <{code:02X}> Tj 0 0 0 rg ET")


CASES = [
    ("ABCDEF+Wingdings-Regular", 0xE9, "↑"),
    ("Wingdings", 0xEA, "↓"),
    ("Wingdings", 0xE4, "↗"),
    ("Wingdings", 0xF3, "↔"),
    ("Wingdings", 0xE0, "→"),
    ("Wingdings", 0x6C, "•"),
    ("Wingdings3", ord("p"), "▲"),
    ("BCDEFG+Wingdings3", ord("i"), "↓"),
    ("Webdings", ord("6"), "▼"),
]


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize(("font", "code", "printed"), CASES)
def test_the_name_of_the_font_says_what_is_printed(
    tmp_path: Path, font: str, code: int, printed: str, private: bool
) -> None:
    sheet = with_symbols(Sheet(), font, private=private).text("Trend since last year")
    assert [w.text for w in sign(sheet, code, 200, 100).read(tmp_path).words][-1] == printed


@pytest.mark.parametrize(
    ("base", "code", "printed"),
    [
        ("Symbol", 0xAD, "↑"),
        ("Symbol", 0xAF, "↓"),
        ("ZapfDingbats", 0x73, "▲"),
        ("ZapfDingbats", 0x74, "▼"),
    ],
)
def test_standard_fonts(tmp_path: Path, base: str, code: int, printed: str) -> None:
    sheet = Sheet().text("Trend since last year")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + base))
    sheet.page.Resources.Font["/S"] = sheet.pdf.make_indirect(font)
    assert [w.text for w in sign(sheet, code, 200, 100).read(tmp_path).words][-1] == printed


def test_letters_of_other_fonts_are_what_they_say(tmp_path: Path) -> None:
    page = Sheet().text("p q 5 6").read(tmp_path)
    assert [w.text for w in page.words] == ["p", "q", "5", "6"]


def rated(tmp_path: Path, colours: list[str], *, lines: bool) -> Page:
    sheet = with_symbols(Sheet(), "Wingdings", private=True)
    for x, head in ((40, "Measure"), (180, "Actual"), (260, "RAG")):
        sheet.text(head, x, 160)
    for row, colour in enumerate(colours):
        y = 140 - 20 * row
        sheet.text(f"Reviews held {row}", 40, y).text(f"{90 + row}%", 180, y)
        sign(sheet, 0x6C, 265, y, colour)
    if lines:
        for y in (175, 155, *(135 - 20 * row for row in range(len(colours)))):
            sheet.add(f"36 {y} m 310 {y} l S")
        for x in (36, 176, 250, 310):
            sheet.add(f"{x} 175 m {x} {155 - 20 * len(colours)} l S")
    return sheet.read(tmp_path)


@pytest.mark.parametrize("lines", [True, False])
def test_the_colour_of_a_dot_is_a_rating(tmp_path: Path, lines: bool) -> None:
    page = rated(tmp_path, ["1 0 0", "1 0.75 0", "0 0.6 0.2"], lines=lines)
    (table,) = find_tables(page)
    assert [c.rag for c in table.cells if c.column == 2 and c.row] == ["red", "amber", "green"]


def test_black_dots_rate_nothing(tmp_path: Path) -> None:
    (table,) = find_tables(rated(tmp_path, ["0 0 0", "0 0 0", "0.4 0.4 0.4"], lines=True))
    assert {c.rag for c in table.cells} == {None}


def test_a_mark_of_another_font_is_a_bullet(tmp_path: Path) -> None:
    sheet = with_symbols(Sheet(), "Wingdings", private=True)
    sign(sheet, 0xA7, 40, 100).text("Reviews were held", 60, 100)
    assert next(w.text for w in sheet.read(tmp_path).words) == "•"
