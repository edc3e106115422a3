"""Which times that a sentence names are those it speaks of, and can date figures at all.

- "two fewer than in 2015/16", "30 (28 in 2015/16)": the sentence does not speak of 2015/16
- "of children who had been referred within the previous 12 months", "(Ministry of Justice, 2024)":
  neither dates a figure
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.annotate import Annotations
from extractor.annotations.periods.model import Ago, Edge, Relative, SamePoint, Since, Year
from extractor.annotations.periods.resolve import PeriodSpan
from extractor.regex import regex, right_before

THAN = (
    r"than(?!\s(?:an?|one|two|three|four|five|six|nine|ten|twelve|eighteen|\d+)\s"
    r"(?:[a-z]+\s)?(?:hour|day|week|month|year)s?\b(?!\s(?:ago|earlier|before|previous))|\sonce\b|\sever\b)"
)
"""A word of comparison, but before a length of time ("for more than two years at 31 March")."""
_COMPARED = regex(
    rf"(?:\b(?:{THAN}|compared (?:with|to)|against|since)"
    r"|\d%?\)?\s+(?:[a-z]+\s+){0,3}(?:on|from)"
    r"|\b(?:points?|up|down|more|fewer|less|higher|lower|fall|rise|drop|increase|decrease"
    r"|reduction|improvement)\s+on"
    r"|\bfrom\s+(?:[a-z’']+\s+){0,2}[£]?\d[\w%.,]*(?:\s+(?!to\b)[a-z]+){0,3}?)\b"
    r"(?:\s+(?!to\b)[\w%.,’']+){0,4}\s*$",
    re.IGNORECASE,
)
_BRACKETED = regex(r"\([^()]*\)")
FAR = 240  # characters before a date, beyond which nothing is compared with it
NEAR = 40  # characters of the words below


_RECORD = regex(r"\b(?:\w+est|first|time|best|worst|most|least)(?:\s+\w+){0,2}\s*$", re.IGNORECASE)


def of_a_record(mark: PeriodSpan, text: str) -> bool:
    """Whether "since" only says for how long nothing was higher or lower ("its lowest since
    2019")."""
    if not isinstance(mark.expression, Since):
        return False
    before = text[max(0, mark.start - 40) : mark.start]
    return _RECORD.search(re.sub(r"\bsince\s*$", "", before, flags=re.IGNORECASE)) is not None


def looks_back(mark: PeriodSpan) -> bool:
    """Whether the words refer to a time before the governing period ("a year earlier")."""
    expression = mark.expression
    if isinstance(expression, Edge):
        return expression.side == "start"
    if isinstance(expression, SamePoint):
        return expression.back > 0 or expression.of is not None
    return isinstance(expression, Ago) or (isinstance(expression, Relative) and expression.step < 0)


_HAD_DONE = regex(
    r"\b(?:who|which|that|and)\s(?:had|have|has)\s(?:[a-z]+\s){1,8}?(?:within|in|during)\s(?:the\s)?"
    r"(?:previous|preceding|prior)\s$|\b(?:who|which|that)\s(?:had|have|has)\s(?:[a-z]+\s){1,8}?"
    r"within\s(?:the\s)?(?:last|past)\s$", re.IGNORECASE,
)  # fmt: skip
_CITED = regex(r"\((?:see\s|source:\s)?(?:[A-Z][\w&.’'-]*,?\s(?:(?:of|for|and|the|et|al\.?)\s)*)+$")
_LONGEST_CLAUSE = 80  # characters of a relative clause before its time
_LONGEST_NAME = 60  # characters of the name of an author or a body


def dating(annotated: Annotations) -> list[PeriodSpan]:
    """The times of a sentence that can date its figures: not how long before something people
    had done something else ("were of children who had been referred within the previous 12
    months"), nor the year of a work that it cites ("(Ministry of Justice, 2024)")."""
    text = annotated.text
    return [
        m
        for m in annotated.periods
        if not (m.relative and _of_what_was_before(m, text)) and not _is_cited(m, annotated)
    ]


def _of_what_was_before(mark: PeriodSpan, text: str) -> bool:
    first = re.match(
        r"\W*(?:the\s)?(?:previous|preceding|prior|last|past)\s", mark.text, re.IGNORECASE
    )
    at = mark.start + (first.end() if first else 0)
    return right_before(_HAD_DONE, text, at, _LONGEST_CLAUSE) is not None


def _is_cited(mark: PeriodSpan, annotated: Annotations) -> bool:
    opened = right_before(_CITED, annotated.text, mark.start, _LONGEST_NAME)
    if opened is None or not isinstance(mark.expression, Year) or mark.expression.style != "bare":
        return False
    closed = annotated.text[mark.end : mark.end + 1] in (")", ";", ",")
    return closed and not any(opened.start() <= a.start < mark.start for a in annotated.areas)


_FORWARD_FROM = regex(r"\b(?:forward|over)\s+from\s+(?:the\s+)?$", re.IGNORECASE)
"""What was carried or brought forward from a year is spoken of in the next."""


_EVENT_OF = regex(
    r"\b(?:visit|inspection|meeting|letter|audit|judgement)s?\s+"
    r"(?:of|in|on|from|dated|held (?:in|on))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What dates a visit or a meeting does not date the figures that were given there."""


def speaking(text: str, periods: Sequence[PeriodSpan]) -> list[PeriodSpan]:
    """The periods that a sentence refers to: not those in brackets ("30 (28 in 2015/16)"),
    nor those that it compares with ("two fewer than in 2015/16", "no change since March")."""
    return [
        m
        for m in periods
        if not m.weak
        and not looks_back(m)
        and not isinstance(m.expression, Since)
        and text.count("(", 0, m.start) == text.count(")", 0, m.start)
        and not _COMPARED.search(_BRACKETED.sub("", text[max(0, m.start - FAR) : m.start]))
        and not right_before(_FORWARD_FROM, text, m.start, NEAR)
        and not right_before(_EVENT_OF, text, m.start, NEAR)
    ]
