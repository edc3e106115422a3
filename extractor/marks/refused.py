"""Goes through the table of refusals for one text, and refuses years and chart ticks."""

from __future__ import annotations

import re

from extractor.marks.printed import Printed
from extractor.marks.refusals import REFUSALS, Refusal
from extractor.marks.tokens import norm

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_TIME_BEFORE = re.compile(
    r"(?:in|since|by|of|from|during|to|until|till|for|and|or|the|spring|summer|autumn|winter|early"
    r"|late|mid|between|before|after|end|year|calendar|ending|ended|[(,/&-])[ -]*$"
)
_PEOPLE_AFTER = re.compile(r" (?:[a-z-]+ ){0,1}?([a-z]+)")
_PEOPLE = frozenset(
    ["child", "person", "pupil", "household", "referral", "carer", "adult", "family"]
)
_TICKS = 4  # this many numbers in equal steps, with nothing between them, are an axis


def refuse(found: list[Printed], folded: str, cased: str) -> None:
    """Set the reason on every number that is no statistic.

    `folded` is `fold(text)`, `cased` is `plain(text)`: both as long as the text.
    """
    for refusal in REFUSALS:
        if all(p.refused for p in found):
            return
        text = cased if refusal.cased else folded
        if refusal.cues and not any(cue in folded for cue in refusal.cues):
            continue
        for match in refusal.pattern.finditer(text):
            _take(refusal, match, found)
    for printed in found:
        if printed.refused is None and _is_year(printed, folded):
            printed.refused = "year"
    _refuse_ticks(found, folded)


def _take(refusal: Refusal, match: re.Match[str], found: list[Printed]) -> None:
    named = [
        match.span(name) for name, part in match.groupdict().items() if part and name[0] == "n"
    ]
    for start, end in named or [match.span()]:
        for printed in found:
            if printed.start >= end:
                break
            if printed.end > start and printed.refused is None:
                if printed.sure and not refusal.also_sure:
                    continue
                printed.refused = refusal.reason


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
        if len(run) >= _TICKS:
            for tick in run:
                tick.refused = "chart axis"
        run = [printed] if printed is not None and printed.refused is None else []


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
