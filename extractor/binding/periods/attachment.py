"""Which figure a period belongs to, by the words between them.

- "improved to 9.8% from 12.1% in 2005/06": 2005/06 is that of 12.1% alone
- "12 (14) (previous quarter in brackets)": the figures in brackets are those of that quarter
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.periods.model import Since
from extractor.annotations.periods.resolve import PeriodSpan, find_periods
from extractor.binding.clauses.bracket_statements import time_before_bracket
from extractor.binding.model import Figure
from extractor.binding.periods.spoken_of import THAN
from extractor.regex import regex, right_before

_SET_AGAINST = regex(
    r"\b(?:from|than|against|versus|vs|compared\s+(?:with|to)|up\s+on|down\s+on)\s+"
    r"(?:(?:the|a|an|just|only|about|around|over|under|some|figure|level|rate|of|that)\s+){0,3}$",
    re.IGNORECASE,
)
# From a figure to the date after it: no clause begins between them.
_BEHIND = regex(
    r"(?:\s*\([^)]*\))?(?:\s+(?!to\b|and\b|but\b|by\b)[\w’'%-]+){0,4}\s*(?:\((?:in\s+)?)?",
)
_BRACKETS = regex(
    r"^\W*(?:figures?|numbers?|values?|results?|data|%|is|are|shown|given|\s)*"
    r"\s*in (?:brackets|parenthes[ie]s)\b", re.IGNORECASE,
)  # fmt: skip
_IN_BRACKETS_IS = regex(
    r"\bin (?:brackets|parenthes[ie]s)\b[\w\s,’']{0,40}$|\bbracketed (?:figures|numbers)\b"
    r"[\w\s,’']{0,30}$",
    re.IGNORECASE,
)
_CLOSE = regex(r"\s*(?:\(\s*)?(?:(?:in|at|on|during|for|as at|by)\s+)?(?:the\s+)?", re.IGNORECASE)
LONGEST_AGAINST = 80  # characters of the words below and what may follow them
_AGAINST = regex(
    rf"\b(?:{THAN}|same as|as in|compared (?:with|to)|in comparison (?:with|to)"
    r"|(?<!allegation )(?<!allegations )(?<!complaints )(?<!offences )(?<!crimes )against"
    r"|versus|vs|below|above|behind|chang(?:e|ed) from"
    r"|different (?:from|to)|in contrast (?:with|to)"
    r"|(?:short|ahead) of|(?:similar|close|equal|identical) to|unchanged (?:on|from)"
    r"|(?:up|down|rise|fall|increase|decrease|reduction|improvement|more|fewer|less) on"
    r"|(?:rise|fall|increase|decrease|reduction|improvement|growth|uplift|change) of "
    r"[£\d][\w.,]*%?(?: ?\([^()]*\))? (?:on|over|from|against))\b"
    r"[^\d.;]{0,40}$",
    re.IGNORECASE,
)


_FIGURE_OF = regex(r"\b(?:figure|position|period)\b", re.IGNORECASE)
_ON = regex(r"\bon (?:the )?$", re.IGNORECASE)


_ASIDE = regex(r"\s*(?:[(,]|[–—-]\s)\s*")
_FROM = regex(r"\bfrom (?:the |its )?$", re.IGNORECASE)
_TO = regex(r"\s+to (?:just |about |around |over |under )?", re.IGNORECASE)
_NEXT = regex(r"[,;]?\s(?:and|but|while|whilst|with)\s[^.,;:()\d]{0,80}", re.IGNORECASE)
"""What leads from a time that is only compared with to the next statement."""


def only_compared(mark: PeriodSpan, figure: Figure, text: str) -> bool:
    """Whether a time is that of something a level is compared with and that has no figure: "12
    children, two fewer than in 2015/16", "11 (the same as the previous quarter)", "similar to that
    of the previous year (131 occasions)"."""
    beside = figure.relation.cue in ("earlier", "comparator")
    if figure.relation.kind == "change" or figure.relation.cue == "earlier":
        return False
    leads = (_NEXT,) if beside else (_NEXT, _ASIDE)
    if any(lead.fullmatch(text, mark.end, figure.number.start) for lead in leads):
        return right_before(_AGAINST, text, mark.start, LONGEST_AGAINST) is not None
    if beside:
        return False
    if right_before(_FROM, text, mark.start, 12) and _TO.fullmatch(
        text, mark.end, figure.number.start
    ):
        return True  # "reduced by 0.7% from the previous year to 4.1%"
    between = text[max(figure.number.end, mark.start - LONGEST_AGAINST) : mark.start]
    if _FIGURE_OF.search(text, mark.start, mark.end) and _ON.search(between):
        return True  # "to £1.4bn on the comparable figure for 2024-25"
    return mark.start >= figure.number.end and _AGAINST.search(between) is not None


_IN_BRACKET = regex(r",\s(?:in|at|for|as at)?\s?", re.IGNORECASE)
"""Between a figure and its time, both in one bracket: "(4%, 2019/20)"."""


def directly_behind(figure: Figure, annotated: Annotations) -> PeriodSpan | None:
    """The period span that follows a figure with only a preposition between ("26% in 2013–14")."""
    for mark in annotated.periods:
        if mark.start >= figure.number.end and not mark.weak:
            close = _CLOSE.fullmatch(annotated.text, figure.number.end, mark.start)
            if close is None and annotated.text.startswith(")", mark.end):
                close = _IN_BRACKET.fullmatch(annotated.text, figure.number.end, mark.start)
            if close is None or ("(" in close[0] and _of_the_next(mark, annotated)):
                return None
            return mark
    return None


_CLOSING = regex(
    r"(?:\s?(?:days|weeks|months|children|of\s[^()\d]{3,40}))?\s*"
    r"(?:[)\];]|(?:and|&|,)\s*[£\d]|(?:compared|up|down)\b|,?\s?respectively\))"
)


def before_its_bracket(figure: Figure, annotated: Annotations) -> PeriodSpan | None:
    """The time right before the bracket in which a figure is alone, or the last of a list: "that of
    last year (96%)", "up on 2005/06 (76% and 70%)"."""
    if not _CLOSING.match(annotated.text, figure.number.end):
        return None
    listed = right_before(_LIST_BEFORE, annotated.text, figure.number.start, _LONGEST_LIST)
    number = figure.number
    if listed is not None:
        number = replace(number, start=listed.start() + 1)
    mark = time_before_bracket(number, annotated)
    return None if mark is None or mark.weak else mark


_LIST_BEFORE = regex(r"\((?:£?\d[\d,.]*%?(?:\sand\s|,\s(?:and\s)?))+$")
_LONGEST_LIST = 40  # characters


_FIGURES = regex(
    r"\s(?:provisional |published |validated |latest )?(?:figures|data|statistics|results)\)"
)
_LONGEST = 240  # characters of the statement behind a figure
_STATEMENT = regex(r"[;:.]\s|\s[–—-]\s")


def for_all_before(figure: Figure, annotated: Annotations) -> list[PeriodSpan]:
    """The time in a bracket at the end of a statement that says of which year all its figures are:
    "at 48%, is better than the national average of 45% (2013-14 figures)"."""
    text, end = annotated.text, figure.number.end
    low = bisect_left(annotated.periods, end, key=lambda m: m.start)
    high = bisect_left(annotated.periods, end + _LONGEST, lo=low, key=lambda m: m.start)
    for mark in annotated.periods[low:high]:
        if text[mark.start - 1] != "(" or mark.weak:
            continue
        if _FIGURES.match(text, mark.end) and not _STATEMENT.search(text, end, mark.start):
            return [mark]
    return []


_JOINED = regex(r"(?:\s[A-Za-z’'-]+){1,6}\sand\s")
_LONGEST_JOINED = 80  # characters


def behind_the_next(
    figure: Figure, figures: Sequence[Figure], annotated: Annotations
) -> list[PeriodSpan]:
    """The span of time behind the next count, which what happened before it shares where one "and"
    joins the two and nothing dates the first: "21 came in and 34 left during the quarter"."""
    text, at = annotated.text, figure.index + 1
    if at >= len(figures) or figure.relation.cue or figure.clause.bracket:
        return []
    following = figures[at]
    joined = _JOINED.fullmatch(text, figure.number.end, following.number.start)
    if joined is None or following.relation.cue or following.unit != figure.unit:
        return []
    begins = text.rfind(";", 0, figure.number.start) + 1
    if any(begins <= m.start < following.number.start for m in annotated.periods):
        return []
    last = min(following.clause.end, following.number.end + _LONGEST_JOINED)
    return [
        m
        for m in annotated.periods
        if m.cue == "during"
        and following.number.end <= m.start < last
        and not _PARTED.search(text, following.number.end, m.start)
    ]


_PARTED = regex(r"[,;:()]")
_WHEN = regex(
    r"(?:\s*\([^()]*\))?,?\s(?:when|at which (?:point|time))\s"
    r"(?:(?:it|there|this|the|that|they|we)\s[^.,;:()\d]{1,60})?",
    re.IGNORECASE,
)


def at_which(figure: Figure, annotated: Annotations) -> PeriodSpan | None:
    """The time that a figure is said to be of by "when": "… since September 2014, when there had
    been 2,960"."""
    at = figure.number.start
    low = bisect_left(annotated.periods, at - LONGEST_AGAINST, key=lambda m: m.start)
    high = bisect_left(annotated.periods, at, lo=low, key=lambda m: m.start)
    for mark in annotated.periods[low:high]:
        if mark.weak or not _WHEN.fullmatch(annotated.text, mark.end, at):
            continue
        first = mark.expression.first if isinstance(mark.expression, Since) else mark.expression
        return replace(mark, expression=first)
    return None


def _of_the_next(mark: PeriodSpan, annotated: Annotations) -> bool:
    """Whether a period that opens a bracket belongs to a figure after it in the bracket: "371 (last
    year 352)"."""
    end = annotated.text.find(")", mark.end)
    return any(n.excluded is None and mark.end <= n.start < end for n in annotated.numbers)


def owned_by_one(figures: Sequence[Figure], annotated: Annotations) -> dict[int, int]:
    """Marks that follow a figure compared with others, by place, and whose they are."""
    owners: dict[int, int] = {}
    text = annotated.text
    for mark in annotated.periods:
        before = [f for f in figures if f.number.end <= mark.start]
        if mark.weak or not before or len(figures) < 2:
            continue
        nearest = before[-1]
        number = nearest.number
        behind = _BEHIND.fullmatch(text, number.end, mark.start) is not None
        if behind and _SET_AGAINST.search(text[: number.start]):
            owners[mark.start] = nearest.index
    return owners


def bracket_period(text: str) -> PeriodSpan | None:
    """The period of "(previous quarter in brackets)", "figures in brackets are for 2022/23"."""
    if "bracket" not in text.lower() and "parenthes" not in text.lower():
        return None
    for mark in find_periods(text, header=True):
        if _BRACKETS.search(text[mark.end :]) or _IN_BRACKETS_IS.search(text[: mark.start]):
            return mark
    return None


_HABITUAL = regex(
    r"(?:\b(?:consistently|typically|usually|generally|historically|traditionally|always|regularly)"
    r"(?:\s(?:been|at|well|just|remained))*\s"
    r"(?:over|above|exceed\w*|below|under|around|about|at least|between|more than|less than)"
    r"|\b(?:fluctuat|rang|var)(?:es?|ed|ing|ied|ies|ying)\s(?:widely\s)?(?:between|from))\s*$",
    re.IGNORECASE,
)
_EACH_YEAR = regex(
    r"^[^,;.()]{0,60}?\b(?:(?:each|every|per|a) year|annually|yearly"
    r"|(?:for|over) (?:a number of|many|several) years|over the years)\b"
    r"(?! (?:ago|earlier|later|before|previously|on|to)\b)", re.IGNORECASE,
)  # fmt: skip
_AVERAGED = regex(
    r"\b(?:two|three|four|five|[2-5])[- ]year (?:rolling )?averages?\b"
    r"|\baveraged? (?:over|across) (?:the )?(?:last |past )?(?:two|three|four|five|[2-5]) years\b",
    re.IGNORECASE,
)


def is_habitual(figure: Figure, text: str) -> bool:
    """Whether a figure tells how something mostly is and so has no one time: "has consistently
    been over 90%", "some 10 orders made each year"."""
    start, end = figure.number.start, figure.number.end
    behind = text[end : figure.clause.end]
    return bool(_HABITUAL.search(text, 0, start) or _EACH_YEAR.match(behind))


def is_of_several_times(figure: Figure, text: str) -> bool:
    """Whether a figure is of several times of which its clause does not say which: habitual, or an
    average of years ("12% across the three-year average")."""
    averaged = _AVERAGED.search(text, figure.clause.start, figure.clause.end)
    return averaged is not None or is_habitual(figure, text)


_OVER_YEARS = regex(
    r"\bover (?:the|this|that|a) (?:decade|(?:[a-z]+|\d+)[- ]years?\b(?! \d))", re.IGNORECASE
)


def ends_undated_change(figure: Figure, text: str, periods: Sequence[PeriodSpan]) -> bool:
    """Whether a figure is an end of a change over years that its sentence counts and does not name
    ("from 39,900 to 50,600 over the decade"): one date named above is not that of both ends."""
    if figure.relation.because != "from_to" or not all(p.relative for p in periods):
        return False
    return _OVER_YEARS.search(text) is not None


def of_one_figure(mark: PeriodSpan, figures: Sequence[Figure]) -> bool:
    """Whether a period after all figures belongs to one that is compared with another ("23 children
    (21 in 2019/20)", "two fewer than in 2021-22") and so not to all."""
    return len(figures) > 1 and any(
        f.clause.holds(mark.start)
        and (
            f.clause.bracket
            or f.relation.cue in ("earlier", "comparator", "change", "target", "forecast")
            or (f.relation.cue == "part" and isinstance(mark.expression, Since))
        )
        for f in figures
    )


_RATE_BEHIND = regex(
    r"\s?(?:children|young people)?,?\s?\(?(?:or\s|an?\srate\sof\s)?", re.IGNORECASE
)


_OR = regex(
    r"[^;:()]{0,120}?(?<!\beither),?\sor\s(?:(?:just|only|about|around|over|under|nearly|almost|some"
    r"|approximately|a (?:share|rate|proportion) of)\s){0,2}", re.IGNORECASE,
)  # fmt: skip
"""Between a figure and the same in another unit: "61 of the 492 children in care, or 12.4%"."""
_ALIKE = frozenset({"count", "percent"})


def said_again_of(
    figure: Figure, figures: Sequence[Figure], text: str, periods: Sequence[PeriodSpan]
) -> int | None:
    """The index of the figure before that one only gives in another unit, behind "or" ("22% of
    residents at mid-2021, or 58,900 people") or as a rate; None for any other figure, and for one
    with a time of its own behind it."""
    if figure.index and figure.relation.kind == "actual" and figure.unit in _ALIKE:
        before = figures[figure.index - 1]
        joined = before.unit in _ALIKE and before.unit != figure.unit
        own = any(figure.number.end <= m.start < figure.clause.end for m in periods)
        if joined and not own and _OR.fullmatch(text, before.number.end, figure.number.start):
            return before.index
    return _rate_of_the_number_before(figure, figures, text)


def _rate_of_the_number_before(figure: Figure, figures: Sequence[Figure], text: str) -> int | None:
    """The index of the count that a rate right behind it only gives in another unit: "1,406
    children, 128 per 10,000", "from 1,302 (119 per 10,000 children)"; None for any other figure."""
    if not figure.index or not figure.unit.startswith("rate_per"):
        return None
    before = figures[figure.index - 1]
    close = _RATE_BEHIND.fullmatch(text, before.number.end, figure.number.start)
    return before.index if close is not None and before.unit == "count" else None


_AGO = regex(r"\b(?:ago|earlier|before|previously)\s$", re.IGNORECASE)
_LONGEST_BRACKET = 80  # characters


def is_of_an_unnamed_past(figure: Figure, text: str) -> bool:
    """Whether a level in a bracket is the earlier one of two, and the words before the bracket give
    it no date: "much higher than a decade ago (83,630 compared to 68,790)"."""
    if figure.relation.cue not in ("comparator", "earlier") or not text.startswith(
        ")", figure.number.end
    ):
        return False
    opening = text.rfind("(", max(0, figure.number.start - _LONGEST_BRACKET), figure.number.start)
    between = text[opening : figure.number.start]
    if opening < 0 or ")" in between or not any(map(str.isdigit, between)):
        return False
    return right_before(_AGO, text, opening, 12) is not None
