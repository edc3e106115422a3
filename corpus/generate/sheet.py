"""Draws marked text on PDF pages, line by line, and notes where every figure comes to be.

Only the standard fonts are used, streams are not compressed and dates are fixed, so that
the bytes depend on only what is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from corpus.generate.said import RAISED, Ledger, Plain
from corpus.generate.truth import Stated

POINTS = 72 / 25.4
Stamp = Callable[["Sheet"], None]


@dataclass(frozen=True, slots=True)
class Face:
    """How text looks: standard font family, style ("" "B" "I"), size in points, grey or RGB."""

    family: str = "Helvetica"
    style: str = ""
    size: float = 11
    colour: tuple[int, int, int] = (0, 0, 0)

    def bold(self) -> Face:
        return Face(self.family, "B", self.size, self.colour)

    def sized(self, size: float) -> Face:
        return Face(self.family, self.style, size, self.colour)

    def coloured(self, *rgb: int) -> Face:
        return Face(self.family, self.style, self.size, (rgb[0], rgb[1], rgb[2]))


class Sheet:
    """A PDF in the making. Lengths are millimetres from the top left; `y` is where the next
    line begins. `stamps` are drawn on every page when it is finished."""

    def __init__(self, ledger: Ledger, title: str, margins: tuple[float, float] = (22, 20)) -> None:
        self.ledger = ledger
        self.side, self.top = margins
        self.stated: list[Stated] = []
        self.stamps: list[Stamp] = []
        self.y = self.top
        self.second_hand = False
        self.pdf = FPDF(format="A4", unit="mm")
        self.pdf.core_fonts_encoding = "cp1252"
        self.pdf.set_auto_page_break(False)
        self.pdf.set_compression(False)
        self.pdf.set_title(title)
        self.pdf.set_producer("committee-figures corpus")
        self.pdf.set_creation_date(datetime(2025, 1, 2, 9, tzinfo=UTC))

    # ----- pages ---------------------------------------------------------------

    @property
    def page(self) -> int:
        """1-based number of the page being drawn."""
        return self.pdf.page_no()

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self.pdf.w - 2 * self.side

    @property
    def floor(self) -> float:
        """Where the text area ends."""
        return self.pdf.h - 24

    def new_page(self, landscape: bool = False) -> None:
        """Stamps the page just finished and opens another."""
        if self.page:
            self.stamp()
        self.pdf.add_page(orientation="L" if landscape else "P")
        self.y = self.top

    def stamp(self) -> None:
        for stamp in self.stamps:
            stamp(self)

    def room(self, height: float) -> None:
        """A new page unless so much height is left."""
        if self.y + height > self.floor:
            self.new_page()

    def skip(self, height: float) -> None:
        self.y += height

    def save(self, path: Path) -> None:
        self.stamp()
        path.write_bytes(bytes(self.pdf.output()))

    # ----- text ----------------------------------------------------------------

    def text_width(self, text: str, face: Face) -> float:
        width = 0.0
        for part, size, _ in _parts(text, face):
            self.pdf.set_font(face.family, face.style, size)
            width += self.pdf.get_string_width(part)
        return width

    def write_line(self, text: str, x: float, y: float, face: Face) -> None:
        """One line of plain text whose top is `y`; footnote markers raised."""
        self.pdf.set_text_color(*face.colour)
        for part, size, rise in _parts(text, face):
            self.pdf.set_font(face.family, face.style, size)
            self.pdf.text(x, y + (0.76 * face.size - rise) / POINTS, part)
            x += self.pdf.get_string_width(part)

    def write_justified(self, text: str, x: float, y: float, face: Face, width: float) -> None:
        """One line stretched to the width: word by word, wider blanks between."""
        blank = self.text_width(" ", face) + self._stretch(text, face, width)
        for word in text.split(" "):
            self.write_line(word, x, y, face)
            x += self.text_width(word, face) + blank

    def _stretch(self, text: str, face: Face, width: float) -> float:
        """How much wider each blank of a justified line is."""
        return (width - self.text_width(text, face)) / max(1, text.count(" "))

    def centred(self, text: str, y: float, face: Face) -> None:
        self.write_line(text, (self.pdf.w - self.text_width(text, face)) / 2, y, face)

    def flow(
        self, marked: str, face: Face, *, x: float | None = None, width: float | None = None,
        leading: float = 1.25, source: str = "prose", justify: bool = False,
    ) -> None:  # fmt: skip
        """Running text in a column, over pages where need be. Its sentences are the quotes."""
        left = self.side if x is None else x
        wide = width or self.side + self.width - left
        plain = self.ledger.plain(marked)
        height = leading * face.size / POINTS
        for start, end in self._lines(plain, face, wide):
            self.room(height)
            line = plain.text[start:end]
            stretch = 0.0
            if justify and end < len(plain.text):
                stretch = self._stretch(line, face, wide)
                self.write_justified(line, left, self.y, face, wide)
            else:
                self.write_line(line, left, self.y, face)
            self._note(plain, start, end, left, face, source, stretch=stretch)
            self.y += height

    def put(
        self, marked: str, x: float, y: float, face: Face, *, quote: str, source: str,
        labels: tuple[str | None, str | None] = (None, None), align: str = "left", width: float = 0,
    ) -> None:  # fmt: skip
        """One line at a place (a table cell, a card), with the words that its figure is
        quoted with; aligned left, centre or right in `width`."""
        plain = self.ledger.plain(marked)
        slack = width - self.text_width(plain.text, face)
        left = x + {"left": 0.0, "centre": slack / 2, "right": slack}[align]
        self.write_line(plain.text, left, y, face)
        saved, self.y = self.y, y
        self._note(plain, 0, len(plain.text), left, face, source, quote, labels)
        self.y = saved

    def lines_of(self, marked: str, face: Face, width: float) -> list[str]:
        """The text broken into lines, for labels without figures."""
        plain = self.ledger.plain(marked)
        return [plain.text[start:end] for start, end in self._lines(plain, face, width)]

    def _lines(self, plain: Plain, face: Face, width: float) -> list[tuple[int, int]]:
        """Where each line starts and ends; figures of several words are not broken."""
        glued = plain.text
        for start, end, _ in plain.figures:
            glued = glued[:start] + glued[start:end].replace(" ", "\x00") + glued[end:]
        lines: list[tuple[int, int]] = []
        start = end = position = 0
        for word in glued.split(" "):
            stop = position + len(word)
            if end > start and self.text_width(plain.text[start:stop], face) > width:
                lines.append((start, end))
                start = position
            end = stop
            position = stop + 1
        return [*lines, (start, end)]

    def _note(
        self, plain: Plain, start: int, end: int, left: float, face: Face, source: str,
        quote: str | None = None, labels: tuple[str | None, str | None] = (None, None),
        stretch: float = 0.0,
    ) -> None:  # fmt: skip
        """The truth of the figures in text[start:end], drawn at (left, self.y), each blank
        wider by `stretch`."""
        for first, last, figure in plain.figures:
            if not start <= first < end:
                continue
            x0, x1 = (
                left + self.text_width(before, face) + stretch * before.count(" ")
                for before in (plain.text[start:first], plain.text[start:last])
            )
            top, bottom = self.y, self.y + face.size / POINTS
            box = (x0 * POINTS, top * POINTS, x1 * POINTS, bottom * POINTS)
            self.stated.append(
                Stated(
                    figure, quote or sentence_around(plain.text, first, last), source, self.page,
                    box, row_label=labels[0], column_label=labels[1],
                    second_hand=self.second_hand,
                )
            )  # fmt: skip

    # ----- shapes --------------------------------------------------------------

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.2) -> None:
        self.pdf.set_draw_color(60)
        self.pdf.set_line_width(width)
        self.pdf.line(x0, y0, x1, y1)

    def box(
        self, x: float, y: float, width: float, height: float, *,
        fill: tuple[int, int, int] | None = None, line: bool = True,
    ) -> None:  # fmt: skip
        self.pdf.set_draw_color(60)
        self.pdf.set_line_width(0.2)
        if fill:
            self.pdf.set_fill_color(*fill)
        style = ("D" if line else "") + ("F" if fill else "")
        self.pdf.rect(x, y, width, height, style=style)

    def arrow(self, x: float, y: float, face: Face, up: bool | None) -> None:
        """An arrow of the Symbol font: up, down or (None) level."""
        self.pdf.set_font("Symbol", "", face.size)
        self.pdf.set_text_color(0)
        code = {True: 0xAD, False: 0xAF, None: 0xAE}[up]
        self.pdf.text(x, y + 0.76 * face.size / POINTS, bytes([code]).decode("cp1252"))

    def bookmark(self, name: str, level: int = 0) -> None:
        self.pdf.start_section(name, level)


def sentence_around(text: str, first: int, last: int) -> str:
    """The sentence of the text in which a figure is."""
    start = end = 0
    while end < last:
        start = end
        stop = _sentence_end(text, start)
        end = stop
        if first < stop:
            break
    return text[start:end].replace(RAISED, "").strip()


def _parts(text: str, face: Face) -> list[tuple[str, float, float]]:
    """The text in pieces of one size: (text, size, rise), the footnote markers apart."""
    head, *rest = text.split(RAISED)
    parts = [(head, face.size, 0.0)]
    for part in rest:
        parts += [(part[:1], 0.6 * face.size, 0.3 * face.size), (part[1:], face.size, 0.0)]
    return [part for part in parts if part[0]]


def _sentence_end(text: str, start: int) -> int:
    position = start
    while True:
        stop = text.find(". ", position)
        if stop < 0:
            return len(text)
        if text[stop + 2 : stop + 3].isupper() or text[stop + 2 : stop + 3].isdigit():
            return stop + 2
        position = stop + 2
