"""Letters: the council they are addressed to, their date and their subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.regex import regex
from extractor.reports.council import cover_council, inspected_place
from extractor.reports.council_names import official_name
from extractor.reports.dates import find_date
from extractor.reports.inspection import days_of_visit
from extractor.reports.model import Header, Stated
from extractor.reports.printed_lines import PrintedLine

_DEAR = regex(r"Dear\b")
_SUBJECT = regex(r"(?:re|subject)\s*:\s*", re.IGNORECASE)
_MEETING = regex(
    r"\b(?:committee|panel|board|cabinet|executive|commission|forum|council)\b", re.IGNORECASE
)
_HEAD, _SUBJECT_LINES, _LONGEST = 40, 3, 160
_SAID_FIRST = 12  # lines below the salutation in which the days of a visit are given


def letter_header(lines: Sequence[PrintedLine]) -> Header | None:
    """The header of a letter that begins with these lines; None where nobody is addressed.

    The council is that of the addressee, or the one named in the subject, which is right below the
    salutation.
    """
    top = lines[:_HEAD]
    dear = next((i for i, line in enumerate(top) if _DEAR.match(line.text)), None)
    if dear is None:
        return None
    title = _subject(lines[dear + 1 : dear + 1 + _SUBJECT_LINES])
    if title is not None and _MEETING.search(title.value) and find_date(title.value):
        return None  # the letter that comes with late papers of a meeting
    day = next((found for line in top[:dear] if (found := _day(line)) is not None), None)
    return Header(
        council=_council(top[:dear], title),
        title=title,
        published=day,
        period=days_of_visit(lines[dear + 1 : dear + 1 + _SAID_FIRST]),
    )


def _subject(below: Sequence[PrintedLine]) -> Stated | None:
    """The lines right below the salutation that stand out or are labelled as the subject."""
    chosen: list[PrintedLine] = []
    for line in below:
        told = _SUBJECT.match(line.text) is not None
        stands_out = line.bold or line.heading or (told and not chosen)
        if not stands_out or (chosen and line.blank_before):
            break
        chosen.append(line)
    text = _SUBJECT.sub("", " ".join(line.text for line in chosen)).strip()
    if not text or len(text) > _LONGEST:
        return None
    return Stated(text, "\n".join(line.text for line in chosen), chosen[0].page)


def _day(line: PrintedLine) -> Stated | None:
    found = find_date(line.text)
    if found is None or len(line.text) > 45:
        return None
    return Stated(found[0].isoformat(), line.text, line.page)


def _council(above: Sequence[PrintedLine], title: Stated | None) -> Stated | None:
    for line in above:
        for text in (line.text, *(cell.text for cell in line.cells)):
            # "Director of Children's Services, Example Council" and the like.
            for part in (text, *text.split(",")):
                name = cover_council(part)
                if name is not None:
                    return Stated(name, line.text, line.page)
    place = inspected_place(title.value) if title is not None else None
    name = official_name(place) if place is not None else None
    if name is None or title is None:
        return None
    return Stated(name, title.evidence, title.page, True)
