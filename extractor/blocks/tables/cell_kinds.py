"""What kind of text a cell holds: a figure, a mark in place of a figure, a period, or words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from extractor.months import BEGINNINGS
from extractor.regex import regex

_NUMBER = regex(
    r"""^[\s(\[<>≤≥~+±=*\-–—−£$€]*            # signs and currencies before
    \d[\d,.'’·:/\s]*                          # the digits with their marks
    (?:%|‰|pp|pts?|p|k|m|mn|bn|million|billion|days?|weeks?|months?|years?|yrs|hrs|fte)?
    [\s)\]%*†‡§#^]*
    (?:[a-epr]|[¹²³⁴⁵]|\^\d{1,2}|\[(?:note\s?)?\w{1,2}\]   # notes; revised, provisional
      |\((?:[a-ehipr]|provisional|revised|estimated?)\))?$""",
    re.VERBOSE | re.IGNORECASE,
)
_RANGE = regex(r"^\s*[£$€]?\d[\d,.]*%?\s*(?:-|–|—|to)\s*[£$€]?\d[\d,.]*\s*%?\s*$")
_SHARE = regex(r"^\s*\d[\d,.]*\s*%?\s*[(/]\s*[£$]?\d[\d,.]*\s*%?\s*\)?$")
_MARK = regex(
    r"^(?:[-–—−*.:‑~#]{1,4}|\.\.\.?|…|[\[(]?(?:n/?a|n/?k|nil|tb[acd]|x|c|z|u|k|s|\*|low|na|np|nr|dk|"
    r"n\.a\.?|supp(?:ressed)?\.?|redacted|withheld|no data|not (?:available|applicable|known|"
    r"reported|published|recorded|collected)|(?:fewer|less) than (?:\d+|[a-z]+)|"
    r"(?:\d|[a-z]+) or (?:fewer|less|under))[\])]?\s?%?)(?:\s*\[(?:note\s\w+|[rpe])\])*"
    r"(?:\s?\((?!\w{0,2}\))[a-z][a-z ,.'/-]+\)|\s(?:suppressed|redacted|withheld))?$",
    re.IGNORECASE,
)
_MONTH = rf"(?:{BEGINNINGS})[a-z]*\.?"
_YEAR_WORD = r"(?:(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d))?|\d\d\s*[-–/]\s*\d\d)"
_PERIOD_FIRST = regex(
    r"^(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d\d(?:[-–/](?:\d\d){1,2})?|\d\d/\d\d)\b\s*[A-Za-z£$%(]"
)
_OPEN_YEAR = regex(r"^(?:19|20)\d\d\s?[-–—/]\d?$")  # it goes on in the next line
_UNIT = regex(
    r"^\s*[(]?(?:[£$€]?\s?['’‘]?0{3}['’]?s?|[£$€](?:['’]s|m|k|bn|million|thousands?)?|%|no\.?)[)]?\s*$",
    re.IGNORECASE,
)
_COUNTED = regex(r"^(?:[A-Za-z]+ )?(\d{1,2})\+?(?: (?!days?$|weeks?$)[a-z]+)?$")
_SHORT_YEARS = regex(r"^(\d\d)\s*[-–/]\s*(\d\d)$")
_HALF = r"(?:hy?|half[-\s]year\s)[12]"
_PERIOD = regex(
    rf"""^(?:as\ at\s+|to\s+|at\s+|fy\s*|ay\s*|year\s+(?:ending\s+)?)?
    (?:(?:q(?:uarter|tr)?\s*\.?[1-4]|{_HALF})(?:\s*[-–—,/]?\s*(?:{_YEAR_WORD}|\d\d))?
      |{_YEAR_WORD}(?:\s*,?\s*(?:q(?:uarter|tr)?\s*[1-4]|{_HALF}))?
      |f/?y\s?['’]?\d\d
      |(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}[\s'’\-–]*(?:\d\d|\d{{4}})?
        (?:\s*(?:-|–|to)\s*(?:\d{{1,2}}\s+)?{_MONTH}[\s'’\-–]*(?:\d\d|\d{{4}})?)?
      |\d{{1,2}}([/.])\d{{1,2}}\1(?:\d\d|\d{{4}}))
    \s*[*¹²³]?$""",
    re.IGNORECASE | re.VERBOSE,
)


# The texts of cells are asked about again and again while a table is put together.
_remembered = lru_cache(maxsize=8192)


@_remembered
def is_figure(text: str) -> bool:
    """Whether the text is a number with the signs that belong to it, and nothing else."""
    if _UNIT.match(text):
        return False
    return bool(_NUMBER.match(text) or _RANGE.match(text) or _SHARE.match(text))


@_remembered
def is_unit(text: str) -> bool:
    """Whether the text is the unit of the figures below it: "£000s", "£m", "%"."""
    return bool(_UNIT.match(text))


@_remembered
def is_mark(text: str) -> bool:
    """Whether the text is a mark for a number that is suppressed, missing or not applicable."""
    return bool(_MARK.match(text.strip()))


@_remembered
def is_period(text: str) -> bool:
    """Whether the text is a year, quarter, month or date, as column headers are."""
    text = text.strip()
    if short := _SHORT_YEARS.match(text):  # "22/23" is a year, "12-15" an age band
        return (int(short[1]) + 1) % 100 == int(short[2])
    return bool(_PERIOD.match(text) or _OPEN_YEAR.match(text))


@_remembered
def begins_with_period(text: str) -> bool:
    """Whether the text begins with a year or a date: "31.3.2024 actual", "2023/24 £m"."""
    return bool(_PERIOD_FIRST.match(text))


@_remembered
def is_data(text: str) -> bool:
    """Whether the text is a figure or a mark in place of one, but not a bare year."""
    return (is_figure(text) and not is_period(text)) or is_mark(text)


_LINK = regex(
    r"(?:(?:go|back|return|jump|skip) to|click|tap|see) .{0,40}(?:-+>|→|»|>>)"
    r"|(?:back|return) to top|click here.{0,30}",
    re.IGNORECASE,
)


@_remembered
def is_link(text: str) -> bool:
    """Whether the text is that of a button or link of a form, which names nothing."""
    return bool(_LINK.fullmatch(text.strip()))


_PHONE = regex(r"^\(?0[\d ()\-]{8,}$|^\+\d{2}[\d ()\-]{8,}$")


def is_phone(text: str) -> bool:
    """Whether the text is a telephone number, which looks like a figure."""
    return bool(_PHONE.match(text.strip()))


def counts_up(texts: Sequence[str]) -> bool:
    """Whether texts count 1, 2, 3 … (ages, weeks, "1 bedroom, 2 bedrooms"): column names that look
    like figures."""
    numbers = [int(m[1]) for t in texts if (m := _COUNTED.match(t))]
    if len(numbers) < 3 or len(numbers) < 0.5 * len(texts):
        return False
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    return min(steps) > 0 and steps.count(1) >= 0.7 * len(steps)


MOST_STEP = 3
LEAST_RUN = 6
"""So many whole numbers, each one more than the one above it, number the cells beside them."""

_LEAST_MARKED = 3
"""So many are enough where each has the full stop or the bracket of a list: "7."."""

_LIST_NUMBER = regex(r"\d{1,3}[.)]|\[\d{1,3}\]")
_BOX_NUMBER = regex(r"\d{1,4}|\(\d{1,4}\)")


def numbers_boxes(texts: Sequence[str], elsewhere: Collection[str] = ()) -> bool:
    """Whether the texts of a column, from top to bottom, are running numbers: "131", "132" … beside
    the boxes of a form, "1.", "2." … before the items of a list. `elsewhere` are words of other
    cells, where those may be that a column leaves out."""
    if len(texts) >= _LEAST_MARKED and all(map(_LIST_NUMBER.fullmatch, texts)):
        least = _LEAST_MARKED
    elif all(map(_BOX_NUMBER.fullmatch, texts)) and len({t[0] == "(" for t in texts}) == 1:
        least = LEAST_RUN
    else:
        return False
    numbers = [int(t.strip("()[].")) for t in texts]
    if len(numbers) < least or any(b <= a for a, b in itertools.pairwise(numbers)):
        return False
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    if max(steps) <= MOST_STEP and steps.count(1) >= 0.8 * len(steps):
        return True  # a box without a number beside it leaves a gap
    missing = set(range(numbers[0], numbers[-1] + 1)) - set(numbers)
    return 3 * len(missing) <= len(numbers) and all(str(n) in elsewhere for n in missing)


_BAND = regex(
    r"^(?:(?:aged?|under|over|up to|below)\s+)?<?\s*(\d{1,3})\s*(?:(?:-|–|—|to)\s*(\d{1,3})|\+|"
    r"and (?:over|above|under)|plus)?\s*(?:years?|yrs|months?|weeks?|days?|miles?)?$",
    re.IGNORECASE,
)


def is_bands(texts: Sequence[str]) -> bool:
    """Whether texts are bands in rising order: "0 to 4", "5 to 9", "10+"; each may be there again
    for its share ("0-15", "% 0-15"), and all of them for another group."""
    plain = [text.strip().removeprefix("%").strip() for text in texts]
    plain = plain[: round_of(plain)]
    texts = [text for text, _ in itertools.groupby(text for text in plain if text)]
    found = [m for t in texts if (m := _BAND.match(t))]
    ranges = sum(1 for m in found if m[2])
    if len(found) < 2 or len(found) < len(texts) - 2 or ranges < 0.5 * len(found):
        return False
    firsts = [int(m[1]) for m in found]
    return all(a < b for a, b in itertools.pairwise(firsts))


def round_of(texts: Sequence[str]) -> int | None:
    """The number of texts after which a row repeats itself: 2 for "2022, 2023, 2022, 2023"; None
    where it does not repeat, or all texts are the same."""
    for each in range(2, len(texts) // 2 + 1):
        if len(texts) % each == 0 and all(
            texts[i] == texts[i % each] for i in range(each, len(texts))
        ):
            return each if len(set(texts[:each])) > 1 else None
    return None


def rounds_of(texts: Sequence[str]) -> list[int]:
    """Where a row begins to repeat itself: 0 and 4 for "Q1 Q2 Q3 Q4 Q1".

    Empty where it does not, and where a repetition of anything but periods is not whole.
    """
    starts = [i for i, text in enumerate(texts) if text == texts[0]]
    whole = list(texts[: starts[1]]) if len(starts) > 1 else []
    if len(whole) < 2:
        return []
    for start, end in itertools.pairwise([*starts, len(texts)]):
        if list(texts[start:end]) != whole[: end - start]:
            return []
        if end - start < len(whole) and not all(map(is_period, whole)):
            return []
    return starts
