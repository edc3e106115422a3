"""Who did, judged or foretold what a figure counts: their words narrow nothing."""

from __future__ import annotations

from itertools import pairwise

from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.grammar.assignments import assigning, is_definite
from extractor.binding.grammar.modality import foretells
from extractor.rulebook.words import Words, nouns

# Verbs of what somebody found of a thing, which is the same whoever found it.
_JUDGING = frozenset(
    {"judge", "rate", "grade", "deem", "score", "assess", "find", "consider", "regard"}
)

# What shows a figure to be so and is the council's own, not a sample or another's finding.
_SHOWING = frozenset({"show", "indicate", "suggest", "confirm", "reveal"})
_SHOWN_BY = frozenset(
    {"bulletin", "census", "chart", "count", "dashboard", "data", "dataset", "estimate", "figure"}
    | {"information", "monitoring", "publication", "release", "report", "return", "scorecard"}
    | {"snapshot", "statistic", "system", "table", "update"}
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


_LEVELLING = frozenset(
    {"bring", "contain", "cut", "drive", "get", "grow", "hold", "keep", "lift", "limit", "push"}
    | {"restrict", "trim"}
)
"""Verbs of what is to become of a level: "to keep the rate below 20"."""


def aiming(syntax: Syntax, figures: frozenset[int], words: Words) -> set[int]:
    """The words of those whose aim a figure is ("the strategy sets a target of 30", "the plan is to
    have 30"), and of the verbs by which they mean to reach it."""
    return {at for figure in figures for at in _aiming(syntax, figure, figures, words)}


def _aiming(syntax: Syntax, figure: int, figures: frozenset[int], words: Words) -> set[int]:
    tokens, found = syntax.tokens, set[int]()
    aims = words.aiming | words.intending if not is_definite(syntax, figure) else frozenset[str]()
    for below, at in pairwise((figure, *syntax.ancestors[figure])):
        told, children = tokens[below], syntax.children[at]
        setters: list[int] = []
        if told.dep in ("xcomp", "acl") and tokens[at].lemma in aims:
            levels = (tokens[i].norm for i in syntax.children[below] if tokens[i].dep == "dobj")
            if nouns().quantities.isdisjoint(levels):
                continue
            found.update({below} if told.lemma in _LEVELLING else ())
            setters = [i for i in children if tokens[i].dep == "nsubj"]
        elif told.dep in ("dobj", "oprd") and told.lemma in aims:
            named = (i for i in syntax.children[below] if tokens[i].dep in ("amod", "poss"))
            setters = [*named, *(i for i in children if tokens[i].dep in ("nsubj", "nsubjpass"))]
        elif told.dep == "xcomp" and tokens[at].lemma == "be":
            subjects = (i for i in children if tokens[i].dep == "nsubj")
            setters = [i for i in subjects if tokens[i].lemma in aims]
        apart = (syntax.subtrees[i] for i in setters)
        found.update(i for inside in apart if not figures.intersection(inside) for i in inside)
    return found


def _puts(syntax: Syntax, verb: int) -> bool:
    """Whether a verb puts a number at a value ("the census put the number of children at 476")."""
    objects = (i for i in syntax.children[verb] if syntax.tokens[i].dep == "dobj")
    return syntax.tokens[verb].lemma == "put" and any(
        syntax.tokens[i].norm in nouns().quantities for i in objects
    )


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
                puts = _puts(syntax, verb) and tokens[at].norm in _SHOWN_BY
                found.update({verb} if puts else ())
                shows = puts or (tokens[verb].lemma in _SHOWING and tokens[at].norm in _SHOWN_BY)
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
