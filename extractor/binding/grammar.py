"""What the grammar of a sentence says of its words: which narrow what a figure counts.

An adjunct (a reason, a comparison, who reported it, a clause set off by a comma) changes
nothing of the figure; a noun, an adjective or a verb in the clause of the figure does,
until a rule says what it means. "There were 512 children in care, broadly in line with
expectations" counts all of them, "512 children in care attended the event" does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.marks.model import Number
from extractor.marks.syntax import Syntax, Token
from extractor.rulebook.words import Words

_CLAUSES = frozenset({"advcl", "parataxis", "intj", "meta"})
_SET_OFF = frozenset(
    {"relcl", "acl", "appos", "prep", "conj", "advmod", "npadvmod", "acomp", "dep"}
)
_LEADING = frozenset({"prep", "advmod", "npadvmod", "advcl", "nmod"})
_BASE_OPENERS = frozenset({"of", "for", "among", "amongst", "from", "out", "with"})
_PUNCTUATION = frozenset({",", "–", "—", "-", ";", ":"})
_CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a sentence by what they do, as offsets of their first characters.

    `narrowing` are the nouns, adjectives and verbs that narrow what is counted unless a rule
    accounts for them, `light` the verbs that say little; `adjuncts` the words that only say
    why, when, compared with what, or who said so; `denying` those that deny ("not").
    """

    narrowing: frozenset[int] = frozenset()
    light: frozenset[int] = frozenset()
    adjuncts: frozenset[int] = frozenset()
    denying: tuple[int, ...] = ()


NO_GRAMMAR = Grammar()


def read_grammar(syntax: Syntax, numbers: Sequence[Number], words: Words) -> Grammar:
    """What each word of a sentence does for its candidate figures."""
    tokens = syntax.tokens
    figures = _figure_tokens(syntax, numbers)
    holds = _holding(syntax, figures)
    left_out: set[int] = set()
    leading: set[int] = set()
    for at in range(len(tokens)):
        if at in holds or at in left_out:
            continue
        if _leads(syntax, at, figures, words) or _describes(syntax, at, holds):
            leading.update(syntax.subtree(at))
        elif _is_adjunct(syntax, at, figures, words):
            left_out.update(syntax.subtree(at))
    left_out |= _reporting(syntax, holds)
    narrowing = frozenset(
        token.start
        for at, token in enumerate(tokens)
        if at not in left_out
        and at not in leading
        and at not in figures
        and token.pos in _CLASSES
        and len(token.lower) > 2
        and token.lower.isalpha()
        and not _neutral(token, words)
        and not _qualifies_neutral(syntax, at, words)
    )
    kept = [t for at, t in enumerate(tokens) if at not in left_out]
    return Grammar(
        narrowing,
        frozenset(t.start for t in tokens if t.pos == "VERB" and t.lemma in words.light_verbs),
        frozenset(tokens[at].start for at in left_out),
        tuple(t.start for t in kept if t.dep == "neg" or t.lower in words.denying),
    )


def _neutral(token: Token, words: Words) -> bool:
    if token.lower in words.neutral or token.norm in words.neutral:
        return True
    return token.pos == "VERB" and token.lemma in words.verbs


def _qualifies_neutral(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether an adjective stands before a neutral noun ("a notable increase")."""
    token = syntax.tokens[at]
    head = syntax.tokens[token.head]
    return token.pos == "ADJ" and token.dep == "amod" and _neutral(head, words)


def _figure_tokens(syntax: Syntax, numbers: Sequence[Number]) -> frozenset[int]:
    return frozenset(
        at
        for at, token in enumerate(syntax.tokens)
        if any(n.start < token.end and token.start < n.end for n in numbers)
    )


def _holding(syntax: Syntax, figures: frozenset[int]) -> frozenset[int]:
    """The tokens on which a figure hangs, itself included."""
    holding: set[int] = set(figures)
    for at in figures:
        holding.update(syntax.ancestors(at))
    return frozenset(holding)


def _is_adjunct(syntax: Syntax, at: int, figures: frozenset[int], words: Words) -> bool:
    """Whether a subtree without a figure is set off from what the figure counts."""
    token = syntax.tokens[at]
    if token.head == at or token.inside:
        return False
    if token.dep in ("neg", "punct", "cc", "det", "aux", "auxpass", "mark"):
        return False
    span = syntax.subtree(at)
    first = syntax.tokens[span[0]].lower
    before = syntax.tokens[span[0] - 1].lower if span[0] else ""
    if token.dep in ("prep", "advcl", "pcomp", "advmod", "acl", "amod") and (
        token.lower in words.adjunct_openers or first in words.adjunct_openers
    ):
        return not _completes_copula(syntax, at)
    if token.dep in _CLAUSES:
        return before in _PUNCTUATION or span[0] == 0
    if token.dep == "conj" and token.pos in ("VERB", "AUX"):
        contrasts = any(syntax.tokens[i].lower == "but" for i in range(token.head, at))
        return syntax.tokens[token.head].pos in ("VERB", "AUX") and (
            contrasts
            or _has_subject(syntax, at)
            or not _figure_is_subject(syntax, token.head, figures)
        )
    if token.dep in _SET_OFF and before in _PUNCTUATION and figures:
        return span[0] > max(figures)
    return False


def _completes_copula(syntax: Syntax, at: int) -> bool:
    """Whether a phrase is all that a form of "be" says ("18 were due to …")."""
    head = syntax.tokens[at].head
    if syntax.tokens[head].lemma != "be":
        return False
    others = [
        i
        for i in syntax.children[head]
        if i != at
        and syntax.tokens[i].dep in ("attr", "acomp", "prep", "advmod", "xcomp")
        and syntax.tokens[i].start > syntax.tokens[head].start
    ]
    return not others


def _has_subject(syntax: Syntax, at: int) -> bool:
    return any(syntax.tokens[i].dep in ("nsubj", "nsubjpass", "expl") for i in syntax.children[at])


def _figure_is_subject(syntax: Syntax, verb: int, figures: frozenset[int]) -> bool:
    """Whether a figure stands in the subject of a verb."""
    return any(
        figures.intersection(syntax.subtree(i))
        for i in syntax.children[verb]
        if syntax.tokens[i].dep in ("nsubj", "nsubjpass")
    )


def _describes(syntax: Syntax, at: int, holds: frozenset[int]) -> bool:
    """Whether a relative clause describes another noun than the one that is counted ("placed in
    residential care which provides …")."""
    token = syntax.tokens[at]
    if token.dep != "relcl" or token.head in holds:
        return False
    return not any(syntax.tokens[i].dep == "nummod" for i in syntax.children[token.head])


def _leads(syntax: Syntax, at: int, figures: frozenset[int], words: Words) -> bool:
    """Whether a phrase opens the sentence and is set off by a comma ("In the county, …"): its
    words narrow nothing, unless it names the base ("Of the …", "For children under five, …")."""
    token = syntax.tokens[at]
    if token.dep not in _LEADING or not figures:
        return False
    span = syntax.subtree(at)
    after = span[-1] + 1
    comma = after < len(syntax.tokens) and syntax.tokens[after].lower == ","
    opener = syntax.tokens[span[0]].lower
    set_off = comma or (span[0] == 0 and opener in words.adjunct_openers)
    return set_off and span[-1] < min(figures) and opener not in _BASE_OPENERS


def _reporting(syntax: Syntax, holds: frozenset[int]) -> set[int]:
    """The words of a clause that only says who reported the figure ("The head of service
    highlighted that 363 children …")."""
    found: set[int] = set()
    for at in holds:
        token = syntax.tokens[at]
        if token.dep == "ccomp" and token.start > syntax.tokens[token.head].start:
            inside = set(syntax.subtree(at))
            outside = [i for i in syntax.subtree(token.head) if i not in inside]
            if not any(i in holds for i in outside if i != token.head):
                found.update(outside)
    return found


def noun_counted(syntax: Syntax, number: Number) -> int | None:
    """The offset of the noun that a figure counts, behind "of" for a share; None where the
    figure names none ("the number rose to 64")."""
    tokens = syntax.tokens
    own = {i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end}
    if not own:
        return None
    top = next((i for i in sorted(own) if tokens[i].head not in own), min(own))
    if tokens[top].dep == "nummod" and tokens[tokens[top].head].pos in ("NOUN", "PROPN"):
        head = tokens[tokens[top].head]
        return head.start if head.start > number.start and head.lower.isalpha() else None
    for child in syntax.children[top]:
        if tokens[child].lower == "of" and tokens[child].start >= number.end:
            for base in syntax.children[child]:
                if tokens[base].pos in ("NOUN", "PROPN"):
                    return tokens[base].start
    return None


_FINITE = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis"})


def scope_of(syntax: Syntax, number: Number) -> frozenset[int] | None:
    """The offsets of the words that may narrow a figure: those of its own clause.

    The clause is that of the nearest verb with a subject of its own; of a figure in a phrase
    that is set off ("…, with 128 children adopted") or that hangs on another noun ("care
    planning for the 94 children") it is the phrase. None where the parse shows no clause.
    """
    tokens = syntax.tokens
    own = [i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end]
    if not own:
        return None
    at = own[0]
    while True:
        token = tokens[at]
        if token.pos in ("VERB", "AUX") and token.dep in _FINITE and _has_subject(syntax, at):
            return frozenset(tokens[i].start for i in syntax.subtree(at))
        if token.dep == "prep" and _is_absolute(syntax, at, number):
            return frozenset(tokens[i].start for i in syntax.subtree(at))
        if token.head == at:
            return None
        at = token.head


def _is_absolute(syntax: Syntax, at: int, number: Number) -> bool:
    """Whether a prepositional phrase stands for itself: set off by a comma with a counted noun
    in it, or hanging on a noun that has nothing to do with the count."""
    tokens = syntax.tokens
    counted = noun_counted(syntax, number)
    if counted is None or tokens[at].lower not in ("with", "for", "by"):
        return False
    first = syntax.subtree(at)[0]
    if first and tokens[first - 1].lower in _PUNCTUATION:
        return True
    return tokens[tokens[at].head].pos in ("NOUN", "PROPN")


def modality(syntax: Syntax, number: Number, words: Words) -> str | None:
    """The auxiliary of what is not yet or might be ("will", "could") on the verb that governs a
    figure; None where the clause states what is."""
    own = [i for i, t in enumerate(syntax.tokens) if number.start < t.end and t.start < number.end]
    if not own:
        return None
    for at in syntax.ancestors(own[0]):
        token = syntax.tokens[at]
        if token.pos not in ("VERB", "AUX"):
            continue
        for child in syntax.children[at]:
            aux = syntax.tokens[child]
            if aux.dep == "aux" and (aux.lower in words.modal or aux.lower in words.future):
                return aux.lower
        if token.dep in _FINITE and _has_subject(syntax, at):
            return None
    return None
