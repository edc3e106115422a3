"""Which committee a report goes to, and the date of its meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.regex import regex
from extractor.reports.committee_names import committee_line
from extractor.reports.council_names import plain_council, title_case
from extractor.reports.dates import find_date, single_date
from extractor.reports.label_value_form import Value
from extractor.reports.labels import Field
from extractor.reports.model import Stated
from extractor.reports.printed_lines import PrintedLine, day_in, lone_date

_NAMED_BODY = regex(
    r"\b[Tt]he ((?:[A-Z][\w’'&-]*,? (?:and |of |for )?){1,7}"
    r"(?:Sub-?\s?Committee|Committee|Panel|Board|Cabinet|Commission))\b"
)
_AT_THE_START = regex(
    r"((?:[A-Z][\w’'-]*,? (?:and |of |for |& )?){1,6}(?:Sub-?\s?Committee|Committee))\s+[A-Z]"
)
_GENERIC = regex(r"(?:(?:Sub|Full|Scrutiny|Select)[ -]?)?(?:Committee|Panel|Board|Commission)")
REPORT_OF = regex(
    r"Report (of|to|by|from) (?:the )?(?P<who>[A-Z].+?)(?: to (?:the )?(?P<to>[A-Z].+))?"
)


# A body without a day must be named in so many lines.
_TOP_LINES = 14
# "Approved at Council on 24th March 2021": the body and the day of a paper that went there.
_APPROVED = regex(
    r"(?i:(?:approved|agreed|adopted|considered) (?:at|by) (?:the )?(?:meeting of (?:the )?)?)"
    r"(?P<body>(?:[A-Z][\w’'& -]*? )?(?:Council|Cabinet|Committee|Panel|Board|Executive)),?"
    r"(?: on| of)? (?P<day>\S.*)"
)


_HEAD_LINES = 12
_HELD_ON = regex(
    r"(?:(?:the |this )?meeting(?: was)?(?: to be)? held|held|meeting)(?: on)?:?\s+(?=\w*\s?\d)",
    re.IGNORECASE,
)
"""A line of its own that says when a meeting was ("Meeting held on 14 March 2023")."""


def committee_and_date(
    head: Sequence[PrintedLine], before: Sequence[PrintedLine], by_field: dict[Field, Value]
) -> tuple[Stated | None, Stated | None]:
    committee = meeting = None
    if "committee" in by_field and (to := by_field["committee"].stated()) is not None:
        committee, meeting = _split_committee(to)
    if "meeting_date" in by_field and (said := by_field["meeting_date"].stated()) is not None:
        day = single_date(said.value)
        if day is not None:
            meeting = replace(said, value=day.isoformat())
        dear = any(re.match(r"Dear\b", line.text) for line in head[:20])
        if by_field["meeting_date"].name.lower() == "date" and dear:
            meeting = None
            before = head[:20]
    for index, line in enumerate(before):
        approved = _APPROVED.fullmatch(line.text) if committee is None else None
        held = day_in(approved["day"], line) if approved is not None else None
        if approved is not None and held is not None:
            committee, meeting = Stated(approved["body"], line.text, line.page), meeting or held
        texts = (line.text, *(texts_of(line) if _holds_no_figures(line) else ()))
        named = next((found for t in texts if (found := committee_line(t)) is not None), None)
        if named is not None and not named[1] and index >= _TOP_LINES:
            named = None  # below the head, bodies are referred to
        if named is not None and plain_council(line.text) and _names_body(before[index + 1 :]):
            named = None  # the council's name above that of its committee
        if committee is None and named is not None:
            committee = Stated(named[0], line.text, line.page)
            if meeting is None and named[1]:
                meeting = day_in(named[1], line)
            elif meeting is None:
                after = before[index + 1 : index + 3]
                meeting = next((d for a in after if (d := lone_date(a)) is not None), None)
    if committee is None:
        for line in head[:12]:
            match = REPORT_OF.fullmatch(line.text)
            if match is not None and (match["to"] or match[1] == "to"):
                committee = Stated(match["to"] or match["who"], line.text, line.page)
                break
    if meeting is None:
        dated = (line for line in head[:_HEAD_LINES] if _HELD_ON.match(line.text))
        meeting = next((day_of for line in dated if (day_of := lone_date(line)) is not None), None)
    if committee is not None and committee.value.isupper():
        committee = replace(committee, value=title_case(committee.value))
    return committee, meeting


_NEXT_LINES = 3


def _names_body(below: Sequence[PrintedLine]) -> bool:
    """Whether one of the next lines names a committee."""
    texts = [line.text for line in below[:_NEXT_LINES]]
    return any(committee_line(t) and not plain_council(t) for t in texts)


def _split_committee(to: Stated) -> tuple[Stated, Stated | None]:
    """ "Cabinet – 30 January 2025" into the committee and the day of its meeting."""
    found = find_date(to.value)
    if found is None:
        return to, None
    name = re.sub(r"[\s,–—-]+(?:\w+day,?\s*)?$", "", to.value[: found[1]])
    if not name:
        return to, None
    return replace(to, value=name), replace(to, value=found[0].isoformat())


def committee_from(value: Stated | None) -> Stated | None:
    matches = _NAMED_BODY.finditer(value.value) if value is not None else iter(())
    match = next((m for m in matches if not _GENERIC.fullmatch(m[1].strip())), None)
    if match is None or value is None:
        return None
    sentence = re.split(r"(?<=[.:])\s", value.value)[0]
    return Stated(match[1].strip(" ,"), sentence, value.page, True)


def committee_in_title(title: Stated | None) -> Stated | None:
    """The committee named at the start of a title ("Amenities Committee Grant Applications")."""
    match = _AT_THE_START.match(title.value) if title is not None else None
    if match is None or title is None:
        return None
    return Stated(match[1], title.evidence, title.page, True)


def _holds_no_figures(line: PrintedLine) -> bool:
    """Whether a line of cells can name a meeting. Rows of lists have figures that are no date
    ("Public Works Loan Board | 432.40 | 4.33")."""
    return all(
        single_date(cell.text) is not None
        for cell in line.cells
        if any(char.isdigit() for char in cell.text) and committee_line(cell.text) is None
    )


def texts_of(line: PrintedLine) -> list[str]:
    return [cell.text for cell in line.cells] if len(line.cells) > 1 else []
