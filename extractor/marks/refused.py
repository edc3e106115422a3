"""Excludes the numbers of a text that are no statistics, with the first reason that fits.

The patterns stand in the `refused_…` modules, in a table each; here is the order in which
they are tried, and what needs arithmetic: years, "23/24", bands and the ticks of an axis.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from extractor.marks.printed import Printed
from extractor.marks.refusal import Refusal
from extractor.marks.refused_definitions import AGES, BASES, RATES, THRESHOLDS
from extractor.marks.refused_idioms import IDIOMS
from extractor.marks.refused_references import ADDRESSES, LAWS, RANKS, REFERENCES
from extractor.marks.refused_times import DATES, LENGTHS
from extractor.marks.tokens import norm

REFUSALS: tuple[Refusal, ...] = (
    *ADDRESSES, *DATES, *RATES, *RANKS, *LAWS, *AGES, *REFERENCES, *THRESHOLDS, *LENGTHS, *BASES,
    *IDIOMS,
)  # fmt: skip

_SHORT_YEARS = re.compile(
    r"(?<![0-9/.,£-])([0-9]{2}) ?(?P<mark>[/-]) ?([0-9]{2})(?![0-9/%]|[.,][0-9]| ?year| ?%)"
)
_AGED = re.compile(r"(?:aged?|ages|leavers?|children|people|eet|neet)[ :(]*$")
_HIGHEST_AGE = 25
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_TIME_BEFORE = re.compile(
    r"(?:in|since|by|of|from|during|to|until|till|for|and|or|the|spring|summer|autumn|winter|early"
    r"|late|mid|between|before|after|end|year|calendar|ending|ended|[(,/&-])[ -]*$"
)
_PEOPLE_AFTER = re.compile(r" (?:[a-z-]+ ){0,1}?([a-z]+)")
_PEOPLE = frozenset(
    ["child", "person", "pupil", "household", "referral", "carer", "adult", "family"]
)
# Numbers in equal round steps with nothing between them are an axis: four from nought on, or
# five that start at a multiple of the step.
_TICKS_FROM_ZERO, _TICKS = 4, 5
_ROUND_STEPS = ("1", "2", "5", "25")


def refuse(found: list[Printed], folded: str, cased: str) -> None:
    """Set the reason on every number that is no statistic.

    `folded` is `fold(text)`, `cased` is `plain(text)`: both as long as the text.
    """
    _refuse_short_years(found, folded)
    holds: dict[tuple[str, ...], bool] = {(): True}  # many refusals share their cues
    left = [printed for printed in found if not printed.refused]
    for refusal in REFUSALS:
        if not left:
            return
        cues = refusal.cues
        if cues not in holds:
            holds[cues] = any(map(folded.__contains__, cues))
        if not holds[cues]:
            continue
        text = cased if refusal.cased else folded
        if refusal.hint is not None and refusal.hint.search(text) is None:
            continue
        if _refused_some(refusal, text, left):
            left = [printed for printed in left if not printed.refused]
    for printed in found:
        if printed.refused is None and _is_year(printed, folded):
            printed.refused = "year"
    _refuse_pairs(found, folded)
    _refuse_ticks(found, folded)


_END = attrgetter("end")


def _refused_some(refusal: Refusal, text: str, left: list[Printed]) -> bool:
    """Let a refusal take what it can of the numbers that are left."""
    some = False
    if refusal.at_number:
        for printed in left:
            if not printed.refused and (match := refusal.pattern.match(text, printed.start)):
                some |= _take(refusal, match, left)
        return some
    for match in refusal.pattern.finditer(text):
        some |= _take(refusal, match, left)
    return some


def _refuse_short_years(found: list[Printed], folded: str) -> None:
    """ "23/24" and, from 19 on, "21-22": two years that follow each other, and no ages."""
    for match in _SHORT_YEARS.finditer(folded):
        first, second = int(match[1]), int(match[3])
        if second != (first + 1) % 100 or _AGED.search(
            folded, max(0, match.start() - 12), match.start()
        ):
            continue
        if match["mark"] == "/" or first > 18:
            _refuse_within(match.span(), "period", found)


def _refuse_pairs(found: list[Printed], folded: str) -> None:
    """Bands ("19-21" that is neither a range of shares nor of people) and "five (5)"."""
    for low, high in pairwise(found):
        if low.refused or high.refused or low.sure or high.sure or low.value_max is not None:
            continue
        between = folded[low.end : high.start]
        if between == " (" and low.worded and low.value == high.value and not high.worded:
            high.refused = "repeated"
        if between.strip() == "-" and high.value > low.value:
            low.refused = high.refused = "age" if high.value <= _HIGHEST_AGE else "band"


def _lying_on(found: list[Printed], start: int, end: int) -> Iterator[Printed]:
    """The numbers that share a character with the span, in order."""
    for index in range(bisect_right(found, start, key=_END), len(found)):
        if found[index].start >= end:
            return
        yield found[index]


def _refuse_within(span: tuple[int, int], reason: str, found: list[Printed]) -> None:
    for printed in _lying_on(found, *span):
        if printed.start >= span[0] and printed.end <= span[1] and printed.refused is None:
            printed.refused = reason


def _take(refusal: Refusal, match: re.Match[str], found: list[Printed]) -> bool:
    """Refuse the numbers that a match lies on; says whether there were any."""
    some = False
    named = [
        match.span(name) for name, part in match.groupdict().items() if part and name[0] == "n"
    ]
    for start, end in named or [match.span()]:
        for printed in _lying_on(found, start, end):
            if printed.refused is None and (refusal.also_sure or not printed.sure):
                printed.refused = refusal.reason
                some = True
    return some


def _is_year(printed: Printed, folded: str) -> bool:
    """A bare 1900-2099, unless people stand behind it and no preposition of time before."""
    if printed.unit is not None or printed.worded:
        return False
    if not _YEAR.fullmatch(folded, printed.start, printed.end):
        return False
    after = _PEOPLE_AFTER.match(folded[printed.end : printed.end + 40])
    if after is None or norm(after[1]) not in _PEOPLE:
        return True
    return bool(_TIME_BEFORE.search(folded[max(0, printed.start - 12) : printed.start]))


def _refuse_ticks(found: list[Printed], folded: str) -> None:
    """Refuse runs of numbers in equal steps: the labels of an axis."""
    run: list[Printed] = []
    for printed in [*found, None]:
        if printed is not None and _goes_on(run, printed, folded):
            run.append(printed)
            continue
        if _is_axis(run):
            for tick in run:
                tick.refused = "chart axis"
        run = [printed] if printed is not None and printed.refused is None else []


def _is_axis(run: list[Printed]) -> bool:
    if len(run) < _TICKS_FROM_ZERO:
        return False
    first, last = min(run[0].value, run[-1].value), max(run[0].value, run[-1].value)
    if len(run) < _TICKS and first != 0:
        return False
    step = (last - first) / (len(run) - 1)
    digits = f"{step:g}".replace(".", "").strip("0")
    return digits in _ROUND_STEPS and abs(first / step - round(first / step)) < 1e-6


def _goes_on(run: list[Printed], printed: Printed, folded: str) -> bool:
    if not run or printed.refused is not None:
        return False
    last = run[-1]
    if folded[last.end : printed.start].strip() or last.unit != printed.unit:
        return False
    step = printed.value - last.value
    if len(run) == 1:
        return abs(step) > 0
    return abs(step - (last.value - run[-2].value)) < 1e-9
