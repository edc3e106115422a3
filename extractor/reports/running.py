"""What stands on every page of a report, and what the file itself calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.blocks.model import PageBlocks
from extractor.reports.labels import STAMP, labels_in
from extractor.reports.lines import Line, LineCell
from extractor.reports.model import Stated
from extractor.reports.title import titles

Running = tuple[str, int | None]
_PAGE = re.compile(r"\W*(?:page\s*)?\W*\d{0,4}\W*(?:of\s+\d+)?\W*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|•]\s+")
# A name that a program gave: of a file, a template or itself.
_FILE_NAME = re.compile(
    r"\.\w{2,4}$|_|^(?:microsoft|untitled|document\d*|slide \d|blank|template|layout)\b",
    re.IGNORECASE,
)
_MOST = 12


class RunningHeads:
    """The running heads of a report's pages, in order, and the bookmarks that name it."""

    def __init__(self, bookmarks: Sequence[Running] = ()) -> None:
        self._texts: dict[str, int | None] = {}
        self._bookmarks = [b for b in bookmarks if _FILE_NAME.search(b[0].strip()) is None]

    def see(self, page: PageBlocks) -> bool:
        """Take in the furniture of a page; whether it was anything new."""
        before = len(self._texts)
        for text in page.furniture:
            for part in _SEPARATOR.split(text.content):
                part = part.strip()
                stamped = _PAGE.fullmatch(part) or STAMP.fullmatch(part)
                if not stamped and len(self._texts) < _MOST:
                    self._texts.setdefault(part, page.number)
        return len(self._texts) > before

    def texts(self) -> list[Running]:
        """Running heads, then bookmarks, each with the page where it was first seen."""
        return [*self._texts.items(), *self._bookmarks]

    def title(self) -> Stated | None:
        """The first running head or bookmark that can be a title."""
        for text, page in self.texts():
            line = Line((LineCell(text, 0.0, float(len(text))),), page)
            if titles(line) and not labels_in(line) and len(text.split()) > 1:
                return Stated(text, text, page, True)
        return None
