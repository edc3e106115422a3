"""Open a document: what kind of file it is, its text, or one sentence on why it cannot be read."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from extractor.errors import RefusedDocument, UsageError
from extractor.observation import DocumentIdentity
from extractor.pages.model import Page
from extractor.pages.usable_text import needs_recognition
from extractor.reading_settings import ReadingSettings

if TYPE_CHECKING:
    from extractor.pages.pdfium import PdfFile


# A text file has hardly any of these; a picture or an archive has many.
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
MAX_CONTROL_SHARE = 0.01

SAVE_AS = "Save it as PDF, text or Markdown."
"""What to do with a document of a kind that is not read."""

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
    """The text of a file, line ends kept as they are; None where the bytes are not text.

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


Media = Literal["pdf", "text", "markdown"]
Outline = tuple[tuple[int, str, int | None], ...]

PDF_HEADER_WITHIN = 1024
# How the parts of a PDF begin, which a damaged one may have without its header.
_OBJECT = re.compile(rb"(?:^|[\r\n])\d+ \d+ obj\b")
TEXT_SUFFIXES: dict[str, Media] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
}


class Source(Protocol):
    """An opened document.

    `outline` are the PDF bookmarks as (level from 1, title, 1-based page or None);
    `title` is the title of the file's own metadata. `pages()` reads one page at a time.
    """

    identity: DocumentIdentity
    media: Media
    page_count: int
    outline: Outline
    title: str | None

    def pages(self) -> Iterator[Page]: ...

    def close(self) -> None: ...


class TextSource:
    """A text or Markdown file: one page without a number that holds the whole text."""

    outline: Outline = ()
    title: str | None = None
    page_count = 1

    def __init__(self, identity: DocumentIdentity, media: Media, text: str) -> None:
        self.identity, self.media, self._text = identity, media, text

    def pages(self) -> Iterator[Page]:
        """The one page of a text file."""
        yield Page(None, 0.0, 0.0, (), (), "text", text=self._text)

    def close(self) -> None:
        """Nothing is held open."""


class PdfSource:
    """A PDF; pages are read by pdfium one after another and closed again."""

    media: Media = "pdf"

    def __init__(
        self, identity: DocumentIdentity, file: PdfFile, problems: tuple[str, ...]
    ) -> None:
        self.identity, self._file, self._problems = identity, file, problems
        self.page_count = identity.pages
        self.outline: Outline = file.outline()
        self.title = file.title()

    def pages(self) -> Iterator[Page]:
        """Every page in turn; what went wrong with one is in its `problems`."""
        for number in range(1, self.page_count + 1):
            page = self._file.read(number)
            if page.width > 0 and needs_recognition(page) is not None:
                page = self._file.recognise(page)
            if number == self.page_count and self._problems:
                page = replace(page, problems=page.problems + self._problems)
            yield page

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


def open_source(path: Path, settings: ReadingSettings) -> Source:
    """Open a PDF, text or Markdown file; its content decides, not its name.

    Raises UsageError where there is no such file, RefusedDocument where the file is no
    document this tool reads, FailedDocument where a PDF cannot be opened.
    """
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "does not exist"
        raise UsageError(f"{path} {what}.", "Name a PDF, text or Markdown file.")
    size = path.stat().st_size
    if size == 0:
        raise RefusedDocument(f"{path.name} is empty.")
    if size > settings.max_bytes:
        raise RefusedDocument(
            f"{path.name} has {size:,} bytes, more than the {settings.max_bytes:,} that are read.",
            "Raise max_bytes to read it.",
        )
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        head = stream.read(PDF_HEADER_WITHIN)
    suffix = path.suffix.lower()
    if b"%PDF-" in head or (suffix == ".pdf" and _OBJECT.search(head)):
        return _open_pdf(path, digest, size, settings)
    if suffix == ".pdf":
        raise RefusedDocument(f"{path.name} is named .pdf but is not a PDF ({looks_like(head)}).")
    if suffix not in TEXT_SUFFIXES:
        kind = looks_like(head)
        raise RefusedDocument(f"{path.name} is not a PDF, text or Markdown file ({kind}).", SAVE_AS)
    text = decode(path.read_bytes())
    if text is None:
        raise RefusedDocument(f"{path.name} is named as text but is not text ({looks_like(head)}).")
    if not text.strip():
        raise RefusedDocument(f"{path.name} holds nothing but white space.")
    media = TEXT_SUFFIXES[suffix]
    return TextSource(DocumentIdentity(digest, str(path), media, size, 1), media, text)


def _open_pdf(path: Path, digest: str, size: int, settings: ReadingSettings) -> PdfSource:
    from extractor.pages.pdfium import PdfFile  # pdfium and all that: a text needs none of it

    file = PdfFile(path, settings)
    count = file.page_count
    if count == 0:
        file.close()
        raise RefusedDocument(f"{path.name} is a PDF without pages.")
    problems = file.problems
    if count > settings.max_pages:
        problems += (f"Only the first {settings.max_pages:,} of {count:,} pages were read.",)
        count = settings.max_pages
    return PdfSource(DocumentIdentity(digest, str(path), "pdf", size, count), file, problems)
