"""Ranges: two numbers that are the ends of one ("5-9%", "between 20 and 25")."""

from __future__ import annotations

from dataclasses import replace

from extractor.annotations.model import Number
from extractor.annotations.numbers.digits import MULTIPLES
from extractor.annotations.numbers.indicator_codes import ends_in_code
from extractor.regex import regex

_HYPHEN = regex(r" ?- ?")
_BETWEEN = regex(r"(?:between|rang(?:e|es|ed|ing) from|in the range(?: of)?) $")
_FROM = regex(
    r"(?:from|by|rose|fell|increased|decreased|reduced|up|down|dropped|went|risen|fallen|/|-)"
    r"(?: [a-z]+)? ?$"
)
_NUMBERED = regex(
    r"(?:section|table|figure|regulation|paragraph|clause|article|quarter|qtr|stage|phase|tier"
    r"|band|level) $"
)
_YEAR = regex(r"(?:19|20)[0-9]{2}")
_AIM = regex(r"(?:targets?|range|benchmark|standard|floor)(?: (?:of|is|was))?:? $")
# "above the 50 to 70 that is thought good practice"
_BEYOND = regex(
    r"(?:above|below|within|outside|over|under|than|exceed(?:s|ed|ing)?) the (?:[a-z]+ )?$"
)
_RECOMMENDS = regex(
    r"(?:(?:recommend|suggest|advise|allow)s?(?: an?)?(?: [a-z]+){0,2}(?: of)?"
    r"|(?:recommended|suggested|advised|ideal|optimum)(?: range)?(?: of)?|\brange of) $"
)
_RECOMMENDED = regex(r" (?:which is |that is )?(?:recommended|suggested|advised|allowed)(?![a-z])")
# "at least seven, and possibly as many as ten": what leads to the least and to the most of a range
_AT_LEAST = regex(r"(?:at least|a minimum of|no fewer than|not fewer than|no less than) $")
_AT_MOST = regex(
    r",? (?:and|but|or)(?: (?:possibly|perhaps|maybe|potentially|probably))?"
    r" (?:as many as|up to|at most|no more than|not more than|a maximum of) "
)
_MULTIPLE = regex(r" ?(million|billion|bn|m|k)(?![a-z])")
_PEOPLE = regex(
    r" (?:[a-z-]+ ){0,2}?(?:children|young people|pupils|carers|families|households|people|adults"
    r"|placements|homes|beds|places|cases|referrals|adoptions|adopters|care leavers|social workers)"
    r"(?![a-z])"
)


# Words that make of both numbers before them one quantity: "5 to 10 days", "50-60 per 10,000".
# Not years: "17-18 years" are ages.
_QUANTITY = regex(
    r" ?(?:(?:working|school|calendar|clear) )?"
    r"(?:days?|weeks?|wks?|months?|mths?|hours?|hrs?|minutes?)(?![a-z])"
    r"| ?(?:fte|wte)(?![a-z])"
    r"| (?:[a-z]+ )?per (?:1,?000|10,?000|100,?000|thousand|cent)(?![0-9a-z])"
)


# "£1.1, £1.2 and £1.3 million": the last one's word is of all of them.
_LISTED = r"(?:, | and |, and | & |/| / )"
_SHARED_MULTIPLE = regex(
    rf"(?:[£€$]?[0-9]{{1,3}}(?:\.[0-9]+)?{_LISTED}){{1,12}}[£€$]?[0-9]{{1,3}}(?:\.[0-9]+)? ?"
    r"(?P<multiple>million|billion|bn|m|k)(?![a-z])"
)
MOST_APART = 10.0  # times by which the digits of such a list may differ


def share_multiples(found: list[Number], folded: str) -> None:
    """Give all money of a list the "million" that is printed behind its last."""
    if sum(map(_is_money, found)) < 2:
        return
    for chain in _SHARED_MULTIPLE.finditer(folded):
        listed = [
            at
            for at, n in enumerate(found)
            if chain.start() <= n.start < chain.end() and _is_money(n)
        ]
        if len(listed) < 2:
            continue
        times = MULTIPLES[chain["multiple"]]
        last = found[listed.pop()].value / times
        if all(last / MOST_APART <= found[at].value <= last * MOST_APART for at in listed):
            for at in listed:
                found[at] = replace(found[at], value=round(found[at].value * times, 6))


def join_ranges(found: list[Number], folded: str, cased: str) -> list[Number]:
    """The numbers, with each pair that is a range replaced by one number from end to end.

    `folded` is `fold(text)`, `cased` is `plain(text)`: both as long as the text.
    """
    joined: list[Number] = []
    for printed in found:
        low = joined[-1] if joined else None
        if low is None or not _goes_together(low, printed) or _is_code(low, printed, cased):
            joined.append(printed)
        elif _is_range(low, printed, folded):
            joined[-1] = _range(low, printed, folded)
        elif _from_least_to_most(low, printed, folded):
            joined[-1] = replace(_range(low, printed, folded), counts=True)
        else:
            joined.append(printed)
    return joined


def _is_code(low: Number, high: Number, cased: str) -> bool:
    """Whether a number is that of an indicator, and a dash sets it apart from the next."""
    if cased[low.end : high.start] != " - ":
        return False
    return ends_in_code(cased, low.start)


def _goes_together(low: Number, high: Number) -> bool:
    if low.excluded or high.excluded or low.value_max is not None or low.value >= high.value:
        return False
    if low.direction or high.direction:
        return False
    if _is_money(low) or _is_money(high):
        return _is_money(low) and high.unit in (None, low.unit)
    return low.unit in (None, high.unit)


def _is_money(printed: Number) -> bool:
    return printed.unit is not None and printed.unit.startswith("currency")


def _is_range(low: Number, high: Number, folded: str) -> bool:
    if _YEAR.fullmatch(folded, low.start, low.end):
        return False
    between = folded[low.end : high.start]
    before = folded[max(0, low.start - 24) : low.start]
    if _NUMBERED.search(before):
        return False  # "accommodated under section 20 to 33%"
    if between in (" and ", " to ") and _BETWEEN.search(before):
        return not folded.startswith((" years", " and", " year"), high.end)
    counts_people = bool(_PEOPLE.match(folded, high.end))
    quantity = counts_people or bool(_QUANTITY.match(folded, high.end))
    if _HYPHEN.fullmatch(between):
        if _is_money(low):
            return between == "-" or _is_money(high)
        if _AIM.search(before):
            return True
        return (high.sure and not before.endswith(("/", "-"))) or quantity
    if between in (" to ", " or "):
        if between == " or " and (counts_people or high.value - low.value > 2):
            return False  # "one or two days" is a range, "5 or 50 days" a choice
        if low.unit is not None and low.unit != high.unit:
            return False
        advised = between == " to " and (
            _RECOMMENDED.match(folded, high.end)
            or _RECOMMENDS.search(before)
            or _BEYOND.search(before)
        )
        return bool(high.sure or quantity or advised) and not _FROM.search(before)
    return False


def _from_least_to_most(low: Number, high: Number, folded: str) -> bool:
    """Whether two numbers are the least and the most of one estimate."""
    leads = _AT_LEAST.search(folded[max(0, low.start - 24) : low.start])
    return leads is not None and _AT_MOST.fullmatch(folded, low.end, high.start) is not None


def _range(low: Number, high: Number, folded: str) -> Number:
    value, value_max, end = low.value, high.value, high.end
    if _is_money(low) and high.unit is None:  # "£5-6m", "£1.2-1.4m": one multiple
        multiple = 1.0
        if tail := _MULTIPLE.match(folded, end):
            multiple, end = MULTIPLES[tail[1]], tail.end()
            value_max *= multiple
        elif folded[end - 1].isalpha():
            multiple = MULTIPLES[folded[high.start : end].lstrip("0123456789.,- ")]
        if not folded[low.end - 1].isalpha():
            value *= multiple
    return Number(
        low.start, end, folded[low.start : end], value, value_max, low.unit or high.unit, "between",
        low.worded and high.worded, sure=low.sure or high.sure, counts=low.counts or high.sure,
    )  # fmt: skip
