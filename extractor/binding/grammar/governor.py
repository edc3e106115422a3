"""What governs a figure in its sentence: its noun, its verb, its subject and its clause.

Each function takes the syntax of a sentence and one of its numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax, whole_phrase
from extractor.binding.grammar.joined_objects import joins_an_object
from extractor.binding.grammar.reporting_clauses import base_before
from extractor.rulebook.words import Words

PUNCTUATION = frozenset({",", "–", "—", "-", ";", ":"})
FINITE = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis"})
"""What a verb with a subject and a tense of its own is to the words that it depends on."""
_IDENTIFIED = frozenset({"attr", "acomp", "prep"})
RELATIVE = frozenset({"who", "which", "that"})
_START, _END = attrgetter("start"), attrgetter("end")


def tokens_of(syntax: Syntax, number: Number) -> list[int]:
    """The numbers of the tokens of which a figure is made, in order."""
    tokens = syntax.tokens
    first = bisect_right(tokens, number.start, key=_END)
    last = bisect_left(tokens, number.end, first, key=_START)
    return list(range(first, last))


def head_of(syntax: Syntax, number: Number) -> int | None:
    """The head token of a figure; None where the parser has no token for it."""
    own = tokens_of(syntax, number)
    return next((i for i in own if syntax.tokens[i].head not in own), own[0] if own else None)


def has_subject(syntax: Syntax, at: int) -> bool:
    """Whether a verb has a subject of its own."""
    return any(syntax.tokens[i].dep in ("nsubj", "nsubjpass", "expl") for i in syntax.children[at])


def figure_is_subject(syntax: Syntax, verb: int, figures: frozenset[int]) -> bool:
    """Whether a figure is in the subject of a verb, or of the verb that it complements."""
    while syntax.tokens[verb].dep in ("xcomp", "conj") and not has_subject(syntax, verb):
        verb = syntax.tokens[verb].head
    return any(
        figures.intersection(syntax.subtrees[i])
        for i in syntax.children[verb]
        if syntax.tokens[i].dep in ("nsubj", "nsubjpass")
    )


def noun_counted(syntax: Syntax, number: Number) -> int | None:
    """The offset of the noun that a figure counts, after "of" for a share; None where the
    figure names none ("the number rose to 64")."""
    tokens = syntax.tokens
    top = head_of(syntax, number)
    if top is None:
        return None
    if tokens[top].dep == "nummod" and tokens[tokens[top].head].pos in ("NOUN", "PROPN"):
        head = tokens[tokens[top].head]
        between = {tokens[i].lower for i in range(top, tokens[top].head)}
        if between & {"(", ")"}:  # "from 581 (34 per 10,000 children)"
            return None
        return head.start if head.start > number.start and head.lower.isalpha() else None
    for child in syntax.children[top]:
        if tokens[child].lower == "of" and tokens[child].start >= number.end:
            for base in syntax.children[child]:
                if tokens[base].pos in ("NOUN", "PROPN") and tokens[base].lower[:1].isalpha():
                    return tokens[base].start
    return None


def _headed(syntax: Syntax, number: Number) -> tuple[int, int] | None:
    """The subject that a figure heads and its verb, as token numbers; None where it heads none."""
    tokens = syntax.tokens
    subject = head_of(syntax, number)
    if subject is None:
        return None
    if tokens[subject].dep == "nummod":
        subject = tokens[subject].head
    verb = tokens[subject].head
    if tokens[subject].dep not in ("nsubj", "nsubjpass") or tokens[verb].pos not in ("VERB", "AUX"):
        return None
    if tokens[verb].dep == "csubj":  # "93% of care leavers aged 17 to 21 | were"
        verb = tokens[verb].head
    return subject, verb


def predicate_of(syntax: Syntax, number: Number) -> list[tuple[int, int]]:
    """The spans [start, end) of the verb whose subject a figure heads, and of its objects: what
    they had or did is said about those who are counted, however far the verb is ("58 children
    have had three social workers"). Empty where the figure heads no subject."""
    headed = _headed(syntax, number)
    if headed is None:
        return []
    verb = headed[1]
    objects = (i for i in syntax.children[verb] if syntax.tokens[i].dep == "dobj")
    return [(syntax.tokens[i].start, syntax.tokens[i].end) for i in (verb, *objects)]


def predicate_begins(syntax: Syntax, number: Number) -> int | None:
    """The offset of the verb whose subject a figure heads; None where it heads none."""
    headed = _headed(syntax, number)
    return None if headed is None else syntax.tokens[headed[1]].start


def verb_with_object(syntax: Syntax, number: Number) -> int | None:
    """The offset of the verb whose object a figure heads ("started 91 new plans"); None where it
    heads none."""
    tokens = syntax.tokens
    noun = head_of(syntax, number)
    if noun is not None and tokens[noun].dep == "nummod":
        noun = tokens[noun].head
    if noun is None or tokens[noun].dep != "dobj":
        return None
    return tokens[tokens[noun].head].start


def subject_noun(syntax: Syntax, number: Number, words: Words) -> int | None:
    """The offset of the noun whose number a figure gives as object or complement of a verb:
    "Placement breakdowns fell from 46 to 37"; after "number of" the noun that is numbered. Of an
    answer, the noun that its question asks for. None where the subject names none."""
    tokens = syntax.tokens
    own = frozenset(tokens_of(syntax, number))
    if not own or noun_counted(syntax, number) is not None:
        return None
    asked = _asked_for(syntax, min(own))
    if asked is not None:
        return tokens[asked].start
    for at in syntax.ancestors[min(own)]:
        if tokens[at].pos not in ("VERB", "AUX"):
            continue
        subjects = [i for i in syntax.children[at] if tokens[i].dep in ("nsubj", "nsubjpass")]
        if not subjects and has_subject(syntax, at):
            return None  # "the officer said that there had been two"
        if not subjects:
            continue
        noun = subjects[0]
        if tokens[noun].lower in RELATIVE and tokens[at].dep == "relcl":
            noun = tokens[at].head  # "our children, who numbered 402"
        elif own & {*syntax.subtrees[noun]} or joins_an_object(syntax, at, min(own)):
            return None
        if tokens[noun].pos != "NOUN":
            return None
        return None if tokens[noun].norm in words.neutral else tokens[noun].start
    return None


def _asked_for(syntax: Syntax, answer: int) -> int | None:
    """The noun behind "how many" in the question before an answer, as token numbers."""
    tokens = syntax.tokens
    if answer < 3 or all(t.lower != "?" for t in tokens[:answer]):
        return None
    for at in range(1, answer):
        if tokens[at].lower != "many" or tokens[at - 1].lower != "how":
            continue
        noun = tokens[at].head
        return noun if noun > at and tokens[noun].pos in ("NOUN", "PROPN") else None
    return None


def subject_of_predicate(syntax: Syntax, number: Number) -> frozenset[int] | None:
    """The offsets of the words of the subject that a figure heads ("57% of new entrants | were
    under 10"); None where it heads none."""
    headed = _headed(syntax, number)
    if headed is None:
        return None
    return frozenset(syntax.tokens[i].start for i in syntax.subtrees[headed[0]])


def event_around(syntax: Syntax, number: Number) -> tuple[int, int] | None:
    """The span [start, end) from the noun on which a figure's noun hangs by a participle to the
    participle ("149 incidents involving 55 children"): those counted are part of it."""
    tokens = syntax.tokens
    own = tokens_of(syntax, number)
    if not own:
        return None
    at = own[0]
    while tokens[at].head != at and tokens[at].dep in ("nummod", "compound", "quantmod", "advmod"):
        at = tokens[at].head
    verb = tokens[at].head
    if tokens[at].dep != "dobj" or tokens[verb].dep != "acl" or tokens[verb].head > verb:
        return None
    noun = tokens[verb].head
    if tokens[noun].pos != "NOUN":
        return None
    named = [i for i in syntax.children[noun] if tokens[i].dep in ("amod", "compound")]
    return tokens[min([noun, *named])].start, tokens[verb].end  # "missing episodes involving"


def named_as(syntax: Syntax, number: Number) -> str | None:
    """The noun, in normal form, of which a figure is the value: "a target of 380", "the target for
    … was 380", "the 80% target"; None where it is not a noun's value."""
    tokens = syntax.tokens
    at = head_of(syntax, number)
    if at is None:
        return None
    governor = tokens[at].head
    if tokens[at].dep == "pobj" and tokens[governor].lower == "of":
        noun = tokens[governor].head
        return tokens[noun].norm if tokens[noun].pos == "NOUN" else None
    if tokens[at].dep == "nummod" and tokens[governor].start > number.start:
        return tokens[governor].norm
    if tokens[at].dep == "pobj" and tokens[governor].lower == "at":  # "is better at 17%"
        at, governor = governor, tokens[governor].head
        if tokens[governor].dep == "acomp":
            at, governor = governor, tokens[governor].head
    if tokens[at].dep in _IDENTIFIED and tokens[governor].lemma == "be":
        for child in syntax.children[governor]:
            if tokens[child].dep == "nsubj":
                return tokens[child].norm
    return None


def linking_verbs(syntax: Syntax, number: Number) -> frozenset[int]:
    """The offsets of verbs that only tell how a measure changed or compares ("still misses the
    target of 121 days"): those that govern a figure outside their subject which has no noun of its
    own."""
    tokens = syntax.tokens
    own = frozenset(tokens_of(syntax, number))
    if not own or any(tokens[c].lower == "of" and tokens[c].start >= number.end
                      for i in own for c in syntax.children[i]):  # fmt: skip
        return frozenset()
    return frozenset(
        tokens[at].start
        for at in syntax.ancestors[min(own)]
        if tokens[at].pos == "VERB"
        and tokens[at].dep not in ("relcl", "acl")
        and has_subject(syntax, at)
        and not figure_is_subject(syntax, at, own)
    )


def scope_of(syntax: Syntax, number: Number) -> frozenset[int] | None:
    """The offsets of the words that may narrow a figure: those of its own clause.

    The clause is that of the nearest verb with a subject of its own; of a figure in a phrase
    that is set off ("…, with 128 children adopted") or that depends on another noun ("care
    planning for the 94 children") it is the phrase. None where the parse shows no clause.
    """
    tokens = syntax.tokens
    own = tokens_of(syntax, number)
    if not own:
        return None
    at = own[0]
    while True:
        token = tokens[at]
        if token.pos in ("VERB", "AUX") and token.dep in FINITE and has_subject(syntax, at):
            return frozenset(tokens[i].start for i in _clause(syntax, at, own[0]))
        if token.dep == "prep" and _is_absolute(syntax, at, number):
            return frozenset(tokens[i].start for i in syntax.subtrees[at])
        if token.dep == "relcl" and _is_part_of_noun(syntax, at, own[0]):
            noun = whole_phrase(syntax, token.head)
            return frozenset(tokens[i].start for i in syntax.subtrees[noun])
        if token.dep == "relcl" and _tells_of(syntax, at, own[0]):
            return frozenset(tokens[i].start for i in syntax.subtrees[token.head])
        if token.head == at:
            return None
        at = token.head


def _is_part_of_noun(syntax: Syntax, verb: int, figure: int) -> bool:
    """Whether a relative clause says something of so many of its noun: "visits to children, 84% of
    which were in time"."""
    tokens = syntax.tokens
    return any(
        figure in syntax.subtrees[subject]
        and any(tokens[i].lower in ("which", "whom") for i in syntax.subtrees[subject])
        for subject in syntax.children[verb]
        if tokens[subject].dep in ("nsubj", "nsubjpass")
    )


def _tells_of(syntax: Syntax, verb: int, figure: int) -> bool:
    """Whether a relative clause with a figure as its object tells what its noun did: "the council,
    which issued 88 applications, …"; what the main clause says is not said of them."""
    tokens = syntax.tokens
    subjects = [i for i in syntax.children[verb] if tokens[i].dep in ("nsubj", "nsubjpass")]
    relative = any(tokens[i].lower in RELATIVE for i in subjects)
    objects = (i for i in syntax.children[verb] if tokens[i].dep == "dobj")
    return relative and any(figure in syntax.subtrees[i] for i in objects)


def _clause(syntax: Syntax, verb: int, figure: int) -> set[int]:
    """The tokens of a verb's clause, without the clauses in it that have a subject of their own
    and do not hold the figure."""
    inside = set(syntax.subtrees[verb])
    for at in sorted(inside):
        token = syntax.tokens[at]
        if at == verb or token.dep not in ("advcl", "conj", "ccomp", "parataxis"):
            continue
        if token.pos in ("VERB", "AUX") and has_subject(syntax, at):
            part = set(syntax.subtrees[at])
            said = token.dep == "ccomp" and figure_is_subject(
                syntax, token.head, frozenset({figure})
            )  # "41 told us they were not ready": what is said narrows who said it
            if figure not in part and not said:
                inside -= part
    inside -= _said_before(syntax, verb, figure) | _said_of_value(syntax, verb, figure)
    return inside | base_before(syntax, verb) if syntax.tokens[verb].dep == "ccomp" else inside


def _said_of_value(syntax: Syntax, verb: int, figure: int) -> set[int]:
    """What a verb says of a value that is in its subject ("an agency rate of 22.4% reflects a
    difficult market"): nothing of those who are counted."""
    tokens = syntax.tokens
    at = figure
    while tokens[at].dep in ("nummod", "compound", "quantmod", "nmod") and tokens[at].head != at:
        at = tokens[at].head
    of = tokens[at].head
    if tokens[at].dep != "pobj" or tokens[of].lower != "of":
        return set()
    if not figure_is_subject(syntax, verb, frozenset({figure})):
        return set()
    objects = (i for i in syntax.children[verb] if tokens[i].dep in ("dobj", "attr"))
    return {inner for i in objects for inner in syntax.subtrees[i]}


_COMPLEMENTS = frozenset({"acomp", "attr", "dobj", "oprd", "xcomp"})


def _said_before(syntax: Syntax, verb: int, figure: int) -> set[int]:
    """The complements of a verb to which that of a figure is joined, which say something else of
    their subject: "advisers are persistent | and are in touch with 96%"."""
    below = next((i for i in (figure, *syntax.ancestors[figure]) if syntax.tokens[i].head == verb
                  and i != verb), None)  # fmt: skip
    if below is None or syntax.tokens[below].dep != "conj":
        return set()
    if syntax.tokens[below].pos not in ("VERB", "AUX") or has_subject(syntax, below):
        return set()
    return {
        inner
        for i in syntax.children[verb]
        if verb < i < below and syntax.tokens[i].dep in _COMPLEMENTS
        for inner in syntax.subtrees[i]
    }


def _is_absolute(syntax: Syntax, at: int, number: Number) -> bool:
    """Whether a prepositional phrase stands for itself: set off by a comma with a counted noun
    in it, or hanging on a noun that has nothing to do with the count."""
    tokens = syntax.tokens
    counted = noun_counted(syntax, number)
    if counted is None or tokens[at].lower not in ("with", "for", "by"):
        return False
    first = syntax.subtrees[at][0]
    if first and tokens[first - 1].lower in PUNCTUATION:
        return True
    # "health checks for 88% of children": a share of what it depends on
    if tokens[at].lower == "with" or number.unit is not None:
        return False
    # "adoption plans for 24 children" are what somebody did to the 24
    upon = tokens[tokens[at].head]
    if upon.dep == "pobj" and tokens[tokens[upon.head].head].pos == "VERB":
        # "has led to jobs for 40" is as "has found jobs for 40"; "looked at plans for all 94" not
        return any(tokens[i].lower in _KNOWN for i in range(at + 1, tokens_of(syntax, number)[0]))
    # but "neglect was the main concern for 149" says what they are of
    return upon.pos in ("NOUN", "PROPN") and upon.dep not in ("dobj", "attr")


_KNOWN = frozenset({"the", "our", "its", "all", "these", "those"})
"""What is said before those of whom all have heard, and not before some."""


def is_in_present(syntax: Syntax, number: Number, *, linking: bool = False) -> bool:
    """Whether the verb that governs a figure is a present tense of its own ("agency staff fill one
    in three posts"), with `linking` a form of "be" or "have" too ("the average is 29 weeks", "we
    have 40 carers", "28 are fostered"); what has become so ("has fallen to 29") is none."""
    if not syntax.tokens:
        return False
    for at in syntax.ancestors[min(tokens_of(syntax, number), default=0)]:
        verb = syntax.tokens[at]
        if verb.pos not in ("VERB", "AUX"):
            continue
        if linking and verb.dep in FINITE:
            helping = {syntax.tokens[i].lower for i in syntax.children[at] if _helps(syntax, i)}
            if verb.lower in _IS or (helping & _IS and not helping & _HAS):
                return True
            if verb.lower in _HAS and not helping:
                return True
            if verb.lemma in _STAYS and helping & _HAS:
                return True  # "has remained stable at 330"
        if verb.pos == "AUX":
            continue
        helped = any(syntax.tokens[i].dep in ("aux", "auxpass") for i in syntax.children[at])
        plain = verb.lower in (verb.lemma, f"{verb.lemma}s", f"{verb.lemma}es")
        return plain and not helped and verb.dep in FINITE
    return False


_IS = frozenset({"is", "are"})
_HAS = frozenset({"has", "have", "been"})
_STAYS = frozenset({"remain", "stay"})


def _helps(syntax: Syntax, at: int) -> bool:
    return syntax.tokens[at].dep in ("aux", "auxpass")
