"""Words that say how well something went, beside what a figure counts.

"The council was effective in bringing the number of children in care down to 412": that it was
effective does not narrow the 412, and neither does what a sentence says of a subject whose level it
gives between commas ("Caseloads, at an average of 22, exceed what is recommended").
"""

from __future__ import annotations

from extractor.annotations.parsing.syntax import Syntax
from extractor.rulebook.words import Words

_COPULAS = frozenset({"be", "become", "remain"})
_LEVEL_OPENS = frozenset({"at", "with", "on"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def evaluating(syntax: Syntax, figures: frozenset[int], words: Words) -> frozenset[int]:
    """The words of a sentence, as token numbers, that evaluate and narrow none of its figures."""
    found: set[int] = set()
    if figures:
        for at in range(len(syntax.tokens)):
            if _says_how_well(syntax, at, figures) or _is_progress_in(syntax, at, words):
                found.add(at)
        found |= _said_of_a_level_between_commas(syntax, figures)
    return frozenset(found)


def _says_how_well(syntax: Syntax, at: int, figures: frozenset[int]) -> bool:
    """Whether an adjective says how somebody did what led to a figure behind it ("is successful in
    placing 86% of them near home"): its own phrase holds the figure, its subject does not."""
    token = syntax.tokens[at]
    if token.pos != "ADJ" or token.dep != "acomp":
        return False
    copula = syntax.tokens[token.head]
    if copula.lemma not in _COPULAS or not figures.intersection(syntax.subtrees[at]):
        return False
    subjects = [i for i in syntax.children[token.head] if syntax.tokens[i].dep in _SUBJECTS]
    in_doing = any(
        syntax.tokens[i].dep == "pcomp" and figures.intersection(syntax.subtrees[i])
        for i in syntax.subtrees[at]
    )
    return in_doing and not any(figures.intersection(syntax.subtrees[i]) for i in subjects)


def _is_progress_in(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a word is the subject or the deed of "progress in holding conferences within 15 days
    has improved from 59%": what was done is measured, not who progressed."""
    token = syntax.tokens[at]
    if token.dep == "pcomp" and token.lower.endswith("ing"):
        link = syntax.tokens[token.head]
        return link.lower == "in" and _is_progress_in(syntax, link.head, words)
    if token.dep != "nsubj" or syntax.tokens[token.head].lemma not in words.verbs:
        return False
    links = [i for i in syntax.children[at] if syntax.tokens[i].lower == "in"]
    return any(syntax.tokens[c].dep == "pcomp" for i in links for c in syntax.children[i])


def _said_of_a_level_between_commas(syntax: Syntax, figures: frozenset[int]) -> set[int]:
    """The words behind the only level of a sentence that stands between commas right behind the
    subject: "Caseloads, at an average of 22 cases, | exceed what is recommended"."""
    tokens, last = syntax.tokens, max(figures)
    commas = [i for i, t in enumerate(tokens) if t.lower == ","]
    before = [i for i in commas if i < min(figures)]
    behind = [i for i in commas if i > last]
    if not before or not behind or tokens[before[-1] + 1].lower not in _LEVEL_OPENS:
        return set()
    opening, closing = before[-1], behind[0]
    begins = any(t.pos in ("VERB", "AUX") and t.dep != "amod" for t in tokens[:closing])
    rest = range(closing + 1, len(tokens))
    if begins or not any(tokens[i].dep == "ROOT" for i in rest) or opening < 1:
        return set()
    return set(rest)
