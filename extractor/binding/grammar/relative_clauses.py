"""Relative clauses: which of them describe another noun than the one that is counted."""

from __future__ import annotations

from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.grammar.reporting_clauses import BASE_OPENERS
from extractor.months import NUMBERS
from extractor.rulebook.words import Words, nouns

AMONG = frozenset({"in", "among", "amongst", "of", "for", "with"})
"""Words behind which those may be named of whom a sentence speaks ("In the cases that we read")."""

_OF_A_GROUP = frozenset({"among", "amongst", "for"})

_OF_SOMEBODY = frozenset({"who", "whom", "whose"})

_DAYS = frozenset({"date", "day", "end", "point", "stage", "time"})


def describes_another(
    syntax: Syntax, at: int, holds: frozenset[int], counted: frozenset[int], words: Words
) -> bool:
    """Whether a relative clause describes another noun than the one that is counted ("placed in
    residential care which provides …"); one that denies something narrows it all the same."""
    token = syntax.tokens[at]
    if token.dep != "relcl" or token.head in holds:
        return False
    head = syntax.tokens[token.head]
    if head.start in counted or _in_base(syntax, token.head) or _is_of_people(syntax, at, words):
        return False
    if head.lower == "those" and syntax.tokens[head.head].lower in _OF_A_GROUP:
        return False  # "among those who joined since May"
    leader = syntax.tokens[head.head]
    opens = leader.dep == "prep" and leader.lower in AMONG and syntax.subtrees[head.head][0] == 0
    if opens and head.norm not in words.times:
        return False  # "In the cases that we read, …"
    if any(syntax.tokens[i].dep == "neg" for i in syntax.subtrees[at]):
        return False
    return not any(syntax.tokens[i].dep == "nummod" for i in syntax.children[token.head])


def _in_base(syntax: Syntax, at: int) -> bool:
    """Whether a noun belongs to the base at the start of a sentence ("Of the children in care who
    moved school, 42% …")."""
    while syntax.tokens[at].head != at and syntax.tokens[at].dep != "prep":
        at = syntax.tokens[at].head
    return at == 0 and syntax.tokens[at].lower in BASE_OPENERS


def _is_of_people(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a relative clause with "who" or "whose" hangs on a time or a place, of which neither
    is said: "13 children were in care on 31 March whose school had closed" says it of the
    children."""
    head = syntax.tokens[syntax.tokens[at].head]
    times = head.norm in words.times or head.norm in _DAYS or head.lower in NUMBERS
    places = head.norm in words.bodies or head.norm in nouns().areas
    if not (times or places or head.lower[:1].isdigit()):
        return False
    return any(syntax.tokens[i].lower in _OF_SOMEBODY for i in syntax.subtrees[at])
