"""Reading PDF pages with pdfium: words, ruling lines, and how good the text is. A file that needs a
password is refused here, a damaged one repaired or given up."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.errors import FailedDocument, RefusedDocument
from extractor.geometry import Box
from extractor.pages.arrows import arrow_words
from extractor.pages.drawing import read_drawing
from extractor.pages.invisible_text import seen_letters
from extractor.pages.letters import Letters
from extractor.pages.model import Page, Shade, TextSource, Word
from extractor.pages.paint import PATH, Paint
from extractor.pages.pasted_pictures import LEAST_SHARE, unread_pictures
from extractor.pages.pdf_annotations import Annotations, boxes, lay_down, missing_words
from extractor.pages.qpdf import has_layers, repaired
from extractor.pages.transform import PageTransform
from extractor.pages.usable_text import needs_recognition
from extractor.pages.words import read_words
from extractor.reading_settings import ReadingSettings
from extractor.regex import regex
from extractor.types import Rag

# Sides of what can be a rated cell, in points, and how many a page may have.
LEAST, MOST = (8.0, 6.0), (320.0, 160.0)
_MANY = 600
_NAMES: tuple[Rag, ...] = ("red", "amber", "green")
_RATES = regex(r"\brag\b|\brating\b|\brated\b", re.IGNORECASE)
# What rates by its colour.
_MARKS = frozenset("•●■◆▲▼△▽◄►⬤★↑↓→←↗↘")
_COLOUR = regex(r"\W*(red|amber|green)\b", re.IGNORECASE)


def shades_of(paint: Paint, words: Sequence[Word]) -> tuple[Shade, ...]:
    """The boxes filled in colours of ratings, in the order of painting, on a page that refers to
    ratings; elsewhere red and green are decoration."""
    wide, high = (paint.boxes[:, k + 2] - paint.boxes[:, k] for k in (0, 1))
    fits = (paint.kind == PATH) & (paint.hue > 0)
    for side, least, most in zip((wide, high), LEAST, MOST, strict=True):
        fits &= (side >= least) & (side <= most)
    chosen = np.flatnonzero(fits)
    if not 0 < len(chosen) <= _MANY or not _speaks_of_ratings(words):
        return ()
    return tuple(
        Shade(Box(*paint.boxes[i].tolist()), _NAMES[int(paint.hue[i]) - 1])
        for i in chosen[np.argsort(paint.order[chosen], kind="stable")].tolist()
    )


def mark_shades(letters: Letters, paint: Paint, words: Sequence[Word]) -> tuple[Shade, ...]:
    """Dots, squares and triangles set in colours of ratings, on a page that refers to ratings."""
    alone = np.flatnonzero(letters.ends - letters.starts == 1).tolist()
    found: list[tuple[int, int]] = []
    for run in alone:
        row = paint.row.get(int(letters.fonts.objects[run]))
        hue = int(paint.texts.hue[row]) if row is not None else 0
        if hue and letters.chars[letters.starts[run]] in _MARKS:
            found.append((run, hue))
    if not 0 < len(found) <= _MANY or not _speaks_of_ratings(words):
        return ()
    return tuple(
        Shade(Box(*letters.tight[run].tolist()), _NAMES[hue - 1])
        for run, hue in found
        if letters.tight[run][2] > letters.tight[run][0]
    )


def _speaks_of_ratings(words: Sequence[Word]) -> bool:
    colours = {m[1].lower() for word in words if (m := _COLOUR.match(word.text))}
    return len(colours) > 1 or any(_RATES.search(word.text) for word in words)


# Of the words of a page, the share whose letters are unknown above which its text is useless.
MAX_UNREADABLE = 0.3
# In points; the format allows 14,400.
LONGEST_SIDE = 20_000
PAGES_A_HANDLE = 100
_give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)
"""glibc's own; other C libraries have none."""
REPAIRED = (
    "The file is damaged and was repaired to be read; parts may be missing. Download it again."
)
# What stands for a letter that is not known, and codes that each font uses as it likes.
_UNREADABLE = regex("[\ufffd\ue000-\uf8ff]")
OutlineEntry = tuple[int, str, int | None]


class PdfFile:
    """An open PDF. Raises RefusedDocument for a password, FailedDocument for a broken file."""

    def __init__(self, path: Path, settings: ReadingSettings) -> None:
        self._name, self._settings = path.name, settings
        self._file: Path | bytes = path
        self.problems: tuple[str, ...] = ()
        try:
            self._pdf = pdfium.PdfDocument(path)
            self.page_count = len(self._pdf)
        except pdfium.PdfiumError as error:
            if _needs_password(path):
                raise RefusedDocument(
                    f"{path.name} is encrypted and needs a password.",
                    "Save a copy without the password and read that.",
                ) from error
            self._mend(path, error)
        self._layered = has_layers(self._file)

    def _mend(self, path: Path, error: pdfium.PdfiumError) -> None:
        """Open what qpdf makes of a damaged file."""
        mended = repaired(path)
        try:
            if mended is None:
                raise error
            self._pdf, self._file = pdfium.PdfDocument(mended), mended
            self.page_count = len(self._pdf)
        except pdfium.PdfiumError:
            raise FailedDocument(
                f"{path.name} is damaged: it cannot be opened as a PDF.",
                "Download it again, or open it in a program that repairs it and save a copy.",
            ) from error
        self.problems = (REPAIRED,)

    def close(self) -> None:
        """Close the file; reading a page after this is an error."""
        self._pdf.close()

    def _open_again(self) -> None:
        """Let pdfium forget the pages so far: it keeps some 60 kB of each until it is closed. What
        the C library keeps of it, and of other things that are gone, goes back to the system."""
        self._pdf.close()
        if _give_back is not None:
            _give_back(0)
        try:
            self._pdf = pdfium.PdfDocument(self._file)
        except (pdfium.PdfiumError, OSError) as error:
            raise FailedDocument(f"{self._name} cannot be opened any more: {error}") from error

    def title(self) -> str | None:
        """The title in the file's metadata, or None."""
        try:
            found = self._pdf.get_metadata_value("Title")
        except (pdfium.PdfiumError, UnicodeDecodeError):
            return None
        return str(found).strip() or None

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The bookmarks as (level from 1, title, 1-based page or None)."""
        entries: list[OutlineEntry] = []
        try:
            for mark in self._pdf.get_toc(max_depth=6):
                target = mark.get_dest()
                index = target.get_index() if target else None
                title = mark.get_title().strip()
                entries.append((mark.level + 1, title, None if index is None else index + 1))
        except (pdfium.PdfiumError, UnicodeDecodeError, RuntimeError):
            return tuple(entries)
        return tuple(entries)

    def read(self, number: int) -> Page:
        """The page `number` (from 1); where it cannot be read, its `problems` say why."""
        if number % PAGES_A_HANDLE == 0:
            self._open_again()
        try:
            page = self._pdf[number - 1]
        except pdfium.PdfiumError as error:
            problem = f"The page cannot be opened: {error}."
            return Page(number, 0.0, 0.0, (), (), "none", problems=(problem,))
        try:
            width, height = page.get_size()
            if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
                problem = "The page has an impossible size; it was not read."
                return Page(number, 0.0, 0.0, (), (), "none", problems=(problem,))
            page, laid = lay_down(self._pdf, page, number - 1, self._file)
            return self._read(page, number, laid)
        except pdfium.PdfiumError as error:
            width, height = page.get_size()
            problem = f"The page cannot be read: {error}."
            return Page(number, width, height, (), (), "none", problems=(problem,))
        finally:
            page.close()

    def recognise(self, page: Page) -> Page:
        """`page`, read before, with the words that OCR finds on its picture."""
        from extractor.pages.ocr import recognise  # with a library of pictures, for few papers

        if page.number is None:
            return page
        try:
            shown = self._pdf[page.number - 1]
        except pdfium.PdfiumError:
            return page
        try:
            return recognise(shown, page, self._settings)
        finally:
            shown.close()

    def _read(self, page: pdfium.PdfPage, number: int, laid: Annotations) -> Page:
        view = PageTransform.of(page)
        problems = [laid.problem] if laid.problem else []
        text = page.get_textpage()
        try:
            letters = Letters.of(text, view)
            turned = 0
            if letters is not None and letters.view != view:
                seen_as = letters.view
                turned = next((n for n in (1, 2, 3) if view.turned(n) == seen_as), 0)
                view = seen_as
                problems.append("The page is set sideways; places are as it is read.")
            drawing = read_drawing(page, view, self._settings, problems)
            words: tuple[Word, ...] = ()
            marks: tuple[Shade, ...] = ()
            unmapped_share = 0.0
            if letters is not None:
                limit = self._settings.max_words_a_page
                unmapped_share = letters.unmapped_share(limit)
                strikes = boxes(laid.strikes, view)
                letters = letters.parted_by(drawing.lines, strikes)
                seen = seen_letters(
                    page, letters, drawing, boxes(laid.covers, view), layered=self._layered
                )
                if unseen := len(letters.starts) - len(seen.starts):
                    problems.append(covered_text(unseen))
                words = read_words(seen, drawing, strikes, limit, problems)
                marks = mark_shades(seen, drawing.paint, words)
        finally:
            text.close()
        words = (*words, *arrow_words(drawing.shapes, words))
        if laid.typed:
            words = (*words, *missing_words(laid.typed, words, view))
        source, doubt = _quality(words, unmapped_share)
        if source == "none":
            words = ()
        if doubt:
            problems.append(doubt)
        read = Page(
            number, view.width, view.height, words, drawing.rulings, source,
            image_share=drawing.image_share, problems=tuple(problems), turned=turned,
            shades=(*shades_of(drawing.paint, words), *marks),
        )  # fmt: skip
        if drawing.image_share < LEAST_SHARE or needs_recognition(read) is not None:
            return read
        unread = unread_pictures(page, view, drawing, words)
        return replace(read, problems=(*problems, unread)) if unread else read


def _needs_password(path: Path) -> bool:
    """Whether a file that does not open is encrypted.

    pdfium keeps its last error where a file is broken in a way that has no number, so that a
    broken file after an encrypted one would pass for encrypted: another error comes first.
    """
    raw.FPDF_LoadMemDocument(b"", 0, None)
    try:
        pdfium.PdfDocument(path).close()
    except pdfium.PdfiumError as error:
        return bool(getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD)
    return False


def covered_text(words: int) -> str:
    """The problem of a page with so many words that cannot be seen."""
    what = (
        "1 word that cannot be seen on the page was"
        if words == 1
        else (f"{words:,} words that cannot be seen on the page were")
    )
    return f"Covered text: {what} left out."


def _quality(words: tuple[Word, ...], unmapped_share: float) -> tuple[TextSource, str | None]:
    """Whether the text layer can be used, and a sentence where it cannot."""
    if not words:
        return "none", None
    text = "".join([w.text for w in words])
    strange = len(_UNREADABLE.findall(text))
    if max(strange / len(text), unmapped_share) > MAX_UNREADABLE:
        return "none", "The fonts do not say which letters they hold; the text cannot be used."
    return "text_layer", None
