"""The names of committees: "Children and Young People Scrutiny Panel", "Improvement Board"."""

from __future__ import annotations

import re

from extractor.regex import regex
from extractor.reports.council import cover_council
from extractor.reports.dates import find_date

_COMMITTEE = regex(
    r"(?:the )?(?:(?:[\w’'&,()/-]+) ){0,9}?"
    r"(?:committee|panel|board|cabinet|sub-?\s?committee|executive|commission|forum|council"
    r"|(?:sub-?|working|task|task and finish|steering|reference|strategic|partnership) ?group)"
    r"(?:(?: meeting)?\s*[–—,-]?\s*(?P<minutes>(?::\s*)?(?:draft )?(?:minutes|notes)\b,?"
    r"(?: of(?: (?:the|a) meeting(?: held)?(?: on)?)?\b)?:?\s*)?"
    r"(?P<rest>(?:\w+day,?\s+)?\d[\w./]*[ -]?\w*,?[ -]?\d{2,4}.{0,20}))?",
    re.IGNORECASE,
)
_BODY = regex(
    "committee|panel|board|cabinet|executive|commission|forum|council|group", re.IGNORECASE
)
_CAPITAL_BODY = regex(
    r"\b(?:Sub-?\s?committee|SUB-?\s?COMMITTEE)|\b[A-Z](?i:ommittee|anel|oard|abinet|xecutive"
    r"|ommission|orum|ouncil)|\bGroup\b"
)


_REPORT_TO = regex(
    r"(?P<report>[A-Z](?:[\w’'&,()/-]+ ){2,12}(?i:reports?|update|briefing)) (?:to|for) (?:the )?"
    r"(?P<body>[A-Z].+)"
)
"""A title that names whom it is for: "Virtual School Headteacher's Report to the Schools Forum"."""


def is_report_to(text: str) -> bool:
    """Whether a line is the title of a report that goes on with the committee it is for."""
    match = _REPORT_TO.fullmatch(text.strip())
    return match is not None and committee_line(match["body"]) is not None


# "Overview & Scrutiny Committee (Children and Learning)"
_OF_FIELD = regex(r"(?P<body>[^()]+?) \([A-Z][A-Za-z &,'’-]+\)")


def committee_line(text: str) -> tuple[str, str] | None:
    """A line that is a committee's name, with or without a date after it, also that of its minutes
    ("Scrutiny Panel: minutes of 4 May 2016"): (name, rest)."""
    if _BODY.search(text) is None:
        return None
    text = re.sub(r"\s+", " ", text).strip(" .")
    if (field := _OF_FIELD.fullmatch(text)) is not None:
        named = committee_line(field["body"])
        return (text, "") if named is not None and not named[1] else None
    if (report := _REPORT_TO.fullmatch(text)) is not None:
        text = report["body"]
    match = _COMMITTEE.fullmatch(text)
    if match is None or len(text) > 110 or not text[0].isupper():
        return None
    if re.match(r"(?:draft )?(?:minutes|notes|agenda|report)\b", text, re.IGNORECASE):
        return None
    if not _CAPITAL_BODY.search(text):
        return None  # "Physical Activity council": a stretch of words, or of a logo
    rest = match["rest"] or ""
    if rest and find_date(rest) is None:
        return None
    name = text[: match.start("minutes" if match["minutes"] else "rest")] if rest else text
    name = re.sub(r"[\s,–—-]+$|(?i: meeting)?[\s,–—-]*$", "", name)
    if cover_council(name) and not rest:
        return None
    if re.fullmatch(
        r"(?:the )?(?:(?:full|county|city|town|borough) )?council", name, re.IGNORECASE
    ):
        return None if not rest else (name, rest)
    return name, rest
