"""Numbers written in words: cardinals, fractions, "one in five", multiples, none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from text_to_num import text2num

from extractor.annotations.model import Direction, Number, Unit
from extractor.annotations.numbers.digits import PERCENT, POINTS
from extractor.regex import either, regex

_ONES = r"(?:one|two|three|four|(?:fi|ﬁ)ve|six|seven|eight|nine)"
_TEENS = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|(?:fi|ﬁ)fteen|sixteen|seventeen|eighteen|nineteen)"
)
_TENS = r"(?:twenty|thirty|forty|fourty|(?:fi|ﬁ)fty|sixty|seventy|eighty|ninety)"
_BELOW_100 = rf"(?:{_TENS}(?:[-\ ]{_ONES})?|{_TEENS}|{_ONES})"
_HUNDREDS = rf"(?:{_BELOW_100}|a)\ hundred(?:(?:\ and)?\ {_BELOW_100})?"
_THOUSANDS = (
    rf"(?:{_HUNDREDS}|{_BELOW_100}|a)\ thousand(?:(?:,|\ and)?\ (?:{_HUNDREDS}|{_BELOW_100}))?"
)
_MILLIONS = rf"(?:{_HUNDREDS}|{_BELOW_100}|a)\ (?:million|billion)"
CARDINAL = (
    rf"(?:{_MILLIONS}|{_THOUSANDS}|{_HUNDREDS}|{_BELOW_100})(?:[-\ ]and[-\ ](?:a[-\ ]half"
    r"|half(?=\ (?:year|month|week|day|hour))))?(?![a-z])"
)

NUMBER_WORD = regex(
    rf"{_ONES}|{_TEENS}|{_TENS}|zero|hundred|thousand|million|billion|trillion"
    r"|first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twentie|thirtie|fortie|fiftie|sixtie|seventie|eightie"
    r"|ninetie|hundred|thousand|million)th|[0-9][0-9,.]*(?:st|nd|rd|th)?"
)
"""One word, in lower case, that is a number or part of one, or its ordinal."""

_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100,
}  # fmt: skip
_PART = r"(?:half|halves|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)"
# The magnitude of a multiple, in percent, and in which direction it goes.
_CHANGES: dict[str, tuple[float, Direction]] = {
    "doubled": (100, "increase"), "doubling": (100, "increase"),
    "trebled": (200, "increase"), "trebling": (200, "increase"),
    "tripled": (200, "increase"), "tripling": (200, "increase"),
    "quadrupled": (300, "increase"), "quadrupling": (300, "increase"),
    "halved": (50, "decrease"), "halving": (50, "decrease"),
}  # fmt: skip
_FOLDS = {"double": 2, "twice": 2, "treble": 3, "triple": 3}
_AS_MANY = (
    r"(?=\ (?:as\ (?:many|much|high|likely|long)|the|that|those|what|higher|more|greater|larger))"
)

# What numbers in words begin with: a text is read at these places only.
_NUMERALS = """
    one two three four five ﬁve six seven eight nine ten eleven twelve thirteen fourteen fifteen
    ﬁfteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty ﬁfty sixty seventy
    eighty ninety
"""
_OTHERS = """
    half halve halving quarter doubl trebl tripl quadrupl twice thrice once none nil zero no both
    first second third fourth fifth sixth seventh eighth ninth tenth
"""
_FRACTIONS = "hal third quarter fourth fifth sixth seventh eighth ninth tenth"
_LARGE = "hundred thousand million billion"
_NUMERAL = rf"(?=[0-9]|{either([*_NUMERALS.split(), *(f'a {large}' for large in _LARGE.split())])})"
_BEGINNING = either(
    [
        *_NUMERALS.split(),
        *_OTHERS.split(),
        *(
            f"{one}{mark}{part}"
            for one in ("a", "an")
            for mark in " -"
            for part in _FRACTIONS.split()
        ),
        *(f"a {word}" for word in (*_LARGE.split(), "per", "dozen")),
    ]
)

_PROPORTION = regex(
    rf"""
    {_NUMERAL}(?<![\w.,/£-])(?P<part>{CARDINAL}|[0-9]{{1,2}})
    \ (?P<joined>in\ every|out\ of\ every|out\ of|in)\ 
    (?P<whole>{CARDINAL}|[0-9]{{1,4}})(?![0-9a-z%/:-]|[.,][0-9])
    (?!\ (?:month|week|day|year(?!\ [0-9]{{1,2}}(?![0-9])\ [a-z])|quarter|hour|minute|session)s?
      (?![a-z])|\ [0-9])
    """,
    re.VERBOSE,
)
_WHO = (
    "adult|baby|boy|carer|child|family|girl|household|parent|patient|person|pupil|resident|student"
    "|teenager|worker|young\\ person|adults|boys|carers|children|families|girls|households|parents"
    "|patients|people|pupils|residents|students|teenagers|workers|young\\ people|care\\ leavers?"
)
_APART = regex(
    rf"""
    {_NUMERAL}(?<![\w.,/£-])(?P<part>{_ONES})\ (?:{_WHO})\ (?:in|out\ of)\ (?:every\ )?
    (?P<whole>{CARDINAL})(?![0-9a-z%/:-])
    (?=\ ?\(|\s*[.,;:]|\s*$|\ (?:are|consists?|did|do|does|felt|had|has|have|is|lives?|lived
      |misse[sd]|needs?|needed|owns?|receives?|received|said|says|was|were|who|would)(?![a-z]))
    """,
    re.VERBOSE,
)
"""A share with those whom it is of in between: "one pupil in five", "two families in every ten"."""
WHOSE_SHARE = regex(rf"\S+ (?P<whose>{_WHO}) (?:in|out) ", re.IGNORECASE)
"""Those whom a share names within itself, in its printed text."""
_PEOPLE_BEHIND = regex(rf"\ (?:young\ )?(?:{_WHO})(?<=[sn])(?![a-z])")
_FEW = {4, 5}
_RATIO = regex(r"(?<![0-9:.])1\ ?:\ ?(?P<many>[0-9]+(?:\.[0-9]+)?)(?![0-9:])")
_ROUND = {10, 100}
_TENTHS = {5, 10, 100}
_LONGEST_ODDS = 20  # "one in eleven"
_ROUND_ODDS = range(30, 1001, 10)  # "one in 60 children"
_WHOLES = {3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000}
_WORDS = regex(
    rf"""
    (?=[0-9]|{_BEGINNING})(?<![a-z0-9])(?:
      (?P<small>(?:half\ |(?:a\ )?quarter\ of\ )?a(?:\ percentage\ point|\ per\ ?cent))(?![a-z])
    | (?P<fraction>(?:(?P<times>a|an|one|two|three|four|five|seven|nine)[-\ ](?P<part>{_PART})
          |(?P<halves>half|halves)))
          (?![a-z])(?!\ (?:a\ )?dozen)
    | (?P<dozen>(?:a|half\ a|{_BELOW_100})\ dozen)(?![a-z])
    | (?P<change>{"|".join(_CHANGES)})(?![a-z])
    | (?P<fold>(?:{"|".join(_FOLDS)})(?![a-z]){_AS_MANY}
          |(?:{_ONES}|ten|[0-9]+(?:\.[0-9]+)?)(?:[-\ ]?fold(?![a-z])|\ times(?![a-z]){_AS_MANY}))
    | (?P<cardinal>{CARDINAL})(?:(?P<points>{POINTS})|(?P<percent>{PERCENT}))?
    | (?P<zero>none|nil|zero|no(?!\.\ ?[0-9]|:
        |\ [0-9](?![0-9]?(?:\ (?:or|and|to)\ |-|/)[0-9][0-9][ -]year)))(?![a-z-])
    | (?P<both>both)(?=\ (?:of\ whom|were|had\ been|have\ been|live|lived)(?![a-z]))
    | (?P<frequency>once|twice|thrice)(?![a-z])
    | (?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?![a-z])
    )
    """,
    re.VERBOSE,
)
_HINTS = """
    half halv hundred thousand dozen third fourth fifth sixth seventh eighth ninth tenth doubl trebl
    tripl quadrupl none nil zero both once twice thrice first second
"""
_HINT = either([*_NUMERALS.split(), *_HINTS.split(), "a quarter", "a per"])
# A sign that is no letter comes first, for which Python leaps over the letters of words.
_HINT_WORD = regex(rf"[^a-z](?:{_HINT}|no(?![a-z]))")
_FOLD = regex(r"fold(?![a-z])")


def may_hold_words(folded: str) -> bool:
    """Whether a text, `fold(text)`, can hold a number in words."""
    return (
        "times" in folded
        or ("fold" in folded and _FOLD.search(folded) is not None)
        or _HINT_WORD.search(f" {folded}") is not None
    )


def word_value(words: str) -> float:
    """The value of a cardinal in words or digits; raises ValueError where it is none.

    >>> word_value("two hundred and forty-one")
    241.0
    """
    words = words.replace("ﬁ", "fi").replace("fourty", "forty").replace(",", "")
    if words[0].isdigit():
        return float(words)
    if half := re.search(r"[- ]and[- ](?:a[- ])?half$", words):
        return word_value(words[: half.start()]) + 0.5
    if words.startswith("a "):
        words = "one " + words[2:]
    return float(text2num(words, "en"))


def proportions(folded: str) -> Iterator[Number]:
    """Shares put as "one in five", "seven in every ten", "nine out of ten", in percent.

    "Eight out of twenty-three pupils" are a count and its base; out of ten or a hundred is how
    shares are referred to, and "four out of five" those of people.
    """
    if "ratio" in folded:
        for match in _RATIO.finditer(folded):
            value = float(match["many"])
            yield Number(*match.span(), match.group(), value, unit="ratio", sure=True)
    if " in " not in folded and " out of " not in folded:
        return
    for match in _APART.finditer(folded):
        part, whole = word_value(match["part"]), word_value(match["whole"])
        if part < whole and whole in _WHOLES:
            yield _share(match, part, whole)
    for match in _PROPORTION.finditer(folded):
        part, whole = word_value(match["part"]), word_value(match["whole"])
        worded = not (match["part"][0].isdigit() or match["whole"][0].isdigit())
        every = match["joined"].endswith("every")
        one_in = part == 1 and (2 < whole <= _LONGEST_ODDS or whole in _ROUND_ODDS)
        if not (one_in or whole in _WHOLES) or part >= whole:
            continue
        few = worded and whole in _FEW and _PEOPLE_BEHIND.match(folded, match.end()) is not None
        if not every and match["joined"] == "out of" and whole not in _ROUND and not few:
            continue
        if not (every or worded or match["joined"] != "in" or part == 1 or whole in _TENTHS):
            continue  # "2 in 7 homes"
        yield _share(match, part, whole)


def _share(match: re.Match[str], part: float, whole: float) -> Number:
    return Number(
        *match.span(), match.group(), round(100 * part / whole, 1), unit="percent", worded=True,
        sure=True,
    )  # fmt: skip


def printed_in_words(folded: str) -> Iterator[Number]:
    """Every number in words, in order. `folded` is `fold(text)`."""
    for match in _WORDS.finditer(folded):
        yield replace(_read(match), worded=True)


def _read(match: re.Match[str]) -> Number:
    at = (*match.span(), match.group())
    if match["cardinal"]:
        return _cardinal(match)
    if match["fraction"]:
        return _fraction(match)
    if words := match["small"]:
        value = 0.5 if words.startswith("half") else 0.25 if "quarter" in words else 1.0
        unit: Unit = "percentage_points" if "point" in words else "percent"
        return Number(*at, value, unit=unit, sure=True)
    if words := match["dozen"]:
        many = words.rsplit(" ", 1)[0]
        value = 6.0 if many == "half a" else 12.0 if many == "a" else 12 * word_value(many)
        return Number(*at, value)
    if match["change"]:
        value, direction = _CHANGES[match["change"]]
        return Number(*at, value, unit="percent", direction=direction, sure=True)
    if words := match["fold"]:
        number = re.split(r"-?fold|[ -]", words)[0]
        value = float(_FOLDS[number]) if number in _FOLDS else word_value(number)
        if "fold" in words and re.match(
            r"\s(?:increase|rise|growth|jump)", match.string[match.end() :]
        ):
            # A tenfold increase adds nine times what there was.
            more = round(100 * (value - 1), 6)
            return Number(*at, more, unit="percent", direction="increase", sure=True)
        return Number(*at, value, unit="ratio", sure=True)
    start = match.start()
    if match["zero"] == "nil" and match.string[start - 1 : start] == "£":
        return Number(start - 1, match.end(), "£nil", 0.0, unit="currency_gbp", sure=True)
    if match["zero"]:
        return Number(*at, 0.0, counts=False)
    if match["both"]:
        return Number(*at, 2.0)
    reason = "ordinal" if match["ordinal"] else "frequency"
    words = match.group().strip()
    value = float(_ORDINALS.get(words) or _FREQUENCIES[words])
    return Number(*at, value, excluded=reason)


_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_FREQUENCIES = {"once": 1, "twice": 2, "thrice": 3}


def _cardinal(match: re.Match[str]) -> Number:
    unit: Unit | None = None
    if match["points"]:
        unit = "percentage_points"
    elif match["percent"]:
        unit = "percent"
    return Number(
        *match.span(), match.group(), word_value(match["cardinal"]), unit=unit,
        sure=unit is not None, counts=unit is not None,
    )  # fmt: skip


# What follows a share of something, and what follows a part of a year, a day or a house.
_SHARE_OF = regex(
    r"\ of(?!\ (?:the\ )?(?:20[0-9]{2}|year|financial|term|day|month|century|way|season))|\ ?\("
    r"|\ (?:the|our|their|these|those|all)\ (?!(?:year|term|day|way|time|price|rate|cost))"
    r"|\ (?:are|were|is|was|have|had|has|did|do|live|lived|take|took|said|felt|remain|came|went|who"
    r"|which|that|in|on|at|by|from|to|since|over|between|compared|as|on)(?![a-z])|\s*[.,;:]|\s*$"
)
_LEADS_TO_SHARE = regex(
    r"(?:over|than|under|nearly|almost|about|around|approximately|roughly|least|to|by|only|below"
    r"|above|exactly|up|some|just|virtually|and)\ $"
)


# "between a quarter and a third": both ends of a range are shares, whatever follows the first.
_UP_TO_SHARE = regex(rf"\ and\ (?:(?:an?|one|two|three|four)[-\ ])?{_PART}(?![a-z])")


_AND_A_HALF = regex(r"(?:year|month|week|day|hour|mile|time)s?\ and\ (?:a\ )?$")


def _fraction(match: re.Match[str]) -> Number:
    start, end = match.span()
    times, part = match["times"], match["part"] or match["halves"]
    many = 1.0 if times in (None, "a", "an") else word_value(times)
    whole = _PARTS["half" if part == "halves" else part.removesuffix("s")]
    before, after = match.string[max(0, start - 16) : start], match.string[end : end + 24]
    excluded, sure = None, False
    if part == "half" and _AND_A_HALF.search(before):
        excluded = "period length"  # "the next year and a half"
    elif many > whole:
        excluded = "period length"  # "five quarters in a row"
    elif many >= 2 and part.endswith(("s", "half")):
        sure = not after.startswith((" of the way", "-hour", "-year"))
    elif part == "half" and re.search(r"(?:first|second|latter|other|last|next|h)\ $", before):
        excluded = "period"
    elif _SHARE_OF.match(after) or (times is not None and _LEADS_TO_SHARE.search(before)):
        sure = True
    else:
        sure = before.endswith("between ") and _UP_TO_SHARE.match(after) is not None
    if not sure and excluded is None:
        excluded = "not counted"
    value = round(100 * many / whole, 1)
    return Number(start, end, match.group(), value, unit="percent", excluded=excluded, sure=sure)
