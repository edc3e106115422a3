"""CSV cells that a spreadsheet would run as a formula, made into plain text.

A cell that begins with = + - @ or a control character and is no number gets an apostrophe in
front (OWASP, "CSV Injection").
"""

from __future__ import annotations

import codecs
import re

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", ";", "|")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?")


def defused(cell: str) -> str:
    """The cell as a spreadsheet may read it: itself, or with an apostrophe in front."""
    if cell.lstrip(" \ufeff\xa0").startswith(_DANGEROUS) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


class Defuser:
    """Rewrites a CSV file that comes in pieces, cell by cell, holding back the last cell."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._cell: list[str] = []
        self._quoted = False

    def feed(self, piece: bytes) -> bytes:
        """The cells that are complete with this piece."""
        out: list[str] = []
        for letter in self._decode(piece):
            if letter == '"':
                self._quoted = not self._quoted
            if not self._quoted and letter in ",\r\n":
                out += (self._finished(), letter)
            else:
                self._cell.append(letter)
        return "".join(out).encode()

    def rest(self) -> bytes:
        """What is left at the end of the file."""
        left = self._decode(b"", True)
        self._cell += left
        return self._finished().encode()

    def _finished(self) -> str:
        written = "".join(self._cell)
        self._cell.clear()
        if written.startswith('"') and written.endswith('"') and len(written) > 1:
            cell = written[1:-1].replace('""', '"')
            safe = defused(cell)
            return written if safe == cell else '"' + safe.replace('"', '""') + '"'
        return defused(written)
