"""From pages to blocks: furniture, columns, lists, headings, breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fpdf import FPDF

from extractor.blocks.layout import reading_order
from extractor.blocks.lines import TextLine
from extractor.blocks.model import Block, PageBlocks
from extractor.blocks.read import read_blocks
from extractor.pages.model import Box, Word
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings

LEFT = 72
PROSE = (
    "The council wants every child to grow up in a home where they are safe and well cared for, "
    "and the board looks at how far this was so during the year under review."
)


class Paper(FPDF):
    """A page in points that lines are written on from top to bottom."""

    def __init__(self) -> None:
        super().__init__(format="A4", unit="pt")
        self.set_auto_page_break(False)
        self.set_font("helvetica", size=11)

    def sheet(self) -> None:
        self.add_page()
        self.y = 90

    def line(self, text: str, x: float = LEFT, *, style: str = "", size: float = 11) -> None:
        self.set_font("helvetica", style=style, size=size)
        self.text(x, self.y, text)
        self.y += 14

    def item(self, text: str, x: float = LEFT) -> None:
        self.text(x, self.y, "-")
        self.text(x + 14, self.y, text)
        self.y += 14

    def prose(self, text: str, x: float = LEFT, width: float = 440) -> None:
        """Wrapped by hand, so that what is on which line is known."""
        self.set_font("helvetica", size=11)
        row = ""
        for word in text.split():
            if self.get_string_width(f"{row} {word}") > width:
                self.text(x, self.y, row)
                self.y, row = self.y + 14, ""
            row = f"{row} {word}".strip()
        self.text(x, self.y, row)
        self.y += 24


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Paper], list[PageBlocks]]:
    def reading(paper: Paper) -> list[PageBlocks]:
        paper.output(str(tmp_path / "paper.pdf"))
        source = open_source(tmp_path / "paper.pdf", ReadingSettings())
        return list(read_blocks(source.pages()))

    return reading


Read = Callable[[Paper], list[PageBlocks]]


def contents(page: PageBlocks, kind: str | None = None) -> list[str]:
    return [b.text.content for b in page.blocks if kind in (None, b.kind)]


def block(pages: list[PageBlocks], beginning: str) -> Block:
    return next(b for p in pages for b in p.blocks if b.text.content.startswith(beginning))


@pytest.mark.parametrize("stamp", ["Agenda Item 7", "Agenda Item No: 7(b)", "Minute item A7b"])
def test_headers_footers_and_stamps_are_no_text(read: Read, stamp: str) -> None:
    paper = Paper()
    for number in range(1, 5):
        paper.sheet()
        paper.text(LEFT, 40, "Westmere Council - Annual Report 2016-17")
        paper.text(250, 820, f"Page {number + 22}")
        paper.text(500, 800, str(number))
        if number == 1:
            paper.text(480, 24, stamp)
        paper.prose(f"{number}12 children were looked after. {PROSE}")
    pages = read(paper)
    assert [p.printed_number for p in pages] == [23, 24, 25, 26]
    for page in pages:
        assert contents(page) == [f"{page.number}12 children were looked after. {PROSE}"]
    stamped = {t.content for t in pages[0].furniture}
    assert stamped == {stamp, "Page 23", "1", "Westmere Council - Annual Report 2016-17"}


def test_two_columns_are_read_one_after_the_other(read: Read) -> None:
    paper = Paper()
    paper.sheet()
    paper.line("Annual report", style="B", size=18)
    top = paper.y
    paper.prose(f"Left. {PROSE} {PROSE}", width=210)
    paper.y = top
    paper.prose(f"Right. {PROSE} {PROSE}", x=310, width=210)
    (page,) = read(paper)
    assert contents(page) == ["Annual report", f"Left. {PROSE} {PROSE}", f"Right. {PROSE} {PROSE}"]


def test_a_lead_reaches_nested_items_over_a_page_break(read: Read) -> None:
    paper = Paper()
    paper.sheet()
    paper.line("Children looked after in this area", style="B")
    paper.item("At 31 March 2015, 639 children were looked after. Of this number:")
    paper.item("107 lived outside the area", x=LEFT + 24)
    paper.text(290, 810, "1")
    paper.sheet()
    paper.item("46 were seeking asylum", x=LEFT + 24)
    paper.item("In the last 12 months:")
    paper.item("there were 35 adoptions", x=LEFT + 24)
    paper.text(290, 810, "2")
    pages = read(paper)
    list_intro = "At 31 March 2015, 639 children were looked after. Of this number:"
    assert block(pages, "107 lived").list_intro == (list_intro,)
    assert block(pages, "46 were").list_intro == (list_intro,)
    assert block(pages, "there were 35").list_intro == ("In the last 12 months:",)
    assert (block(pages, "46 were").level, block(pages, "In the last").level) == (2, 1)


def test_a_paragraph_goes_on_over_the_page(read: Read) -> None:
    paper = Paper()
    paper.sheet()
    paper.line("At the end of the year the number of children placed with foster carers of the")
    paper.sheet()
    paper.line("council was 253, and 217 were placed with agencies.")
    pages = read(paper)
    (whole,) = pages[0].blocks
    assert whole.text.content.endswith("foster carers of the council was 253, and 217 were placed "
                                       "with agencies.")  # fmt: skip
    at = whole.text.content.index("253")
    assert whole.text.place(at, at + 3)[0] == 2
    assert pages[1].blocks == ()


def test_divided_words_are_joined_and_compounds_kept(read: Read) -> None:
    paper = Paper()
    paper.sheet()
    paper.prose("The harm that young people do to themselves is a concern to one and all here.")
    paper.line("In this year 39 children were adopted, and the number of adop-")
    paper.line("tions has risen; there were 12 cases of self-")
    paper.line("harm among those aged 0-")
    paper.line("17, which is fewer than in the year before.")
    text = block(read(paper), "In this year").text.content
    assert "of adoptions has" in text
    assert "of self-harm among" in text
    assert "aged 0-17, which" in text


def test_numbers_of_paragraphs_are_markers(read: Read) -> None:
    paper = Paper()
    paper.sheet()
    paper.line("2. MAIN ISSUES", style="B")
    paper.y += 10
    paper.line("2.1  There were 717 children in care.")
    paper.y += 10
    paper.line("2.5 years plus was the stay of 69% of them.")
    heading, numbered, plain = read(paper)[0].blocks
    assert (heading.kind, heading.marker, heading.text.content) == ("heading", "2.", "MAIN ISSUES")
    assert (numbered.kind, numbered.marker) == ("paragraph", "2.1")
    assert numbered.text.content == "There were 717 children in care."
    assert (plain.marker, plain.text.content[:13]) == (None, "2.5 years plu")


def test_footnotes_contents_captions_and_contacts_have_their_kind(read: Read) -> None:
    paper = Paper()
    paper.sheet()
    paper.line("Contents", style="B", size=16)
    for number, title in enumerate(("Summary", "Children in care", "Care leavers", "Health"), 2):
        paper.line(f"{title} {'.' * 60} {number}")
    paper.y += 20
    paper.line("Table 3: Children by placement")
    paper.y += 10
    paper.prose(PROSE)
    paper.line("Contact officer: Jo Bloggs")
    paper.line("Email: jo.bloggs@westmere.example")
    paper.line("Tel: 01632 960123")
    paper.y = 700
    paper.set_font_size(8)
    paper.text(LEFT, 700, "The figures of 2015 are provisional.")
    (page,) = read(paper)
    kinds = {b.kind for b in page.blocks}
    assert {"contents", "caption", "contact", "footnote", "paragraph"} <= kinds
    assert contents(page, "footnote") == ["The figures of 2015 are provisional."]
    assert contents(page, "paragraph") == [PROSE]


def figures_left(page: PageBlocks) -> list[str]:
    """The texts with digits on a page that are not in a list of contents."""
    said = [b.text.content for b in page.blocks if b.kind != "contents" and b.text]
    said += [c.text.content for b in page.blocks if b.table for c in b.table.cells]
    return [text for text in said if any(map(str.isdigit, text))]


def test_an_index_in_columns_states_nothing(read: Read) -> None:
    paper = Paper()
    paper.sheet()
    paper.line("Index", style="B", size=16)
    top = paper.y + 10
    pages = (("dders", 12), ("nglers", 4), ("rcades", 31), ("venues", 7), ("xles", 4))
    for column, letter in enumerate("ABC"):
        paper.y = top
        for word, page in pages:
            paper.line(f"{letter}{word} {'. ' * 8}{page}, {page + 3}", 72 + 160 * column)
    (page,) = read(paper)
    assert figures_left(page) == []


def test_titles_below_the_word_section_are_a_list_of_contents(read: Read) -> None:
    titles = ("Summary", "Boats", "Moorings", "Tides", "Piers")

    def listed(numbers: tuple[int, ...], head: str) -> list[str]:
        paper = Paper()
        paper.sheet()
        paper.line("Plan for the harbour", style="B", size=16)
        paper.line(head, 400)
        for title, number in zip(titles, numbers, strict=True):
            paper.text(420, paper.y, str(number))
            paper.line(title, 200)
        (page,) = read(paper)
        return figures_left(page)

    assert listed((1, 2, 3, 4, 5), "Section") == []
    assert listed((2, 4, 4, 9, 12), "Page") == []
    assert listed((41, 17, 23, 38, 52), "Section") != []
    assert listed((1, 2, 3, 4, 5), "Boats") != []


def test_the_numbers_of_a_list_beside_other_text_begin_its_items() -> None:
    def lines(numbers: Sequence[int]) -> list[str]:
        left = ("Moorings", "Ropes", "Lanterns", "Pumps", "Nets")
        words = []
        for row, (before, number) in enumerate(zip(left, numbers, strict=True)):
            for x, text in ((72, before), (280, f"{number}."), (300, "Mend"), (330, "it")):
                y = 100.0 + 14 * row
                words.append(Word(text, Box(x, y, x + 5 * len(text), y + 10), 10.0, y + 9))
        return [line.text for line in reading_order(words) if isinstance(line, TextLine)]

    assert lines(range(3, 8))[:4] == ["Moorings", "3. Mend it", "Ropes", "4. Mend it"]
    assert lines((3, 9, 4, 6, 7))[0] == "Moorings 3. Mend it"


def test_the_end_does_not_depend_on_how_far_is_looked_ahead(read: Read) -> None:
    paper = Paper()
    for number in range(20):
        paper.sheet()
        paper.prose(f"On page {number} there were {number} children. {PROSE}")
    pages = read(paper)
    assert [p.number for p in pages] == list(range(1, 21))
    assert all(len(p.blocks) == 1 for p in pages)
