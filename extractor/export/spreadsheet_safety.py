"""Cells that a spreadsheet would run as a formula, made into plain text.

A cell that begins with = + - @ or a control character and is not a number gets an apostrophe in
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


_SEPARATOR = re.compile(r"([,\r\n])")


class FormulaGuard:
    """Rewrites a CSV file that comes in pieces, cell by cell, holding back the last cell."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._cell: list[str] = []
        self._quoted = False

    def feed(self, piece: bytes) -> bytes:
        """The cells that are complete with this piece."""
        out: list[str] = []
        for number, part in enumerate(self._decode(piece).split('"')):
            if number:
                self._quoted = not self._quoted
                self._cell.append('"')
            if self._quoted:
                self._cell.append(part)
                continue
            *ended, rest = _SEPARATOR.split(part)
            for text, separator in zip(ended[::2], ended[1::2], strict=True):
                self._cell.append(text)
                out += (self._finished(), separator)
            self._cell.append(rest)
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
