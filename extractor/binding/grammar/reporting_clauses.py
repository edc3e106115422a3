"""Clauses that only lead to a statement ("Members were told that …"), and the base that may stand
before them ("Of those in care, members were told that …")."""

from __future__ import annotations

from extractor.annotations.parsing.syntax import Syntax

BASE_OPENERS = frozenset({"of", "for", "among", "amongst", "from", "out", "with"})
"""Words that open the base of a share or part."""


def leading_to(syntax: Syntax, verb: int, holds: frozenset[int]) -> set[int]:
    """The words of the clauses above the one that only leads to a statement ("The head of service
    introduced the report and advised members that …").

    `verb` is the token of the statement's verb, `holds` are those on which a figure hangs.
    """
    first, above = syntax.subtrees[verb][0], syntax.ancestors[verb]
    if any(i < first for i in holds if i not in above):
        return set()
    return {i for at in above[1:] for i in syntax.subtrees[at] if i < first}


def base_before(syntax: Syntax, verb: int) -> set[int]:
    """The words of a base that stands before what leads to a statement: "Of those in care, it was
    reported that …" is about those in care."""
    openers = (
        i
        for at in syntax.ancestors[verb]
        for i in syntax.children[at]
        if i < at and syntax.tokens[i].lower in BASE_OPENERS - {"with", "for"}
    )
    return {i for opener in openers for i in syntax.subtrees[opener]}
