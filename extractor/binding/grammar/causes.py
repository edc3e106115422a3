"""What tells which of them are counted though it looks like an aside: the cause of what happened
("212 admissions due to asthma"), what is not so of them ("but were not yet matched")."""

from __future__ import annotations

from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.grammar.governor import PUNCTUATION
from extractor.rulebook.words import Words, nouns

_DUE = frozenset({"due", "because", "owing"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def caused(syntax: Syntax, at: int, counted: frozenset[int], words: Words) -> bool:
    """Whether a reason stands in the phrase of the noun that a figure counts or that its clause is
    about, and says which of these things are counted. Of people and of a mere change ("a rise due
    to demand") it only says why."""
    tokens, first = syntax.tokens, syntax.subtrees[at][0]
    if tokens[first].lower not in _DUE or not first or tokens[first - 1].lower in PUNCTUATION:
        return False
    named = _subject_before(syntax, at, first)
    noun = tokens[tokens[at].head if named is None else named]
    if noun.pos != "NOUN" or noun.start > tokens[first].start:
        return False
    if noun.start not in counted and noun.dep not in _SUBJECTS:
        return False
    mere = noun.lower in words.neutral or noun.norm in words.neutral
    return not mere and noun.norm not in nouns().people


def _subject_before(syntax: Syntax, at: int, first: int) -> int | None:
    """The subject right behind which a reason stands, where the parser hung that on the verb."""
    tokens, verb = syntax.tokens, syntax.tokens[at].head
    if tokens[verb].pos not in ("VERB", "AUX") or verb < first:
        return None
    subjects = [i for i in syntax.children[verb] if tokens[i].dep in _SUBJECTS]
    behind = [i for i in subjects if syntax.subtrees[i][-1] == first - 1]
    return behind[0] if behind else None


def denies(syntax: Syntax, verb: int) -> bool:
    """Whether a verb says what is not so of its subject: "but were not yet matched"."""
    return any(syntax.tokens[i].dep == "neg" for i in syntax.children[verb])
