"""Text that knows where each part of it is in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

from extractor.pages.model import Box, Word, enclosing

# Boxes within a word are drawn in on either side by this share of a character's width.
INSET = 0.08


# Characters that take about half and about one and a half times the usual width.
_NARROW, _BROAD = frozenset(".,;:!|'’‘iljtfIr()[]-"), frozenset("mwMW%@—")


def _width(character: str) -> float:
    return 0.5 if character in _NARROW else 1.5 if character in _BROAD else 1.0


@dataclass(init=False, slots=True, unsafe_hash=True)
class Piece:
    """Where the characters [start, end) of a Text came from.

    In a PDF: the page, the word's box and (where known) the x positions between its characters. In
    a text file: the code-point offset of the first character in the decoded file, from which the
    characters of the piece follow without a gap.
    """

    start: Final[int]
    end: Final[int]
    page: Final[int | None]
    box: Final[Box | None]
    edges: Final[tuple[float, ...] | None]
    source_start: Final[int | None]
    confidence: Final[float | None]
    ocr: Final[bool]

    # One for every word, several times over: see Box.
    def __init__(
        self, start: int, end: int, page: int | None = None, box: Box | None = None,
        edges: tuple[float, ...] | None = None, source_start: int | None = None,
        confidence: float | None = None, ocr: bool = False,
    ) -> None:  # fmt: skip
        self.start = start
        self.end = end
        self.page = page
        self.box = box
        self.edges = edges
        self.source_start = source_start
        self.confidence = confidence
        self.ocr = ocr

    def moved(self, by: int) -> Piece:
        """The piece `by` characters further on in the text."""
        if by == 0:
            return self
        return Piece(
            self.start + by,
            self.end + by,
            self.page,
            self.box,
            self.edges,
            self.source_start,
            self.confidence,
            self.ocr,
        )

    def box_of(self, start: int, end: int, content: str) -> Box | None:
        """The box of the characters [start, end) of the text `content`, within this piece."""
        if self.box is None:
            return None
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        length = self.end - self.start
        if first == 0 and last == length:
            return self.box
        if self.edges is not None and len(self.edges) == length + 1:
            x0, x1 = self.edges[first], self.edges[last]
        else:
            widths = [_width(ch) for ch in content[self.start : self.end]]
            step = self.box.width / sum(widths)
            x0 = self.box.x0 + step * sum(widths[:first])
            x1 = self.box.x0 + step * sum(widths[:last])
        # A hair inside, so that what is found under the box is not the neighbours as well.
        hair = INSET * self.box.width / length
        x0 = max(x0 + hair, self.box.x0) if first else self.box.x0
        x1 = min(x1 - hair, self.box.x1) if last < length else self.box.x1
        return Box(min(x0, x1), self.box.top, max(x0, x1), self.box.bottom)


_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Text:
    """A string, and the pieces of the document that it was put together from, in order."""

    content: str = ""
    pieces: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.content)

    def __str__(self) -> str:
        return self.content

    @classmethod
    def of_word(cls, word: Word, page: int | None, ocr: bool = False) -> Text:
        """The text of one word of a PDF page."""
        piece = Piece(
            0, len(word.text), page, word.box, word.edges, confidence=word.confidence, ocr=ocr
        )
        return cls(word.text, (piece,))

    @classmethod
    def of_source(cls, content: str, source_start: int) -> Text:
        """A stretch of a text file that begins at the code-point offset `source_start`."""
        return cls(content, (Piece(0, len(content), source_start=source_start),))

    @classmethod
    def join(cls, texts: Iterable[Text], separator: str = " ") -> Text:
        """The texts one after another with `separator` between them, which has no place in the
        document."""
        parts: list[str] = []
        pieces: list[Piece] = []
        at = 0
        for text in texts:
            if parts:
                parts.append(separator)
                at += len(separator)
            parts.append(text.content)
            pieces += [piece.moved(at) for piece in text.pieces]
            at += len(text.content)
        return cls("".join(parts), tuple(pieces))

    def cut(self, start: int, end: int) -> Text:
        """The characters [start, end) as a Text of their own."""
        start, end = max(start, 0), min(end, len(self.content))
        pieces = []
        for at in range(bisect_right(self.pieces, start, key=_END), len(self.pieces)):
            piece = self.pieces[at]
            if piece.start >= end:
                break
            if start <= piece.start and piece.end <= end:
                pieces.append(piece.moved(-start))
                continue
            low, high = max(piece.start, start), min(piece.end, end)
            shift = low - piece.start
            edges = piece.edges
            if edges is not None and len(edges) == piece.end - piece.start + 1:
                edges = edges[shift : high - piece.start + 1]
            pieces.append(
                replace(
                    piece,
                    start=low - start,
                    end=high - start,
                    box=piece.box_of(low, high, self.content),
                    edges=edges,
                    source_start=None if piece.source_start is None else piece.source_start + shift,
                )
            )
        return Text(self.content[start:end], tuple(pieces))

    def place(self, start: int, end: int) -> tuple[int | None, Box | None]:
        """The page and box of the characters [start, end).

        Where they are on two pages, only those on the first count. Both are None for a text file,
        and for characters that are not in the document.
        """
        here = [p for p in self.pieces if p.start < end and p.end > start and p.box is not None]
        if not here:
            return None, None
        page = here[0].page
        boxes = [b for p in here if p.page == page and (b := p.box_of(start, end, self.content))]
        return page, enclosing(boxes)

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The code-point offsets in the text file of the characters [start, end), or None."""
        here = [
            p for p in self.pieces if p.start < end and p.end > start and p.source_start is not None
        ]
        if not here:
            return None
        first, last = here[0], here[-1]
        assert first.source_start is not None
        assert last.source_start is not None
        return (
            first.source_start + max(start - first.start, 0),
            last.source_start + min(end, last.end) - last.start,
        )
