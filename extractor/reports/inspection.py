"""The cover of an inspection report: authority, title, and dates of the inspection."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.regex import regex
from extractor.reports.council import cover_council, inspected_place
from extractor.reports.council_names import PLACE, is_place, official_name
from extractor.reports.dates import MONTH
from extractor.reports.model import Header, Stated
from extractor.reports.printed_lines import PrintedLine
from extractor.reports.published import published

_TITLE = regex(
    r"(?:ofsted\s[–-]\s)?"
    r"(?:re-?|joint |focused |full |monitoring |assurance |unannounced |(?:local )?area send )*"
    r"(?:inspection|visit|revisit) (?:of|to|in)\b",
    re.IGNORECASE,
)
_VISIT = r"(?:(?:focused |monitoring |assurance )?visit|(?:re-?)?inspection)"
_DAYS = regex(
    rf"(?P<label>{_VISIT} dates?|dates? of (?:the )?{_VISIT}|fieldwork(?: dates?)?)\s*:"
    r"\s*(?P<days>.+)",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
# "4 to 15 November 2019" alone, or behind the name of the authority
_DAYS_ALONE = regex(
    rf"(?:[A-Z][\w’' &-]{{3,60}},\s)?(?P<days>{_NUMBER}(?:\s+{MONTH}(?:\s+\d{{4}})?)?"
    rf"\s*(?:and|to|-|–)\s*{_NUMBER}\s+{MONTH}\s+\d{{4}})\W*$"
)
_ABOUT_ONE = regex(
    r"action plan|response|improvement|update|outcome|preparation|readiness|progress", re.IGNORECASE
)
"""What makes a title that of a council's paper about an inspection."""
_OUTCOME = regex(
    r"the (?:overall )?judgement|judgement$|children['’]s services in|\d\.|lead inspector|grade$"
    r"|report published",
    re.IGNORECASE,
)


_VISITED = regex(
    r"\b(?:visit|inspection|review|assessment)s?\b[^.\d]{0,140}?\b(?:on|between|from)\s+(?P<days>"
    rf"(?:{_NUMBER}(?:\s+{MONTH}(?:\s+\d{{4}})?)?\s*(?:and|to|-|–)\s*)?{_NUMBER}\s+{MONTH}\s+\d{{4}})"
)
_BOTH = regex(r"\s+and\s+")
# Who inspects is printed where the authority may stand.
_INSPECTOR = (
    r"(?:Ofsted|Estyn|CQC|HMICFRS|HMIC|HMIP?|(?:The )?Office for Standards in Education\b.*"
    r"|Care Quality Commission|Commission for Social Care Inspection|Care Inspectorate\b.*"
    r"|(?:HM|Her Majesty['’]s|His Majesty['’]s) (?:Inspectorate|Inspectors?) of\b.*)"
)
_INSPECTORATE = regex(rf"{_INSPECTOR}(?:(?:,| and| &) {_INSPECTOR})*")
_LINES_BELOW = 5  # of a title of one to three lines


def is_inspection_title(text: str) -> bool:
    """Whether a paper so called is the report of an inspection or a visit."""
    return _TITLE.match(text.strip()) is not None


def inspection_header(lines: Sequence[PrintedLine]) -> Header | None:
    """The header of an inspection report whose cover has these lines; None for other papers."""
    top = lines[:20]
    start = next((i for i, line in enumerate(top) if _TITLE.match(line.text)), None)
    days = next((i for i, line in enumerate(top) if _DAYS.match(line.text)), None)
    if days is None and start is not None and not _ABOUT_ONE.search(top[start].text):
        below = enumerate(top[: start + _LINES_BELOW])
        days = next((i for i, line in below if i > start and _DAYS_ALONE.match(line.text)), None)
    if start is None or days is None or start > days:
        return None
    title_lines = [line for line in top[start:days] if not _OUTCOME.match(line.text)]
    whose = next((line for line in title_lines[1:] if cover_council(line.text)), None)
    title_lines = [line for line in title_lines if line is not whose]
    title = re.sub(r"\s+", " ", " ".join(line.text for line in title_lines))
    title = re.sub(r"(?<=[a-z])\s?\d$", "", title).strip()
    match = _DAYS.match(top[days].text) or _DAYS_ALONE.match(top[days].text)
    period = () if match is None else (_stated_days(match, top[days], top[start].text),)
    evidence = "\n".join(line.text for line in title_lines)
    return Header(
        council=_authority(lines[:start], lines[start:30], title) or _named(whose),
        title=Stated(title, evidence, top[start].page),
        published=published(lines[:30]),
        period=period,
    )


def _stated_days(match: re.Match[str], line: PrintedLine, title: str) -> Stated:
    """The days of an inspection that a line of its cover gives, labelled or alone."""
    if "label" in match.groupdict():
        return Stated(match["days"], match[0], line.page)
    return Stated(_BOTH.sub(" to ", match["days"]), f"{title}\n{line.text}", line.page)


def _named(line: PrintedLine | None) -> Stated | None:
    name = None if line is None else cover_council(line.text)
    return None if line is None or name is None else Stated(name, line.text, line.page)


def _authority(
    above: Sequence[PrintedLine], below: Sequence[PrintedLine], title: str
) -> Stated | None:
    """The authority above the title, otherwise the place named in the title or the judgement."""
    above = [line for line in above if not _INSPECTORATE.fullmatch(line.text.strip())]
    alone = [line for line in above if "Council" in line.text and cover_council(line.text)]
    above = alone[:1] or above  # not with the name of the inspectorate above it
    name = " ".join(line.text for line in above).strip()
    council = cover_council(name) if above else None
    own_name = re.fullmatch(PLACE, name) is not None and is_place(name)
    if above and len(name) < 70 and (council is not None or own_name):
        evidence = "\n".join(line.text for line in above)
        return Stated(
            council or official_name(name) or name, evidence, above[0].page, council is None
        )
    for text, page in ((title, below[0].page), *((line.text, line.page) for line in below)):
        place = inspected_place(text)
        if place is not None:
            return Stated(official_name(place) or place, text, page, True)
    return None


def days_of_visit(below: Sequence[PrintedLine]) -> tuple[Stated, ...]:
    """The days of the visit that the first lines of a letter or a report say it is about ("a visit
    to Example on 10 and 11 May 2024"); empty where they do not."""
    found = _VISITED.search(" ".join(line.text for line in below))
    if found is None:
        return ()
    days = _BOTH.sub(" to ", found["days"])
    return (Stated(days, found[0], below[0].page),)


_OF_A_VISIT = regex(r"(?:focused|monitoring|assurance) visit\b", re.IGNORECASE)
_SAID_FIRST = 16  # lines at the top of a report in which the days of its visit are given


def days_of_report(title: Stated | None, lines: Sequence[PrintedLine]) -> tuple[Stated, ...]:
    """The days of the visit of a report: from a labelled line of its head ("Date of inspection:"),
    or, where its title calls it one, from its first lines; empty for other reports."""
    labelled = next((m for line in lines[:_SAID_FIRST] if (m := _DAYS.match(line.text))), None)
    if labelled is not None:
        return (Stated(labelled["days"], labelled[0], lines[0].page),)
    if title is None or _OF_A_VISIT.match(title.value) is None:
        return ()
    return days_of_visit(lines[:_SAID_FIRST])
