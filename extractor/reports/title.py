"""The title of a report: the largest or the most emphatic lines before its first label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.reports.council import cover_council
from extractor.reports.dates import find_date
from extractor.reports.lines import Line
from extractor.reports.model import Stated

_COMMITTEE = re.compile(
    r"(?:the )?(?:(?:[\w’'&,()/-]+) ){0,9}?"
    r"(?:committee|panel|board|cabinet|sub-?\s?committee|executive|commission|forum|council)"
    r"(?:(?: meeting)?\s*[–—,-]?\s*"
    r"(?P<rest>(?:\w+day,?\s+)?\d[\w./]*[ -]?\w*,?[ -]?\d{2,4}.{0,20}))?",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:agenda )?item\b|page \d|public document pack|report (?:of|to|by|from)\b|part [12ab]$|open$"
    r"|(?:un)?restricted|not for publication|draft$|contains |appendix \S{1,3}$|https?:|www\."
    r"|by$|(?:introduction|background|summary|purpose|contents)\W*$"
    r"|table of contents|\d[\d./\s]*$|version|inspection dates?\b|report published"
    r"|minutes? item|\W*agenda\W*$|direct dial|your ref|our ref|ask for"
    r"|this page|dear |ref(?:erence)?\b|tel\b|e-?mail\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    "committee|panel|board|cabinet|executive|commission|forum|council", re.IGNORECASE
)
_LETTERS = re.compile(r"[A-Za-z]{3}")
_DEAR = re.compile(r"Dear\b")
_SECTION = re.compile(r"\d{1,2}\.?\d?\.?\s+[A-Z]")
_LONGEST = 230
_LINES = 6


def committee_line(text: str) -> tuple[str, str] | None:
    """A line that is a committee's name, with or without a date after it: (name, rest)."""
    if _BODY.search(text) is None:
        return None
    text = re.sub(r"\s+", " ", text).strip(" .")
    match = _COMMITTEE.fullmatch(text)
    if match is None or len(text) > 110 or not text[0].isupper():
        return None
    if re.match(r"(?:draft )?(?:minutes|notes|agenda|report)\b", text, re.IGNORECASE):
        return None
    rest = match["rest"] or ""
    if rest and find_date(rest) is None:
        return None
    name = text[: match.start("rest")] if rest else text
    name = re.sub(r"[\s,–—-]+$|(?i: meeting)?[\s,–—-]*$", "", name)
    if cover_council(name) and not rest:
        return None
    if re.fullmatch(
        r"(?:the )?(?:(?:full|county|city|town|borough) )?council", name, re.IGNORECASE
    ):
        return None if not rest else (name, rest)
    return name, rest


def find_title(lines: Sequence[Line]) -> Stated | None:
    """The title among the lines that stand before the first label of a report."""
    if lines and lines[0].table and len(lines[0].cells) == 1:
        # A table finder may take the line above a table into it.
        lines = [replace(lines[0], table=False), *lines[1:]]
    if any(_DEAR.match(line.text) for line in lines):
        return None
    candidates = [line for line in lines if _may_be_title(line)]
    if not candidates:
        return None
    largest = max(line.size for line in candidates)
    if min(line.size for line in candidates) < 0.87 * largest:
        chosen = _run(lines, lambda line: line.size >= 0.87 * largest)
    elif any(line.text.isupper() for line in candidates):
        chosen = _run(lines, lambda line: line.text.isupper())
    elif any(line.heading for line in candidates):
        chosen = _run(lines, lambda line: line.heading)
    elif any(line.bold for line in candidates):
        chosen = _run(lines, lambda line: line.bold)
    else:
        chosen = [candidates[0]]
    text = re.sub(r"\s+", " ", " ".join(line.text for line in chosen)).strip(" :*")
    if not _LETTERS.search(text):
        return None
    return Stated(text, "\n".join(line.text for line in chosen), chosen[0].page)


def _may_be_title(line: Line) -> bool:
    text = line.text
    if line.table or line.furniture or len(line.cells) > 2:
        return False
    if not _LETTERS.search(text) or len(text) > 160 or _NO_TITLE.match(text):
        return False
    if cover_council(text) or committee_line(text) or _SECTION.match(text):
        return False
    if text.endswith((".", ";", ",")) and len(text.split()) > 8:
        return False
    found = find_date(text)
    return found is None or (found[2] - found[1] < 0.6 * len(text) and found[1] > 12)


def _run(lines: Sequence[Line], fits: object) -> list[Line]:
    assert callable(fits)
    chosen: list[Line] = []
    for line in lines:
        if _may_be_title(line) and fits(line):
            if len(chosen) == _LINES or sum(len(c.text) for c in (*chosen, line)) > _LONGEST:
                break
            chosen.append(line)
        elif chosen:
            break
    return chosen
