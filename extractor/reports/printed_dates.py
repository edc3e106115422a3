"""Dates of printed lines: the day in one, and lines that consist of a day or a month."""

from __future__ import annotations

import re

from extractor.regex import regex
from extractor.reports.dates import MONTH, find_date, single_date, single_month
from extractor.reports.model import Stated
from extractor.reports.printed_lines import PrintedLine

_SHORT, _LONGEST = 45, 90
# What may be beside a month that is alone on a line: "Final report: March 2019".
_VERSION = (
    r"(?:(?:final|draft|consultation|first|second|third|interim|updated?|revised|full|v?\d{1,2}(?:\.\d+)?|the"
    r"|report|version|edition|issue|dated?|issued|published|publication|last|prepared|produced|as"
    r"|adopted|approved|of|on|in|for)\b[\s.:,–—|-]*){0,8}"
)
_LONE_MONTH = regex(rf"\W*{_VERSION}{MONTH}\b\.?,?\s+\d{{4}}\W*", re.IGNORECASE)


def day_in(text: str, line: PrintedLine) -> Stated | None:
    """The one day in a text that a line has; None where there is none, or more than one."""
    day = single_date(text)
    return None if day is None else Stated(day.isoformat(), line.text, line.page)


def lone_date(line: PrintedLine) -> Stated | None:
    """The date that a short line consists of."""
    found = find_date(line.text)
    return day_in(line.text, line) if found is not None and len(line.text) < _SHORT else None


def lone_month(line: PrintedLine) -> Stated | None:
    """The month that a line consists of, with words for a version at most."""
    if len(line.text) > _LONGEST or _LONE_MONTH.fullmatch(line.text) is None:
        return None
    when = single_month(line.text)
    return None if when is None else Stated(when, line.text, line.page)
