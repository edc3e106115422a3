"""Sealing the contact details of pages, before any stage makes lines or sentences of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractor.pages.model import Box, Page, Word
from extractor.redaction.detect import contact_spans
from extractor.redaction.seal import sealed, sealed_letters
from extractor.regex import regex

# Words further apart than this, in sizes of the type, are not of one address or number.
_APART = 1.6
# Closer than this they are one word, parted by a change of font.
_TOUCHING = 0.08
# The next line of a paragraph is at most so many sizes below.
_NEXT_LINE = 2.2
_BREAK = "\x00"
# One of these is wherever there is a contact detail. They are looked for in the words of a page in
# lower case, each on a line of its own: a word has no white space in it.
_SIGNS = ("@", "©", "®", ".uk")
_HINTS = (
    regex(r"\n[(\[]?[0+oq][\doli|]"),
    regex(r"[\[({<](?:at|dot)\b"),
    regex(r"\d\d{4}"),
)
_SEALED = "\U000f0000"
"""The first of the characters that stand for sealed letters."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How the picture of a page is shown: turned clockwise by quarters, with boxes covered."""

    turned: int = 0
    contacts: tuple[Box, ...] = ()


def _may_hold_contacts(words: str) -> bool:
    """Whether the words of a page, one below another, can hold a contact detail."""
    small = f"\n{words.lower()}"
    return any(sign in small for sign in _SIGNS) or any(hint.search(small) for hint in _HINTS)


@dataclass(slots=True)
class Sealer:
    """Seals pages as they go by, and notes where on each its contact details are."""

    _seen: dict[int, Seen] = field(default_factory=dict)

    def seal(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Each page with its contact details sealed."""
        for page in pages:
            if page.text is not None:
                yield replace(page, text=sealed(page.text))
            else:
                yield self._sealed(page)

    def seen(self, page: int | None) -> Seen:
        """How a page is to be shown; it is forgotten then."""
        return Seen() if page is None else self._seen.pop(page, Seen())

    def _sealed(self, page: Page) -> Page:
        text = "\n".join([word.text for word in page.words])
        if page.words and max(text) >= _SEALED:
            page = replace(page, words=tuple([_own(word) for word in page.words]))
            text = "\n".join([word.text for word in page.words])
        if page.turned and page.number is not None:
            self._seen[page.number] = Seen(page.turned)
        if not _may_hold_contacts(text):
            return page
        words = list(page.words)
        recognised = page.text_source == "ocr"
        letters: dict[int, set[int]] = {}
        for order in _orders(words):
            _look(words, order, recognised, letters)
        boxes = []
        for index, hit in letters.items():
            word = words[index]
            spans = [(i, i + 1) for i in sorted(hit)]
            boxes.append(_box(word, min(hit), max(hit) + 1))
            words[index] = _with_text(word, sealed_letters(word.text, spans))
        if page.number is not None:
            self._seen[page.number] = Seen(page.turned, tuple(boxes))
        return replace(page, words=tuple(words))


def _own(word: Word) -> Word:
    """The word without letters that could be taken for sealed ones."""
    if word.text.isascii() or max(word.text) < _SEALED:
        return word
    return _with_text(word, "".join("\ufffd" if c >= _SEALED else c for c in word.text))


def _with_text(word: Word, text: str) -> Word:
    return Word(
        text, word.box, word.size, word.baseline, word.bold, word.raised, word.upright,
        word.edges, word.confidence,
    )  # fmt: skip


def _orders(words: Sequence[Word]) -> Iterator[list[int]]:
    """The words in the order of the file, and line by line as they are seen."""
    stream = list(range(len(words)))
    yield stream
    seen = sorted(stream, key=lambda i: (round(words[i].baseline / 2), words[i].box.x0))
    if seen != stream:
        yield seen


def _look(
    words: Sequence[Word], order: Sequence[int], recognised: bool, letters: dict[int, set[int]]
) -> None:
    """Find the contact details of words in one order; add their letters, word by word."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    last: Word | None = None
    for index in order:
        word = words[index]
        between = "" if last is None else _between(last, word)
        parts += (between, word.text)
        at += len(between)
        starts.append(at)
        at += len(word.text)
        last = word
    spans = contact_spans("".join(parts), recognised=recognised)
    place = 0
    for start, end in spans:
        while place + 1 < len(order) and starts[place + 1] <= start:
            place += 1
        for n in range(place, len(order)):
            if starts[n] >= end:
                break
            length = len(words[order[n]].text)
            hit = range(max(start - starts[n], 0), min(end - starts[n], length))
            if hit:
                letters.setdefault(order[n], set()).update(hit)


def _between(last: Word, word: Word) -> str:
    """What separates two words: nothing, a space, a line end, or more than an address goes over."""
    if not (last.upright and word.upright):
        return " "
    size = max(min(last.size, word.size), 1.0)
    below = word.baseline - last.baseline
    if abs(below) <= 0.4 * size:
        gap = word.box.x0 - last.box.x1
        if -2 * size <= gap <= _TOUCHING * size:
            return ""
        return " " if 0 <= gap <= _APART * size else _BREAK
    return "\n" if 0 < below <= _NEXT_LINE * size else _BREAK


def _box(word: Word, start: int, end: int) -> Box:
    """The part of the word's box that the characters [start, end) take up, where that is known."""
    if not word.upright or word.edges is None or len(word.edges) != len(word.text) + 1:
        return word.box
    x0, x1 = word.edges[start], word.edges[end]
    return Box(min(x0, x1), word.box.top, max(x0, x1), word.box.bottom)
