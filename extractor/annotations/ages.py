"""Age bands named in a text, as values of the dimension `age_band`.

Values: "16-17", "16_and_over", "under_1", "5-9", "17-21" ... An age says who a figure is about; the
numbers in it are not figures themselves.
"""

from __future__ import annotations

import re

from extractor.annotations.model import ConceptSpan
from extractor.regex import either, regex, right_before
from extractor.types import AGE_BAND

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "twenty-one": 21, "twenty-five": 25,
}  # fmt: skip
_AGE = r"(?:\d{1,2}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_AND_OVER = (
    r"(?:\s?\+|\s+plus\b|\s+years?\s+plus\b"
    r"|(?:[\s-]+years?(?:[\s-]+olds?|\s+of\s+age)?)?(?:\s+(?:and|or|&)\s+(?:over|above|older)))"
)
_YEARS = r"(?:[\s-]+years?(?:[\s-]+olds?)?|[\s-]+yrs?|s\b)"
_LED = r"(?:aged?|ages|between\s+the\s+ages?\s+of|in\s+the\s+age\s+(?:group|range|band))"

# The words that an age band begins with come first: a text is read at these places only.
_BEGINNINGS = "age between in at under below over above post less younger"
_BEGINNING = either([*_WORDS, *_BEGINNINGS.split()])
_OF_AGE = regex(r"years?[\s-]+olds?\b|\bof\s+age\b", re.IGNORECASE)
_BANDS = regex(
    rf"""
    \b(?=\d|{_BEGINNING})(?:
    \b(?:{_LED}\s+)?(?P<under>under|below)[\s-](?:the\s+age\s+of\s+)?(?P<u>{_AGE})(?![\d%])(?P<us>s\b|{_YEARS})?
    | \b(?P<led>{_LED}\s+)?(?:between\s+)?(?P<a>{_AGE})(?![\d%.,]\d|%)(?:\s+years?)?
        (?:\s?[-–—/]\s?|\s?[-–—]?\s?(?:to\s*|(?:and|or)\s+))(?P<b>{_AGE})(?![\d%]|\.\d)(?P<years>{_YEARS})?(?P<noun>\s+age\s+groups?)?
    | \b(?P<ledplus>{_LED}\s+)?(?P<p>{_AGE})(?P<over>{_AND_OVER})
        (?!\s*(?:miles?|placements?|moves?|A\*|days?|months?|GCSEs?))
    | \bpost[\s-]?(?P<post>1[468])\b
    | \b(?P<over1>over)[\s-](?P<o>1[0-9]|2[0-5])(?:s\b|\s+years?\s+(?:old|of\s+age)\b)
    | \b(?:aged\s+)(?:over|above)\s+(?P<o2>{_AGE})(?![\d%]|\.\d)
    | \b(?:over|above)\s+the\s+age\s+of\s+(?P<o3>{_AGE})(?![\d%]|\.\d)
    | \b(?:less|younger)\s+than\s+(?P<u2>{_AGE})\s+years?\s+(?:old|of\s+age)\b
    | \bat\s+(?:the\s+)?age\s+(?:of\s+)?(?P<at>\d{{1,2}})(?![\d%+]|\.\d|\s*[-–])
    | \b{_LED}\s+(?P<single>{_AGE})(?:\s+years?)?(?![\d%]|\.\d|\s*[-–])
    | \b(?P<olds>\d{{1,2}})[\s-]+years?[\s-]+(?:olds?|of[\s-]age)\b
    | \b(?P<side>over|under)\s(?P<bare>1[0-9]|2[0-5])
        (?=[,.;)]|$|\s(?:and|are|were|who|have|had|in)\b)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Of a text in lower case: Python leaps to the next of the first signs.
_STATES_AGE = regex(rf"\d|{either(_WORDS)}")
_HINT = regex(
    r"age(?<!\w...)|year|yr|\+|plus\b|under|over|post|\d\s?[-–/]\s?\d|to\b(?<!\w..)|or\b(?<!\w..)"
)


_NAMES_A_SERVICE = regex(r"\s+(?:service|team|panel|forum|board)s?\b", re.IGNORECASE)
"""Behind an age: whom a service is for, not how old those counted are ("the 18+ service")."""


def find_age_bands(text: str) -> tuple[ConceptSpan, ...]:
    """The age bands of a text in order. A range counts where words say that it is ages, or
    where it is one that services are cut by (0-4, 11-15, 17-21 ...) after a population."""
    small = text.lower()
    if not _STATES_AGE.search(small) or not _HINT.search(small):
        return ()
    marks = []
    by_age = "age" in small and re.search(
        r"\b(?:by\s+age|age\s+(?:group|band|breakdown|profile|range))", text, re.I
    )
    for found in _BANDS.finditer(text):
        value = _value(found, text, bool(by_age))
        if value is not None and not _NAMES_A_SERVICE.match(text, found.end()):
            marks.append(ConceptSpan(found.start(), found.end(), AGE_BAND, AGE_BAND, value))
    return tuple(marks)


def _value(found: re.Match[str], text: str, by_age: bool) -> str | None:
    part = found.groupdict()
    if part["under"]:
        low = _number(part["u"])
        child = part["us"] or "age" in found.group().lower() or by_age or low <= 5
        child = child or _is_of_people(found, text)
        return f"under_{low}" if child and low <= 25 else None
    if part["a"]:
        of_share = text[: found.start()].endswith("% ")  # "19% five to nine and 38% ten to 15"
        mixed = part["a"].isdigit() != part["b"].isdigit()  # "fell by one to 15"
        if mixed and not (of_share or part["led"]):
            return None
        low, high = _number(part["a"]), _number(part["b"])
        said = part["led"] or part["years"] or part["noun"] or by_age
        told = said or of_share or _is_all_of_a_bracket(found, low, high)
        grown = said and 16 <= low < high  # "aged 18 to 64"
        served = low < high <= 26 and (told or _after_population(text, found.start(), low, high))
        if grown or served:
            return f"{low}-{high}"
        adults = part["led"] or part["years"] or right_before(_ADULTS, text, found.start(), 10)
        return f"{low}-{high}" if adults and 18 <= low < high else None
    if part["p"]:
        low = _number(part["p"])
        said = part["ledplus"] or by_age or low in (5, 10, 11, 13, 16, 18, 19, 21, 65)
        said = said or _OF_AGE.search(part["over"]) is not None
        more = "more" in part["over"].lower()
        return f"{low}_and_over" if said and not more and (low >= 5 or part["ledplus"]) else None
    if part["post"]:
        return f"{part['post']}_and_over"
    if part["u2"]:
        return f"under_{_number(part['u2'])}"
    if over := part["o"] or part["o2"] or part["o3"]:
        return f"{_number(over)}_and_over"
    if part["side"]:
        if not right_before(_PEOPLE, text, found.start(), POPULATION_WITHIN):
            return None
        age = part["bare"]
        return f"{age}_and_over" if part["side"].lower() == "over" else f"under_{age}"
    age = part["single"] or part["olds"] or part["at"]
    return str(_number(age)) if age else None


_OF_PEOPLE = regex(r"\b(?:children|people|residents|pupils|boys|girls)\s$", re.IGNORECASE)
_OF_ANOTHER = regex(
    r"\s?(?:%|per\b|-?(?:miles?|days?|weeks?|months?|hours?|minutes?|sessions?)\b)", re.I
)


def _is_of_people(found: re.Match[str], text: str) -> bool:
    """Whether a bare bound is right behind people and no length follows: "children under 18"."""
    behind = _OF_ANOTHER.match(text, found.end())
    return behind is None and right_before(_OF_PEOPLE, text, found.start(), 12) is not None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text.lower()]


_ADULTS = regex(r"\badults\s$", re.IGNORECASE)
POPULATION_WITHIN = 60
"""How many characters before a bare range the people may be whose ages it gives."""
_POPULATION = regex(
    r"(?:(?P<grown>leavers|people|young|EET|NEET|training|accommodation|in touch)|children|pupils"
    r"|UASC|LAC|CLA|CiC|girls|boys)\W+(?:\w+\W+){0,3}$",
    re.I,
)


_PEOPLE = regex(
    r"\b(?:(?:were|are|was|is|those|who|young people|children)"
    r"(?:\s(?:all|mostly|also))?|leavers)\s$", re.I,
)  # fmt: skip


def _is_all_of_a_bracket(found: re.Match[str], low: int, high: int) -> bool:
    """Whether a range stands alone in brackets and can be no pair of years that follow each other
    ("Suitable accommodation (19-21)")."""
    text, start, end = found.string, found.start(), found.end()
    alone = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return alone and high >= low + 2 and high >= 15


def _after_population(text: str, at: int, low: int, high: int) -> bool:
    """Whether a bare range such as "17-21" follows the people whose ages it gives: "18-19" of
    others than care leavers is a year."""
    if not (high - low <= 15 and high >= 4):
        return False
    found = right_before(_POPULATION, text, at, POPULATION_WITHIN)
    if found is None or high > low + 1 or low < 18:
        return found is not None
    return found["grown"] is not None
