"""Find periods in a text: which words name a time, and what the words before them require.

A small grammar reads from left to right and takes the longest reading at each place. Dates
that belong together ("1 April 2016 to 31 March 2017", "between 2015 and 2017") become one
mark; dates that are by figures of their own ("from 365 in 2008 to 503 in January 2011")
stay apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from extractor.annotations.periods.ago_and_later import ago, later, same_point
from extractor.annotations.periods.dates import day, month, now
from extractor.annotations.periods.mid_years import mid_year, year_then_middle
from extractor.annotations.periods.model import (
    Cue,
    Day,
    Edge,
    Expression,
    Length,
    Month,
    Now,
    Part,
    PeriodSpan,
    Relative,
    Since,
    Through,
    ToDate,
    Year,
)
from extractor.annotations.periods.parts_of_years import opening, part, quarters, year_then_part
from extractor.annotations.periods.relative import (
    edge,
    length,
    relative,
    since,
    this_unit,
    to_date,
    week,
    year_ended,
)
from extractor.annotations.periods.shared_years import with_shared_years, with_year_of
from extractor.annotations.periods.words import (
    DASHES,
    MONTHS,
    UNITS,
    Parsed,
    PeriodToken,
    Tokens,
    longest,
)
from extractor.annotations.periods.years import year
from extractor.months import BEGINNINGS
from extractor.regex import regex

_Production = Callable[[Tokens, int], Parsed]

_OF_NUMBERS: tuple[_Production, ...] = (
    year_then_part, year_then_middle, to_date, day, length, ago, later, year, part,
)  # fmt: skip
_OF_MONTHS: tuple[_Production, ...] = (day, month)
_LATELY: tuple[_Production, ...] = (length, relative, part)

_OF_WORDS: dict[str, tuple[_Production, ...]] = {
    "q": (part,), "h": (part,), "hy": (part,), "m": (part,), "p": (part,),
    "qtr": (part, edge), "qrt": (part,),
    "fy": (year, year_then_part, to_date), "ay": (year, year_then_part), "fye": (year, year_ended),
    "ye": (year, year_ended), "y": (year_ended,), "yr": (year_ended,),
    "f": (year,),
    "ytd": (to_date,), "so": (to_date,), "to": (to_date,),
    "quarters": (quarters,), "week": (length, week), "wk": (length, week), "w": (week,),
    "mid": (mid_year,),
    "quarter": (part, length, edge, this_unit, to_date),
    "year": (year, length, edge, to_date, ago, this_unit),
    "month": (part, length, edge, this_unit, to_date),
    "period": (part, edge, this_unit), "reporting": (this_unit,), "half": (part, length),
    "rolling": (length,), "since": (since,), "from": (since,),
    "at": (now, same_point), "as": (now,), "currently": (now,), "now": (now,), "presently": (now,),
    "same": (same_point,), "corresponding": (same_point,), "equivalent": (same_point,),
    "comparable": (same_point,),
    "this": (same_point, to_date, relative), "current": (to_date, relative),
    "last": _LATELY, "previous": _LATELY, "prior": _LATELY, "preceding": _LATELY,
    "past": (length,), "latest": (length,),
    "next": (relative,), "coming": (relative,), "forthcoming": (relative,),
}  # fmt: skip
for _word in ("financial", "fiscal", "municipal", "academic", "school", "calendar"):
    _OF_WORDS[_word] = (year, year_then_part, length, to_date, this_unit)
_OF_WORDS["that"] = (same_point,)
for _word in ("end", "close", "start", "beginning", "outset", "ended", "finished", "started",
              "began", "begun"):  # fmt: skip
    _OF_WORDS[_word] = (edge,)
_OF_WORDS["first"] = (part, opening)
for _word in ("second", "third", "fourth", "final", "autumn", "spring", "summer",
              "winter"):  # fmt: skip
    _OF_WORDS[_word] = (part,)
for _word in ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
              "eleven", "twelve", "eighteen"):  # fmt: skip
    _OF_WORDS[_word] = (ago, later, length)

# Without one of these, in lower case, no period can be in a text; most sentences have none.
_TRIGGERS = ("year", "month", "quarter", "same", "rted with", "gan with", "gun with")
_TRIGGER_IN_DIGITS = regex(r"(?:19|20)[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}")
# The letters that these words begin with come first: many words begin with none of them.
_TRIGGER_WORD = regex(
    rf"\b(?=[jfmasondqytwcphl])(?:{BEGINNINGS}"
    r"|(?:q[1-4]|qtr|ytd|week|terms?|now|currently|presently|present|ago"
    r"|(?:[fa]ye?|f/y|y/?e)[0-9]*|period|half|time|point|moment|since|last|hy?[12]|hy|days?)\b)"
)


def _may_name_a_time(text: str) -> bool:
    small = text.lower()
    return (
        any(word in small for word in _TRIGGERS)
        or _TRIGGER_IN_DIGITS.search(small) is not None
        or _TRIGGER_WORD.search(small) is not None
    )


def find_periods(text: str, *, header: bool = False) -> list[PeriodSpan]:
    """The periods that a text names, in order, none inside another.

    With `header` the text is the label of a table's row or column, where a bare "2016",
    "23/24" or "Mar 17" is a period with no word before it to say so.
    """
    if len(text) > REMEMBERED_UP_TO:
        return _periods_in(text, header)
    return list(_remembered(text, header))


REMEMBERED_UP_TO = 240
"""How long a text is whose periods are remembered: labels and headings come again and again."""


@lru_cache(maxsize=4096)
def _remembered(text: str, header: bool) -> tuple[PeriodSpan, ...]:
    return tuple(_periods_in(text, header))


def _periods_in(text: str, header: bool) -> list[PeriodSpan]:
    if not _may_name_a_time(text):
        return []
    tokens = Tokens(text, header=header)
    marks: list[tuple[int, int, Expression]] = []
    i = 0
    while i < len(tokens):
        found = _reading_at(tokens, i) if _may_begin(tokens[i]) else None
        if found is None:
            i += 1
        else:
            marks.append((i, found[1], found[0]))
            i = found[1]
    marks = with_shared_years(tokens, marks)
    return [
        PeriodSpan(start, end, text[start:end], expression, _cue(tokens, i, j, expression))
        for i, j, expression in marks
        for start, end in [(tokens[i].start, tokens[j - 1].end)]
    ]


def ends_of(mark: PeriodSpan) -> tuple[PeriodSpan, PeriodSpan] | None:
    """The two dates of a range as spans of their own, None where the span is not a range.

    For levels at both ends: "from 92% to 91% between 2019 and 2024".
    """
    through = mark.expression
    if not isinstance(through, Through):
        return None
    return replace(mark, expression=through.first), replace(mark, expression=through.last)


_FIRST_WORDS = frozenset({*MONTHS, *_OF_WORDS})


def _may_begin(token: PeriodToken) -> bool:
    return token.number is not None or token.low in _FIRST_WORDS


def _reading_at(tokens: Tokens, i: int) -> Parsed:
    token = tokens[i]
    if token.number is not None:
        productions = _OF_NUMBERS if _may_begin_with(tokens, i) else ()
    elif token.low in MONTHS:
        productions = _OF_MONTHS
    else:
        productions = _OF_WORDS.get(token.low, ())
    if not productions:
        return None
    found = longest(_day_range(tokens, i), *(production(tokens, i) for production in productions))
    return None if found is None else _through(tokens, i, found)


_AFTER_SMALL_NUMBER = frozenset(
    {*MONTHS, *UNITS, *DASHES, "/", ".", "of", "to", "half", "st", "nd", "rd", "th"}
)


def _may_begin_with(tokens: Tokens, i: int) -> bool:
    """Whether a period can begin with this number: a year, or a day or count by what follows."""
    if len(tokens[i].raw) in (1, 2):
        following = tokens[i + 1]
        return following.low in _AFTER_SMALL_NUMBER or following.glued
    return len(tokens[i].raw) == 4


def _day_range(tokens: Tokens, i: int) -> Parsed:
    """ "1-30 June 2016", "13 to 24 November 2017"."""
    if tokens.digits(i, 1, 2) is None or tokens.low(i + 1) not in DASHES | {"to"}:
        return None
    last = day(tokens, i + 2)
    if last is None or not isinstance(last[0], Day) or tokens.low(i + 3) not in MONTHS:
        return None
    first = tokens[i].number or 0
    return (
        (Through(replace(last[0], day=first), last[0]), last[1])
        if (1 <= first <= last[0].day)
        else None
    )


def _through(tokens: Tokens, i: int, found: tuple[Expression, int]) -> Parsed:
    """A first and a last date with only "to", a dash or "between … and" in the middle."""
    expression, j = found
    if not isinstance(expression, (Day, Month, Year, Part, Edge)):
        return found
    connector = tokens.low(j)
    between = tokens.low(i - 1) == "between" or tokens.expression(i - 2, "between", "the")
    if connector in DASHES | {"to", "until", "through"} or (between and connector == "and"):
        k = j + 1
    elif tokens.expression(j, "up", "to"):
        k = j + 2
    else:
        return found
    last = _end_of_range(tokens, tokens.skip(k, "the"))
    if last is None or not _of_one_sort(expression, last[0]):
        return found
    return Through(with_year_of(expression, last[0]), last[0]), last[1]


def _of_one_sort(first: Expression, last: Expression) -> bool:
    """Whether two dates can be the ends of one span: days and months, years, like parts."""
    if isinstance(first, (Year, Part)) or isinstance(last, (Year, Part)):
        same = type(first) is type(last)
        return same and getattr(first, "kind", None) == getattr(last, "kind", None)
    return True


def _end_of_range(tokens: Tokens, i: int) -> Parsed:
    found = longest(
        year_then_part(tokens, i), day(tokens, i), month(tokens, i), year(tokens, i),
        part(tokens, i), edge(tokens, i),
    )  # fmt: skip
    fits = found is not None and isinstance(found[0], (Day, Month, Year, Part, Edge))
    return found if fits else None


_POSITIONS = frozenset({"position", "snapshot"})
_DURING = frozenset(
    {"in", "during", "over", "throughout", "within", "across", "for", "between", "from", "of"}
)
_FILLERS = frozenset({"the", "early", "mid", "late", "around", "about", "period", "a", "(", "-"})


def _cue(tokens: Tokens, i: int, j: int, expression: Expression) -> Cue:
    if isinstance(expression, Since):
        return "since"
    if isinstance(expression, ToDate):
        return "to_date"
    before = i - 1
    while tokens.low(before) in _FILLERS:
        before -= 1
    word, earlier = tokens.low(before), tokens.low(before - 1)
    if word == "by":
        of = expression.of if isinstance(expression, Edge) else expression
        open_year = isinstance(of, (Day, Month)) and of.year is None
        return "as_at" if open_year and _had_come_about(tokens, before) else "by"
    if isinstance(expression, Length):
        rolling = any(tokens.low(k) == "rolling" for k in range(i - 1, j))
        year_long = expression.unit == "month" and expression.count % 12 == 0
        return "rolling" if rolling or year_long else "during"
    if isinstance(expression, Edge):
        return "as_at"
    if word in {"at", "on"} or (word == "of" and earlier == "as") or word in _POSITIONS:
        compared = isinstance(expression, (Relative, Now, Year, Part, Month)) and word == "on"
        return "none" if compared else "as_at"  # "a rise of 3% on 2017/18"
    if word in {"until", "till"} or (word == "to" and earlier in _REPORTING):
        return "to_date"
    if word in _DURING:
        return (
            "as_at" if isinstance(expression, Day) and word == "in" else "during"
        )  # "in mid-2021"
    return "none"


_STILL_TO_COME = frozenset(
    {"would", "should", "will", "must", "target", "aim", "hoped", "expected"}
)
_LONGEST_CLAUSE = 12  # tokens


def _had_come_about(tokens: Tokens, i: int) -> bool:
    """Whether what was so by a time, of which the word "by" is at `i`, is in the past perfect: "had
    lengthened to 11 weeks by the end of June"."""
    for k in range(i - 1, max(i - _LONGEST_CLAUSE, 0) - 1, -1):
        low = tokens.low(k)
        if low == "had":
            return tokens.low(k + 1) != "to"
        if low in _STILL_TO_COME or low in {".", ";"}:
            return False
    return False


_REPORTING = frozenset(
    {"up", "update", "data", "activity", "performance", "figures", "position", "report"}
)
