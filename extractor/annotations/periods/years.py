"""Years in the period grammar: "2016-17", "financial year 2016/17", "in 2018", "last year"."""

from __future__ import annotations

import unicodedata

from extractor.annotations.periods.model import Relative, Year, YearStyle
from extractor.annotations.periods.words import (
    AHEAD,
    BACK,
    DASHES,
    HERE,
    MONTHS,
    PREPOSITIONS,
    SEASONS,
    STYLES,
    Parsed,
    Tokens,
)

_FIRST_YEAR, _LAST_YEAR = 1980, 2060
_LONGEST_RUN = 12
_SEPARATORS = DASHES | {"/"}
_ACTS = frozenset({"act", "acts", "regulations", "regulation", "order", "bill", "standards"})
_YEAR_NOUNS = frozenset(
    {
        "figure", "figures", "data", "results", "result", "level", "levels", "total", "rate",
        "outturn", "census", "average", "position", "baseline", "cohort", "survey", "target",
        "return", "statistics", "performance", "scorecard", "publication", "value", "national",
        "england", "was", "were", "had", "saw", "is", "and", "to", "compared", "but", "or",
        "than", "there", "onwards", "of", "when", "which", "with", "it", "we", "as", "the",
        "for", "at", "in", "by", "on", "from", "against", "while", "whilst", "where", "that",
        "respectively",
    }
)  # fmt: skip
_COVERING = frozenset(
    {"data", "figures", "information", "results", "statistics", "period", "years", "evidence"}
)
"""Nouns that cover a run of years: "data from 2011 to 2014" is not a change from one to the
other."""
_SCHOOL_NOUNS = frozenset(
    {"gcse", "gcses", "exam", "exams", "examination", "examinations", "ks", "attainment",
     "sats", "eyfs", "academic"}
)  # fmt: skip
_SHORT_STYLES: dict[str, YearStyle] = {
    "fy": "financial", "fye": "financial", "ye": "financial", "ay": "academic",
}  # fmt: skip
_APOSTROPHES = frozenset("'’‘")
UNITS_OF_AGE = frozenset({"year", "years", "yr", "yrs", "olds", "y"})
OVER_YEARS = frozenset({"in", "during", "since", "throughout", "until"})


def year(tokens: Tokens, i: int) -> Parsed:
    """A year, or a run of years, as far as the words around it show that it is one."""
    style, j = _style_prefix(tokens, i)
    if (closing := _closing_in_two(tokens, i, j)) is not None:
        return closing
    split = split_year(tokens, j) or short_split(tokens, j, sure=style is not None)
    if split is not None:
        first, last, k = split
        if last - first > 1 and not tokens.header and _names_a_plan(tokens, i, k):
            return None
        suffix = _style_suffix(tokens, k)
        if suffix is not None:
            return Year(first, last, suffix[0]), suffix[1]
        return Year(first, last, style or "split"), k
    single = full_year(tokens, j)
    if single is None or _names_a_basis(tokens, j + 1):
        return None
    suffix = _style_suffix(tokens, j + 1)
    if suffix is not None:
        style, after = suffix
    elif style is None and j == i and not _reads_as_year(tokens, j):
        return None
    else:
        after = j + 1
    if style in ("financial", "academic"):
        # "the 2010 GCSE results", "financial year 2018": the year in which it ended.
        return Year(single - 1, single, style), after
    return Year(single, single, style or "bare"), after


def _closing_in_two(tokens: Tokens, i: int, j: int) -> Parsed:
    """ "FY22", "FY'22", "F/Y 22", "YE22", "AY22": the year that ends in 2022."""
    style = _SHORT_STYLES.get(tokens.low(i)) or ("financial" if tokens.low(i) == "f" else None)
    if style is None or j == i:
        return None
    j = j + 1 if tokens.low(j) in _APOSTROPHES | DASHES else j
    number = tokens.digits(j, 2)
    if number is None or number > _LAST_YEAR % 100 or tokens.low(j + 1) == "%":
        return None
    if tokens[j + 1].glued and tokens.low(j + 1) in _SEPARATORS and tokens[j + 2].glued:
        return None  # "FY21-22"
    return Year(1999 + number, 2000 + number, style), j + 1


def _names_a_basis(tokens: Tokens, after: int) -> bool:
    """Whether a year says what something was made from: "the 2018-based projections"."""
    return tokens.low(after) in DASHES and tokens.low(after + 1) == "based"


def _names_a_plan(tokens: Tokens, i: int, after: int) -> bool:
    """Whether a run of years belongs to a strategy's name: "strategic plan 2014-17"."""
    around = {tokens.low(k) for k in (i - 2, i - 1, after, after + 1)}
    return not around.isdisjoint({"plan", "strategy", "programme", "framework", "priorities"})


def year_reference(tokens: Tokens, i: int) -> Parsed:
    """A year that something else belongs to: "2018/19", "the last financial year"."""
    j = tokens.skip(i, "the")
    found = year(tokens, j)
    if found is not None:
        return found
    if tokens.digits(j, 4) is not None and (single := full_year(tokens, j)) is not None:
        return Year(single, single, "bare"), j + 1
    split = short_split(tokens, j, sure=True)
    if split is not None:
        return Year(split[0], split[1], "split"), split[2]
    return relative_year(tokens, j)


def relative_year(tokens: Tokens, i: int) -> Parsed:
    """ "this year", "the last financial year", "next academic year"."""
    low = tokens.low(i)
    step = -1 if low in BACK else 0 if low in HERE else 1 if low in AHEAD else None
    j = i + 1
    if low == "the":
        return relative_year(tokens, i + 1)
    if step is None:
        step, j = 0, i
    style = STYLES.get(tokens.low(j))
    j = j + 1 if style is not None else tokens.skip(j, "reporting")
    if tokens.low(j) != "year" or tokens[j + 1].number is not None:
        return None
    return Relative(step, "year", style), j + 1


def full_year(tokens: Tokens, i: int) -> int | None:
    """Four digits that can be a year and are not part of a larger number."""
    number = tokens.digits(i, 4)
    if number is None or not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    before, after = tokens[i - 1], tokens[i + 1]
    if tokens[i].glued and (before.low in {"£", "$", "€", ".", ",", "#"} or before.low.isdigit()):
        return None
    if (
        after.glued
        and after.low in {",", "."}
        and tokens[i + 2].glued
        and (tokens[i + 2].number is not None)
    ):
        return None
    if after.low == "%" or (after.glued and after.raw[:1].isalpha() and not _raised(after.raw)):
        return None
    return number


def _raised(raw: str) -> bool:
    return all(unicodedata.normalize("NFKC", sign).isdigit() for sign in raw)


def split_year(tokens: Tokens, i: int) -> tuple[int, int, int] | None:
    """2016-17, 2016/2017, 2016/7, 2013-16, 2013 to 2016: first year, last year, index after."""
    first = tokens.digits(i, 4)
    if first is None or not _FIRST_YEAR <= first <= _LAST_YEAR:
        return None
    runs_in = tokens[i].glued and tokens.low(i - 1) in _SEPARATORS | {".", ",", "£"}
    if runs_in and not _is_pair(tokens, i - 4):
        return None
    sign, other = tokens[i + 1], tokens[i + 2]
    runs_on = tokens.low(i - 1) not in ("from", "since") or (
        tokens.low(i - 1) == "from" and tokens.low(i - 2) in _COVERING
    )
    if sign.low == "to" and runs_on:
        last = full_year(tokens, i + 2)  # "the scorecard for 2011 to 2014"
        return (first, last, i + 3) if last and 1 <= last - first <= _LONGEST_RUN else None
    if sign.low not in _SEPARATORS or other.number is None:
        return None
    apart = not (sign.glued and other.glued)
    if apart and len(other.raw) != 4 and not _set_apart(tokens, i, first):
        return None
    goes_on = tokens[i + 3].glued and tokens.low(i + 3) in _SEPARATORS | {"%"}
    if goes_on and not (tokens.low(i + 3) in DASHES and _is_pair(tokens, i + 4)):
        return None
    last = _closing_year(first, other.raw, sign.low)
    return None if last is None else (first, last, i + 3)


def _is_pair(tokens: Tokens, i: int) -> bool:
    """Whether "2021/22" is at a place: one end of "2021/22-2023/24"."""
    first, last = tokens.digits(i, 4), tokens.digits(i + 2, 2)
    if first is None or last is None or tokens.low(i + 1) != "/":
        return False
    return tokens[i + 1].glued and tokens[i + 2].glued and last == (first + 1) % 100


def _set_apart(tokens: Tokens, i: int, first: int) -> bool:
    """Whether "2022 - 23" is a financial year printed with spaces, and no figure follows a year."""
    if tokens.digits(i + 2, 2) != (first + 1) % 100:
        return False
    return tokens.header or not reads_as_count(tokens, i + 2)


def _closing_year(first: int, raw: str, sign: str) -> int | None:
    """The year that "17" closes in "2016-17"; None where it closes nothing."""
    if len(raw) == 1:
        return first + 1 if sign == "/" and (first + 1) % 10 == int(raw) else None
    last = int(raw) if len(raw) == 4 else first - first % 100 + int(raw)
    if len(raw) == 2 and last < first:
        last += 100
    return last if len(raw) in (2, 4) and 1 <= last - first <= _LONGEST_RUN else None


def short_split(tokens: Tokens, i: int, *, sure: bool) -> tuple[int, int, int] | None:
    """16/17 and 23/24; ages ("16/17 year olds") and fractions are left alone."""
    first, sign, last = tokens.digits(i, 2), tokens[i + 1], tokens.digits(i + 2, 2)
    if first is None or last is None or last != (first + 1) % 100:
        return None
    if not (sign.glued and tokens[i + 2].glued) or first > 60:
        return None
    after = tokens[i + 3]
    if after.low in UNITS_OF_AGE or (after.glued and after.low in _SEPARATORS | {"%", "s"}):
        return None
    if tokens[i].glued and tokens.low(i - 1) in _SEPARATORS | {".", ",", "£"}:
        return None
    if sign.low != "/":
        said_in = tokens.low(i - 1) in {"in", "for", "during"} and not reads_as_count(tokens, i + 2)
        dashed = sure or (first >= 20 and (tokens.header or said_in))
        if sign.low not in DASHES or not dashed:
            return None
    if sure or tokens.header:
        return 2000 + first, 2000 + first + 1, i + 3
    ages = any(tokens.low(k) in UNITS_OF_AGE for k in (i + 5, i + 6, i + 7))
    placed = tokens.low(i - 1) in PREPOSITIONS - {"at", "on"}
    return (2000 + first, 2000 + first + 1, i + 3) if placed and not ages else None


def _style_prefix(tokens: Tokens, i: int) -> tuple[YearStyle | None, int]:
    """ "financial year 2016/17": the style and the index of the number."""
    low = tokens.low(i)
    if low in _SHORT_STYLES:
        return _SHORT_STYLES[low], tokens.skip(i + 1, "ending", "ended")
    if low == "f" and tokens.low(i + 1) == "/" and tokens.low(i + 2) == "y":
        return "financial", i + 3
    if low == "f" and [tokens.low(i + k) for k in (1, 2, 3)] == [".", "y", "."]:
        return "financial", i + 4
    if low in STYLES and tokens.low(i + 1) in {"year", "years"}:
        return STYLES[low], tokens.skip(i + 2, "of", "(", ":")
    if low == "year" and tokens.digits(i + 1, 4) is not None and not tokens[i].glued:
        return None, i + 1
    return None, i


def _style_suffix(tokens: Tokens, i: int) -> tuple[YearStyle, int] | None:
    """ "2016/17 financial year", "2010 GCSE": the style and the index after its words."""
    low = tokens.low(i)
    if low in STYLES and tokens.low(i + 1) in {"year", "years"}:
        return STYLES[low], i + 2
    if low in _SHORT_STYLES:
        return _SHORT_STYLES[low], i + 1
    if low in _SCHOOL_NOUNS:
        return "academic", i
    if tokens.expression(i, "a", "level") or tokens.expression(i, "key", "stage"):
        return "academic", i
    return None


def _reads_as_year(tokens: Tokens, i: int) -> bool:
    """Whether a lone four-digit number is a year here: its neighbours decide."""
    if tokens.header:
        return True
    before, after = tokens[i - 1], tokens[i + 1]
    if before.low in _ACTS or (before.low == "(" and tokens.low(i - 2) in _ACTS):
        return False
    if before.low in OVER_YEARS:
        return True
    if after.low in DASHES and after.glued and (last := full_year(tokens, i + 2)) is not None:
        return last > int(tokens[i].raw)  # "over the 21-year period 2024-2045"
    if before.low in {"(", "["} and after.low in {")", "]", ":", ",", ";", "-", "–", "="}:
        return True
    if before.low == ":" and after.low in {":", "=", *DASHES} and tokens[i + 2].number is not None:
        return True  # "at 31 March: 2022 – 380; 2023 – 398"
    if before.low in PREPOSITIONS or before.low in {",", "the", "", ";", "compared", "&"} | DASHES:
        return not reads_as_count(tokens, i)
    return after.low in {"figures", "figure", "data", "outturn", "census"} or (
        before.low in MONTHS or before.low in SEASONS
    )


def reads_as_count(tokens: Tokens, i: int) -> bool:
    """Whether words that are counted follow: "of 2018 children", "2018 people"."""
    after = tokens[i + 1]
    if not after.raw[:1].isalpha():
        return (
            after.low in {"(", "£"}
            and tokens[i + 2].number is not None
            and (tokens.low(i + 3) == "%")
        )
    if tokens.low(i - 1) in {"", "the"}:
        return after.low not in _YEAR_NOUNS
    return after.low not in _YEAR_NOUNS and after.low not in MONTHS
