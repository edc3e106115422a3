"""Verbs that tell what has not come about ("31 care leavers hope to go to university", "the panel
declined nine matches"), who has only so many of those who are counted, and whom those have."""

from __future__ import annotations

from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.grammar.governor import head_of, tokens_of
from extractor.rulebook.words import nouns

_WANTING = frozenset(
    {"apply", "aspire", "await", "consider", "contemplate", "dream", "expect", "explore", "hope"}
    | {"intend", "lack", "leave", "lose", "need", "plan", "prefer", "require", "seek", "wait"}
    | {"want", "wish"}
)
"""Verbs of those who do not have, or have no longer, what the verb's object names."""

_REFUSING = frozenset({"cancel", "decline", "defer", "deny", "refuse", "reject", "withdraw"})
"""Verbs by which something does not come about, whoever does it."""

_ONLY_MAY = frozenset(
    {"eligible", "entitled", "interested", "keen", "reluctant", "unable", "unwilling"}
)
"""What those are said to be who may have something, or will not."""


def unmet_by(syntax: Syntax, number: Number) -> int | None:
    """The offset of the word which tells that what is said of those counted is not so; None where
    none does. Whether the word is part of what a rule counts ("waiting for adoption") is for the
    rules to say."""
    tokens = syntax.tokens
    noun = _noun_of(syntax, number)
    if noun is None:
        return None
    verb, dep = tokens[noun].head, tokens[noun].dep
    if tokens[verb].pos not in ("VERB", "AUX") or noun == verb:
        return _asked_by_agent(syntax, noun)
    lemma = tokens[verb].lemma
    if dep == "nsubj" and lemma == "be":
        said = (i for i in syntax.children[verb] if tokens[i].dep == "acomp")
        return next((tokens[i].start for i in said if tokens[i].lower in _ONLY_MAY), None)
    if dep == "dobj":  # "helped 31 care leavers to apply for university"
        does = (i for i in syntax.children[verb] if tokens[i].dep in ("xcomp", "ccomp"))
        wanted = next((tokens[i].start for i in does if tokens[i].lemma in _WANTING), None)
        if wanted is not None:
            return wanted
    subject = dep == "nsubj" and lemma in _WANTING
    return tokens[verb].start if subject or (lemma in _REFUSING and dep in _OF_VERB) else None


_OF_VERB = frozenset({"nsubj", "nsubjpass", "dobj"})


def _asked_by_agent(syntax: Syntax, noun: int) -> int | None:
    """The verb by whose passive those counted are said not to have something ("was refused by 12
    adults")."""
    tokens = syntax.tokens
    by = tokens[noun].head
    if tokens[noun].dep != "pobj" or tokens[by].lower != "by":
        return None
    verb = tokens[by].head
    unmet = tokens[verb].lemma in _WANTING | _REFUSING
    return tokens[verb].start if tokens[verb].pos == "VERB" and unmet else None


def had_by_so_many(syntax: Syntax, number: Number) -> bool:
    """Whether a figure is the object of what so many others do ("two advisers support 12 care
    leavers"): those whom they have, and not all there are."""
    tokens = syntax.tokens
    noun = _noun_of(syntax, number)
    if noun is None or tokens[noun].dep != "dobj":
        return False
    subjects = (i for i in syntax.children[tokens[noun].head] if tokens[i].dep == "nsubj")
    return any(
        tokens[i].pos == "NUM" and tokens[i].dep == "nummod" and tokens[i].head == subject
        for subject in subjects
        for i in syntax.subtrees[subject]
    )


_THEIRS = frozenset(
    {"brother", "carer", "father", "friend", "mother", "partner", "sibling", "sister"}
)


def others_had(syntax: Syntax, number: Number) -> tuple[int, int] | None:
    """The span [start, end) of the words about the people whom those counted have ("40 children
    have siblings in other authorities"): it is said of none of those counted."""
    tokens = syntax.tokens
    noun = _noun_of(syntax, number)
    if noun is None or tokens[noun].dep != "nsubj" or tokens[tokens[noun].head].pos != "VERB":
        return None
    for at in syntax.children[tokens[noun].head]:
        people = tokens[at].norm in _THEIRS or tokens[at].norm in nouns().people
        if tokens[at].dep == "dobj" and people:
            behind = [i for i in syntax.subtrees[at] if i > at]
            last = behind[-1] if behind else at
            for beside in syntax.children[tokens[noun].head]:  # "have a parent | with a disability"
                if tokens[beside].dep == "prep" and syntax.subtrees[beside][0] == last + 1:
                    behind += syntax.subtrees[beside]
            return (tokens[behind[0]].start, tokens[behind[-1]].end) if behind else None
    return None


def _noun_of(syntax: Syntax, number: Number) -> int | None:
    """The noun that a figure counts, or the figure itself, where it hangs on the verb."""
    tokens = syntax.tokens
    at = head_of(syntax, number)
    if at is None or not tokens_of(syntax, number):
        return None
    while tokens[at].dep in ("nummod", "compound", "quantmod", "nmod") and tokens[at].head != at:
        at = tokens[at].head
    return at
