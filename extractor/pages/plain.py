"""Bytes that are not a PDF: decoding text, and saying what a strange file looks like."""

from __future__ import annotations

import codecs

# A text file has hardly any of these; a picture or an archive has many.
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
MAX_CONTROL_SHARE = 0.01

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "it looks like a zip archive, or a Word or Excel file"),
    (b"\xd0\xcf\x11\xe0", "it looks like an old Word or Excel file"),
    (b"\x89PNG", "it looks like a PNG picture"),
    (b"\xff\xd8\xff", "it looks like a JPEG picture"),
    (b"II*\x00", "it looks like a TIFF picture"),
    (b"MM\x00*", "it looks like a TIFF picture"),
    (b"GIF8", "it looks like a GIF picture"),
    (b"\x1f\x8b", "it looks like a gzip archive"),
    (b"{\\rtf", "it looks like rich text"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> str | None:
    """The text of a file, line ends kept as they are; None where the bytes are no text.

    A byte order mark decides; without one UTF-8, then UTF-16 by its zero bytes, then
    cp1252. The mark itself is not part of the text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    sample = data[:4096]
    if sample.count(0) * 5 > len(sample):
        odd = sample[1::2].count(0)
        return _decoded(data, "utf-16-le" if odd * 2 > sample.count(0) else "utf-16-be")
    if 0 in sample or sum(byte in _CONTROLS for byte in sample) > MAX_CONTROL_SHARE * len(sample):
        return None
    text = _decoded(data, "utf-8")
    return _decoded(data, "cp1252") if text is None else text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = sum(ord(c) in _CONTROLS for c in text[:4096])
    return None if controls > MAX_CONTROL_SHARE * len(text[:4096]) else text


def looks_like(head: bytes) -> str:
    """What a file seems to be by its first bytes, as half a sentence."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    start = head.lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start[:512]:
        return "it looks like HTML"
    if start.startswith(b"<?xml"):
        return "it looks like XML"
    return "it looks like plain text" if decode(head) is not None else "its bytes say nothing known"
