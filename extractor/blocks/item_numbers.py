"""The numbers of agenda items ("7", "7b", "7(b)", "A7"), for all that look for one.

An agenda lists them, agenda systems stamp them on pages, heads of reports have them behind a label
and bookmarks before a title.
"""

from __future__ import annotations

from extractor.regex import regex

ITEM_NUMBER = r"[A-Z]{0,3}\d{1,3}(?:[a-z]|\((?:[a-z]|[ivx]{2,4})\))?"
"""As a part of patterns. Where nothing says that it numbers an item, the letters before it need
to be narrowed down: "Q3" is a quarter."""

ITEM_STAMP = rf"(?:Agenda|Minute)\s+Item\s+(?:No\.?\s*:?\s*)?(?P<item>{ITEM_NUMBER})"
"""What an agenda system prints on the first page of an item, to be read in any case."""

_OF_A_LABEL = regex(rf"(?:no\.?\s*)?({ITEM_NUMBER})(?!\w)")


def item_number(value: str) -> str | None:
    """The number that the value of a label begins with: "no. 7(b) Budget" has "7(b)"."""
    found = _OF_A_LABEL.match(value)
    return None if found is None else found[1]
