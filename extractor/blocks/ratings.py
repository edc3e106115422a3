"""RAG ratings and directions of travel in the rows of a table, and which figures they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.blocks.model import Rag, Trend
from extractor.regex import regex

_RAG: dict[str, Rag] = {"red": "red", "amber": "amber", "green": "green"}
_LETTERS: dict[str, Rag] = {"r": "red", "a": "amber", "g": "green"}
_RATED = regex(r"\brag\b|\bstatus\b|\brating\b|\brated\b", re.IGNORECASE)
_OWN = regex(r"[(\[]\s*(red|amber|green)\s*[)\]]", re.IGNORECASE)
_TRAVEL = regex(
    r"\bdirection\b|\bdot\b|\bd\.o\.t\b|\btrend\b|\btravel\b|\bimprov|\bprogress\b", re.IGNORECASE
)
_WORDS: tuple[tuple[re.Pattern[str], Trend], ...] = (
    (regex(r"^(?:improv(?:ed|ing|ement)|better)$", re.I), "improving"),
    (regex(r"^(?:worse(?:n(?:ed|ing))?|declin(?:ed|ing)|deteriorat(?:ed|ing))$", re.I),
     "worsening"),
    (regex(r"^(?:steady|stable|static|same|no change|unchanged|maintained)$", re.I), "steady"),
)  # fmt: skip
# What arrows say under a header that refers to direction of travel; elsewhere they only say
# that a number rose or fell.
_ARROWS: dict[str, Trend] = {
    **dict.fromkeys("↑⬆▲△🠕⇧⇑🡅↗⬈🡕", "improving"),
    **dict.fromkeys("↓⬇▼▽🠗⇩⇓🡇↘⬊🡖", "worsening"),
    **dict.fromkeys("→←↔➔➡►◄⇨⇔⇒🡆=⬌", "steady"),
    # Letters of the fonts Wingdings and Symbol, as files hold them.
    **dict.fromkeys("\uf0e1\uf0e9\uf0ec\uf0f1\uf0ad", "improving"),
    **dict.fromkeys("\uf0e2\uf0ea\uf0ee\uf0f2\uf0af", "worsening"),
    **dict.fromkeys("\uf0df\uf0e0\uf0e7\uf0e8\uf0ef\uf0f0\uf0f3\uf0ab\uf0ac\uf0ae", "steady"),
}
_BETWEEN_SIGNALS = regex(r"[\s/|,;()\[\]]+")
# Columns whose figures are never what a rating is given for.
_BESIDE = regex(
    r"\b(?:target|floor|plan(?:ned)?|benchmark|previous|prior|last (?:year|quarter|month)|england|"
    r"national|statistical|region(?:al)?|baseline|upper|lower|change|variance)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rating:
    """The rating and direction of travel printed beside a figure."""

    rag: Rag | None = None
    trend: Trend | None = None


def speaks_of_rating(header: str) -> bool:
    """Whether a column header announces ratings ("RAG", "Status")."""
    return _RATED.search(header) is not None


def rag_of(text: str, header: str = "") -> Rag | None:
    """The rating that a cell shows; single letters count only under a header for ratings."""
    word = text.strip().strip("()[]").lower()
    return _RAG.get(word) or (_LETTERS.get(word) if _RATED.search(header) else None)


def own_rag(text: str) -> Rag | None:
    """The rating in brackets after a figure: "612 (Red)"."""
    found = _OWN.search(text)
    return _RAG[found[1].lower()] if found else None


def trend_of(text: str, header: str = "") -> Trend | None:
    """The direction of travel that a cell shows."""
    word = text.strip()
    for pattern, trend in _WORDS:
        if pattern.match(word):
            return trend
    return _ARROWS.get(word) if _TRAVEL.search(header) else None


def signals_of(text: str, header: str = "") -> Rating | None:
    """The rating and direction of travel of a cell that holds nothing else ("GREEN ↑"), or None."""
    rag, trend = rag_of(text, header), trend_of(text, header)
    if rag is None and trend is None:
        for part in filter(None, _BETWEEN_SIGNALS.split(text)):
            own, way = rag_of(part, header), trend_of(part, f"{header} direction")
            if own is None and way is None:
                return None
            rag, trend = rag or own, trend or way
        if rag is None:
            return None  # an arrow by itself needs a header that refers to direction
    return Rating(rag, trend)


def ratings_of(
    row: Sequence[tuple[int, str]], headers: Mapping[int, str], figures: frozenset[int]
) -> dict[int, Rating]:
    """The ratings and directions of a row, by the column of the figure that they belong to.

    A signal belongs to the nearest figure on its left, back to the previous signal, that is neither
    a target nor a comparator; where there is none, to the first such figure on its right.
    """
    out: dict[int, Rating] = {}
    said = {column: signals_of(text, headers.get(column, "")) for column, text in row}
    for kind in ("rag", "trend"):
        past = -1
        for column, signals in sorted((c, s) for c, s in said.items() if s is not None):
            rag = signals.rag if kind == "rag" else None
            trend = signals.trend if kind == "trend" else None
            if rag is None and trend is None:
                continue
            rated = [k for k in sorted(figures) if not _BESIDE.search(headers.get(k, ""))]
            left = [k for k in rated if past < k < column]
            right = [k for k in rated if k > column]
            past = column
            for k in [*left[-1:], *right[:1]][:1]:
                held = out.get(k, Rating())
                out[k] = Rating(held.rag or rag, held.trend or trend)
    return out
