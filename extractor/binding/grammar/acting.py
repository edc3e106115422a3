"""Who did, judged or foretold what a figure counts: their words narrow nothing."""

from __future__ import annotations

from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.grammar.assignments import assigning
from extractor.binding.grammar.modality import foretells
from extractor.rulebook.words import Words

# Verbs of what somebody found of a thing, which is the same whoever found it.
_JUDGING = frozenset(
    {"judge", "rate", "grade", "deem", "score", "assess", "find", "consider", "regard"}
)

# What shows a figure to be so and is the council's own, not a sample or another's finding.
_SHOWING = frozenset({"show", "indicate", "suggest", "confirm", "reveal"})
_SHOWN_BY = frozenset(
    {"dashboard", "data", "information", "monitoring", "report", "return", "statistic", "system"}
)

_FORETOLD_BY = frozenset(
    {"model", "modelling", "modeling", "projection", "trajectory", "scenario", "assumption"}
    | {"calculation", "estimate", "analysis", "we"}
)


def _foretelling(syntax: Syntax, verb: int, figure: int) -> set[int]:
    """The words of a verb that foretells what a figure counts, and of its subject where that only
    names the reckoning; none where it does not."""
    tokens, children = syntax.tokens, syntax.children[verb]
    objects = [i for i in children if tokens[i].dep == "dobj" and figure in syntax.subtrees[i]]
    if not objects or not foretells(syntax, verb, objects[0]):
        return set()
    found = {verb}
    for at in children:
        if tokens[at].dep == "nsubj" and tokens[at].lower in _FORETOLD_BY:
            found.update(syntax.subtrees[at])
    return found


def acting(syntax: Syntax, figures: frozenset[int], words: Words) -> frozenset[int]:
    """The words of those who did what a figure counts ("the panel approved 12 carers"): the
    subjects of its verbs that name who acts for the council and hold no figure, whoever judged it
    ("were judged to be good by the quality assurance panel"), and what foretells it with its verb
    ("our modelling assumes 520 children in care"), and who set it as a task."""
    tokens = syntax.tokens
    found = assigning(syntax, figures)
    for figure in figures:
        for verb in syntax.ancestors[figure]:
            found.update(_foretelling(syntax, verb, figure))
            for at in syntax.children[verb]:
                shows = tokens[verb].lemma in _SHOWING and tokens[at].norm in _SHOWN_BY
                if tokens[at].dep == "nsubj" and (shows or tokens[at].norm in words.actors):
                    inside = syntax.subtrees[at]
                    if not figures.intersection(inside):
                        found.update(inside)
    for at, token in enumerate(tokens):
        verbs = syntax.ancestors[at][:2] if token.lower == "by" else ()
        if any(tokens[i].lemma in _JUDGING for i in verbs):
            inside = syntax.subtrees[at]
            named = any(tokens[i].norm in words.actors for i in syntax.children[at])
            if named and not figures.intersection(inside):
                found.update(inside)
    return frozenset(found)
