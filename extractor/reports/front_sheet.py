"""The agenda front sheet of a pack: its items and their page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.blocks.item_numbers import ITEM_NUMBER
from extractor.regex import regex
from extractor.reports.model import ReportStatus
from extractor.reports.printed_lines import PrintedLine

_PAGES = regex(
    r"(?:\(\s*Pages?\s+(?P<a>\d{1,4})(?:\s*(?:-|–|to)\s*(?P<b>\d{1,4}))?\s*\)"
    r"|\bPages?\s+(?P<c>\d{1,4})\s*(?:-|–|to)\s*(?P<d>\d{1,4})\s*$)",
    re.IGNORECASE,
)
_RANGE = regex(r"(\d{1,4})\s*[-–]\s*(\d{1,4})")
_SPACED_RANGE = regex(r"\s(\d{1,4})\s+[-–]\s+(\d{1,4})$")
# One letter before the number at most, and a part of an agenda: "Q3" and "FY24" begin titles.
_ITEM = regex(rf"(?P<number>(?![I-Z]|[A-Z]{{2}}){ITEM_NUMBER})[.)]?(?:\s+(?P<title>\S.*))?")
_END = regex(
    r"(?:to (?:consider|receive|approve|note|confirm|agree|discuss|sign)|report of|report by"
    r"|contact officer|wards? affected|lead (?:officer|member)|this report|copy attached|\(copy)\b",
    re.IGNORECASE,
)
_TO_FOLLOW = regex(r"to follow|despatched separately|late (?:item|paper|report)", re.IGNORECASE)
_EXEMPT = regex(
    r"exclusion of (?:the )?(?:press and )?public|exclusion of the press"
    r"|\bpart (?:ii|2|b)\b.{0,30}(?:exempt|private|confidential)|\bexempt items\b",
    re.IGNORECASE,
)
_EXEMPT_ITEM = regex(r"\bexempt\b|not for publication|\bconfidential\b", re.IGNORECASE)
_AGENDA = regex(
    r"(?:public |supplementary |reports )?agenda(?: items?(?: no\.?)?| front ?sheet| pack)?\W*$"
    r"|public document pack|.{0,60}\bagenda$",
    re.IGNORECASE,
)
_STATUS = regex(
    r"[\s(–-]*\b(?:oral(?: report| update| item)?|verbal(?: report| update| item)?"
    r"|(?:report )?to follow|exempt\b.*)\s*\)?\s*$",
    re.IGNORECASE,
)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class FrontItem:
    """An item of the agenda; `first` and `last` are printed page numbers, or None."""

    number: str
    title: str
    first: int | None = None
    last: int | None = None
    status: ReportStatus = "present"

    @property
    def minutes(self) -> bool:
        """Whether the item is an earlier meeting's minutes."""
        return bool(re.search(r"\bminutes\b", self.title, re.IGNORECASE))


def front_items(lines: Sequence[PrintedLine]) -> list[FrontItem]:
    """The items that the lines of a front sheet list, in order."""
    items: list[FrontItem] = []
    exempt = False
    index = 0
    while index < len(lines):
        found = _start(lines[index], items)
        if found is None:
            exempt = exempt or _opens_exempt(lines[index].text)
            index += 1
            continue
        end = index + 1
        while end < len(lines) and end - index < 12 and not _stops(lines[end], found[0], items):
            end += 1
        item = _item(found, lines[index:end], exempt)
        exempt = exempt or bool(_EXEMPT.search(item.title))
        items.append(item)
        index = end
    return items


def is_front_sheet(lines: Sequence[PrintedLine]) -> bool:
    """Whether the lines are an agenda with page numbers, or the letter of a supplement with its
    items."""
    if not names_agenda(lines):
        return False
    firsts = [item.first for item in front_items(lines) if item.first is not None]
    return bool(firsts) and firsts == sorted(firsts)


def names_agenda(lines: Sequence[PrintedLine]) -> bool:
    """Whether one of the first lines names this as an agenda."""
    return any(_AGENDA.match(line.text.strip(" *")) for line in lines[:40])


def _start(line: PrintedLine, items: Sequence[FrontItem]) -> tuple[str, str, float] | None:
    """The number, the title so far and the title's x of the item that begins on a line, if any."""
    first = line.cells[0]
    match = _ITEM.fullmatch(first.text)
    if match is None:
        return None
    title, x0 = match["title"], first.x0
    if title is None:
        if len(line.cells) < 2:
            return None
        title, x0 = line.cells[1].text, line.cells[1].x0
    if not re.match(r"[A-Z0-9‘'\"(]", title) or not re.search(r"[A-Za-z]{3}", title):
        return None
    if items and not _follows(match["number"], items[-1].number):
        return None
    return match["number"], title, x0


def _follows(number: str, last: str) -> bool:
    """Whether an item number comes after another: 5 after 4, 4b after 4a, B1 after A7."""
    (part, here), (before, there) = (_part_and_number(n) for n in (number, last))
    if part != before:
        return part > before
    return there <= here <= there + 12


def _part_and_number(number: str) -> tuple[str, int]:
    """The part of the agenda that an item is in and its number there: B and 1 of "B1(a)"."""
    digits = re.sub(r"\D", "", number)
    return number.partition(digits)[0], int(digits)


def _stops(line: PrintedLine, number: str, items: Sequence[FrontItem]) -> bool:
    here = [*items, FrontItem(number, "")]
    if _start(line, here) is not None or _opens_exempt(line.text):
        return True
    caps = line.text.isupper() and line.blank_before and len(line.cells) == 1
    return caps and _pages(line) is None and len(line.text) > 8


def _opens_exempt(text: str) -> bool:
    return bool(_EXEMPT.search(text)) and not re.search(r"there (?:were|are) no", text)


def _item(found: tuple[str, str, float], lines: Sequence[PrintedLine], exempt: bool) -> FrontItem:
    number = found[0]
    text = " ".join(line.text for line in lines)
    pages = next((p for line in lines if (p := _pages(line)) is not None), None) or _worded(text)
    title = _title(number, lines)
    status: ReportStatus = "present"
    if pages is None:
        if exempt or _EXEMPT_ITEM.search(text):
            status = "exempt"
        else:
            status = "to_follow" if _TO_FOLLOW.search(text) else "verbal"
    first, last = pages if pages is not None else (None, None)
    return FrontItem(number, title, first, last, status)


def _worded(text: str) -> tuple[int, int] | None:
    match = _PAGES.search(text)
    if match is None:
        return None
    first, last = match["a"] or match["c"], match["b"] or match["d"]
    return int(first), int(last or first)


def _pages(line: PrintedLine) -> tuple[int, int] | None:
    """The page range in the right margin of a line, or in words on it ("(Pages 5 - 12)")."""
    if (worded := _worded(line.text)) is not None:
        return worded
    last = line.cells[-1].text
    match = _RANGE.fullmatch(last) if len(line.cells) > 1 else _SPACED_RANGE.search(last)
    if match is not None:
        first, end = int(match[1]), int(match[2])
        if first <= end and first not in _YEARS:
            return first, end
    elif len(line.cells) > 2 and re.fullmatch(r"\d{1,3}", last):
        return int(last), int(last)
    return None


def _title(number: str, lines: Sequence[PrintedLine]) -> str:
    parts: list[str] = []
    for index, line in enumerate(lines):
        text = line.text
        if index == 0:
            text = re.sub(rf"^{re.escape(number)}[.)]?\s*", "", text)
        elif (
            _END.match(text)
            or (line.blank_before and not _PAGES.search(text))
            or line.bold != lines[0].bold
            or text.startswith("(")
        ):
            break
        parts.append(text)
    title = " ".join(parts)
    title = _PAGES.sub("", re.sub(r"\(\s*Pages?\s*$", "", title))
    title = _SPACED_RANGE.sub("", title)
    if len(lines[0].cells) > 1 and (cut := _RANGE.search(lines[0].cells[-1].text)):
        title = title.replace(cut[0], "", 1) if _pages(lines[0]) else title
    title = _STATUS.sub("", title) or title
    return re.sub(r"\s+", " ", title).strip(" .:–-(")
