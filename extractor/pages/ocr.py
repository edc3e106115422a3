"""Pages without usable text, recognised with Tesseract, a program of its own; also those that lie
on their side or upside down."""

from __future__ import annotations

import io
import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageOps

from extractor.pages.model import Box, Page, Ruling, Word
from extractor.pages.ocr_repairs import repair_figure, skew, torn, unreadable
from extractor.pages.scanlines import find_lines, wipe_specks
from extractor.pages.usable_text import SCAN_SHARE, needs_recognition
from extractor.reading_settings import ReadingSettings
from extractor.regex import regex

# Below this share of dark points a page is blank.
_INK = 0.0003
_BLANK_DPI = 36
_BLANK_PIXELS = 500
_LEAST_DPI = 100
_DOUBTFUL = 60.0
_NOISE = 45.0
_LOWEST = 12.0
_SAME_SIZE = 0.12
_SLIGHT_SKEW = 0.15
_SECONDS = 180
# Nesting of forms in which pictures are looked for.
_DEPTH = 8
UNREADABLE = "[?]"
UNDECODED = (
    "The page is a picture that cannot be decoded, so nothing of it was read. "
    "Open it in another program, print it to a new PDF and read that."
)
NOISE = (
    "No words could be recognised on the picture of the page. "
    "Scan it again, straight and at 300 dots an inch, or get the paper as it was written."
)
# Of what was recognised on a page of so many words at least this share looks like words.
_ENOUGH_WORDS, _WORDLIKE = 12, 0.5
_LIKE_A_WORD = regex(
    r"[\W_]*(?:(?=[^\W\d_]*[aeiouyAEIOUY])[^\W\d_]{2,}(?:['’/&.-][^\W\d_]+)*"
    r"|[£$€+-]?\d[\d,./:-]*(?:%|k|m|bn|st|nd|rd|th|s)?|[aAI&]|[A-Z]{2,6})[\W_]*"
)
_NO_WORD = regex(r"[^\w%£&]{1,3}")


def missing() -> str | None:
    """What is not installed and how to get it; None where pages can be recognised."""
    if shutil.which("tesseract") is None:
        return "Tesseract is not installed: apt install tesseract-ocr (or your system's package)"
    return None


def recognise(pdf_page: pdfium.PdfPage, page: Page, settings: ReadingSettings) -> Page:
    """`page` with the words that Tesseract reads on its picture.

    `pdf_page` is the open page. Word boxes are in points of the page as it is read:
    turned upright and straightened where it was scanned askew (by up to a few points at
    the edges from where the scan has them). `Word.confidence` is Tesseract's, 0 to 1.
    Where recognition is off, not installed, or finds nothing, the page says so in its
    problems and keeps the words it has.
    """
    if _is_blank(pdf_page):
        share = page.image_share
        return _with(page, UNDECODED) if share >= SCAN_SHARE and _undecoded(pdf_page) else page
    reason = needs_recognition(page) or "Recognition was asked for"
    if settings.ocr == "off":
        return _with(page, f"{reason}, and recognition is switched off.")
    if (lacking := missing()) is not None:
        return _with(page, f"{reason}, and {lacking}.")
    dpi = _resolution(pdf_page, settings)
    if dpi < _LEAST_DPI:
        return _with(page, f"{reason}, and it is too large to be recognised.")
    picture = _picture(pdf_page, dpi)
    angle = skew(picture)
    if abs(angle) >= _SLIGHT_SKEW:
        picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    picture = wipe_specks(picture, dpi)
    rulings = find_lines(picture, dpi)
    try:
        found = _tesseract(picture, dpi)
    except RuntimeError as error:
        return _with(page, f"{reason}, and recognition failed: {error}.")
    return _page(page, found, rulings, picture.size, dpi)


def _with(page: Page, problem: str) -> Page:
    return replace(page, problems=(*page.problems, problem))


def _undecoded(pdf_page: pdfium.PdfPage) -> bool:
    """Whether the page has a picture that cannot be drawn."""
    for picture in pdf_page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        try:
            picture.get_bitmap().close()
        except pdfium.PdfiumError:
            return True
    return False


def _is_blank(pdf_page: pdfium.PdfPage) -> bool:
    width, height = pdf_page.get_size()
    small = _picture(pdf_page, max(_BLANK_DPI, min(_BLANK_PIXELS * 72 / max(width, height), 300)))
    dark = sum(small.histogram()[:150])
    return dark < _INK * small.width * small.height


def _resolution(pdf_page: pdfium.PdfPage, settings: ReadingSettings) -> float:
    width, height = pdf_page.get_size()
    largest = (settings.max_pixels / max(width * height, 1.0)) ** 0.5 * 72
    return float(min(settings.ocr_dpi, largest, 30_000 * 72 / max(width, height, 1.0)))


def _picture(pdf_page: pdfium.PdfPage, dpi: float) -> Image.Image:
    bitmap = pdf_page.render(scale=dpi / 72, grayscale=True, may_draw_forms=True)
    try:
        seen = bitmap.to_pil()
        # One copy, as what pdfium drew goes with its bitmap.
        return seen.copy() if seen.mode == "L" else ImageOps.grayscale(seen)
    finally:
        bitmap.close()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word as Tesseract gives it, in pixels; `line` tells the lines of the page apart."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    line: tuple[int, int, int]


def _tesseract(picture: Image.Image, dpi: float) -> list[_Seen]:
    """One run of Tesseract, on one thread; raises RuntimeError where it fails or hangs."""
    # Through a pipe, so that nothing is left on the disk where this process is killed. As a
    # bitmap, since packing it would cost time and gain nothing.
    bitmap = io.BytesIO()
    picture.save(bitmap, "BMP")
    options = ("-l", "eng", "--psm", "1", "--oem", "1", "--dpi", f"{dpi:.0f}")
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", *options, "tsv"],
            input=bitmap.getbuffer(),
            capture_output=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(
            f"it took more than {_SECONDS} seconds; a cleaner scan takes less"
        ) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else f"exit code {done.returncode}")
    return list(_seen(done.stdout.decode(errors="replace")))


def _seen(table: str) -> Iterator[_Seen]:
    """The words in Tesseract's table, which has a line of tab-separated cells for each."""
    for line in table.rstrip("\n").split("\n")[1:]:
        _, _, block, paragraph, row, _, left, top, width, height, conf, *text = line.split("\t", 11)
        word, confidence = "".join(text).strip(), int(float(conf))
        if not word or confidence < _LOWEST or (_NO_WORD.fullmatch(word) and confidence < 75):
            continue
        x0, y0 = float(left), float(top)
        yield _Seen(
            word, x0, y0, x0 + float(width), y0 + float(height), confidence,
            (int(block), int(paragraph), int(row)),
        )  # fmt: skip


def _page(
    page: Page,
    found: list[_Seen],
    rulings: Sequence[Ruling],
    size: tuple[int, int],
    dpi: float,
) -> Page:
    mean = statistics.fmean(seen.confidence for seen in found) if found else 0.0
    if mean < _NOISE or _is_noise([seen.text for seen in found]):
        return _with(page, NOISE)
    if page.text_source != "none" and len(found) <= len(page.words):
        return page
    width, height = (float(pixels) for pixels in size)
    quarters = _quarters(found)
    for _ in range(quarters):
        found = [
            replace(s, x0=s.top, top=width - s.x1, x1=s.bottom, bottom=width - s.x0) for s in found
        ]
        points = width * 72 / dpi
        rulings = [
            Ruling(line.top, points - line.x1, line.bottom, points - line.x0) for line in rulings
        ]
        width, height = height, width
    words = tuple(_words(found, 72 / dpi))
    problems = page.problems
    if lost := sum(unreadable(seen.text) for seen in found):
        which = "A figure" if lost == 1 else f"{lost} figures"
        problems = (*problems, f"{which} could not be read with certainty.")
    if mean < _DOUBTFUL:
        problems = (*problems, f"Recognised with little confidence ({mean:.0f} of 100).")
    return replace(
        page, width=width * 72 / dpi, height=height * 72 / dpi, words=words, rulings=tuple(rulings),
        text_source="ocr", problems=problems, turned=-quarters % 4,
    )  # fmt: skip


def _is_noise(texts: Sequence[str]) -> bool:
    """Whether what was recognised is strokes and specks, not words and figures."""
    like = sum(_LIKE_A_WORD.fullmatch(text) is not None for text in texts)
    return len(texts) >= _ENOUGH_WORDS and like < _WORDLIKE * len(texts)


def _quarters(found: Sequence[_Seen]) -> int:
    """How many quarters anticlockwise the page must be turned so that its lines run right."""
    right = down = 0.0
    for one, other in pairwise(found):
        if one.line == other.line:
            right += (other.x0 + other.x1 - one.x0 - one.x1) / 2
            down += (other.top + other.bottom - one.top - one.bottom) / 2
    if abs(right) >= abs(down):
        return 0 if right >= 0 else 2
    return 1 if down > 0 else 3


def _words(found: Sequence[_Seen], scale: float) -> Iterator[Word]:
    """Words in points, figures mended; sizes and baselines are those of their lines."""
    lines: dict[tuple[int, int, int], list[_Seen]] = {}
    for seen in found:
        lines.setdefault(seen.line, []).append(seen)
    body = _size(found)
    sizes: dict[tuple[int, int], float] = {}
    for place in dict.fromkeys(line[:2] for line in lines):
        size = _size([seen for seen in found if seen.line[:2] == place])
        # Small differences are noise: ordinary text has the size of the page's text.
        sizes[place] = body if abs(size - body) < _SAME_SIZE * body else size
    for line, row in lines.items():
        size = max(round(sizes[line[:2]] * scale * 2) / 2, 4.0)
        base = _baseline(row) * scale
        for seen in _mended(row, size / scale):
            box = Box(seen.x0 * scale, seen.top * scale, seen.x1 * scale, seen.bottom * scale)
            yield Word(seen.text, box, size, base, confidence=round(seen.confidence / 100, 2))


def _size(words: Sequence[_Seen]) -> float:
    """The size of type, in pixels, from the heights of words and the letters they hold.

    Above the line letters reach about 0.72 of the size (small ones 0.52), below it 0.21.
    """
    return statistics.median((seen.bottom - seen.top) / _extent(seen.text) for seen in words)


def _extent(text: str) -> float:
    above = 0.72 if re.search(r"[A-Z0-9bdfhklti£%()/]", text) else 0.52
    return above + (0.21 if re.search(r"[gjpqyQ,;()]", text) else 0.0)


def _baseline(row: Sequence[_Seen]) -> float:
    """Where the words of a line stand that have no letters below the line."""
    level = [s.bottom for s in row if not re.search(r"[gjpqy,;()\[\]Q|/]", s.text)]
    return statistics.median(level or [s.bottom for s in row])


def _mended(row: Sequence[_Seen], size: float) -> Iterator[_Seen]:
    """The words of a line, torn figures joined and letters in figures made digits again.

    What was mended is at most half sure; a figure that may be another one is left out.
    """
    waiting: _Seen | None = None
    for seen in row:
        if unreadable(seen.text):
            seen = replace(seen, text=UNREADABLE, confidence=_LOWEST)
        repaired = repair_figure(seen.text)
        if repaired is not None:
            seen = replace(seen, text=repaired, confidence=min(seen.confidence, 50.0))
        if waiting is not None and torn(waiting.text, seen.text, seen.x0 - waiting.x1, size):
            seen = _Seen(
                waiting.text + seen.text, waiting.x0, min(waiting.top, seen.top), seen.x1,
                max(waiting.bottom, seen.bottom), min(waiting.confidence, seen.confidence, 50.0),
                seen.line,
            )  # fmt: skip
        elif waiting is not None:
            yield waiting
        waiting = seen
    if waiting is not None:
        yield waiting
