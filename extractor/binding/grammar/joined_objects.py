"""Figures joined to the object of a verb that has a number of its own, which count what that does
and not the verb's subject: "the team approved 12 carers in May and nine in June"."""

from __future__ import annotations

from extractor.annotations.parsing.syntax import Syntax


def joins_an_object(syntax: Syntax, verb: int, figure: int) -> bool:
    """Whether a figure, a token, is joined to a verb, to its object, which has a number before the
    figure, or to a noun behind that ("21 pupils in these schools and 13 in those")."""
    tokens = syntax.tokens
    if tokens[figure].dep != "conj":
        return False
    for at in syntax.children[verb]:
        numbered = any(tokens[i].dep == "nummod" for i in syntax.children[at])
        if tokens[at].dep == "dobj" and at < figure and numbered:
            return tokens[figure].head == verb or tokens[figure].head >= at
    return False
