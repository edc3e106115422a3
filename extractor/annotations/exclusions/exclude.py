"""Excludes the numbers of a text that are not statistics, with the first reason that fits.

The patterns are in the other modules of this folder, in a table each; here is the order in which
they are tried, and what needs arithmetic: years, "23/24", bands, the ticks of an axis and a number
that is said again in digits ("five (5)").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from extractor.annotations.exclusions.addresses import ADDRESSES
from extractor.annotations.exclusions.bases import BASES
from extractor.annotations.exclusions.cue_search import Cues
from extractor.annotations.exclusions.definitions import AGES, THRESHOLDS
from extractor.annotations.exclusions.idioms import IDIOMS
from extractor.annotations.exclusions.labels_and_notes import LABELS_AND_NOTES
from extractor.annotations.exclusions.patterns import Exclusion
from extractor.annotations.exclusions.rates import RATES
from extractor.annotations.exclusions.references import LAWS, RANKS, REFERENCES
from extractor.annotations.exclusions.times import DATES, LENGTHS_AND_SIZES
from extractor.annotations.model import Number
from extractor.annotations.numbers.indicator_codes import ends_in_code
from extractor.regex import regex
from extractor.rulebook.words import nouns
from extractor.tokens import norm

EXCLUSIONS: tuple[Exclusion, ...] = (
    *ADDRESSES, *DATES, *RATES, *RANKS, *LAWS, *AGES, *REFERENCES, *LABELS_AND_NOTES,
    *THRESHOLDS, *LENGTHS_AND_SIZES, *BASES, *IDIOMS,
)  # fmt: skip
_CUED = Cues([exclusion.cues for exclusion in EXCLUSIONS])

_SHORT_YEARS = regex(
    r"(?<![0-9/.,£-])([0-9]{2}) ?(?P<mark>[/-]) ?([0-9]{2})(?![0-9/%]|[.,][0-9]| ?year| ?%)"
)
_AGED = regex(r"(?:aged?|ages|leavers?|children|people|eet|neet)[ :(]*$")
_HIGHEST_AGE = 25
_YEAR = regex(r"(?:19|20)[0-9]{2}")
_TIME_BEFORE = regex(
    r"(?:in|since|by|of|from|during|to|until|till|for|and|or|the|spring|summer|autumn|winter|early"
    r"|late|mid|between|before|after|end|year|calendar|ending|ended|[(,/&-])[ -]*$"
)
_PEOPLE_AFTER = regex(r" (?:[a-z-]+ ){0,1}?([a-z]+)")
# Numbers in equal round steps with nothing between them are an axis: four from nought on, or
# five that start at a multiple of the step; three where they go from 0% to 100%.
_TICKS_TO_ALL, _TICKS_FROM_ZERO, _TICKS = 3, 4, 5
_ROUND_STEPS = ("1", "2", "5", "25")


def exclude(found: list[Number], folded: str, cased: str) -> None:
    """Set the reason on every number that is not a statistic.

    `folded` is `fold(text)`, `cased` is `plain(text)`: both as long as the text.
    """
    _exclude_short_years(found, folded, cased)
    some = True
    for index in _CUED.among(folded):
        if some and all(number.excluded for number in found):
            return
        exclusion = EXCLUSIONS[index]
        text = cased if exclusion.cased else folded
        if exclusion.hint is not None and exclusion.hint.search(text) is None:
            continue
        some = _excluded_some(exclusion, text, found)
    for at, number in enumerate(found):
        if number.excluded is None and _is_year(number, folded):
            found[at] = replace(number, excluded="year")
    _exclude_pairs(found, folded)
    _exclude_ticks(found, folded)
    _exclude_sizes(found, folded)
    _exclude_numbering(found, cased)


_END = attrgetter("end")


def _excluded_some(exclusion: Exclusion, text: str, found: list[Number]) -> bool:
    """Apply one exclusion to the numbers that are not excluded yet; whether it took any."""
    some = False
    if exclusion.at_number:
        for at in range(len(found)):
            if not found[at].excluded and (match := exclusion.pattern.match(text, found[at].start)):
                some |= _take(exclusion, match, found)
        return some
    for match in exclusion.pattern.finditer(text):
        some |= _take(exclusion, match, found)
    return some


def _exclude_short_years(found: list[Number], folded: str, cased: str) -> None:
    """ "23/24" and, from 19 on, "21-22": two years that follow each other, and no ages nor the code
    of an indicator before a figure ("PI 41 - 42 homes")."""
    for match in _SHORT_YEARS.finditer(folded):
        first, second = int(match[1]), int(match[3])
        if second != (first + 1) % 100 or _AGED.search(
            folded, max(0, match.start() - 12), match.start()
        ):
            continue
        if ends_in_code(cased, match.start()) and " - " in match[0]:
            continue
        if match["mark"] == "/" or first > 18:
            _exclude_within(match.span(), "period", found)


def _exclude_pairs(found: list[Number], folded: str) -> None:
    """Bands ("19-21" that is neither a range of shares nor of people) and "five (5)"."""
    for at in range(1, len(found)):
        low, high = found[at - 1], found[at]
        if low.excluded or high.excluded or low.sure or high.sure or low.value_max is not None:
            continue
        between = folded[low.end : high.start]
        if between == " (" and low.worded and low.value == high.value and not high.worded:
            found[at] = replace(high, excluded="repeated")
        if between.strip() == "-" and high.value > low.value:
            reason = "age" if high.value <= _HIGHEST_AGE else "band"
            found[at - 1 : at + 1] = replace(low, excluded=reason), replace(high, excluded=reason)


def _lying_on(found: list[Number], start: int, end: int) -> Iterator[tuple[int, Number]]:
    """The numbers that share a character with the span, in order, each with its place."""
    for at in range(bisect_right(found, start, key=_END), len(found)):
        if found[at].start >= end:
            return
        yield at, found[at]


def _exclude_within(span: tuple[int, int], reason: str, found: list[Number]) -> None:
    for at, number in _lying_on(found, *span):
        if number.start >= span[0] and number.end <= span[1] and number.excluded is None:
            found[at] = replace(number, excluded=reason)


def _take(exclusion: Exclusion, match: re.Match[str], found: list[Number]) -> bool:
    """Exclude the numbers that a match is on; says whether there were any."""
    some = False
    named = [
        match.span(name) for name, part in match.groupdict().items() if part and name[0] == "n"
    ]
    for start, end in named or [match.span()]:
        for at, number in _lying_on(found, start, end):
            if number.excluded is None and (exclusion.also_sure or not number.sure):
                found[at] = replace(number, excluded=exclusion.reason)
                some = True
    return some


def _is_year(printed: Number, folded: str) -> bool:
    """A bare 1900-2099, unless people follow it and no preposition of time before."""
    if printed.unit is not None or printed.worded:
        return False
    if not _YEAR.fullmatch(folded, printed.start, printed.end):
        return False
    if folded.startswith("+", printed.end):
        return False
    after = _PEOPLE_AFTER.match(folded[printed.end : printed.end + 40])
    if after is None or norm(after[1]) not in nouns().after_year_like:
        return True
    return bool(_TIME_BEFORE.search(folded[max(0, printed.start - 12) : printed.start]))


def _exclude_ticks(found: list[Number], folded: str) -> None:
    """Exclude runs of numbers in equal steps: the labels of an axis."""
    run: list[Number] = []
    for at, number in enumerate([*found, None]):
        if number is not None and _goes_on(run, number, folded):
            run.append(number)
            continue
        if _is_axis(run):
            found[at - len(run) : at] = [replace(tick, excluded="chart axis") for tick in run]
        run = [number] if number is not None and number.excluded is None else []


def _is_axis(run: list[Number]) -> bool:
    if len(run) < _TICKS_TO_ALL:
        return False
    first, last = min(run[0].value, run[-1].value), max(run[0].value, run[-1].value)
    to_all = run[0].unit == "percent" and (first, last) == (0, 100)
    if len(run) < _TICKS_FROM_ZERO and not to_all:
        return False
    if len(run) < _TICKS and first != 0:
        return False
    step = (last - first) / (len(run) - 1)
    digits = f"{step:g}".replace(".", "").strip("0")
    return digits in _ROUND_STEPS and abs(first / step - round(first / step)) < 1e-6


def _goes_on(run: list[Number], printed: Number, folded: str) -> bool:
    if not run or printed.excluded is not None:
        return False
    last = run[-1]
    if folded[last.end : printed.start].strip() or last.unit != printed.unit:
        return False
    step = printed.value - last.value
    if len(run) == 1:
        return abs(step) > 0
    return abs(step - (last.value - run[-2].value)) < 1e-9


_SAME_THING = regex(r"[ +]{1,2}([a-z]{3,20}?)s?(?![a-z])[ ,;]*")
_FEWEST_SIZES = 3


def _exclude_sizes(found: list[Number], folded: str) -> None:
    """Exclude numbers that count up by one before the same noun: "1 bed 2 beds 3 beds 4+ beds" are
    the groups of a chart."""
    run: list[int] = []
    nouns: list[str] = []
    for at in range(len(found) + 1):
        noun = _thing_after(found, at, folded)
        if run and (noun != nouns[-1] or found[at].value != found[run[-1]].value + 1):
            if len(run) >= _FEWEST_SIZES:
                for size in run:
                    if found[size].excluded is None:
                        found[size] = replace(found[size], excluded="band")
            run, nouns = [], []
        if noun is not None:
            run.append(at)
            nouns.append(noun)


def _thing_after(found: list[Number], at: int, folded: str) -> str | None:
    """The noun, in the singular, between a whole number in digits and the next number; None where
    there is more or less between."""
    if at == len(found) or found[at].unit is not None or not found[at].text.isdecimal():
        return None
    end = found[at + 1].start if at + 1 < len(found) else len(folded)
    between = _SAME_THING.match(folded, found[at].end)
    if between is None or (at + 1 < len(found) and between.end() != end):
        return None
    return between[1]


_ITEM = regex(r"\s[\"'(]?[A-Z][^.!?;%£]*[a-z)\"'?]\s")
_FEWEST_ITEMS = 5


def _exclude_numbering(found: list[Number], cased: str) -> None:
    """Exclude numbers that count up from one between titles: "Summary 1 Council Tax 2 Reserves 3 …"
    is a list of contents in one line."""
    run: list[int] = []
    for at, number in enumerate(found):
        if number.excluded not in (None, "footnote mark"):  # "6 The Quay" looks like a note
            continue
        counted = number.unit is None and number.text.isdecimal() and number.value == len(run) + 1
        if run and not (counted and _ITEM.fullmatch(cased[found[run[-1]].end : number.start])):
            break
        if not counted:
            return
        run.append(at)
    if len(run) >= _FEWEST_ITEMS:
        for at in run:
            found[at] = replace(found[at], excluded="list marker")
