"""The unit of a figure of a sentence that prints none: from the words beside it, from the end of
its list, or from the figure it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.model import Number, Unit
from extractor.binding.clauses.split import runs
from extractor.binding.model import Relation
from extractor.regex import regex

_PERCENT_BEFORE = regex(
    r"(?:(?:^|[:(|•–-])\s*(?:%|per ?cent)|\bpercentage|\bproportion)\s*"
    r"(?:of\b(?:[^.;()]*(?=\b(?:is|was|at|of)\s*$)|[^.;(),]*))?(?:\bis|\bwas|\bat|\bof|:|-|–)?\s*$",
    re.I,
)
_SHARE_LABEL = regex(r"\W*(?:%|per ?cent)\s[^.;()%£]*[:–-]\s*$", re.IGNORECASE)
"""A label that begins with the sign: "% conferences within 15 days: "."""
_BASES = r"(?:1,?000|10,?000|100,?000|100?k|1k)"
# "the rate per 10,000 under-18s", "for every 10,000", "per 10k"
_BASE = regex(
    rf"\b(?:per|(?:in|for|out of) every)\s(?P<base>{_BASES})\b",
    re.IGNORECASE,
)
_BASE_OF_A_FIGURE = regex(r"\d[\d,.]*%?(?:\s+(?!and\b|or\b)[a-z’'-]+){0,4}\s+$", re.IGNORECASE)
_LEADS_TO_ANOTHER = regex(
    r"(?:\b(?:is|was|are|at|of)|:)\s*(?:(?:about|around|just|over|under|now|currently)\s)*$",
    re.IGNORECASE,
)
_LEADS_TO_A_RATE = regex(
    r"(?:\b(?:is|was|are|were|be|been|being|at|of|from|to|than|with|against|and|by)|[(:,–-]"
    r"|\bfor (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)\s*"
    r"(?:(?:about|around|just|over|under|now|currently|only|a rate of)\s)*$",
    re.IGNORECASE,
)
# "and 45 were …", "45 of whom": people, whatever was said of a rate before.
_IS_PEOPLE = regex(
    r"\s(?:were|was|are|have|had|of (?:whom|them|these|those)|lived?|left|started)\b", re.IGNORECASE
)
# "148 first-time entrants to the youth justice system per 100,000 young people"
_RATE_BEHIND = regex(
    r"(?:\s+(?:47|(?!and\b|or\b|per\b|which\b|a\b)[A-Za-z’'-]+)){1,9},?\s+(?:per|for every)\s"
    rf"(?P<base>{_BASES})\b",
    re.IGNORECASE,
)
_RATES: dict[str, Unit] = {
    "1000": "rate_per_1000", "10000": "rate_per_10000", "100000": "rate_per_100000",
}  # fmt: skip
_CARRIED: frozenset[Unit] = frozenset(
    ("percent", "rate_per_1000", "rate_per_10000", "rate_per_100000", "fte", "currency_gbp",
     "days", "weeks", "months", "ratio", "score")
)  # fmt: skip

MOST_APART = 3.0  # times by which the figures of a list with one unit may differ
_ALL = 100  # per cent
_LAST_OF_LIST = regex(r"\s*(?:and|&|(?P<or>or)|/)\s*(?:just |about |around )?", re.IGNORECASE)


def _shared_in_lists(
    text: str, numbers: Sequence[Number], nouns: Sequence[str]
) -> list[Unit | None]:
    """The units as printed; a unit printed once after the last figure of a list applies to all of
    it: "68, 70 and 71 per 10,000"."""
    units: list[Unit | None] = [n.unit for n in numbers]
    for run in runs([(n.start, n.end, i) for i, n in enumerate(numbers)], text):
        unit, noun = units[run[-1]], nouns[run[-1]]
        values = [numbers[i].value for i in run]
        alike = _are_alike(*values)
        before = run[:-1]
        closes = len(run) > 1 and _LAST_OF_LIST.fullmatch(
            text, numbers[run[-2]].end, numbers[run[-1]].start
        )
        if unit not in _CARRIED or not closes or not alike:
            continue
        if closes["or"] and not _may_be_one_range(values[0], values[-1]):
            continue  # "by 40 or 9%" says it twice
        if all(units[i] is None and nouns[i] in ("", noun) for i in before):
            for i in before:
                units[i] = unit
    return units


_OR_SHARE = regex(r",?\sor\s(?:about |around |nearly |some )?")


def _may_be_one_range(low: float, high: float) -> bool:
    """Whether two values with "or" between them can be both ends of one: "5 or 6%"."""
    return high / 2 <= low <= high


_OUT_OF = regex(r"\s(?:out )?of (?:the |a total of |all )?$")


_FRACTION = regex(r"\s?/\s?\d[\d,]*\b(?!\s?/)")
_OUT_OF_BASE = regex(r"\sout of (?:the |a total of |all )?(?P<base>\d[\d,]*)\b(?![.%]\d?|\s?per)")


def _is_a_count(text: str, i: int, numbers: Sequence[Number], units: Sequence[Unit | None]) -> bool:
    """Whether a figure is a number of people by what follows it: its own rate or share in
    brackets ("1,931 (70 per 10,000 children)"), or the base that it is out of ("228 of 261")."""
    if _FRACTION.match(text, numbers[i].end):
        return True  # "(97/119 children)"
    if i + 1 < len(numbers) and numbers[i + 1].unit == "percent":
        said_twice = _OR_SHARE.fullmatch(text, numbers[i].end, numbers[i + 1].start) is not None
        if said_twice and not _may_be_one_range(numbers[i].value, numbers[i + 1].value):
            return True  # "rose by 40 or 9%"
    out_of = _OUT_OF_BASE.match(text, numbers[i].end)
    if out_of is not None and float(_printed(out_of["base"])) >= numbers[i].value:
        return True  # "(14 out of 58)", where the base is no figure
    if _back_past_a_rate(text, i, numbers, units):
        return True
    if i + 1 >= len(numbers):
        return False
    between = text[numbers[i].end : numbers[i + 1].start]
    if between.strip() == "(":
        return units[i + 1] in ("percent", *_RATES.values())
    base = numbers[i + 1]
    return (
        bool(_OUT_OF.fullmatch(between)) and units[i + 1] is None and base.value >= numbers[i].value
    )


_BACK_FROM = regex(r",\sfrom\s(?:about\s|around\s|just\s)?", re.IGNORECASE)


def _back_past_a_rate(
    text: str, i: int, numbers: Sequence[Number], units: Sequence[Unit | None]
) -> bool:
    """Whether a figure is what the count before a rate has come from, and not the rate: "fell to
    46, a rate of 152 per 100,000, from 61 the year before"."""
    if i < 2 or units[i - 1] not in _RATES.values() or numbers[i - 2].unit is not None:
        return False
    opening = _BACK_FROM.search(text, numbers[i - 1].end, numbers[i].start)
    if opening is None or opening.end() != numbers[i].start:
        return False
    count, rate, value = (abs(n.value) for n in (numbers[i - 2], numbers[i - 1], numbers[i]))
    near, far = (max(v, value) / max(min(v, value), 1e-9) for v in (count, rate))
    return near <= MOST_APART and near < far


_NUMBER_OF = regex(r"\bnumbers? of\b", re.IGNORECASE)


def _unit_of_antecedent(
    text: str, number: Number, antecedent: Number, unit: Unit | None
) -> Unit | None:
    """The unit that a bare figure takes from the one it is compared with, where it can: not more
    than a hundred percent ("by 11.5%, from 1,915"), and no unit where a number of others is named
    in between ("to £9m, with the number of children up by 32")."""
    if unit not in _CARRIED or (unit == "percent" and number.value > max(100, antecedent.value)):
        return None
    named = _NUMBER_OF.search(text, antecedent.end, number.start)
    return None if named is not None else unit


def _in_digits(base: str) -> str:
    """The base of a rate in digits: "10000" of "10,000" and of "10k"."""
    return re.sub(r"\D", "", base.lower().replace("k", "000"))


def _printed(text: str) -> str:
    """The figure that a text begins with, in digits and a point."""
    found = re.match(r"\d[\d,]*(?:\.\d+)?", text)
    return "0" if found is None else found[0].replace(",", "")


def _rate_named_before(text: str, number: Number) -> Unit | None:
    """The rate that a bare figure is where the sentence has named the base of one: "the rate per
    10,000 under-18s rose from 103 to 107"."""
    named = list(_BASE.finditer(text, 0, number.start))
    if not named or _IS_PEOPLE.match(text, number.end):
        return None
    base = named[-1]
    other = _BASE_OF_A_FIGURE.search(text, max(0, base.start() - 100), base.start())
    leads = _LEADS_TO_ANOTHER if other is not None else _LEADS_TO_A_RATE
    if not leads.search(text, 0, number.start):
        return None
    if other is not None and number.value > MOST_APART * float(_printed(other[0])):
        return None  # "604 children (86 per 10,000), whereas … the figure was 571"
    most = float(_in_digits(base["base"]))
    return _RATES[f"{most:.0f}"] if 0 <= number.value < most else None


_IT_WAS = regex(
    r"[;,]\s(?:and\s)?(?:it|this|the (?:rate|figure|proportion|percentage))\s"
    r"(?:had been|has been|was|is|stood at)\s(?:just |about |around |only )?$|\bfrom\s$",
    re.IGNORECASE,
)
"""What leads on to the figure before at another time: "187 per 100,000; it had been 201", "fell to
214 per 100,000 in 2018 from 268"."""


_OPENS = regex(rf"\W*(?:per|(?:in|for|out of) every)\s(?P<base>{_BASES})\b", re.IGNORECASE)
_IN_FTE = regex(
    r"\b(?:in|on an?|by)\s(?:FTEs?|WTEs?|(?:full|whole)[- ]time[- ]equivalents?)\b",
    re.IGNORECASE,
)
"""What says before a decimal that staff are counted by working time: "in FTE terms 46.2"."""


_FROM_BEFORE = regex(r"\bfrom\s(?:about\s|around\s|just\s)?$", re.IGNORECASE)
# "from 351 | per 10,000 in April 2014 to | 380"
_ON_TO = regex(
    r"\s*(?:per\s[\d,]+)?(?:\s(?!and\b|or\b)[\w’'/–-]+){0,5}?\sto\s(?:about\s|around\s|just\s)?",
    re.IGNORECASE,
)


def units_of_sentence(
    text: str, numbers: Sequence[Number], relations: Sequence[Relation], nouns: Sequence[str]
) -> list[Unit]:
    """The unit of each figure of a sentence; `nouns` are the words that each counts.

    A figure without sign or noun takes the unit of the one it is compared with ("50 per
    10,000, compared to 60 nationally"); a change of a share is in percentage points.
    """
    units: list[Unit | None] = _shared_in_lists(text, numbers, nouns)
    for i, relation in enumerate(relations):
        if units[i] is not None:
            continue
        before = text[max(0, numbers[i].start - 120) : numbers[i].start]
        share = _PERCENT_BEFORE.search(before) or _SHARE_LABEL.fullmatch(text, 0, numbers[i].start)
        if share and 0 <= numbers[i].value <= 100 and not nouns[i]:
            units[i] = "percent"
            continue
        opens = _OPENS.match(text) if numbers[i].value % 1 else None
        if opens is not None:  # "Per 10,000 children the council took 612.3 referrals"
            units[i] = _RATES[_in_digits(opens["base"])]
            continue
        rate = None if nouns[i] else _rate_named_before(text, numbers[i])
        if rate is not None:
            units[i] = rate
            continue
        if _is_a_count(text, i, numbers, units):
            units[i] = "count"
            continue
        behind = _RATE_BEHIND.match(text, numbers[i].end)
        if behind is not None and numbers[i].value_max is None:
            units[i] = _RATES[_in_digits(behind["base"])]
            continue
        if numbers[i].value % 1 and _IN_FTE.search(text, 0, numbers[i].start):
            units[i] = "fte"
            continue
        antecedent = relation.antecedent
        linked = relation.cue in ("earlier", "comparator", "change", "gap") or relation.kind in (
            "target", "floor",
        )  # fmt: skip
        level = antecedent is not None and relations[antecedent].kind == "actual"
        linked = linked or (level and _IT_WAS.search(text, 0, numbers[i].start) is not None)
        if antecedent is not None and relations[antecedent].kind == "change":
            linked = linked and relation.kind == "change"  # "down by 50%, the figure of 9"
        if i and relations[i - 1].cue == "earlier" and relations[i - 1].antecedent == i:
            antecedent, linked = i - 1, True  # "from 536 per 100,000 … to 471"
        if antecedent is not None and linked and not nouns[i]:
            units[i] = _unit_of_antecedent(text, numbers[i], numbers[antecedent], units[antecedent])
        if units[i] is None and i and not nouns[i] and units[i - 1] in _RATES.values():
            between = text[numbers[i - 1].end : numbers[i].start]
            from_it = _FROM_BEFORE.search(text, 0, numbers[i - 1].start)
            units[i] = units[i - 1] if from_it and _ON_TO.fullmatch(between) else None
    for i, relation in enumerate(relations):
        antecedent = relation.antecedent
        if relation.kind != "change" or antecedent is None:
            continue
        if relations[antecedent].kind == "change" or numbers[i].worded:
            continue  # "fell by 11% and rose by 21%": neither is a level
        if units[i] in (None, "percent") and numbers[antecedent].unit == "percent" and not nouns[i]:
            units[i] = "percentage_points"
    _parts_of_staff(numbers, relations, units)
    _levels_like_what_they_are_compared_with(numbers, relations, units)
    return [unit or "count" for unit in units]


def _parts_of_staff(
    numbers: Sequence[Number], relations: Sequence[Relation], units: list[Unit | None]
) -> None:
    """Give parts of full-time equivalents that are no whole numbers their unit: "148.6 FTE posts,
    of which 31.2 were vacant"."""
    for i, relation in enumerate(relations):
        whole = relation.antecedent
        if relation.cue != "part" or whole is None or units[i] is not None or units[whole] != "fte":
            continue
        if numbers[i].value % 1 and numbers[i].value < numbers[whole].value:
            units[i] = "fte"


def _levels_like_what_they_are_compared_with(
    numbers: Sequence[Number], relations: Sequence[Relation], units: list[Unit | None]
) -> None:
    """Give levels that are no whole numbers, and so count nothing, the unit of the share or rate
    that is compared with them: "the vacancy rate is 15.9 against 18.9% nationally"."""
    for i, relation in enumerate(relations):
        level, unit = relation.antecedent, units[i]
        if level is None or units[level] is not None or unit not in ("percent", *_RATES.values()):
            continue
        compared = relation.cue in ("earlier", "comparator") or relation.kind in ("target", "floor")
        value = numbers[level].value
        beside = numbers[i].value
        like = 0 < value <= _ALL if unit == "percent" else _are_alike(value, beside)
        alone = relations[level].kind == "actual" and relations[level].cue != "part"
        if compared and like and value % 1 and alone:
            units[level] = unit


def _are_alike(*values: float) -> bool:
    """Whether values are above nought and no more apart than those of one list may be."""
    return 0 < max(values) <= MOST_APART * min(values)


_RATE_INTRO = regex(
    rf"\b(?:number|rate|children|people)\b[^.;]*\bper\s(?P<base>{_BASES})\b[^.;]*$",
    re.I,
)
_SHARE_INTRO = regex(r"\b(?:percentages?|proportions?)\sof\b[^.;]*$", re.IGNORECASE)


def units_of_list(
    units: Sequence[Unit],
    numbers: Sequence[Number],
    bare: Sequence[bool],
    intro: Sequence[str],
) -> list[Unit]:
    """The units of a list item's figures, where one prints none and is `bare` of a noun: that of
    the line before the list ("The rate per 10,000 children was:", "- Fenby: 53")."""
    given: Unit | None = None
    for line in intro:
        rate = _RATE_INTRO.search(line)
        if rate is not None:
            given = _RATES[_in_digits(rate["base"])]
        elif _SHARE_INTRO.search(line):
            given = "percent"
    if given is None:
        return list(units)
    return [
        given if unit == "count" and number.unit is None and alone else unit
        for unit, number, alone in zip(units, numbers, bare, strict=True)
    ]
