"""Words of PDF pages: marks, boxes, rotation, ruling lines."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from fpdf import FPDF

from extractor.blocks.text import Text
from extractor.pages.model import Page, Word
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings


def page_of(pdf: FPDF, path: Path) -> Page:
    pdf.output(str(path))
    return first_page(path)


def first_page(path: Path, **settings: int) -> Page:
    source = open_source(path, ReadingSettings(**settings))  # type: ignore[arg-type]
    page = next(source.pages())
    source.close()
    return page


@pytest.fixture
def pdf() -> FPDF:
    pdf = FPDF(format="A4", unit="pt")
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    return pdf


def raised(pdf: FPDF, before: str, mark: str, after: str = "") -> None:
    """`mark` small and high directly after `before`."""
    pdf.text(72, 100, before)
    x = 72 + pdf.get_string_width(before)
    pdf.set_font_size(7)
    pdf.text(x, 95, mark)
    x += pdf.get_string_width(mark)
    pdf.set_font_size(12)
    pdf.text(x, 100, after)


def texts(page: Page) -> list[tuple[str, bool]]:
    return [(word.text, word.raised) for word in page.words]


def test_a_footnote_mark_is_no_digit_of_the_figure(pdf: FPDF, tmp_path: Path) -> None:
    raised(pdf, "42,616", "3")
    assert texts(page_of(pdf, tmp_path / "a.pdf")) == [("42,616", False), ("3", True)]


def test_a_mark_before_the_full_stop(pdf: FPDF, tmp_path: Path) -> None:
    raised(pdf, "12%", "4", ".")
    page = page_of(pdf, tmp_path / "a.pdf")
    assert texts(page) == [("12%.", False), ("4", True)]


@pytest.mark.parametrize("mark", ["1", "10", "a", "*"])
def test_a_mark_that_is_drawn_after_other_words(pdf: FPDF, tmp_path: Path, mark: str) -> None:
    pdf.text(72, 100, "398")
    pdf.text(200, 100, "412")
    pdf.text(72, 120, "at the end of the year")
    x = 72 + pdf.get_string_width("398")
    pdf.set_font_size(7)
    pdf.text(x, 95, mark)
    assert texts(page_of(pdf, tmp_path / "a.pdf"))[-1] == (mark, True)


def test_small_figures_below_or_beside_others_are_no_marks(pdf: FPDF, tmp_path: Path) -> None:
    pdf.text(72, 100, "398")
    pdf.text(72, 120, "Children")
    pdf.set_font_size(7)
    pdf.text(73, 110, "12")
    pdf.text(110, 97, "13")
    pdf.text(72 + 20, 100, "14")
    assert not any(raised for _, raised in texts(page_of(pdf, tmp_path / "a.pdf")))


def test_an_ordinal_keeps_its_letters(pdf: FPDF, tmp_path: Path) -> None:
    raised(pdf, "31", "st", " March")
    assert texts(page_of(pdf, tmp_path / "a.pdf")) == [("31st", False), ("March", False)]


def test_a_superscript_character_is_a_mark(pdf: FPDF, tmp_path: Path) -> None:
    pdf.text(72, 100, "717¹ children on 40 km²")
    assert texts(page_of(pdf, tmp_path / "a.pdf")) == [
        ("717", False), ("1", True), ("children", False), ("on", False), ("40", False),
        ("km²", False),
    ]  # fmt: skip


def test_letters_set_apart_and_printed_twice(pdf: FPDF, tmp_path: Path) -> None:
    for index, letter in enumerate("CONTENTS"):
        pdf.text(72 + 15 * index, 80, letter)
    pdf.text(72, 120, "Total 388")
    pdf.text(72.3, 120, "Total 388")
    assert [w.text for w in page_of(pdf, tmp_path / "a.pdf").words] == ["CONTENTS", "Total", "388"]


def test_text_under_other_text_is_left_out(pdf: FPDF, tmp_path: Path) -> None:
    pdf.text(72, 100, "There were once many more of them, around 99 in all")
    pdf.set_fill_color(255, 255, 255)
    pdf.rect(60, 80, 400, 40, style="F")
    pdf.text(72, 100, "At present the council looks after some 12 children")
    words = [w.text for w in page_of(pdf, tmp_path / "a.pdf").words]
    assert words[:4] == ["At", "present", "the", "council"]
    assert "99" not in words


def test_the_box_of_a_figure_holds_the_figure_alone(pdf: FPDF, tmp_path: Path) -> None:
    """An independent reader finds under the box of 22.3% only 22.3%."""
    pdf.text(72, 100, "In all, 17 lived elsewhere (22.3%), and 1,204 did not.")
    page = page_of(pdf, tmp_path / "a.pdf")
    word = next(w for w in page.words if "22.3" in w.text)
    assert word.text == "(22.3%),"
    number, box = Text.of_word(word, 1).place(1, 6)
    assert number == 1
    assert box is not None
    with pdfplumber.open(tmp_path / "a.pdf") as other:
        found = other.pages[0].crop((box.x0, box.top, box.x1, box.bottom)).extract_text()
    assert found == "22.3%"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotation_and_crop_box(pdf: FPDF, tmp_path: Path, turn: int) -> None:
    """Coordinates are those of the page as it is seen, after rotation and cropping."""
    pdf.text(150, 200, "There were 12 children in the area at the end of March 2020")
    straight = page_of(pdf, tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as other:
        page = other.pages[0]
        page.Rotate = 360 - turn
        page.CropBox = [100, 100, 500, 800]
        # Written turned, so that the reader sees it upright again.
        other.save(tmp_path / "b.pdf")
    seen = first_page(tmp_path / "b.pdf")
    assert {seen.width, seen.height} == {400.0, 700.0}
    assert [w.text for w in seen.words] == [w.text for w in straight.words]
    assert all(w.upright for w in seen.words)
    for word in seen.words:
        assert 0 <= word.box.x0 < word.box.x1 <= seen.width or seen.problems
    assert any("sideways" in problem for problem in seen.problems)


def test_ruling_lines_of_a_box_and_a_thin_bar(pdf: FPDF, tmp_path: Path) -> None:
    pdf.rect(100, 100, 200, 50)
    pdf.rect(100, 300, 200, 0.8, style="F")
    page = page_of(pdf, tmp_path / "a.pdf")
    flat = [r for r in page.rulings if r.horizontal]
    assert sorted(round(r.top) for r in flat) == [100, 150, 300]
    assert {(round(r.x0), round(r.x1)) for r in flat} == {(100, 300)}
    assert len([r for r in page.rulings if not r.horizontal]) == 2


def test_limits_are_kept_and_named(pdf: FPDF, tmp_path: Path) -> None:
    pdf.multi_cell(400, text="word " * 300)
    pdf.output(str(tmp_path / "a.pdf"))
    page = first_page(tmp_path / "a.pdf", max_words_a_page=100)
    assert len(page.words) == 100
    assert any("first 100" in problem for problem in page.problems)


def test_a_page_of_picture_has_no_text(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (600, 800), "grey").save(tmp_path / "a.png")
    pdf = FPDF(format="A4", unit="pt")
    pdf.add_page()
    pdf.image(str(tmp_path / "a.png"), 0, 0, 595, 842)
    page = page_of(pdf, tmp_path / "a.pdf")
    assert page.text_source == "none"
    assert page.image_share == pytest.approx(1.0, abs=0.01)
    assert page.words == ()


def test_words_know_their_size_weight_and_baseline(pdf: FPDF, tmp_path: Path) -> None:
    pdf.text(72, 100, "plain")
    pdf.set_font("helvetica", style="B", size=18)
    pdf.text(72, 140, "Heavy")
    plain, heavy = page_of(pdf, tmp_path / "a.pdf").words
    shape = [(w.size, w.bold, round(w.baseline)) for w in (plain, heavy)]
    assert shape == [(12, False, 100), (18, True, 140)]
    assert isinstance(plain, Word)


def test_a_glyph_that_stands_for_two_letters_gives_both(tmp_path: Path) -> None:
    """Fonts draw "ff" as one glyph; that is not a letter printed twice."""
    meaning = b"""/CIDInit /ProcSet findresource begin begincmap
        1 begincodespacerange <00> <ff> endcodespacerange
        1 beginbfrange <20> <7e> <0020> endbfrange
        1 beginbfchar <01> <00660066> endbfchar endcmap end"""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            FirstChar=1,
            LastChar=126,
            Widths=[560] * 126,
            ToUnicode=pdf.make_stream(meaning),
        )
        page = pdf.add_blank_page(page_size=(400, 200))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 12 Tf 50 100 Td (di\\001er 5o\\0015) Tj ET")
        pdf.save(tmp_path / "a.pdf")
    assert [w.text for w in first_page(tmp_path / "a.pdf").words] == ["differ", "5off5"]


def test_lines_drawn_in_a_form_stand_where_the_form_does(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        form = pdf.make_stream(b"10 10 m 110 10 l S 10 10 m 10 60 l 30 90 l h S")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox, form.Matrix = [0, 0, 400, 200], [2, 0, 0, 1, 0, 20]
        page = pdf.add_blank_page(page_size=(400, 200))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        page.Contents = pdf.make_stream(b"q 1 0 0 1 5 0 cm /X Do Q 0 0 m 0 50 l S")
        pdf.save(tmp_path / "a.pdf")
    page = first_page(tmp_path / "a.pdf")
    assert [(r.x0, r.top, r.x1, r.bottom) for r in page.rulings] == [
        (25, 170, 225, 170),
        (25, 120, 25, 170),
        (0, 150, 0, 200),
    ]
