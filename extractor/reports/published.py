"""When a paper was published: the day or the month that its cover gives, alone or after a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from extractor.regex import regex
from extractor.reports.dates import MONTH, day_or_month, single_date, single_month
from extractor.reports.model import Stated
from extractor.reports.period import of_accounts, of_figures
from extractor.reports.printed_lines import PrintedLine, lone_date, lone_month

_ISSUED = r"(?:published|issued|updated|revised|produced)"
_PUBLISHED = regex(
    rf"(?:(?:report|date|first|last) )?(?:{_ISSUED}(?: on)?|publication(?: date)?|report date"
    rf"|date (?:of (?:publication|issue|(?:the )?report)|{_ISSUED}))\s*:?\s*(?P<day>\w.*)",
    re.IGNORECASE,
)
_LONGEST_DAY = 30
_DAY_LABEL = regex(
    rf"(?:\w+day,?\s+|date\s*:?\s*|dated\s*:?\s*)?(?:\d|{MONTH}\s+\d{{1,2}}\b)", re.IGNORECASE
)
# A time behind one of these is not when the paper was written.
_REFERS = regex(
    r"\b(?:from|since|by|until|till|before|after|during|in|to|between|and|at|of|for|ending|ended)"
    rf"\s+(?:\w+day\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\s+(?:\d{{1,2}},?\s+)?\d{{4}}"
)
_WHEN = regex(rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b{MONTH}\b\.?,?\s+\d{{4}}", re.IGNORECASE)
_WORDS = regex(r"[^\W\d_]+")


def published(lines: Sequence[PrintedLine]) -> Stated | None:
    """The day or the month after "Report published:", "Last updated:" or the like."""
    for line in lines:
        match = _PUBLISHED.match(line.text)
        if match is None or len(match["day"]) > _LONGEST_DAY:
            continue  # a sentence that begins so
        when = day_or_month(match["day"])
        if when is not None:
            return Stated(when, line.text, line.page)
    return None


def cover_day(
    before: Sequence[PrintedLine],
    title: Stated | None,
    labelled: Stated | None,
    meeting: Stated | None,
    repeated: Iterable[tuple[str, int | None]] = (),
) -> Stated | None:
    """The date of a paper that is not a meeting's: a day alone on a line of the cover, a month
    alone or after the label of a date, or what the title or a running head says of either.

    `before` are the lines before the first label, `labelled` is what follows "Date:", `repeated`
    are the running heads with their pages. A month of a paper of figures is theirs.
    """
    if meeting is not None or of_accounts(title):
        return None
    days = (lone_date(line) for line in before if not line.table and _DAY_LABEL.match(line.text))
    found = next((day for day in days if day), None)
    if found is None and title is not None and (day := single_date(_dated(title))) is not None:
        found = Stated(day.isoformat(), title.evidence, title.page)
    if found is None and not of_figures(title):
        found = _month(before, title, labelled) or _beside_title(title, repeated)
    return found or _behind_a_name(before)


_TOP = 4  # lines
_LONGEST_NAME = 120  # characters
_NAME_AND_DAY = regex(rf"[A-Z][^.;:\d]*,\s(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\s\d{{4}})")


def _behind_a_name(before: Sequence[PrintedLine]) -> Stated | None:
    """The day behind the comma that ends a line at the top of a paper ("Story for the Beacon, 17
    January 2024"), but not the last of a month, to which figures are given."""
    for line in before[:_TOP]:
        named = _NAME_AND_DAY.fullmatch(line.text) if len(line.text) <= _LONGEST_NAME else None
        day = single_date(named["day"]) if named is not None else None
        if day is not None and (day + timedelta(days=1)).day != 1:
            return Stated(day.isoformat(), line.text, line.page, True)
    return None


def _dated(title: Stated) -> str:
    """A title without the times that its words refer to ("Changes from 1 April 2025")."""
    return _REFERS.sub(" ", title.value)


def _month(
    before: Sequence[PrintedLine], title: Stated | None, labelled: Stated | None
) -> Stated | None:
    if labelled is not None and (when := single_month(labelled.value)) is not None:
        return Stated(when, labelled.evidence, labelled.page)
    months = (lone_month(line) for line in before if not line.table)
    found = next((month for month in months if month is not None), None)
    if found is None and title is not None and (when := single_month(_dated(title))) is not None:
        found = Stated(when, title.evidence, title.page)
    return found


def _beside_title(
    title: Stated | None, repeated: Iterable[tuple[str, int | None]]
) -> Stated | None:
    """The day or month that a running head has beside the words of the title ("Residents Survey,
    July 2014")."""
    words = set(_WORDS.findall(title.value.lower())) if title is not None else set()
    for text, page in repeated:
        when = day_or_month(text)
        told = set(_WORDS.findall(_WHEN.sub(" ", text).lower()))
        if when is not None and told and told <= words:
            return Stated(when, text, page, True)
    return None
