"""Running headers of a report, and the bookmarks that name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.blocks.model import PageBlocks
from extractor.blocks.page_furniture import is_marking
from extractor.blocks.text import Text
from extractor.regex import regex
from extractor.reports.committee_names import committee_line
from extractor.reports.labels import STAMP, labels_in
from extractor.reports.model import Stated
from extractor.reports.printed_lines import LineCell, PrintedLine
from extractor.reports.title import titles

Running = tuple[str, int | None]
_PAGE = regex(r"\W*(?:page\s*)?\W*\d{0,4}\W*(?:of\s+\d+)?\W*", re.IGNORECASE)
_SEPARATOR = regex(r"\s+[|•]\s+")
# A name that a program gave: of a file, a template or itself.
_FILE_NAME = regex(
    r"\.\w{2,4}$|_|^(?:microsoft|untitled|document\d*|slide \d|blank|template|layout)\b",
    re.IGNORECASE,
)
_MINUTES = regex(r"[\s,–-]+(?:draft\s+)?minutes\W*$", re.IGNORECASE)
_MOST = 12
# A heading of so many times the height of the letters of a running header is hardly larger.
_LARGER = 1.6


class RunningHeads:
    """The running headers of a report's pages, in order, and the bookmarks that name it."""

    def __init__(self, bookmarks: Sequence[Running] = ()) -> None:
        self._texts: dict[str, int | None] = {}
        self._heights: dict[str, float] = {}
        self._bookmarks = [b for b in bookmarks if _FILE_NAME.search(b[0].strip()) is None]

    def see(self, page: PageBlocks) -> bool:
        """Take in the page furniture of a page; returns whether any of it was new."""
        before = len(self._texts)
        for text in page.furniture:
            for part in _SEPARATOR.split(text.content):
                part = part.strip()
                stamped = _PAGE.fullmatch(part) or STAMP.fullmatch(part) or is_marking(part)
                if not stamped and _FILE_NAME.search(part) is None and len(self._texts) < _MOST:
                    self._texts.setdefault(part, page.number)
                    self._heights.setdefault(part, _height(text))
        return len(self._texts) > before

    def texts(self) -> list[Running]:
        """Running headers, then bookmarks, each with the page where it first occurred."""
        return [*self._texts.items(), *self._bookmarks]

    def title(self) -> Stated | None:
        """The first running header or bookmark that can be a title."""
        return next((found for t in self.texts() if (found := _title(*t)) is not None), None)

    def instead_of(self, title: Stated | None, line: PrintedLine | None) -> Stated | None:
        """The title found on the first page, unless it only heads a part of the report.

        A first heading that is shorter than the running header above it heads a part, and so does
        one in small letters, hardly larger, below a header in capitals. `line` is the first line of
        the title.
        """
        above = next((found for t in self._texts.items() if (found := _title(*t))), None)
        if title is None:
            return above or self.title()
        if above is None or above.page != title.page or len(above.value.split()) < 3:
            return title
        if len(title.value.split()) < 3:
            return above
        capitals = above.value.isupper() and not title.value.isupper()
        alike = line is not None and line.size <= _LARGER * self._heights[above.value]
        return above if capitals and alike else title

    def committee(self) -> Stated | None:
        """The committee named in a running header, with or without "Minutes" after it."""
        for text, page in self._texts.items():
            body = _MINUTES.sub("", text)
            named = committee_line(body)
            if named is not None:
                return Stated(named[0], text, page, True)
            if body != text and titles(_line(body, page)):
                return Stated(body.strip(), text, page, True)
        return None


def _height(text: Text) -> float:
    return max((piece.box.height for piece in text.pieces if piece.box is not None), default=0.0)


def _title(text: str, page: int | None) -> Stated | None:
    line = _line(text, page)
    fits = titles(line) and not labels_in(line) and len(text.split()) > 1
    return Stated(text, text, page, True) if fits else None


def _line(text: str, page: int | None) -> PrintedLine:
    return PrintedLine((LineCell(text, 0.0, float(len(text))),), page)
