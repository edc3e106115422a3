"""What a visitor types, as a query of SQLite's full-text search.

Every piece becomes a string of FTS5's syntax, in which nothing has a meaning but the quotation
mark; so any input is a query that can be run. A number is found however it is written, and a word
finds those that mean the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

MOST_WORDS = 20
_FILE = Path(__file__).with_name("synonyms.yml")
_PIECES = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = re.compile(r"\w")
_NUMBER = re.compile(r"[£$€]?(\d{1,3}(?:,\d{3})+|\d{4,9})(%?)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CLOSE = 78


@lru_cache(maxsize=1)
def _synonyms() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each term, as its words in small letters, with all terms of its group."""
    groups = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        tuple(str(term).casefold().split()): tuple(str(each) for each in group)
        for group in groups
        for term in group
    }


def phrases(typed: str) -> str:
    """The query: words and "phrases in quotation marks", all to be found. Empty without a word."""
    pieces = [(quoted, word) for quoted, word in _PIECES.findall(typed.replace("\x00", " "))][
        :MOST_WORDS
    ]
    found, at = [], 0
    while at < len(pieces):
        quoted, word = pieces[at]
        group, taken = (None, 1) if quoted else _group(pieces, at)
        if group is not None:
            found.append(_any_of(group))
        else:
            found.append(_piece(quoted or word))
        at += taken
    found = [piece for piece in found if piece]
    # Between brackets FTS5 wants its AND written out.
    return (" AND " if any(piece[0] == "(" for piece in found) else " ").join(found)


def meaning_the_same(typed: str) -> tuple[str, ...]:
    """All terms that mean the same as what was typed; empty where none is known."""
    return _synonyms().get(tuple(typed.casefold().split()), ())


def terms_in(typed: str) -> list[tuple[str, ...]]:
    """What was typed, term by term, each with all terms that mean the same."""
    pieces = [("", word) for word in typed.split()][:MOST_WORDS]
    found, at = [], 0
    while at < len(pieces):
        group, taken = _group(pieces, at)
        found.append(group or (pieces[at][1],))
        at += taken
    return found


def _group(pieces: list[tuple[str, str]], at: int) -> tuple[tuple[str, ...] | None, int]:
    """The synonyms of the longest term that begins here, and how many words it has."""
    for length in range(min(6, len(pieces) - at), 0, -1):
        part = pieces[at : at + length]
        if any(quoted for quoted, _ in part):
            continue
        term = tuple(word.casefold() for _, word in part)
        if term in _synonyms():
            return _synonyms()[term], length
    return None, 1


def _piece(text: str) -> str:
    number = _NUMBER.fullmatch(text)
    if number:
        digits = number[1].replace(",", "")
        return _any_of((digits, f"{int(digits):,}"))
    return _quoted(text) if _LETTERS.search(text) else ""


def number_of(typed: str) -> float | None:
    """The number that is all that was typed: "1,150", "£1150"; None for anything else."""
    number = _NUMBER.fullmatch(typed.strip())
    return float(number[1].replace(",", "")) if number else None


def _any_of(terms: tuple[str, ...]) -> str:
    return "(" + " OR ".join(_quoted(term) for term in dict.fromkeys(terms)) + ")"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ").strip() + '"'


def spelt(typed: str, vocabulary: frozenset[str]) -> str | None:
    """What was typed, unknown words replaced by the closest known one; None where none is."""
    changed = False

    def closest(found: re.Match[str]) -> str:
        nonlocal changed
        word = found.group().casefold()
        if word in vocabulary:
            return found.group()
        best = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_CLOSE)
        if best is None:
            return found.group()
        changed = True
        return str(best[0])

    said = _WORD.sub(closest, typed)
    return said if changed else None


def words_of(texts: list[str]) -> frozenset[str]:
    """The words of texts in small letters: what spelling is checked against."""
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(text))
