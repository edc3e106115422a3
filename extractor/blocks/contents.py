"""Lists of contents and indexes: rows that end with a page number, set apart by dots or a gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.blocks.lines import TAB_GAP, rows_of
from extractor.pages.model import Box, Word, enclosing
from extractor.regex import regex

ENOUGH_ROWS = 4
_TITLE = regex(r"(?:table\s+of\s+)?contents(?:\s+page)?:?|index|inhalt", re.IGNORECASE)
_INDEX = regex(r"(?:subject\s+|general\s+)?index", re.IGNORECASE)
# What stands alone above the numbers of a list of contents that has no title.
_COLUMN = regex(r"sections?(?:\s+no\.?)?|pages?(?:\s+no\.?)?", re.IGNORECASE)
# "Carers, foster 12, 19-21": the end of an entry, with its pages.
_PAGES = regex(r"[a-z)’'][,\s.…]*\s*\d{1,3}(?:\s?[-–,]\s?\d{1,3})*,?$", re.IGNORECASE)
_FEWEST_IN_INDEX = 8
_LEADERS = regex(r"(?:\.\s?){4,}|…+|_{4,}")
# One of these is on every page with leaders or a title.
_SIGNS = ("....", "…", "____", "contents", "index", "inhalt", "section", "page")
_HEAD = regex(r"contents|index|inhalt|sections?$|pages?$", re.IGNORECASE)
_PAGE = regex(r"\d{1,3}")


def contents_box(words: Sequence[Word]) -> Box | None:
    """The part of a page that a list of contents takes up, or None.

    It is recognised by dotted leaders, or by the word "Contents" above; its page numbers never
    fall. Those of an index do, over as many columns as it has.
    """
    printed = "\n".join([w.text for w in words]).lower()
    if not any(sign in printed for sign in _SIGNS):
        return None
    if not any(_LEADERS.search(w.text) or _HEAD.match(w.text) for w in words):
        return None
    rows = [[w for w in row if not w.raised] for row in rows_of(w for w in words if w.upright)]
    rows = [row for row in rows if row]
    return _index_box(rows) or _numbered_box(rows) or _listed_box(rows)


def _listed_box(rows: Sequence[Sequence[Word]]) -> Box | None:
    """The box of a list of contents that has a title or dots."""
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


def _index_box(rows: Sequence[Sequence[Word]]) -> Box | None:
    """The box of an index below its title: columns of words with the pages that they are on."""
    titles = [n for n, row in enumerate(rows) if _INDEX.fullmatch(_text(row))]
    if not titles:
        return None
    below = rows[titles[0] + 1 :]
    entries = [
        number
        for number, row in enumerate(below)
        for part in _parts(row)
        if _PAGES.search(_LEADERS.sub(" ", _text(part)))
    ]
    parts = sum(len(_parts(row)) for row in below[: entries[-1] + 1]) if entries else 0
    if len(entries) < _FEWEST_IN_INDEX or 3 * len(entries) < parts:
        return None
    return enclosing(w.box for row in below[: entries[-1] + 1] for w in row)


def _numbered_box(rows: Sequence[Sequence[Word]]) -> Box | None:
    """The box of a list without a title below the word "Section" or "Page" alone: titles with
    numbers that stand below the word and rise, by one where they are those of sections."""
    for number, row in enumerate(rows):
        if not _COLUMN.fullmatch(_text(row)):
            continue
        head, size = enclosing(w.box for w in row), row[0].size
        entries: list[Sequence[Word]] = []
        for entry in rows[number + 1 :]:
            if not _is_entry(entry) or not _is_below(entry[-1].box, head, size):
                break
            entries.append(entry)
        pages = [int(re.sub(r"\D", "", entry[-1].text)[-3:]) for entry in entries]
        steps = [b - a for a, b in pairwise(pages)]
        sections = _text(row).lower().startswith("section")
        even = all(step == 1 for step in steps) if sections else all(step >= 0 for step in steps)
        if len(entries) >= ENOUGH_ROWS and even:
            return enclosing(w.box for entry in entries for w in entry)
    return None


def _is_below(number: Box, head: Box, size: float) -> bool:
    return head.x0 - size <= number.centre <= head.x1 + size


def _parts(row: Sequence[Word]) -> list[list[Word]]:
    """A row cut where the next column of an index begins: at a gap behind a number."""
    parts: list[list[Word]] = [[]]
    for word in row:
        before = parts[-1][-1] if parts[-1] else None
        if before is not None and word.box.x0 - before.box.x1 > 0.8 * word.size:
            ended = before.text[-1].isdigit() or word.text[0].isalpha()
            if ended:
                parts.append([])
        parts[-1].append(word)
    return parts


def _text(row: Sequence[Word]) -> str:
    return " ".join(w.text for w in row)


def _is_entry(row: Sequence[Word]) -> bool:
    last = row[-1]
    if _LEADERS.search(last.text) and last.text[-1].isdigit():
        return True
    if len(row) < 2 or not _PAGE.fullmatch(last.text):
        return False
    before = row[-2]
    wide = last.box.x0 - before.box.x1 > TAB_GAP * last.size
    return wide or _LEADERS.search(before.text) is not None or before.text.strip(".") == ""
