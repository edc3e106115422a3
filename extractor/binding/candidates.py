"""Which numbers of a passage may be statistics, and the reason why each of the others is not; also
the numbers of texts that are not passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import accumulate

from extractor import months
from extractor.annotations.annotate import Annotations
from extractor.annotations.every_number import find_numbers
from extractor.annotations.model import Number, Period
from extractor.annotations.numbers.cell_symbols import NO_FIGURE
from extractor.observation import ExcludedNumber
from extractor.passages.model import ExcludedText, Passage
from extractor.regex import regex, right_before

OPENING_BASE = regex(
    r"^\W*(?:of|out of|from|among|amongst)\s+(?:the|these|those|our|this|a total of|all)?\s*"
    r"(?:total\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_PARAGRAPH = regex(r"\d{1,2}(?:\.\d{1,2}){1,2}\s+(?=[\d£A-Z])")


def candidates_of(
    passage: Passage, annotated: Annotations, stated: Mapping[float, Period]
) -> tuple[list[Number], list[Number]]:
    """The numbers of a passage that may be statistics, and the others with their reasons.

    In a table only numbers inside the cell itself count. A base at the start of a sentence is
    excluded where the report has stated the same count before.
    """
    candidates: list[Number] = []
    excluded: list[Number] = []
    if not annotated.numbers:
        return candidates, excluded
    periods = _Spans(lambda: [(p.start, p.end) for p in annotated.periods])
    ages = _Spans(
        lambda: [(m.start, m.end) for m in annotated.concepts if m.dimension == "age_band"]
    )
    letters = _letters(annotated.text)
    for number in annotated.numbers:
        if passage.cell is not None and not (
            passage.cell.start <= number.start and number.end <= passage.cell.end
        ):
            continue
        if number.excluded is not None:
            held = number.excluded == NO_FIGURE and _withheld_by_note(passage)
            excluded.append(replace(number, excluded="suppressed") if held else number)
        elif passage.cell is not None and passage.cell.shares and _hides_more(number):
            excluded.append(replace(number, excluded="suppressed"))
        elif (number.worded or _after_month(number, annotated.text)) and periods.hold(number):
            excluded.append(replace(number, excluded="period"))
        elif number.unit is None and not number.suppressed and ages.hold(number):
            excluded.append(replace(number, excluded="age"))
        elif not number.start and _PARAGRAPH.match(annotated.text):
            excluded.append(replace(number, excluded="paragraph number"))
        elif (
            passage.cell is None
            and (number.unit is None or not passage.list_intro)
            and not (passage.list_intro and _after_its_year(number, annotated))
            and _alone(letters, number.start, number.end)
        ):
            excluded.append(replace(number, excluded="number without words"))
        elif _restated_base(number, annotated.text, stated):
            excluded.append(replace(number, excluded="restated base"))
        else:
            candidates.append(number)
    return candidates, excluded


_MONTH = regex(rf"\b{months.TITLED}\.?\s$")


def _after_month(number: Number, text: str) -> bool:
    """Whether a number in a period is the day of a month: "between August 18 and September 22"."""
    near = len("September. ")
    return number.unit is None and right_before(_MONTH, text, number.start, near) is not None


LONGEST_TIME = 60  # characters of a time at the beginning of a line
_DASH = regex(r"\s*[–—:=-]+\s*")


def _after_its_year(number: Number, annotated: Annotations) -> bool:
    """Whether a line of a list is a time and the figure of it: "2017/18 – 2,205"."""
    text = annotated.text
    if number.start > LONGEST_TIME:
        return False
    return any(
        not text[: mark.start].strip(" •·*-–")
        and _DASH.fullmatch(text, mark.end, number.start) is not None
        for mark in annotated.periods
    )


_NOTE = regex(
    r"\b(?:not (?:been )?(?:disclosed|shown|published|given|reported|displayed)|suppressed|withheld"
    r"|redacted|removed)\b.{0,80}?\b(?:fewer|less|under|below|smaller) than\b"
    r"|\b(?:fewer|less|smaller) than (?:\d|three|five|six|ten)\b.{0,80}?"
    r"\b(?:not (?:been )?(?:disclosed|shown|published|given|reported|displayed)|suppressed|withheld"
    r"|redacted|removed)\b",
    re.IGNORECASE,
)


def _withheld_by_note(passage: Passage) -> bool:
    """Whether a note on the table says that small numbers are suppressed, so that a dash may be
    one."""
    if passage.cell is None:
        return False
    return any(_NOTE.search(note) for note in (passage.caption or "", *passage.notes))


def _hides_more(number: Number) -> bool:
    """Whether a symbol replaces a figure without giving a bound ("[c]", "*"). Among percentages it
    replaces a share, to which a bound for counts does not apply."""
    return number.suppressed and not number.worded and not any(c.isdigit() for c in number.text)


class _Spans:
    """Stretches of a text, found when first needed, to test whether a number is in one of them."""

    def __init__(self, find: Callable[[], list[tuple[int, int]]]) -> None:
        self._find = find
        self._known: tuple[list[int], list[int]] | None = None

    def _reach(self) -> tuple[list[int], list[int]]:
        """The starts in order, and how far the spans reach that begin there or before."""
        if self._known is None:
            spans = sorted(self._find())
            starts = [start for start, _ in spans]
            self._known = starts, list(accumulate((end for _, end in spans), max))
        return self._known

    def hold(self, number: Number) -> bool:
        """Whether the number is part of a time ("in the first three quarters of 2014-15") or
        of an age band ("39% were 10 to 15", by age)."""
        starts, reach = self._reach()
        at = bisect_right(starts, number.start)
        return at > 0 and reach[at - 1] >= number.end


def _letters(text: str) -> tuple[int, int]:
    """Where the first letter of a text is and where the last one ends; past its end where none."""
    first = next((at for at, c in enumerate(text) if c.isalpha()), len(text))
    last = next((at for at in range(len(text), first, -1) if text[at - 1].isalpha()), 0)
    return first, last


def _alone(letters: tuple[int, int], start: int, end: int) -> bool:
    """Whether a text with its letters there has none beside the number [start, end): a torn
    paragraph number, an axis."""
    first, last = letters
    return first >= start and last <= end


def _restated_base(number: Number, text: str, stated: Mapping[float, Period]) -> bool:
    known = number.value > 1 and number.value in stated
    return known and bool(OPENING_BASE.match(text, 0, number.start))


NOT_SHOWN = "(not shown)"


def excluded_in(excluded: Iterable[ExcludedText]) -> list[ExcludedNumber]:
    """The numbers of texts that are not passages: their own reason first, else the text's."""
    return [
        ExcludedNumber(
            held.page,
            NOT_SHOWN if held.private else number.text,
            NOT_SHOWN if held.private else held.text.content,
            held.reason if held.private else number.excluded or held.reason,
        )
        for held in excluded
        for number in find_numbers(held.text.content)
    ]
