"""Running headers and footers, page numbers and the stamps of agenda systems.

A line at the head or foot of a page is page furniture where it has the wording of a page stamp, or
where a neighbouring page has the same line at the same height (numbers in it may count on).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from extractor.blocks.item_numbers import ITEM_STAMP
from extractor.blocks.lines import TextLine, line_of, rows_of
from extractor.pages.model import Page, Word
from extractor.regex import regex

# The part of the page's height, at its head and at its foot, where page furniture is.
ZONE = 0.13
# ... and where a bare number is a page number.
MARGIN = 0.1
# Lines of two pages at the same height differ by no more than this many points.
SAME_HEIGHT = 4.0
# A gap of so many sizes separates two pieces of page furniture in one row.
GAP = 1.2
# Pages this far apart are compared; headers of left and right pages may differ.
NEIGHBOURS = 4

_STAMP = regex(
    r"Page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    rf"|{ITEM_STAMP}"
    r"|Public\s+Document\s+Pack"
    r"|(?:This\s+)?page\s+(?:is\s+)?intentionally\s+(?:left\s+)?blank",
    re.IGNORECASE,
)
_BEGIN_STAMPS = frozenset(("page", "agenda", "minute", "public", "this"))
_PAGE_NUMBER = regex(
    r"[-–—|]?\s*\d{1,4}\s*[-–—|]?|\d{1,4}\s+(?:of|/)\s+\d{1,4}"
    r"|\d{1,4}\s*\|\s*P\s?a\s?g\s?e|P\s?a\s?g\s?e\s*\|\s*\d{1,4}",
    re.IGNORECASE,
)
# Who may read a paper, with the letters of who says so: "OFFICIAL - SENSITIVE", "MCC Restricted".
_MARKING = regex(
    r"(?:(?-i:[A-Z]{2,6})\s+|(?:classification|marking|protective marking)\s*:\s*)?"
    r"(?:official(?:\s*[-–—:(]?\s*sensitive\)?)?|restricted|protect(?:ed)?|unclassified"
    r"|not protectively marked|(?:(?:private|strictly)(?: and| &)? )?confidential)",
    re.IGNORECASE,
)
_PRINTED = regex(r"(?:P\s?a\s?g\s?e\s*)?[-–—|]?\s*(\d{1,4})\b", re.IGNORECASE)
_NUMBERS = regex(r"\d+")


def is_marking(text: str) -> bool:
    """Whether a line says nothing but who may read the paper."""
    return _MARKING.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines at the head and foot of a page (parts of rows, split at wide gaps)."""

    number: int
    height: float
    lines: tuple[TextLine, ...]

    @classmethod
    def of(cls, page: Page, words: Iterable[Word]) -> Margins:
        """The margins of a page by those of its words in no table."""
        height = page.height
        low, high = 2 * ZONE * height, 2 * (1 - ZONE) * height
        zone = [w for w in words if not low < w.box.top + w.box.bottom < high and w.upright]
        lines = [line_of(part) for row in rows_of(zone) for part in _parts(row)]
        return cls(page.number or 0, height, tuple(lines))


def _parts(row: list[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = []
    for word in row:
        if not parts or word.box.x0 - parts[-1][-1].box.x1 > GAP * word.size:
            parts.append([])
        parts[-1].append(word)
    return [part for part in parts if any(not w.raised for w in part)]


def stamps(page: Page, words: Iterable[Word]) -> list[TextLine]:
    """Stamps that are alone anywhere on the page: "Page 23", "Agenda Item 7"."""
    words = list(words)
    printed = [w.text.lower() for w in words]
    begin = _BEGIN_STAMPS if "intentionally" in printed else _BEGIN_STAMPS - {"this"}
    if begin.isdisjoint(printed):
        return []
    heights = sorted([w.baseline for w, t in zip(words, printed, strict=True) if t in begin])
    above = [*heights, inf]
    near = [
        w for w in words if w.upright and above[bisect(heights, w.baseline - 2)] < w.baseline + 2
    ]
    rows = rows_of(near)
    parts = [part for row in rows if len(row) < 40 for part in _parts(row) if len(part) <= 8]
    return [line for part in parts if _STAMP.fullmatch((line := line_of(part)).text.strip())]


def furniture(
    margins: Margins, others: Sequence[Margins], stamped: Sequence[TextLine] = ()
) -> list[TextLine]:
    """The lines of the margins that are page furniture, by their wording or by neighbouring pages.

    A repeated line is page furniture only where nothing but page furniture (or a stamp of
    `stamped`) is further out.
    """
    height = margins.height
    stamps_at = {round(line.baseline) for line in stamped}
    head = [line for line in margins.lines if line.box.middle < height / 2]
    foot = [line for line in reversed(margins.lines) if line.box.middle >= height / 2]
    found: list[TextLine] = []
    for side in (head, foot):
        outermost = True
        for row in _same_height(side):
            fixed = [line for line in row if _is_page_number(line, height) or is_marking(line.text)]
            if outermost:
                fixed += [
                    line
                    for line in row
                    if line not in fixed and any(_repeated(line, margins, o) for o in others)
                ]
            found += fixed
            if not fixed and round(row[0].baseline) not in stamps_at:
                outermost = False
    return found


def _same_height(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines that follow one another at about the same height, together."""
    rows: list[list[TextLine]] = []
    for line in lines:
        if rows and abs(rows[-1][0].baseline - line.baseline) <= SAME_HEIGHT:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_page_number(line: TextLine, height: float) -> bool:
    outside = not MARGIN * height < line.box.middle < (1 - MARGIN) * height
    return outside and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _repeated(line: TextLine, here: Margins, other: Margins) -> bool:
    apart = other.number - here.number
    if apart == 0 or abs(apart) > NEIGHBOURS:
        return False
    return any(_same(line, candidate, here, other, apart) for candidate in other.lines)


def _same(line: TextLine, candidate: TextLine, here: Margins, other: Margins, apart: int) -> bool:
    from_top = abs(line.baseline - candidate.baseline)
    from_foot = abs((here.height - line.baseline) - (other.height - candidate.baseline))
    if min(from_top, from_foot) > SAME_HEIGHT or abs(line.size - candidate.size) > 1:
        return False
    if line.text == candidate.text:
        return True
    if _NUMBERS.sub("0", line.text) != _NUMBERS.sub("0", candidate.text):
        return False
    steps = [
        int(b) - int(a)
        for a, b in zip(_NUMBERS.findall(line.text), _NUMBERS.findall(candidate.text), strict=True)
    ]
    return set(steps) <= {0, apart}


def printed_number(lines: Iterable[TextLine]) -> int | None:
    """The page number that page furniture prints; "Page 23" wins over a bare number."""
    texts = [line.text.strip() for line in lines]
    worded = [t for t in texts if t.lower().startswith("page")]
    bare = [t for t in texts if _PAGE_NUMBER.fullmatch(t)]
    for text in [*worded, *bare]:
        if found := _PRINTED.match(text):
            return int(found.group(1))
    return None
