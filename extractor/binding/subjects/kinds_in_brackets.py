"""What figures in a bracket are of, by the words behind them: the kinds of what is counted before
it, the parts of a sum of money."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.annotations.model import Number
from extractor.regex import regex
from extractor.rulebook.words import nouns
from extractor.tokens import norm

_KIND_OF = regex(r" (?P<kind>[A-Za-z-]{3,}(?: [a-z-]{3,})?)(?=\s*[,;)]| and )")
_FEWEST_KINDS = 2  # numbers in a bracket that gives the kinds of what is counted
_MONEY_FOR = regex(
    r" (?:from )?(?!(?:in|on|of|to|at|by|for|from|per|more|less|higher|lower|over|under|above|below"
    r"|and|or|was|is|are|were|as|than|compared|during|since|against|which|each|a|an|this|that"
    r"|last|next|million|underspend|overspend|total)\b)"
    r"(?P<what>(?<=from )[a-z]{4,}|[a-z]+ [^,;()£%\d]{3,80}?)(?=[,;)]|\.$| and £)"
)


_AND_A_SUM = regex(r"£[\d.,]+[mk]?\b[^;.]*,? and [+-]?$")  # "£2m from tolls and £3m from fees"
_NEAR_SUM = 140  # characters before a sum in which the sum before it is looked for


class KindsInBrackets:
    """The kinds that the brackets of a sentence give of what is counted before them: "six boats
    (two small, three large and one new)". `numbers` are its figures; a bracket is read once."""

    def __init__(self, text: str, numbers: Sequence[Number]) -> None:
        self._text, self._numbers = text, numbers
        self._gives: dict[int, bool] = {}  # by where a bracket opens

    def of(self, number: Number) -> tuple[int, str] | None:
        """Where the bracket of a number opens, and the kind that the number counts; None where its
        bracket does not give kinds."""
        own = _KIND_OF.match(self._text, number.end) if number.unit is None else None
        opened = self._text.rfind("(", 0, number.start) if own is not None else -1
        if own is None or opened < 0 or self._text.find(")", opened, number.start) >= 0:
            return None
        if opened not in self._gives:
            self._gives[opened] = self._gives_kinds(opened)
        return (opened, own["kind"]) if self._gives[opened] else None

    def _gives_kinds(self, opened: int) -> bool:
        closed = self._text.find(")", opened)
        inside = [n for n in self._numbers if opened < n.start < closed]
        kinds = [_KIND_OF.match(self._text, n.end) for n in inside if n.unit is None]
        if None in kinds or not _FEWEST_KINDS <= len(inside) == len(kinds):
            return False
        said = [word for kind in kinds if kind for word in kind["kind"].lower().split()]
        return not any(map(_is_no_kind, said))


def _is_no_kind(word: str) -> bool:
    """Whether a word counts by itself, or says how: "men", "boats", "overall", "nationally"."""
    return word.endswith(("s", "ly", "erall")) or norm(word) in nouns().people


def use_of_money(text: str, number: Number) -> str:
    """The words behind a sum in a bracket or after "including" that say what it is: "use of
    receipts" of "£4m (£3m use of receipts and £1m from savings)"; "" where there are none."""
    opened = text.rfind("(", 0, number.start)
    apart = opened >= 0 and text.find(")", opened, number.start) < 0
    listed = text.startswith(" from ", number.end) and _AND_A_SUM.search(
        text, max(number.start - _NEAR_SUM, 0), number.start
    )
    if not apart and not listed and not text.endswith("including ", 0, number.start):
        return ""
    found = _MONEY_FOR.match(text, number.end)
    return found["what"] if found is not None else ""
