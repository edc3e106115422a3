"""The name of a report's own council read as "the county", so that rules on "outside the county"
match "outside Kent", and its initials as "the council"."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.annotations.areas import short_forms
from extractor.rulebook.words import Words
from extractor.tokens import Token, sentence_words

_SMALL_WORD = 4  # letters of "and", "from"


def of_own_council(words: tuple[Token, ...], text: str, home: str, rules: Words) -> Sequence[Token]:
    """The words of a text with the name of the report's own council as "county" after "outside" and
    "live in" and before "schools": what is outside Kent is outside the county, and Kent schools are
    the county's; and its letters as "council" (KCC)."""
    letters = short_forms(home)
    if letters.search(text):
        words = tuple(w._replace(norm="council") if letters.fullmatch(w.text) else w for w in words)
    if home not in text:
        return words
    name = [w.norm for w in sentence_words(home)]
    out = list(words)
    for at in range(len(words) - len(name) + 1):
        end = at + len(name)
        if [w.norm for w in words[at:end]] != name:
            continue
        before = words[max(at - 2, 0) : at]
        if (
            {w.norm for w in before} & rules.outward
            or _is_where_people_are(before, rules)
            or _names_what_is_owned(words[end : end + 3], rules.owned)
        ):
            out[at:end] = [w._replace(norm="the") for w in words[at:end]]
            out[end - 1] = words[end - 1]._replace(norm="county")
    return out


_WITHIN = frozenset({"in", "within"})


def _is_where_people_are(before: Sequence[Token], rules: Words) -> bool:
    """Whether the name of a council is that of the place where people live: "live in Kent"."""
    return len(before) > 1 and before[1].norm in _WITHIN and before[0].lower in rules.dwelling


def _names_what_is_owned(behind: Sequence[Token], owned: frozenset[str]) -> bool:
    """Whether the words behind the name of a council say what is the council's, with one word
    between at most: "Kent schools", "Kent's special schools"."""
    rest = behind[1:] if behind and behind[0].norm == "'s" else behind
    if rest and rest[0].norm in owned:
        return True
    kind = len(rest) > 1 and rest[0].alpha and len(rest[0].norm) > _SMALL_WORD
    return kind and rest[1].norm in owned
