"""The statements of a table cell: "(220) / (180)" and "* (2%)" hold two, each read by itself."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.regex import regex

# What parts two statements: a slash or stroke with spaces, a semicolon, white space after a
# closing bracket, and what opens a bracket after a sign in a figure's place.
_PARTS = regex(
    r"\s+[/|]\s+|;\s*|(?<=\))\s*/\s*(?=\()|(?<=\))\s+(?=[\d£$€(+<-])"
    r"|(?<=[*\])czxCZX-])\s*/\s*(?=[\d£$€(+<*\[-])|(?<=[\d%])\s*/\s*(?=[*\[])"
)
_FEWEST, _LONGEST = 3, 120


def statements(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each statement of the cell text[start:end] begins and ends; the whole cell where it
    makes but one, and where it is too long to be figures."""
    if not _FEWEST <= end - start <= _LONGEST:
        yield start, end
        return
    at = start
    for found in _PARTS.finditer(text, start, end):
        if found.start() > at:
            yield at, found.start()
        at = found.end()
    if at < end:
        yield at, end
