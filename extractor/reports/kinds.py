"""The kind of paper that begins on a page, from its first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractor.regex import regex, right_before
from extractor.reports.committee_names import committee_line
from extractor.reports.council_names import council_name, title_case
from extractor.reports.dates import MONTH, find_date
from extractor.reports.model import ReportKind, Stated
from extractor.reports.printed_lines import PrintedLine

_MINUTES = regex(
    r"(?:draft |printed |unconfirmed |confirmed )?minutes\b(?! item)"
    r"(?:\s+of\b|\s*[:–-]|\s*$|\s+\w+day\b)"
    r"|notes of (?:the |a )?meeting\b",
    re.IGNORECASE,
)
_PRESENT = regex(r"(?:members )?(?:present|in attendance|attendance)\s*:|present$", re.IGNORECASE)
_BUSINESS = regex("apologies|resolved", re.IGNORECASE)
_DECISION = regex(
    r"(?:.*\s[–—-]\s+)?(?:proposed )?(?:record of (?:officer |executive )?decisions?"
    r"|decision (?:notice|record|sheet|list|summary)"
    r"|(?:statement|summary|notice) of decisions?|decisions? of the)\b",
    re.IGNORECASE,
)
_LOG = regex(
    r"(?:(?:committee|panel|board|cabinet|minutes?|scrutiny|rolling|outstanding)\W+)*"
    r"(?:actions? (?:log|tracker|list|sheet)|action and recommendation tracker"
    r"|(?:forward )?work ?(?:programme|plan)|forward (?:plan|agenda)(?! ref)|agenda plan"
    r"|recommendations? tracker)\b(?:.{0,40})",
    re.IGNORECASE,
)
_APPENDIX = regex(
    r"(?:\d{4}-\d{2}\s+)?(?:appendix|annex(?:e)?|enclosure)\s+(?:\d{1,2}[a-z]?|[A-Z]\d?|one|two|three"
    r"|four|five|six|[ivx]{1,4})\b\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_ASSESSMENT = regex(
    r"(?:eqia|dpia|equality (?:impact|analysis)|equalities impact|data protection impact"
    r"|(?:community|health|environmental) impact assessment)\b",
    re.IGNORECASE,
)
_AGENDA = regex(
    r"\W*(?:agenda|supplementary agenda|agenda frontsheet|public document pack)\W*", re.I
)
_ITEM = regex(r"\d{1,2}[a-z]?\.?\s+[A-Z]")
_HELD = regex(
    r"(?i:(?:meeting|minutes) of (?:the |a meeting of the )?)(?P<body>[A-Z][\w’'&, ()/-]+?)"
    r"(?i:(?: meeting)?,?(?: (?:was|is|were|to be))? held\b|,? (?:at|on)\b|$)"
)


def paper_kind(lines: Sequence[PrintedLine]) -> ReportKind:
    """The kind of paper that these first lines belong to."""
    top = [line.text.strip() for line in lines[:14]]
    if any(_AGENDA.fullmatch(text) for text in top):
        items = sum(bool(_ITEM.match(line.text)) for line in lines[:80])
        if items >= 2:
            return "front_sheet"
    if any(_MINUTES.match(text) for text in top):
        return "minutes"
    later = [line.text.strip() for line in lines[:40]]
    present = next((i for i, text in enumerate(later) if _PRESENT.match(text)), None)
    if present is not None and any(_BUSINESS.match(t) for t in later):
        return "minutes"
    if any(_DECISION.match(text) for text in top[:2]):
        return "decision"
    if any(_LOG.fullmatch(text) for text in top[:6]):
        return "action_log"
    if any(appendix_title(text) is not None for text in top[:2]):
        # More than one is a list of appendices.
        return (
            "appendix" if sum(appendix_title(text) is not None for text in top) == 1 else "report"
        )
    if any(_ASSESSMENT.match(text) for text in top[:2]):
        return "other"
    return "report"


def appendix_title(text: str) -> str | None:
    """The line itself where it is an appendix's own heading ("Appendix A: Sources"), else None."""
    text = text.strip()
    match = _APPENDIX.fullmatch(text)
    if match is None or len(text) > 110:
        return None
    rest = match["rest"].strip(" :–-")
    return text if not rest or not rest[0].islower() else None


def meeting_of_minutes(lines: Sequence[PrintedLine]) -> tuple[Stated | None, Stated | None]:
    """Committee and day of the meeting that minutes record: (committee, ISO date)."""
    text = " ".join(line.text for line in lines[:14])
    page = lines[0].page if lines else None
    body = day = None
    held = list(_HELD.finditer(text))
    bodies = [h for h in held if committee_line(h["body"]) or council_name(h["body"])]
    for match in (*bodies, *held)[:1]:
        body = Stated(_in_title_case(match["body"].strip()), match[0], page)
    found = _day_of_meeting(text)
    if found is not None:
        printed = text[found[1] : found[2]]
        evidence = next((x.text for x in lines[:14] if printed in x.text), printed)
        day = Stated(found[0].isoformat(), evidence, page)
    return body, day


# "From 1 April 2022 to 31 March 2023, 239 children …": what happened before the meeting.
_OF_FIGURES = regex(
    r"\b(?:from|since|between|until|till|by|at|as of|and|to|before|after|during)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


# "1 April 2018 – 31 March 2019": a span is of figures too.
_TO_A_DAY = regex(
    rf"\s*(?:[-–—]|to|until)\s*\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s\d{{4}})?", re.I
)
LONGEST_LEAD = 20  # characters of the words above


def _day_of_meeting(text: str) -> tuple[date, int, int] | None:
    """The first date of a text that is not one of figures, with its start and end."""
    start = 0
    while (found := find_date(text[start:])) is not None:
        first, last = start + found[1], start + found[2]
        goes_on = _TO_A_DAY.match(text, last)
        if goes_on is None and not right_before(_OF_FIGURES, text, first, LONGEST_LEAD):
            return found[0], first, last
        start = last if goes_on is None else goes_on.end()
    return None


def _in_title_case(name: str) -> str:
    return title_case(name) if name.isupper() else name
