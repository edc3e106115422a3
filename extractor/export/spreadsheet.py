"""Cells that a spreadsheet would run as a formula, made into plain text.

A cell that begins with = + - @ or a control character and is no number gets an apostrophe in
front (OWASP, "CSV Injection").
"""

from __future__ import annotations

import re

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", ";", "|")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?")


def defused(cell: str) -> str:
    """The cell as a spreadsheet may read it: itself, or with an apostrophe in front."""
    if cell.lstrip(" \ufeff\xa0").startswith(_DANGEROUS) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
