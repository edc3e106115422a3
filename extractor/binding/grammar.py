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
from extractor.marks.syntax import Syntax
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
    accounts for them, `light` the verbs among them that say little; `adjuncts` the words that only say why, when, compared with what, or
    who said so; `denying` the words that deny ("not", "without"); `modal` the auxiliaries of
    what might be.
    """

    narrowing: frozenset[int] = frozenset()
    light: frozenset[int] = frozenset()
    adjuncts: frozenset[int] = frozenset()
    denying: tuple[int, ...] = ()
    modal: tuple[int, ...] = ()


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
        if _is_adjunct(syntax, at, figures, words):
            left_out.update(syntax.subtree(at))
        elif _leads(syntax, at, figures):
            leading.update(syntax.subtree(at))
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
        and not _neutral(token.lower, token.norm, token.lemma, token.pos, words)
    )
    kept = [t for at, t in enumerate(tokens) if at not in left_out]
    return Grammar(
        narrowing,
        frozenset(t.start for t in tokens if t.pos == "VERB" and t.lemma in words.light_verbs),
        frozenset(tokens[at].start for at in left_out),
        tuple(t.start for t in kept if t.dep == "neg" or t.lower in words.denying),
        tuple(t.start for t in kept if t.lower in words.modal and t.dep == "aux"),
    )


def _neutral(lower: str, norm: str, lemma: str, pos: str, words: Words) -> bool:
    if lower in words.neutral or norm in words.neutral:
        return True
    return pos == "VERB" and lemma in words.verbs


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
        return True
    if token.dep in _CLAUSES:
        return before in _PUNCTUATION or span[0] == 0
    if token.dep == "conj" and token.pos in ("VERB", "AUX"):
        return syntax.tokens[token.head].pos in ("VERB", "AUX")
    if token.dep in _SET_OFF and before in _PUNCTUATION and figures:
        return span[0] > max(figures)
    return False


def _leads(syntax: Syntax, at: int, figures: frozenset[int]) -> bool:
    """Whether a phrase opens the sentence and is set off by a comma ("In the county, …"): its
    words narrow nothing, unless it names the base ("Of the …", "For children under five, …")."""
    token = syntax.tokens[at]
    if token.dep not in _LEADING or not figures:
        return False
    span = syntax.subtree(at)
    after = span[-1] + 1
    comma = after < len(syntax.tokens) and syntax.tokens[after].lower == ","
    opener = syntax.tokens[span[0]].lower
    return comma and span[-1] < min(figures) and opener not in _BASE_OPENERS


def _reporting(syntax: Syntax, holds: frozenset[int]) -> set[int]:
    """The words of a clause that only says who reported the figure ("The head of service
    highlighted that 363 children …")."""
    found: set[int] = set()
    for at in holds:
        token = syntax.tokens[at]
        if token.dep == "ccomp":
            inside = set(syntax.subtree(at))
            found.update(i for i in syntax.subtree(token.head) if i not in inside)
    return found - holds | {
        syntax.tokens[at].head for at in holds if syntax.tokens[at].dep == "ccomp"
    }


def noun_counted(syntax: Syntax, number: Number) -> int | None:
    """The offset of the noun that a figure counts, behind "of" for a share; None where the
    figure names none ("the number rose to 64")."""
    tokens = syntax.tokens
    own = {i for i, t in enumerate(tokens) if number.start < t.end and t.start < number.end}
    if not own:
        return None
    top = next((i for i in sorted(own) if tokens[i].head not in own), min(own))
    if tokens[top].dep == "nummod" and tokens[tokens[top].head].pos in ("NOUN", "PROPN"):
        head = tokens[top].head
        return tokens[head].start if tokens[head].start > number.start else None
    for child in syntax.children[top]:
        if tokens[child].lower == "of" and tokens[child].start >= number.end:
            for base in syntax.children[child]:
                if tokens[base].pos in ("NOUN", "PROPN"):
                    return tokens[base].start
    return None
