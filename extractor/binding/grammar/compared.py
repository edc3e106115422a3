"""Phrases that hold a figure against another one, or say what a share is of."""

from __future__ import annotations

from extractor.annotations.parsing.syntax import Syntax

_COMPARING = frozenset({"above", "below", "from", "on", "to", "with"})


def compares_with_that(syntax: Syntax, at: int) -> bool:
    """Whether a phrase holds a level against another one ("remains below that of our
    neighbours")."""
    tokens = syntax.tokens
    if tokens[at].dep != "prep" or tokens[at].lower not in _COMPARING:
        return False
    other = tokens[at + 1 : at + 3]
    return len(other) == 2 and other[0].lower == "that" and other[1].lower in ("of", "in", "for")


_SHARES = frozenset({"percentage", "proportion", "share"})


def gives_base(syntax: Syntax, at: int) -> bool:
    """Whether a phrase says what a share is of ("as a proportion of those leaving care")."""
    tokens = syntax.tokens
    return tokens[at].lower == "as" and any(tokens[i].norm in _SHARES for i in syntax.children[at])
