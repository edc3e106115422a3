"""Unit and qualifier of a number from the words beside it: rates, days and staff; about, over, at
most."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.annotations.model import Number, Qualifier, Unit
from extractor.regex import regex

_RATES: dict[float, Unit] = {
    1_000: "rate_per_1000", 10_000: "rate_per_10000", 100_000: "rate_per_100000",
}  # fmt: skip
RATE_BASE = (
    r"(?:100(?:, |[, ])?000|10(?:, |[, ])?000|1(?:, |[, ])?000(?![, ]?[0-9])"
    r"|100?k|1k|(?:a |one |ten |a hundred )?thousand)"
)
_RATE = regex(
    r"\ ?(?:\([^()]{0,48}\)\ ?)?(?:(?:section\ 47|s\.?\ ?47|(?!and|or|but)[a-z'()&]+)\ ){0,4}?"
    r"(?:per|(?:in|for|out\ of)\ every)\ "
    rf"(?P<base>{RATE_BASE})(?![0-9a-z])"
)
_WORDED_BASES = {"thousand": 1e3, "a thousand": 1e3, "one thousand": 1e3, "ten thousand": 1e4,
                 "a hundred thousand": 1e5}  # fmt: skip
_DURATIONS: dict[str, Unit] = {
    "day": "days", "week": "weeks", "wk": "weeks", "month": "months", "mth": "months",
    "year": "years", "yr": "years",
}  # fmt: skip
_AFTER = regex(
    r"[-\ ]?(?:(?:working|calendar|school|term|clear|consecutive)[-\ ])?"
    r"(?P<duration>day|week|wk|month|mth|year|yr)s?(?![a-z])(?!(?<=year)\ [0-9]{1,2}(?![0-9]))"
    r"|\ ?\(?(?P<fte>ftes?|wtes?|full[-\ ]time[-\ ]equivalents?)(?![a-z])"
    r"|\ (?P<points>points?)(?=\ (?:higher|lower|above|below|up|down|better|worse|more|less|since"
    r"|on|from|ahead|behind|over|under|increase|decrease|rise|fall|drop|improvement)(?![a-z]))"
    r"|\ (?P<each>per\ (?:[a-z-]+\ ){0,2}?(?:ftes?|wtes?|full[-\ ]time|(?:social\ )?workers?"
    r"|practitioners?|officers?|sw)(?![a-z]))"
    r"|(?:\ [a-z'-]+){1,4}?\ (?P<every>(?:for|to)\ every)\ (?!day|week|month|year)[a-z]"
    r"|(?:\ [a-z]+){1,4}?\ (?P<ratio>per)\ (?!annum|week|month|year|day|night|cent|quarter)[a-z]"
)
_SCORE = regex(
    r"(?<![a-z])(?:scores?|scored|scoring|rating|rated)"
    r"\ (?:(?:of|was|is|at|a|an|average|mean|median|averaged|averaging|to|from|between)\ ){0,3}$"
)


def with_unit(printed: Number, folded: str) -> Number:
    """The number with the unit that the words next to it give it where it is bare."""
    if printed.unit is not None:
        return printed
    unit = _unit_beside(printed, folded)
    return printed if unit is None else replace(printed, unit=unit)


def _unit_beside(printed: Number, folded: str) -> Unit | None:
    window = folded[printed.end : printed.end + 48]
    if rate := _RATE.match(window):
        return _RATES.get(_base(rate["base"]))
    if after := _AFTER.match(window):
        if after["duration"]:
            return _DURATIONS[after["duration"]]
        if after["fte"]:
            return "fte"
        if after["points"]:
            return "percentage_points" if "%" in folded or "cent" in folded else None
        if after["each"] or after["every"]:
            return "ratio"  # "22 boys for every girl"
        # "1.9 children per household"; "12 children per home" count
        return "ratio" if "." in printed.text else None
    if _SCORE.search(folded[max(0, printed.start - 30) : printed.start]):
        return "score"
    return None


def _base(words: str) -> float:
    if words in _WORDED_BASES:
        return _WORDED_BASES[words]
    return float(words.replace(",", "").replace(" ", "").replace("k", "000"))


_LEFT: dict[str, Qualifier] = {
    **dict.fromkeys(
        ["about", "around", "approximately", "approx", "approx.", "some", "circa", "c.", "ca.",
         "roughly", "close to", "in the region of", "an estimated", "estimated at"],
        "approximately",
    ),
    **dict.fromkeys(
        ["at least", "a minimum of", "minimum of", "no fewer than", "no less than",
         "not less than", "not fewer than", "upwards of"],
        "at_least",
    ),
    **dict.fromkeys(
        ["more than", "over", "above", "exceeding", "in excess of", "greater than",
         "higher than", "exceeds", "exceeded"],
        "more_than",
    ),
    **dict.fromkeys(
        ["up to", "at most", "no more than", "not more than", "a maximum of", "maximum of",
         "not exceed", "not to exceed", "not exceeding", "does not exceed"],
        "at_most",
    ),
    **dict.fromkeys(
        ["less than", "fewer than", "lower than", "under", "below", "almost", "nearly",
         "just short of", "approaching", "not quite"],
        "less_than",
    ),
}  # fmt: skip
_SIGNS: dict[str, Qualifier] = {
    ">": "more_than", "<": "less_than", "≥": "at_least", "≤": "at_most", "~": "approximately",
    "≈": "approximately", ">=": "at_least", "<=": "at_most",
}  # fmt: skip
_LEFT_WORDS = regex(
    "(?<![a-z])(?:" + "|".join(re.escape(p) for p in sorted(_LEFT, key=len, reverse=True)) + r")\ $"
)
_LEFT_SIGN = regex(r"(?:[<>]=?|[≥≤~≈])\ ?$|(?<![a-z0-9.])c(?=[0-9£]|\.[0-9£]|$)")
# "concerns about 12 children" names them, it does not estimate.
_NOT_ABOUT = regex(
    r"(?:concern|concerns|concerned|information|worried|worries|question|questions|data|report"
    r"|reports|decision|decisions|learn|learned|talk|talked|spoke|asked|know|knew|heard|care"
    r"|complaints?|views?|brought|bring|advice|over|all|(?<!\w)about\ [^.;:]{3,80}\ and)\ $"
)
# "rose from 12 up to 15": where the rise ended, not a limit.
_ROSE = regex(r"(?:rose|went|gone|risen|rising|increas(?:ed|ing)|moved|climb(?:ed|ing)|from\ "
                   r"[£0-9.,%a-z-]+)\ $")  # fmt: skip
_RIGHT: tuple[tuple[re.Pattern[str], Qualifier], ...] = (
    (regex(r"\+|\ (?:or|and)\ (?:more|over|above|greater|upwards)(?![a-z])"), "at_least"),
    (regex(r"\ or\ (?:fewer|less|under|below)(?![a-z])"), "at_most"),
    (regex(r"\ or\ (?:so|thereabouts)(?![a-z])"), "approximately"),
)


def qualified(printed: Number, folded: str) -> Number:
    """The number with the qualifier that the words or signs next to it give it."""
    window = folded[max(0, printed.start - 22) : printed.start]
    qualifier = _left(window, folded, printed.start)
    if qualifier is None:
        after = folded[printed.end : printed.end + 18]
        qualifier = next((q for pattern, q in _RIGHT if pattern.match(after)), None)
    return printed if qualifier is None else replace(printed, qualifier=qualifier)


def _left(window: str, folded: str, start: int) -> Qualifier | None:
    if not window:
        return None
    if window[-1] == " " and (words := _LEFT_WORDS.search(window)):
        phrase = words.group().rstrip()
        before = folded[max(0, start - len(words.group()) - 100) : start - len(words.group())]
        if phrase == "about" and _NOT_ABOUT.search(before):
            return None
        if phrase == "up to" and _ROSE.search(before):
            return None
        if phrase in ("over", "under") and before.endswith(("carried ", "brought ", "taken ")):
            return None
        return _LEFT[phrase]
    if sign := _LEFT_SIGN.search(window):
        return _SIGNS.get(sign.group().strip(), "approximately")
    return None
