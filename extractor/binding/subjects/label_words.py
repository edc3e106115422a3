"""A label of a table as a person would say it: without marks, numbers, codes, units and what a form
tells who fills it in."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.blocks.tables.cell_kinds import begins_with_period, is_link, is_unit
from extractor.regex import regex

LONGEST_PART = 150
"""Most characters of a label; a longer one is cut at punctuation."""

EDGES = " \t\n,;:.·•*|–—-_/&=<>~△▲▽▼◊"
FOOTNOTE = regex(r"\[\s?\d{1,2}\s?\]|[¹²³⁴-⁹†‡]+|\(\s*n\s*=?\s*\d[\d,]*\s*\)|(?<=\w)\*+")
_ENUMERATOR = regex(
    r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,2}(?:\.\d{1,2}){1,3}\s+)"
    r"(?=[\"“‘(]?[A-Za-z])"
)
_CODE_BEFORE = regex(
    r"^(?:[A-Z]{1,6}[ -]?\d{1,4}[a-z]?|\d{3,6})\s*(?:[:–—|.]|\s-)\s*(?=[A-Za-z%])"
    r"|^\d{1,2}[a-z]?(?:\s*\||\s[–—-])\s*(?=[A-Z])"
    r"|^(?:Section|Part|Line) \d{1,2}[a-z]?\s*(?:[:–—|.]|\s-)\s*(?=[A-Z])"
    r"|^(?!KS|FY|AY|Q\d|Y\d|P\d)[A-Z]{1,6}\d{1,4}[a-z]?\s+(?=[A-Z]|%\s)"
)
_UNIT_BEHIND = regex(
    r"[\s,]*(?:[(\[]\s*(?:[£$€]\s?['’]?(?:0{3}['’]?s?|1,?000['’]?s?|m|k|bn|million|thousands?)?|%"
    r"|no\.?|n|#|['’]?0{3}['’]?s)\s*[)\]]"
    r"|\s[£$€]\s?['’]?(?:0{3}['’]?s?|1,?000['’]?s|m|k|bn|million|['’]s)?|\s%|\s['’]?0{3}['’]?s"
    r"|(?<=\w)['’]?\s£)$",
    re.IGNORECASE,
)
# "All figures in £m", in or behind a label.
_FIGURES_IN = regex(
    r"[\s:(\[–-]*\b(?:all )?(?:figures|amounts|values|sums) (?:are )?(?:(?:shown|given) )?in "
    r"(?:[£$€]\s?['’]?(?:0{3}['’]?s?|m|k|bn|millions?)?|millions|thousands)(?: of pounds)?[)\]]?"
    r"(?=\W|$)",
    re.IGNORECASE,
)
_UNITS_ONLY = regex(r"(?:[£$€]\s?['’]?(?:0{3}|1,?000)?(?:['’]?s|m|k|bn)?|%)(?:\s+[£$€%]\S*)*")
_UNIT_BEFORE = regex(r"^(?:£|€|\$)\s?['’]?(?:0{3}['’]?s?|m|k|bn)?\s+(?=\(?[A-Za-z])")
_LINKING_BEHIND = regex(
    r"(?:\s+(?:and|or|with|of|the|a|an|to|from|by|at|as|in|for|on|per|that|which))+$", re.IGNORECASE
)
# A link beside a heading of a form.
_LINK_BEHIND = regex(r"(?<!\s)\s{0,8}\b(?:Go|Back|Return) to [A-Z][a-z]+\s*[-–>→]*$")
# What a form tells who fills it in, and the verb before what it asks for.
_ASKS = regex(
    r"^\W*please (?:complete|enter|fill|check|read|note)\b|\bclick here\b"
    r"|\bonly include (?:figures|data|those)\b",
    re.IGNORECASE,
)
_ASKED_FOR = regex(
    r"^(?:please )?(?:provide|enter|state|give|record) (?:the |your )"
    r"(?=(?:total|number|percentage|proportion|amount|average|cost|value)\b)",
    re.IGNORECASE,
)
PAUSE = regex(r"\s*(?:[;:(]|,\s|\.\s|\s[–—-]\s)")
_LONE_SIGN = regex(r"(?<=\w) [£$€](?= [A-Za-z])")
_WHOLLY_IN_BRACKETS = regex(r"^\(([^()]*)\)$")
_DECIMALS = regex(
    r"\s*[,–-]?\s*[(\[]?\b(?:rounded )?to (?:the )?(?:nearest \w+(?: (?:percent|number))?"
    r"|(?:\d|one|two|three) decimal places?)[)\]]?$",
    re.IGNORECASE,
)
_SOURCE = regex(r"\s*[(\[](?:source|derived from)\b[^)\]]*[)\]]?$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def spoken(label: str, longest: int = LONGEST_PART) -> str:
    """A label of at most so many characters, without footnote marks, its number, its code, its
    unit and trailing marks."""
    if is_link(label) or (is_unit(label) and label != "No"):  # the answer, not the number
        return ""
    if _UNITS_ONLY.fullmatch(label.strip()) or _ASKS.search(label):
        return ""
    asked = _ASKED_FOR.sub("", label)
    label = label if asked == label else asked[0].upper() + asked[1:]
    text = _FIGURES_IN.sub(" ", _SOURCE.sub("", FOOTNOTE.sub(" ", label)))
    text = _LINK_BEHIND.sub("", text.rstrip()) or text
    text = _LONE_SIGN.sub(" ", text)
    text = without_open_brackets(_DECIMALS.sub("", text))
    text = " ".join(text.split()).strip(EDGES)
    if begins_with_period(text):
        return _unit_behind_off(text, longest)
    for pattern in (_ENUMERATOR, _CODE_BEFORE, _UNIT_BEFORE):
        text = pattern.sub("", text, count=1)
    return _unit_behind_off(_WHOLLY_IN_BRACKETS.sub(r"\1", text), longest)


def _unit_behind_off(text: str, longest: int) -> str:
    """A label without the units that it ends in, no longer than a label may be."""
    while (shorter := _UNIT_BEHIND.sub("", text).strip(EDGES)) != text and shorter:
        text = shorter
    return shortened(without_open_brackets(text).strip(EDGES), longest, longest // 2)


def shortened(text: str, longest: int, shortest: int = 20) -> str:
    """A text of at most so many characters, cut at punctuation where that leaves so many."""
    if len(text) <= longest:
        return text
    pauses = [m.start() for m in PAUSE.finditer(text, shortest, longest)]
    cut = text[: pauses[-1]] if pauses else text[:longest].rsplit(" ", 1)[0]
    return _LINKING_BEHIND.sub("", without_open_brackets(cut).strip(EDGES))


def without_open_brackets(text: str) -> str:
    """A text without the brackets that have no partner in it."""
    for left, right in ("()", "[]"):
        while text.count(left) > text.count(right):
            text = text[: text.rindex(left)].rstrip() if text.rindex(left) else text[1:]
        while text.count(right) > text.count(left):
            at = text.index(right)
            text = (text[:at] + text[at + 1 :]).strip()
    return text
