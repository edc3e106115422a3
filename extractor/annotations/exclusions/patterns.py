"""Exclusions of numbers: the type, and the parts that their patterns are made of.

An exclusion matches folded text (lower case, plain signs). Every number inside the match is
excluded, or only those inside groups whose names begin with `n`, where it has such. In an
example, «…» marks a number that is excluded; all others in it are not: the tests read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.annotations.numbers.words import CARDINAL
from extractor.months import BEGINNINGS, WRITTEN
from extractor.regex import regex


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One pattern, and the reason it gives why a number is not a statistic.

    `at_number` patterns begin with the number itself and are tried there only, which is fast.
    `cues` are strings of which the folded text must hold one for the pattern to be tried.
    `hint` is a pattern that is found wherever the pattern itself is, and much faster: it begins
    with one sign or one set of signs, for which Python's search leaps through the text.
    `also_sure` lets it exclude numbers that a % or £ protects otherwise; `cased` reads the
    text in its own case.
    """

    reason: str
    pattern: re.Pattern[str]
    example: str
    cues: tuple[str, ...] = ()
    also_sure: bool = False
    cased: bool = False
    at_number: bool = False
    hint: re.Pattern[str] | None = None


def exclusion(
    reason: str,
    pattern: str,
    example: str,
    cues: str = "",
    *,
    also_sure: bool = False,
    cased: bool = False,
    at_number: bool = False,
    hint: str | None = None,
) -> Exclusion:
    """An exclusion from its pattern's text; `cues` are separated by `|`."""
    listed = tuple(cues.split("|")) if cues else ()
    return Exclusion(
        reason, regex(pattern), example, listed, also_sure, cased, at_number,
        regex(hint) if hint is not None else None,
    )  # fmt: skip


DIGITS = r"(?<![0-9.,£])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
# The letters that number words begin with come first: most places hold none of them.
WORD = rf"(?<![a-z])(?=[otfﬁsena]){CARDINAL}".replace("\\ ", " ")
NUMBER = rf"(?:{DIGITS}|{WORD})"
# A year of age, in digits or in words; not the beginning of 17.5 or 18%.
AGE = (
    r"(?:(?<![0-9.,£])[0-9]{1,2}(?![0-9]|[.,][0-9]|[0-9.,]*%)|(?<![a-z])(?=[tsefno])(?:twenty-(?:one|five)|twenty"
    r"|sixteen|seventeen|eighteen|nineteen|fifteen|fourteen|thirteen|twelve|eleven|ten|nine|eight"
    r"|seven|six|five|four|three|two|one)(?![a-z-]))"
)
MONTH = rf"{WRITTEN}(?![a-z])\.?"
MONTH_CUES = BEGINNINGS
DAY = r"(?<![0-9.,£])(?:0?[1-9]|[12][0-9]|3[01]) ?(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
SPAN = (
    r"(?:minute|hour|day|night|week|fortnight|month|quarter|term|year|yr|decade)s?(?![a-z])"
    r"(?!(?<=year) [0-9]{1,2}(?![0-9]) [a-z])"
)
"""A unit of time, but for the class in "one in five Year 6 pupils"."""
SPAN_CUES = "day|night|week|fortnight|month|quarter|year|hour|term|yr|decade|minute"
# "five clear working days"
KIND = (
    r"(?:(?:working|school|calendar|term|clear|consecutive|full|financial|academic|business)[ -])*"
)
ABOUT = (
    r"(?:(?:about|around|approximately|some|over|under|nearly|almost|up to|at least|more than"
    r"|less than|no more than|fewer than|just|the|a|only|exactly|their|its|first|last|past|next) )*"
)
MILES = r"(?:miles?|km|kilometres?)(?![a-z])"
# What shows that the number before it counts people and is neither age nor reference.
NOUNS = r"(?:child|young|pupil|care l|carer|famil|people|person|household)"
PEOPLE = rf"(?:{NOUNS}|were|are|had|have|aged|over|under|who)"
