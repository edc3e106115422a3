"""Lines of a page as printed, cut into cells at wide gaps, for reading the heads of reports.

A report's head is a form: labels on the left, values on the right, contacts in two columns. The
blocks of a page are made for prose, so the form is read from the lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from extractor.blocks.model import Block, PageBlocks
from extractor.blocks.text import Piece, Text
from extractor.regex import regex
from extractor.reports.dates import MONTH, find_date, single_date, single_month
from extractor.reports.model import Stated

# A gap wider than this, in sizes of the type, separates two cells (boxes may be tight).
_GAP = 1.15
# White space above a line that makes it stand apart, in sizes of the type.
_BLANK = 0.9
_CELL_BREAK = regex(r"\t+| {3,}")


@dataclass(frozen=True, slots=True)
class LineCell:
    """A part of a line; x in points (PDF) or characters (text)."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line.

    `blank_before` is true where there is white space above it, `furniture` where it was taken for a
    running header or footer.
    """

    cells: tuple[LineCell, ...]
    page: int | None
    top: float = 0.0
    size: float = 0.0
    bold: bool = False
    heading: bool = False
    table: bool = False
    blank_before: bool = False
    furniture: bool = False
    text: str = field(init=False, compare=False, repr=False)
    """The whole line, cells separated by one space."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", " ".join([cell.text for cell in self.cells]))


class _Bit(NamedTuple):
    """A word of a line; `middle` is the height of its middle."""

    middle: float
    x0: float
    text: str
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    heading: bool
    table: bool
    furniture: bool = False


def page_lines(
    page: PageBlocks, *, furniture: bool = False, share: float = 1.0
) -> list[PrintedLine]:
    """The lines of a page from top to bottom (for a text file: of the whole file).

    With `furniture`, running headers and footers are included and marked as such. `share` limits
    the lines to the upper part of the page.
    """
    if page.number is None:
        return list(_text_lines(page))
    low = page.height * share if share < 1 else float("inf")
    upper = [block for block in page.blocks if block.box is None or block.box.top <= low]
    bits = [bit for block in upper for bit in _bits(block, low)]
    if furniture:
        bits += [bit for text in page.furniture for bit in _furniture_bits(text, page.number)]
    # A caption is both by itself and with its table.
    times = Counter([bit.text for bit in bits])
    once: dict[object, _Bit] = {
        (round(bit.x0, 1), round(bit.top, 1), bit.text) if times[bit.text] > 1 else bit.text: bit
        for bit in reversed(bits)
    }
    return list(_printed_lines(list(once.values()), page.number))


def _text_lines(page: PageBlocks) -> Iterator[PrintedLine]:
    blank = True
    for number, raw in enumerate(page.text.split("\n")):
        if not raw.strip() or re.fullmatch(r"[\s|:-]+", raw):
            blank = True
            continue
        stripped = re.sub(r"^#+\s*|\*\*", "", raw.strip())
        if stripped.startswith("|") and stripped.endswith("|"):
            stripped = stripped.strip("|").replace("|", "\t")
        parts = [part.strip() for part in _CELL_BREAK.split(stripped)]
        cells = tuple(LineCell(p, 40.0 * i, 40.0 * i + len(p)) for i, p in enumerate(parts) if p)
        if cells:
            marked = raw.lstrip().startswith("#")
            yield PrintedLine(cells, None, float(number), heading=marked, blank_before=blank)
        blank = False


def _bits(block: Block, low: float) -> Iterator[_Bit]:
    """The words of a block that begin above `low`."""
    heading = block.kind == "heading"
    in_table = block.table is not None
    texts = [block.text]
    if block.table is not None:
        texts = [cell.text for cell in block.table.cells]
        if block.table.caption is not None:
            texts.insert(0, block.table.caption)
    marker, page, size, bold = block.marker, block.page, block.size, block.bold
    for text in texts:
        content = text.content
        for piece in text.pieces:
            word, box = content[piece.start : piece.end], piece.box
            if box is None or piece.page != page or not word.strip():
                continue
            top, bottom = box.top, box.bottom
            if marker:
                if top <= low:
                    yield _marker_bit(marker, piece, block)
                marker = None
            if top <= low:
                yield _Bit(
                    (top + bottom) / 2, box.x0, word, box.x1, top, bottom, size or bottom - top,
                    bold, heading, in_table,
                )  # fmt: skip


def _furniture_bits(text: Text, page: int) -> Iterator[_Bit]:
    for piece in text.pieces:
        word, box = text.content[piece.start : piece.end], piece.box
        if box is not None and piece.page == page and word.strip():
            size = max(box.height, 8.0)
            yield _Bit(
                (box.top + box.bottom) / 2, box.x0, word, box.x1, box.top, box.bottom, size,
                False, False, False, True,
            )  # fmt: skip


def _marker_bit(marker: str, piece: Piece, block: Block) -> _Bit:
    box = piece.box
    assert box is not None
    x1 = box.x0 - 2
    size = block.size or box.height
    heading = block.kind == "heading"
    return _Bit(
        (box.top + box.bottom) / 2, x1 - 1, marker, x1, box.top, box.bottom, size, block.bold,
        heading, False,
    )  # fmt: skip


def _printed_lines(bits: list[_Bit], page: int) -> Iterator[PrintedLine]:
    rows: list[list[_Bit]] = []
    for bit in sorted(bits, key=itemgetter(0, 1)):
        if rows and _same_row(rows[-1], bit):
            rows[-1].append(bit)
        else:
            rows.append([bit])
    bottom = None
    for row in rows:
        row.sort(key=itemgetter(1))
        top = min([b.top for b in row])
        size = max([b.size for b in row])
        yield PrintedLine(
            _cells(row),
            page,
            top,
            size,
            all(b.bold for b in row),
            all(b.heading for b in row),
            any(b.table for b in row),
            bottom is None or top - bottom > _BLANK * size,
            all(b.furniture for b in row),
        )
        bottom = max([b.bottom for b in row])


def _same_row(row: list[_Bit], bit: _Bit) -> bool:
    last = row[-1]
    return last.top <= bit.middle <= last.bottom or bit.top <= last.middle <= bit.bottom


def _cells(row: list[_Bit]) -> tuple[LineCell, ...]:
    cells: list[LineCell] = []
    words: list[_Bit] = []
    for bit in row:
        if words:
            last = words[-1]
            gap = bit.x0 - last.x1
            if gap > _GAP * bit.size and gap > _GAP * last.size:
                cells.append(_cell(words))
                words = []
        words.append(bit)
    if words:
        cells.append(_cell(words))
    return tuple(cells)


def _cell(words: list[_Bit]) -> LineCell:
    text = " ".join([word.text for word in words])
    return LineCell(text.strip(), words[0].x0, words[-1].x1)


_SHORT, _LONGEST = 45, 90
# What may be beside a month that is alone on a line: "Final report: March 2019".
_VERSION = (
    r"(?:(?:final|draft|consultation|first|second|third|interim|updated?|revised|full|v?\d{1,2}(?:\.\d+)?|the"
    r"|report|version|edition|issue|dated?|issued|published|publication|last|prepared|produced|as"
    r"|adopted|approved|of|on|in|for)\b[\s.:,–—|-]*){0,8}"
)
_LONE_MONTH = regex(rf"\W*{_VERSION}{MONTH}\b\.?,?\s+\d{{4}}\W*", re.IGNORECASE)


def day_in(text: str, line: PrintedLine) -> Stated | None:
    """The one day in a text that a line has; None where there is none, or more than one."""
    day = single_date(text)
    return None if day is None else Stated(day.isoformat(), line.text, line.page)


def lone_date(line: PrintedLine) -> Stated | None:
    """The date that a short line consists of."""
    found = find_date(line.text)
    return day_in(line.text, line) if found is not None and len(line.text) < _SHORT else None


def lone_month(line: PrintedLine) -> Stated | None:
    """The month that a line consists of, with words for a version at most."""
    if len(line.text) > _LONGEST or _LONE_MONTH.fullmatch(line.text) is None:
        return None
    when = single_month(line.text)
    return None if when is None else Stated(when, line.text, line.page)
