"""What a cell's text looks like: a figure, a mark in a figure's place, a period, or words."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"""^[\s(\[<>≤≥~+±=*\-–—−£$€]*            # signs and currencies before
    \d[\d,.'’·:/\s]*                          # the digits with their marks
    (?:%|‰|pp|pts?|p|k|m|mn|bn|million|billion|days?|weeks?|months?|years?|yrs|hrs|fte)?
    [\s)\]%*†‡§#^]*(?:[a-e]|[¹²³⁴⁵])?$""",
    re.VERBOSE | re.IGNORECASE,
)
_RANGE = re.compile(r"^\s*[£$€]?\d[\d,.]*%?\s*(?:-|–|—|to)\s*[£$€]?\d[\d,.]*\s*%?\s*$")
_SHARE = re.compile(r"^\s*\d[\d,.]*\s*%?\s*[(/]\s*[£$]?\d[\d,.]*\s*%?\s*\)?$")
_MARK = re.compile(
    r"^(?:[-–—−*.:‑]{1,4}|\.\.\.?|…|n/?a|n/?k|nil|tbc|tba|x|c|z|u|low|na|np|n\.a\.?|"
    r"not available|not applicable)$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"^(?:fy\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?\s*[*¹²³]?$|^q[1-4]$"
    r"|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s'’\-–]*(?:\d\d|\d{4})?$",
    re.IGNORECASE,
)


def is_figure(text: str) -> bool:
    """Whether the text is a number with the signs that belong to it, and nothing else."""
    return bool(_NUMBER.match(text) or _RANGE.match(text) or _SHARE.match(text))


def is_mark(text: str) -> bool:
    """Whether the text stands where a number is suppressed, missing or does not apply."""
    return bool(_MARK.match(text.strip()))


def is_period(text: str) -> bool:
    """Whether the text is a year, quarter or month, as column headers are."""
    return bool(_YEAR.match(text.strip()))


def is_data(text: str) -> bool:
    """A figure or a mark in a figure's place, but no bare year."""
    return (is_figure(text) and not is_period(text)) or is_mark(text)
