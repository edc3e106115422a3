"""The function of each word of a sentence: which of them narrow what a figure counts.

An adjunct (a reason, a comparison, the source of the figure, a clause set off by a comma) does not
change what is counted. A noun, adjective or verb in the figure's own clause does, until a rule
accounts for it. "There were 512 children in care, broadly in line with expectations" counts all of
them; "512 children in care attended the event" does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax, SyntaxToken
from extractor.binding.grammar.adjuncts import read_beside
from extractor.binding.grammar.evaluations import evaluating
from extractor.binding.grammar.governor import figure_is_subject, noun_counted, tokens_of
from extractor.rulebook.words import Words, nouns

_POINTING = frozenset({"former", "latter"})


_OF_PEOPLE = frozenset({"cohort", "group"})


_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})


_CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a sentence by their function, as offsets of their first characters.

    `narrowing` are nouns, adjectives and verbs that narrow what is counted unless a rule accounts
    for them; `light` verbs with little meaning; `acts` verbs that only tell what somebody did with
    what is counted; `adjuncts` words that only give reason, time, comparison or source;
    `describing` words of a clause about another noun; `denying` negations ("not").
    """

    narrowing: frozenset[int] = frozenset()
    light: frozenset[int] = frozenset()
    acts: frozenset[int] = frozenset()
    adjuncts: frozenset[int] = frozenset()
    describing: frozenset[int] = frozenset()
    denying: tuple[int, ...] = ()


def read_grammar(syntax: Syntax, numbers: Sequence[Number], words: Words) -> Grammar:
    """Read which words of a sentence narrow its candidate figures."""
    tokens = syntax.tokens
    figures = _figure_tokens(syntax, numbers)
    holds = _holding(syntax, figures)
    counted = frozenset(n for number in numbers if (n := noun_counted(syntax, number)) is not None)
    beside = read_beside(syntax, figures, holds, counted, words)
    left_out, describing = beside.adjuncts, beside.describing
    passed_over = left_out | describing | beside.leading | beside.acting
    passed_over |= evaluating(syntax, figures, words)
    narrowing = frozenset(
        token.start
        for at, token in enumerate(tokens)
        if at not in passed_over
        and at not in figures
        and token.pos in _CLASSES
        and len(token.lower) > 2
        and token.lower.replace("-", "").isalpha()
        and (
            not _neutral(token, words)
            or _is_done_to(syntax, at, figures, words)
            or _works(syntax, at, counted)
            or _tells_cause(syntax, at, words)
        )
        and not _qualifies_neutral(syntax, at, counted, words)
        and not _names_body(syntax, at, words)
        and not (token.lower in _POINTING and token.dep in _NOMINAL)
        and not _compares(token)
        and not _weighs(syntax, at, figures)
    )
    # "advised on 74 children who had been adopted" counts those advised on
    picked_out = any(t.dep == "relcl" and tokens[t.head].start in counted for t in tokens)
    kept = [t for at, t in enumerate(tokens) if at not in left_out]
    return Grammar(
        narrowing,
        frozenset(
            t.start
            for at, t in enumerate(tokens)
            if t.pos == "VERB"
            and t.lemma in words.light_verbs
            and not _restricts(syntax, at, figures, counted)
        ),
        frozenset(
            t.start
            for at, t in enumerate(tokens)
            if t.pos == "VERB" and not picked_out and _acts_on_figure(syntax, at, figures, counted)
        ),
        frozenset(tokens[at].start for at in left_out),
        frozenset(tokens[at].start for at in describing),
        tuple(t.start for t in kept if t.dep == "neg" or t.lower in words.denying),
    )


def _neutral(token: SyntaxToken, words: Words) -> bool:
    if token.lower in words.neutral or token.norm in words.neutral:
        return True
    return token.pos == "VERB" and token.lemma in words.verbs


def _works(syntax: Syntax, at: int, counted: frozenset[int]) -> bool:
    """Whether it is said of those counted that they work ("12 care leavers working for us")."""
    token = syntax.tokens[at]
    told = token.lower == "working" and token.dep == "acl"
    return told and syntax.tokens[token.head].start in counted


def _compares(token: SyntaxToken) -> bool:
    """Whether an adjective only says which way a figure lies ("performance was weaker", "three
    weeks shorter than"); one before a noun may narrow it ("older children")."""
    return (
        token.pos == "ADJ"
        and token.dep != "amod"
        and token.lower.endswith("er")
        and (token.lemma != token.lower)
    )


def _weighs(syntax: Syntax, at: int, figures: frozenset[int]) -> bool:
    """Whether an adjective only says what is thought of a figure ("an impressive 93%")."""
    tokens = syntax.tokens
    before = tokens[at - 1].lower if at else ""
    return tokens[at].pos == "ADJ" and before in ("a", "an") and at + 1 in figures


def _is_done_to(syntax: Syntax, at: int, figures: frozenset[int], words: Words) -> bool:
    """Whether a verb of change or report describes what is true of those counted: "12% were
    declined" is not a decline, "10 were known to the team" not a report ("10 are known to be out of
    school" is)."""
    token = syntax.tokens[at]
    if token.lemma not in words.done_to or any(
        syntax.tokens[i].dep in ("xcomp", "ccomp") for i in syntax.children[at]
    ):
        return False
    if token.dep == "acl" and token.lower.endswith("ed"):  # "of the pupils excluded, five had …"
        return syntax.tokens[token.head].norm in nouns().people
    passive = any(syntax.tokens[i].dep == "auxpass" for i in syntax.children[at])
    return passive and figure_is_subject(syntax, at, figures)


def _tells_cause(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a participle says what caused those things that its noun names ("admissions caused by
    falls"); of a mere change ("a rise caused by demand") it says nothing."""
    token = syntax.tokens[at]
    noun = syntax.tokens[token.head]
    return token.dep == "acl" and token.lemma == "cause" and not _neutral(noun, words)


def _qualifies_neutral(syntax: Syntax, at: int, counted: frozenset[int], words: Words) -> bool:
    """Whether an adjective comes before a neutral noun ("a notable increase") that is not what
    is counted ("44 homeless children") nor some of those ("in the secondary cohort")."""
    token = syntax.tokens[at]
    while token.pos == "ADJ" and token.dep == "conj" and syntax.tokens[token.head].pos == "ADJ":
        token = syntax.tokens[token.head]  # "a rapid and appropriate rise"
    head = syntax.tokens[token.head]
    if token.pos != "ADJ" or token.dep != "amod" or head.start in counted:
        return False
    if token.start > head.start:
        return False  # "have a check overdue"
    if head.norm in _OF_PEOPLE and head.dep == "pobj":
        return False
    return _neutral(head, words)


def _restricts(syntax: Syntax, at: int, figures: frozenset[int], counted: frozenset[int]) -> bool:
    """Whether a verb picks out some of those who are counted ("23 care leavers who attend …"), and
    does not tell of a part of them that has a figure ("of which 92% were held")."""
    verb = syntax.tokens[at]
    picks = verb.dep == "relcl" and syntax.tokens[verb.head].start in counted
    return picks and not figure_is_subject(syntax, at, figures)


def _acts_on_figure(
    syntax: Syntax, at: int, figures: frozenset[int], counted: frozenset[int]
) -> bool:
    """Whether a verb only says what somebody else did with those counted ("the team chaired 42
    reviews", "we brought the share down to 9%"): no subject of it holds a figure. What is to be
    done ("funding to build 200 places") is no such thing."""
    held = figures.intersection(syntax.subtrees[at])
    children = syntax.children[at]
    if not held or any(syntax.tokens[i].dep in ("auxpass", "nsubjpass") for i in children):
        return False
    if any(syntax.tokens[i].dep == "aux" and syntax.tokens[i].lower == "to" for i in children):
        return False
    if syntax.tokens[at].dep in ("relcl", "amod") or figure_is_subject(syntax, at, figures):
        return False
    if syntax.tokens[at].dep == "acl" and syntax.tokens[syntax.tokens[at].head].start in counted:
        return False
    return any(syntax.tokens[i].dep == "dobj" for i in children)


def _names_body(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a word is part of the name of a council ("Wexmouth County Council had …")."""
    token = syntax.tokens[at]
    head = syntax.tokens[token.head]
    return token.pos == "PROPN" and token.dep == "compound" and head.norm in words.bodies


def _figure_tokens(syntax: Syntax, numbers: Sequence[Number]) -> frozenset[int]:
    return frozenset(at for number in numbers for at in tokens_of(syntax, number))


def _holding(syntax: Syntax, figures: frozenset[int]) -> frozenset[int]:
    """The tokens on which a figure hangs, itself included."""
    holding: set[int] = set(figures)
    for at in figures:
        holding.update(syntax.ancestors[at])
    return frozenset(holding)
