"""Days and months in the period grammar, in every written form."""

from __future__ import annotations

import unicodedata
from datetime import date

from extractor.annotations.periods.model import Day, Month, Now, Relative
from extractor.annotations.periods.words import (
    ABBREVIATED,
    BACK,
    DASHES,
    HERE,
    MONTHS,
    PREPOSITIONS,
    SEASONS,
    Parsed,
    Tokens,
)
from extractor.annotations.periods.years import full_year, reads_as_count, relative_year, split_year

_RANGE = DASHES | {"to", "until"}


def day(tokens: Tokens, i: int) -> Parsed:
    """A date in words or digits, with or without its year."""
    if tokens[i].number is not None:
        return _numeric(tokens, i) or _day_month(tokens, i)
    return _month_day(tokens, i)


def month(tokens: Tokens, i: int) -> Parsed:
    """A month, with or without its year: "September 2024", "Sep-24", "March"."""
    number = _month_name(tokens, i)
    if number is None:
        return None
    j = tokens.skip(i + 1, ".") if tokens.low(i) in ABBREVIATED else i + 1
    j = tokens.skip(j, ",", "of") if tokens.digits(j + 1, 4) is not None else j
    if (split := split_year(tokens, j)) is not None:
        return Month(number, split[0], fiscal=True), split[2]
    if (year := full_year(tokens, j)) is not None:
        return Month(number, year), j + 1
    if tokens.low(j) in DASHES and (year := full_year(tokens, j + 1)) is not None:
        return Month(number, year), j + 2
    if (short := _short_year(tokens, i, j)) is not None:
        return Month(number, short[0]), short[1]
    if (back := _years_back(tokens, j)) is not None:
        return Month(number, back=back[0]), back[1]
    return (Month(number), i + 1) if _is_a_month(tokens, i) else None


def _numeric(tokens: Tokens, i: int) -> Parsed:
    """31/05/2020, 31.5.20, 31-05-2020, 2020-05-31."""
    sign = tokens.low(i + 1)
    if sign not in {"/", ".", "-"} or tokens.low(i + 3) != sign:
        return None
    if not all(tokens[i + k].glued for k in (1, 2, 3, 4)):
        return None
    if tokens[i].glued and tokens.low(i - 1) in {sign, ",", "£", "."}:
        return None
    if tokens[i + 5].glued and tokens.low(i + 5) == sign and tokens[i + 6].glued:
        return None
    parts = (tokens.digits(i, 1, 2, 4), tokens.digits(i + 2, 1, 2), tokens.digits(i + 4, 1, 2, 4))
    if None in parts:
        return None
    first, second, third = (part or 0 for part in parts)
    if len(tokens[i].raw) == 4:
        return _valid_day(third, second, first, i + 5) if sign == "-" else None
    if len(tokens[i + 4].raw) == 1:
        return None
    if len(tokens[i + 4].raw) == 2:
        if sign == "." and not _no_paragraph(tokens, i):
            return None
        third += 2000 if third < 60 else 1900
    return _valid_day(first, second, third, i + 5)


def _no_paragraph(tokens: Tokens, i: int) -> bool:
    """Whether "3.1.12" or "12.1.15" is a date and does not number a paragraph."""
    if tokens.low(i + 5) in _RANGE and tokens.low(i + 7) in {".", "/"}:
        return True
    if tokens.low(i - 1) in {"at", "on", "from", "since", "by", "to", "until", "-", "–"}:
        return True
    alone = tokens.header and tokens.low(i + 5) == ""
    return (i > 0 or alone) and not (len(tokens[i].raw) == 1 and len(tokens[i + 2].raw) == 1)


def _day_month(tokens: Tokens, i: int) -> Parsed:
    """31 May 2020, 31st of May, 31 March last year."""
    number = tokens.digits(i, 1, 2)
    if number is None or (tokens[i].glued and tokens.low(i - 1) in {".", ",", "£", "/"}):
        return None
    j = i + 1
    ordinal = tokens[j].low if tokens[j].glued else ""
    if ordinal and unicodedata.normalize("NFKC", ordinal) in {"st", "nd", "rd", "th"}:
        j += 1
    j = tokens.skip(j, "of")
    j = j + 1 if tokens.low(j) == "-" and tokens[j].glued else j
    named = MONTHS.get(tokens.low(j))
    if named is None:
        return None
    k = tokens.skip(j + 1, ".") if tokens.low(j) in ABBREVIATED else j + 1
    k = tokens.skip(k, ",", "of") if tokens.digits(k + 1, 4) is not None else k
    if (full := full_year(tokens, k)) is not None:
        return _valid_day(number, named, full, k + 1)
    if tokens.low(k) in DASHES and tokens[k].glued and (full := full_year(tokens, k + 1)):
        return _valid_day(number, named, full, k + 2)
    if (short := _short_year(tokens, j, k)) is not None:
        return _valid_day(number, named, short[0], short[1])
    if not tokens[j].raw[:1].isupper() or _valid_day(number, named, 2000, k) is None:
        return None
    if (back := _years_back(tokens, k)) is not None:
        return Day(number, named, back=back[0]), back[1]
    return Day(number, named), j + 1


def _month_day(tokens: Tokens, i: int) -> Parsed:
    """May 31, 2020; May 31st."""
    named = MONTHS.get(tokens.low(i))
    number = tokens.digits(i + 1, 1, 2)
    if named is None or number is None or not tokens[i].raw[:1].isupper():
        return None
    j = i + 2
    ordinal = tokens[j].glued and tokens.low(j) in {"st", "nd", "rd", "th"}
    j = j + 1 if ordinal else j
    k = tokens.skip(j, ",")
    full = full_year(tokens, k)
    if full is not None and (k > j or ordinal or not reads_as_count(tokens, k)):
        return _valid_day(number, named, full, k + 1)
    day = ordinal or _stands_as_day(tokens, i, j)
    return (Day(number, named), j) if day and 1 <= number <= 31 else None


_BEFORE_A_DAY = {"at", "on", "between", "from", "since", "by", "until", "till", "to", "and", ","}
_BEHIND_A_DAY = {",", ".", ";", ":", ")", ""}


def _stands_as_day(tokens: Tokens, i: int, after: int) -> bool:
    """Whether "April 11" is a day: a preposition of days before it and no noun behind it ("at
    April 11, …", "between August 18 and September 22"), unlike "in April 11 children"."""
    if tokens.low(i - 1) not in _BEFORE_A_DAY:
        return False
    behind = tokens.low(after)
    joined = behind in {"and", "to"} | DASHES and tokens.low(after + 1) in MONTHS
    return joined or (behind in _BEHIND_A_DAY and tokens[after + 1].number is None)


def _valid_day(number: int, month_number: int, year_number: int, after: int) -> Parsed:
    try:
        date(year_number, month_number, number)
    except ValueError:
        return None
    if not 1900 <= year_number <= 2099:
        return None
    return Day(number, month_number, year_number), after


def _month_name(tokens: Tokens, i: int) -> int | None:
    number = MONTHS.get(tokens.low(i))
    if number is None or (tokens[i].glued and tokens.low(i - 1) in {"'", "’"}):
        return None
    return number


def _is_a_month(tokens: Tokens, i: int) -> bool:
    """Whether a month's name without a year is a month: not "may", nor a person's name."""
    raw, after = tokens[i].raw, tokens[i + 1]
    if not raw[:1].isupper():
        return False
    before = tokens.low(i - 1)
    if tokens.header or (before == after.low == ""):  # nothing else is said: a label
        return True
    placed = before in PREPOSITIONS - {"on", "with", "year"} or before in DASHES | {
        "last",
        "this",
        "next",
    }
    if after.low in _RANGE and tokens.low(i + 2) in MONTHS:
        return True
    if raw.lower() in {"may", "march", "mar", "sep"}:
        listed = any(tokens.low(k) in MONTHS for k in (i - 4, i - 3, i - 2, i + 2, i + 3, i + 4))
        return placed or listed
    if placed:
        return True
    named = after.raw[:1].isupper() and after.low not in MONTHS and after.low not in SEASONS
    return not named and (
        before in {",", "(", ";", ":", "", "the", "/", "with"} or after.low in {":", ","}
    )


def _short_year(tokens: Tokens, name: int, i: int) -> tuple[int, int] | None:
    """The year in two digits after a month: "Sep-24", "Sept '24", "Mar 17"."""
    sign = tokens.low(i)
    if sign in DASHES | {"'", "’", "‘", "/"}:
        number = tokens.digits(i + 1, 2)
        apostrophe = sign not in DASHES | {"/"}
        if number is None or not tokens[i + 1].glued or not (tokens[i].glued or apostrophe):
            return None
        after = i + 2
    else:
        number, after = tokens.digits(i, 2), i + 1
        if number is None or not _is_short_year(tokens, name, after):
            return None
    if tokens.low(after) in MONTHS and tokens[after].glued:
        return None
    return (2000 + number, after) if number < 60 else None


def _is_short_year(tokens: Tokens, name: int, after: int) -> bool:
    """Whether two bare digits after a month are its year and no count: "Mar 17", "end March 17"."""
    if tokens.low(after) == "%":
        return False
    if tokens.header or tokens.low(name - 1) in {"end", "ending", "ended"}:
        return True
    if tokens.low(after) in _RANGE and tokens.low(after + 1) in MONTHS:
        return tokens.digits(after + 2, 2) is not None
    if tokens.low(name - 1) in _RANGE and tokens.low(name - 3) in MONTHS:
        return tokens.digits(name - 2, 2) is not None
    closes = tokens.low(after) in {"", ",", ".", ";", ")", ":", "and", "to", "was", "were"} | DASHES
    return tokens.low(name) in ABBREVIATED and closes


def _years_back(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The words "last year", "of this year" after a day or month: years back, index after."""
    j = tokens.skip(i, "of")
    found = relative_year(tokens, j)
    if found is None or not isinstance(found[0], Relative) or found[0].step > 0:
        return None
    if tokens.low(tokens.skip(j, "the")) not in BACK | HERE:
        return None
    return -found[0].step, found[1]


def now(tokens: Tokens, i: int) -> Parsed:
    """ "currently", "at the moment", "at the time of writing", "at the time of the visit"."""
    low = tokens.low(i)
    if low in {"currently", "now", "presently"}:
        return Now(), i + 1
    if low == "at" and tokens.low(i + 1) == "present":
        return Now(), i + 2
    if low == "at" and tokens.low(i + 1) == "the" and tokens.low(i + 2) == "moment":
        return Now(), i + 3
    at_a_point = tokens.low(i + 2) in {"time", "point", "moment", "date"}
    if (
        low in {"at", "as"}
        and at_a_point
        and tokens.low(i + 1) == "the"
        and tokens.low(i + 3) == "of"
    ):
        j = tokens.skip(i + 4, "the", "this", "our")
        if tokens.low(j) in {"writing", "inspection", "report", "visit", "review"}:
            return Now(writing=True), j + 1
    return None
