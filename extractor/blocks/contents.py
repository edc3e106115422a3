"""Lists of contents: rows that end with a page number, set apart by dots or a wide gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.blocks.lines import TAB_GAP, rows_of
from extractor.pages.model import Box, Word, enclosing
from extractor.regex import regex

ENOUGH_ROWS = 4
_TITLE = regex(r"(?:table\s+of\s+)?contents(?:\s+page)?:?|index|inhalt", re.IGNORECASE)
_LEADERS = regex(r"(?:\.\s?){4,}|…+|_{4,}")
# One of these is on every page with leaders or a title.
_SIGNS = ("....", "…", "____", "contents", "index", "inhalt")
_PAGE = regex(r"\d{1,3}")


def contents_box(words: Sequence[Word]) -> Box | None:
    """The part of a page that a list of contents takes up, or None.

    It is recognised by dotted leaders, or by the word "Contents" above; its page numbers never
    fall.
    """
    printed = "\n".join([w.text for w in words]).lower()
    if not any(sign in printed for sign in _SIGNS):
        return None
    if not any(_LEADERS.search(w.text) or _TITLE.fullmatch(w.text) for w in words):
        return None
    rows = [[w for w in row if not w.raised] for row in rows_of(w for w in words if w.upright)]
    rows = [row for row in rows if row]
    titled: int | None = None
    entries: list[int] = []
    dotted = 0
    for number, row in enumerate(rows):
        text = " ".join(w.text for w in row)
        if _TITLE.fullmatch(text.strip()):
            titled = number
        elif _is_entry(row):
            entries.append(number)
            dotted += bool(_LEADERS.search(text))
    if titled is not None:
        entries = [n for n in entries if n > titled]
    if len(entries) < ENOUGH_ROWS or (titled is None and dotted < ENOUGH_ROWS):
        return None
    pages = [int(re.sub(r"\D", "", rows[n][-1].text)[-3:]) for n in entries]
    rising = sum(1 for a, b in pairwise(pages) if b >= a)
    if rising < 0.8 * (len(pages) - 1):
        return None
    first = titled + 1 if titled is not None else entries[0]
    return enclosing(w.box for row in rows[first : entries[-1] + 1] for w in row)


def _is_entry(row: Sequence[Word]) -> bool:
    last = row[-1]
    if _LEADERS.search(last.text) and last.text[-1].isdigit():
        return True
    if len(row) < 2 or not _PAGE.fullmatch(last.text):
        return False
    before = row[-2]
    wide = last.box.x0 - before.box.x1 > TAB_GAP * last.size
    return wide or _LEADERS.search(before.text) is not None or before.text.strip(".") == ""
