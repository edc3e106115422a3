"""The years of quarters and months in the labels of a table that prints each year only once.

"Q1 22/23 | Q2 | Q3 | Q4": the last three are of the same year; "Nov 2022 | Dec | Jan" runs on into
the next. A spanning header or section row with one year gives it to all below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.months import BEGINNINGS, SHORT
from extractor.regex import regex

_PAIR = r"(?:(?:19|20)\d\d|\d\d)\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d)"
_YEAR = regex(rf"(?<![\d/])(?:{_PAIR}|(?:19|20)\d\d|['’]\d\d)(?![\d/])")
_FINANCIAL = r"fy\s?['’]?(?:20)?\d\d(?!\d|\s?[-–—/])"
_QUARTER = (
    r"(?:q(?:uarter|tr)?\s?\.?\s?(?P<quarter>[1-4])"
    r"|(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s+q(?:uarter|tr))"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_MONTH = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"(?P<month>{BEGINNINGS})(?:[a-z]{{1,6}})?"
)
_PART = regex(
    rf"(?:{_QUARTER}|{_MONTH})\b\.?(?:[\s,\-–/(]*(?P<year>{_FINANCIAL}|{_PAIR}|(?:19|20)\d\d|['’]?\d\d)\)?)?"
    rf"|(?P<first>{_PAIR}|(?:19|20)\d\d)[\s,\-–/(]*q(?:uarter|tr)?\s?(?P<last>[1-4])\)?",
    re.IGNORECASE,
)
_NUMBER = regex(r"\d+")
LONGEST_TAIL = 3  # words after the period: "Q1 actual"


@dataclass(frozen=True, slots=True)
class _Part:
    """A quarter or month of a label: its place within the year, and the year where printed."""

    kind: str
    place: int
    year: str | None
    tail: str


def with_years(labels: Sequence[str], outer: Sequence[Sequence[str]] = ()) -> list[str]:
    """The labels of neighbouring columns (or rows), with the year added to each quarter and month.

    `outer` are the labels above each of them. A label without quarter or month, or whose year
    cannot be found, is unchanged.
    """
    parts = [_part(label) for label in labels]
    years = [part.year if part is not None else None for part in parts]
    for index, part in enumerate(parts):
        if part is not None and part.year is None and index < len(outer):
            years[index] = _of_outer(part, outer[index])
    for run in _runs(labels, parts):
        _spread(run, parts, years)
    return [
        f"{label} {_long(year)}" if part is not None and part.year is None and year else label
        for label, part, year in zip(labels, parts, years, strict=True)
    ]


def crosses_a_year(labels: Sequence[str]) -> bool:
    """Whether quarters or months run into another year and no label gives the year: "Q3 | Q4 | Q1 |
    Q2"."""
    parts = [_part(label) for label in labels]
    for run in _runs(labels, parts):
        held = [part for index in run if (part := parts[index]) is not None]
        steps = [b.place - a.place for a, b in pairwise(held) if b.tail == a.tail]
        both = any(step > 0 for step in steps) and any(step < 0 for step in steps)
        if both and all(part.year is None for part in held):
            return True
    return False


def _part(label: str) -> _Part | None:
    found = _PART.match(label.strip())
    if found is None:
        return None
    tail = label.strip()[found.end() :].strip(" ()-–:")
    if len(tail.split()) > LONGEST_TAIL or (tail and tail[0].isdigit()):
        return None
    printed = found["year"]
    if printed and printed[:2].lower() == "fy":  # it ends in the year that is printed
        last = int(printed[-2:])
        printed = f"{last - 1:02d}/{last:02d}"
    if found["month"]:
        month = SHORT.index(found["month"][:3].lower())
        year = printed or _year_in(tail)
        financial = year is not None and len(_NUMBER.findall(year)) == 2
        return _Part("month", (month - 3) % 12 if financial else month, year, tail.lower())
    year = printed or found["first"] or _year_in(tail)
    number = found["quarter"] or found["last"] or found["ordinal"][0]
    place = int(number) if number.isdigit() else _ORDINALS[found["ordinal"].lower()]
    return _Part("quarter", place, year, tail.lower())


def _year_in(text: str) -> str | None:
    found = _YEAR.search(text)
    return found[0] if found else None


def _of_outer(part: _Part, outer: Sequence[str]) -> str | None:
    """The one year of the innermost label above that has one; where it has two, the one the month
    is in."""
    for label in reversed(outer):
        found = _YEAR.findall(label)
        if len(found) != 1:
            continue
        year: str = found[0]
        numbers = _NUMBER.findall(year)
        if part.kind != "month" or len(numbers) < 2:
            return year
        first = numbers[0] if len(numbers[0]) == 4 else f"20{numbers[0]}"
        return str(int(first) + (part.place < 3))
    return None


def _runs(labels: Sequence[str], parts: Sequence[_Part | None]) -> list[list[int]]:
    """The places of quarters or months that follow one another; a bare year ends a run."""
    runs: list[list[int]] = [[]]
    for index, (label, part) in enumerate(zip(labels, parts, strict=True)):
        if part is None:
            if _YEAR.search(label):
                runs.append([])
            continue
        last = parts[runs[-1][-1]] if runs[-1] else None
        if last is not None and last.kind != part.kind:
            runs.append([])
        runs[-1].append(index)
    return [run for run in runs if len(run) > 1]


def _spread(run: Sequence[int], parts: Sequence[_Part | None], years: list[str | None]) -> None:
    """Give the years of a run to those without, from left to right, then back to the first."""
    held = [part for index in run if (part := parts[index]) is not None]
    steps = [b.place - a.place for a, b in pairwise(held)]
    falling = sum(1 for s in steps if s < 0) > sum(1 for s in steps if s > 0)
    for at in range(1, len(run)):
        if years[run[at]] is None and (year := years[run[at - 1]]) is not None:
            years[run[at]] = _beside(year, held[at - 1], held[at], -1 if falling else 1)
    for at in range(len(run) - 2, -1, -1):
        if years[run[at]] is None and (year := years[run[at + 1]]) is not None:
            years[run[at]] = _beside(year, held[at + 1], held[at], 1 if falling else -1)


def _beside(year: str, known: _Part, wanted: _Part, way: int) -> str | None:
    """The year of the label next to one whose year is known; `way` is the direction of time between
    them."""
    if known.place == wanted.place and known.tail != wanted.tail:
        return year
    if known.place == wanted.place:
        return None
    later = (wanted.place > known.place) == (way > 0)
    return year if later else _NUMBER.sub(lambda m: _moved(m[0], way), year)


def _long(year: str) -> str:
    """A lone year in four digits: "Feb 23" would be a day."""
    digits = year.strip("'’")
    return f"20{digits}" if len(digits) == 2 else year


def _moved(number: str, by: int) -> str:
    return f"{(int(number) + by) % 10 ** len(number):0{len(number)}d}"
