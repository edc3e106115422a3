"""The kind of a table's values by its labels: targets, floors, forecasts, changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.annotations.model import Kind
from extractor.rulebook.model import LabelRole, Rulebook

_OPTIONAL = re.compile(r"\(([^()]*)\)\?")


def role_of_labels(
    labels: Sequence[str], rulebook: Rulebook
) -> tuple[Kind, re.Pattern[str]] | None:
    """The kind of a cell's value by the nearest label that gives one, with the pattern of its
    words; None where no label does, as in most tables."""
    patterns = _patterns(rulebook.digest, rulebook.labels)
    for label in labels:
        for kind, words, unless in patterns:
            found = words.search(label)
            if found and not (unless and unless.search(label, found.end())):
                return kind, words
    return None


def kind_of_noun(noun: str, rulebook: Rulebook) -> Kind | None:
    """The kind that a noun in normal form gives its value ("target", "ambition", "floor"): a target
    or a floor, since a change or a forecast needs more to be told."""
    for role in rulebook.labels:
        if role.kind in ("target", "floor") and noun in role.words:
            return role.kind
    return None


@lru_cache(maxsize=2)
def _patterns(
    _digest: str, roles: tuple[LabelRole, ...]
) -> tuple[tuple[Kind, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (role.kind, _any_of(role.words), _any_of(role.unless) if role.unless else None)
        for role in roles
    )


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of some words; "(a|b)?" in one may be left out."""
    return re.compile("|".join(_whole(word) for word in words), re.IGNORECASE)


def _whole(word: str) -> str:
    parts, at = [], 0
    for optional in _OPTIONAL.finditer(word):
        parts.append(re.escape(word[at : optional.start()]))
        parts.append("(?:" + "|".join(map(re.escape, optional[1].split("|"))) + ")?")
        at = optional.end()
    parts.append(re.escape(word[at:]))
    before = r"(?<!\w)" if word[0].isalnum() or word[0] == "(" else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    flexible = re.sub(r"(?:\\ )*/(?:\\ )*", r"\\s*/\\s*", "".join(parts))
    return before + flexible + after
