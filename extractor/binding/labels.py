"""The labels of a table cell as a person would write them: in order, without codes and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractor.blocks.tables.cell_kinds import begins_with_period, is_period, is_unit
from extractor.passages.model import CellLabels
from extractor.regex import regex
from extractor.rulebook.words import Words
from extractor.tokens import sentence_words

LONGEST_PART = 100
"""Most characters of a label; a longer one is cut at punctuation."""

LONGEST_CAPTION = 18
"""Most words of a caption; a longer one is a sentence that introduces the table and names
nothing."""

SHORT_LABEL = 3
"""Most words of a row label that does not say by itself what the row is of."""

EDGES = " \t\n,;:.·•*|–—-_/&=<>~"
_FOOTNOTE = regex(r"\[\s?\d{1,2}\s?\]|[¹²³⁴-⁹†‡]+|\(\s*n\s*=?\s*\d[\d,]*\s*\)|(?<=\w)\*+")
_ENUMERATOR = regex(
    r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,2}(?:\.\d{1,2}){1,3}\s+)"
    r"(?=[\"“‘(]?[A-Za-z])"
)
_CODE_BEFORE = regex(
    r"^(?:[A-Z]{1,6}[ -]?\d{1,4}[a-z]?|\d{3,6})\s*(?:[:–—|.]|\s-)\s*(?=[A-Za-z%])"
    r"|^(?!KS|FY|AY|Q\d|Y\d|P\d)[A-Z]{1,6}\d{1,4}[a-z]?\s+(?=[A-Z]|%\s)"
)
_UNIT_BEHIND = regex(
    r"[\s,]*(?:[(\[]\s*(?:[£$€]\s?['’]?(?:0{3}['’]?s?|1,?000['’]?s?|m|k|bn|million|thousands?)?|%"
    r"|no\.?|n|#|['’]?0{3}['’]?s)\s*[)\]]"
    r"|\s[£$€]\s?['’]?(?:0{3}['’]?s?|1,?000['’]?s|m|k|bn|million|['’]s)?|\s%|\s['’]?0{3}['’]?s"
    r"|(?<=\w)['’]?\s£)$",
    re.IGNORECASE,
)
_UNIT_BEFORE = regex(r"^(?:£|€|\$)\s?['’]?(?:0{3}['’]?s?|m|k|bn)?\s+(?=\(?[A-Za-z])")
_LINKING_BEHIND = regex(
    r"(?:\s+(?:and|or|with|of|the|a|an|to|from|by|at|as|in|for|on|per|that|which))+$", re.IGNORECASE
)
_NUMBERED = regex(
    r"^(?:table|figure|fig|chart|graph|exhibit|diagram)\b\.?\s*[A-Z]?\d*(?:[.\-]\d+)*[a-z]?\s*"
    r"[:.–—-]*\s*",
    re.IGNORECASE,
)
_OF_UNITS = regex(
    r"^\(?(?:all )?(?:figures|amounts|values|numbers|sums)\b.{0,30}$|^source\b|^notes?\b|^key\b",
    re.IGNORECASE,
)
_PAUSE = regex(r"\s*(?:[;:(]|,\s|\.\s|\s[–—-]\s)")
_CODE = regex(r"^(?:[(\[#]?\d{1,7}[.)\]]?|[A-Z]{1,6}[ -/]?\d{1,4}[a-z]?|[A-Za-z])$")
_LONE_SIGN = regex(r"(?<=\w) [£$€](?= [A-Za-z])")
_WHOLLY_IN_BRACKETS = regex(r"^\(([^()]*)\)$")
_SOURCE = regex(r"\s*[(\[](?:source|derived from)\b[^)\]]*[)\]]?$", re.IGNORECASE)


def name_of_cell(
    cell: CellLabels, caption: str | None, headings: Sequence[str], words: Words
) -> str:
    """What a cell counts: the caption of its table, then its row and its column labels.

    Units, reference codes, footnote marks and numbers of rows are left out, and a label that
    says what another one says. Where there is no caption and the row label is short ("Supplies and
    services", "Total"), the heading is in its place.
    """
    rows = _told(cell.row_path)
    columns = _told(cell.column_path)
    labels = [*rows, *columns]
    frame = _frame(caption)
    said = {w.lower for label in rows for w in sentence_words(label) if w.alpha}
    short = len(said - words.neutral) <= SHORT_LABEL
    if not frame and (short or not any(says_something(label, words) for label in labels)):
        heading = _frame(next(iter(headings), None))
        frame = heading if says_something(heading, words) else ""
    if frame and not _adds(frame, labels):
        frame = ""
    return " – ".join(_once(frame, labels))


def says_something(label: str, words: Words) -> bool:
    """Whether a label has a word for what is counted, beyond time, unit or "total"."""
    if is_period(label):
        return False
    return any(
        word.alpha
        and len(word.text) > 3
        and word.lower not in words.columns
        and not {word.lower, word.norm} & (words.neutral | words.times)
        for word in sentence_words(label)
    )


@lru_cache(maxsize=4096)
def spoken(label: str) -> str:
    """A label without footnote marks, its number, its code, its unit and trailing marks."""
    if is_unit(label):
        return ""
    text = _LONE_SIGN.sub(" ", _SOURCE.sub("", _FOOTNOTE.sub(" ", label)))
    text = " ".join(text.split()).strip(EDGES)
    if begins_with_period(text):
        return _unit_behind_off(text)
    for pattern in (_ENUMERATOR, _CODE_BEFORE, _UNIT_BEFORE):
        text = pattern.sub("", text, count=1)
    return _unit_behind_off(_WHOLLY_IN_BRACKETS.sub(r"\1", text))


def _unit_behind_off(text: str) -> str:
    """A label without the units that it ends in, no longer than a label may be."""
    while (shorter := _UNIT_BEHIND.sub("", text).strip(EDGES)) != text and shorter:
        text = shorter
    return shortened(without_open_brackets(text).strip(EDGES))


def shortened(text: str, longest: int = LONGEST_PART) -> str:
    """A text of at most so many characters, cut at punctuation."""
    if len(text) <= longest:
        return text
    pauses = [m.start() for m in _PAUSE.finditer(text, 20, longest)]
    cut = text[: pauses[-1]] if pauses else text[:longest].rsplit(" ", 1)[0]
    return _LINKING_BEHIND.sub("", without_open_brackets(cut).strip(EDGES))


def without_open_brackets(text: str) -> str:
    """A text without the brackets that have no partner in it."""
    for left, right in ("()", "[]"):
        while text.count(left) > text.count(right):
            text = text[: text.rindex(left)].rstrip() if text.rindex(left) else text[1:]
        while text.count(right) > text.count(left):
            at = text.index(right)
            text = (text[:at] + text[at + 1 :]).strip()
    return text


def _told(path: Iterable[str]) -> list[str]:
    """The labels of one side, without those that are only a code where another label has words."""
    labels = [label for part in _rejoined(path) if (label := spoken(part))]
    speaking = [label for label in labels if not _CODE.match(label) or is_period(label)]
    return speaking or labels


def _rejoined(path: Iterable[str]) -> list[str]:
    """The labels, a header whose words were parted over rows in one ("multi-", "generational
    household")."""
    parts: list[str] = []
    for part in path:
        if parts and part[:1].islower() and parts[-1][-1:] not in (":", "."):
            parts[-1] += part if parts[-1].endswith("-") else f" {part}"
        else:
            parts.append(part)
    return parts


def _frame(caption: str | None) -> str:
    """A caption or heading as the first part of a name; "" where it names nothing."""
    if not caption or _OF_UNITS.match(caption.strip()):
        return ""
    text = spoken(_NUMBERED.sub("", caption.strip(), count=1))
    pieces = text.split()
    if len(pieces) > LONGEST_CAPTION:
        text = text[: m.start()] if (m := _PAUSE.search(text, 20)) else ""
        pieces = text.split()
    if not pieces or len(pieces) > LONGEST_CAPTION:
        return ""
    if sum(1 for piece in pieces if len(piece) == 1 and piece.islower() and piece != "a") > 1:
        return ""  # letters that were torn from their words
    return text


def _adds(frame: str, labels: Sequence[str]) -> bool:
    """Whether a caption has a word that no label has."""
    said = {w.norm for label in labels for w in sentence_words(label)}
    return any(w.alpha and len(w.text) > 3 and w.norm not in said for w in sentence_words(frame))


def _once(frame: str, labels: Iterable[str]) -> list[str]:
    """Caption and labels in order, without a label that another one contains."""
    kept: list[str] = []
    for label in labels:
        key = label.casefold()
        if label and not any(key in other.casefold() for other in kept):
            kept = [other for other in kept if other.casefold() not in key] + [label]
    return [part for part in (frame, *kept) if part]
