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
from extractor.annotations.syntax import Syntax, SyntaxToken
from extractor.binding.governor import PUNCTUATION, figure_is_subject, has_subject, noun_counted
from extractor.rulebook.words import Words

_CLAUSES = frozenset({"advcl", "parataxis", "intj", "meta"})


_SET_OFF = frozenset(
    {"relcl", "acl", "appos", "prep", "conj", "advmod", "npadvmod", "acomp", "dep"}
)


_LEADING = frozenset({"prep", "advmod", "npadvmod", "advcl", "nmod"})


_BASE_OPENERS = frozenset({"of", "for", "among", "amongst", "from", "out", "with"})


_POINTING = frozenset({"former", "latter"})


_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})


_CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})


LABEL_WORDS = 7  # words before the colon of a list item that are its label


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
    left_out: set[int] = set()
    leading: set[int] = set()
    describing: set[int] = set()
    starts = {0, _statement(syntax)}
    for at in range(len(tokens)):
        if at in holds or at in left_out:
            continue
        if _describes(syntax, at, holds, counted):
            describing.update(syntax.subtree(at))
        elif _leads(syntax, at, figures, starts, words):
            beside = _opener(syntax, at) in words.adjunct_openers - words.time_openers
            (left_out if beside else leading).update(syntax.subtree(at))
        elif _is_adjunct(syntax, at, figures, words):
            left_out.update(syntax.subtree(at))
    left_out |= _reporting(syntax, holds)
    label = _label(syntax, figures)
    left_out, leading, describing = left_out - label, leading - label, describing - label
    acting = _acting(syntax, figures, words)
    narrowing = frozenset(
        token.start
        for at, token in enumerate(tokens)
        if at not in left_out
        and at not in leading
        and at not in describing
        and at not in figures
        and token.pos in _CLASSES
        and len(token.lower) > 2
        and token.lower.isalpha()
        and (not _neutral(token, words) or _is_done_to(syntax, at, figures, words))
        and not _qualifies_neutral(syntax, at, counted, words)
        and not _names_body(syntax, at, words)
        and at not in acting
        and not (token.lower in _POINTING and token.dep in _NOMINAL)
        and not _compares(token)
    )
    # "advised on 74 children who had been adopted" counts those advised on
    picked_out = any(t.dep == "relcl" and tokens[t.head].start in counted for t in tokens)
    kept = [t for at, t in enumerate(tokens) if at not in left_out]
    return Grammar(
        narrowing,
        frozenset(
            t.start
            for t in tokens
            if t.pos == "VERB"
            and t.lemma in words.light_verbs
            and not _restricts(syntax, t, counted)
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


def _label(syntax: Syntax, figures: frozenset[int]) -> set[int]:
    """The words of a list item's label: "Placed with parents: 33" counts who are so placed, it
    does not tell how something came about."""
    tokens = syntax.tokens
    colon = next((at for at, t in enumerate(tokens[: LABEL_WORDS + 1]) if t.lower == ":"), None)
    if colon is None or colon + 1 not in figures or min(figures) < colon:
        return set()
    return set(range(colon))


def _neutral(token: SyntaxToken, words: Words) -> bool:
    if token.lower in words.neutral or token.norm in words.neutral:
        return True
    return token.pos == "VERB" and token.lemma in words.verbs


def _compares(token: SyntaxToken) -> bool:
    """Whether an adjective only says which way a figure lies ("performance was weaker", "three
    weeks shorter than"); one before a noun may narrow it ("older children")."""
    return (
        token.pos == "ADJ"
        and token.dep != "amod"
        and token.lower.endswith("er")
        and (token.lemma != token.lower)
    )


def _is_done_to(syntax: Syntax, at: int, figures: frozenset[int], words: Words) -> bool:
    """Whether a verb of change describes an action on those counted: "12% were declined" is not a
    decline."""
    token = syntax.tokens[at]
    if token.lemma not in words.done_to:
        return False
    passive = any(syntax.tokens[i].dep == "auxpass" for i in syntax.children[at])
    return passive and figure_is_subject(syntax, at, figures)


def _qualifies_neutral(syntax: Syntax, at: int, counted: frozenset[int], words: Words) -> bool:
    """Whether an adjective comes before a neutral noun ("a notable increase") that is not what
    is counted ("44 homeless children")."""
    token = syntax.tokens[at]
    head = syntax.tokens[token.head]
    if token.pos != "ADJ" or token.dep != "amod" or head.start in counted:
        return False
    return _neutral(head, words)


def _restricts(syntax: Syntax, verb: SyntaxToken, counted: frozenset[int]) -> bool:
    """Whether a verb picks out some of those who are counted ("23 care leavers who attend …")."""
    return verb.dep == "relcl" and syntax.tokens[verb.head].start in counted


def _acts_on_figure(
    syntax: Syntax, at: int, figures: frozenset[int], counted: frozenset[int]
) -> bool:
    """Whether a verb only says what somebody else did with those counted ("the team chaired 42
    reviews", "we brought the share down to 9%"): no subject of it holds a figure. What is to be
    done ("funding to build 200 places") is no such thing."""
    held = figures.intersection(syntax.subtree(at))
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


def _acting(syntax: Syntax, figures: frozenset[int], words: Words) -> frozenset[int]:
    """The words of those who did what a figure counts ("the panel approved 12 carers"): the
    subjects of its verbs that name who acts for the council and hold no figure."""
    tokens = syntax.tokens
    found: set[int] = set()
    for figure in figures:
        for verb in syntax.ancestors(figure):
            for at in syntax.children[verb]:
                if tokens[at].dep == "nsubj" and tokens[at].norm in words.actors:
                    inside = syntax.subtree(at)
                    if not figures.intersection(inside):
                        found.update(inside)
    return frozenset(found)


def _names_body(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a word is part of the name of a council ("Wexmouth County Council had …")."""
    token = syntax.tokens[at]
    head = syntax.tokens[token.head]
    return token.pos == "PROPN" and token.dep == "compound" and head.norm in words.bodies


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
        return not (
            _completes_copula(syntax, at)
            or _completes_verb(syntax, at)
            or (before not in PUNCTUATION and _is_reason_of_subject(syntax, at, figures))
        )
    if token.dep == "acl" and span[0] and syntax.tokens[span[0] - 1].norm in words.times:
        return True  # "for the ninth year running", "in the year ending …"
    if token.dep in _CLAUSES:
        return before in PUNCTUATION or span[0] == 0
    if token.dep == "conj" and token.pos in ("VERB", "AUX"):
        contrasts = any(syntax.tokens[i].lower == "but" for i in range(token.head, at))
        return syntax.tokens[token.head].pos in ("VERB", "AUX") and (
            contrasts
            or has_subject(syntax, at)
            or not (
                figure_is_subject(syntax, token.head, figures)
                or _says_which(syntax, token.head, figures)
            )
        )
    if token.dep in _SET_OFF and before in PUNCTUATION and figures:
        return span[0] > max(figures)
    return False


def _says_which(syntax: Syntax, at: int, figures: frozenset[int]) -> bool:
    """Whether a verb is that of a relative clause of those counted: in "63 children who have left
    care and moved on to independent living" both verbs say which children."""
    while syntax.tokens[at].dep in ("xcomp", "conj") and syntax.tokens[at].head != at:
        at = syntax.tokens[at].head
    if syntax.tokens[at].dep != "relcl":
        return False
    noun = syntax.tokens[at].head
    while syntax.tokens[noun].dep == "conj" and syntax.tokens[noun].head != noun:
        noun = syntax.tokens[noun].head
    return bool(figures.intersection(syntax.subtree(noun)))


_REASONS = frozenset({"because", "due", "owing"})


def _is_reason_of_subject(syntax: Syntax, at: int, figures: frozenset[int]) -> bool:
    """Whether a reason is all that a sentence says about those counted ("31 children are looked
    after because of absent parenting"); "numbers rose to 512 because of …" counts everybody."""
    first = [syntax.tokens[i].lower for i in syntax.subtree(at)[:2]]  # "primarily because of"
    if not _REASONS.intersection(first):
        return False
    return figure_is_subject(syntax, syntax.tokens[at].head, figures)


def _completes_verb(syntax: Syntax, at: int) -> bool:
    """Whether a phrase with "as" completes its verb ("are recorded as disabled", "were identified
    as being at risk")."""
    token = syntax.tokens[at]
    return (
        token.lower == "as"
        and token.dep == "prep"
        and syntax.tokens[token.head].pos == "VERB"
        and token.head < at
    )


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


def _describes(syntax: Syntax, at: int, holds: frozenset[int], counted: frozenset[int]) -> bool:
    """Whether a relative clause describes another noun than the one that is counted ("placed in
    residential care which provides …"); one that denies something narrows it all the same."""
    token = syntax.tokens[at]
    if token.dep != "relcl" or token.head in holds:
        return False
    if syntax.tokens[token.head].start in counted or _in_base(syntax, token.head):
        return False
    if any(syntax.tokens[i].dep == "neg" for i in syntax.subtree(at)):
        return False
    return not any(syntax.tokens[i].dep == "nummod" for i in syntax.children[token.head])


def _in_base(syntax: Syntax, at: int) -> bool:
    """Whether a noun belongs to the base at the start of a sentence ("Of the children in care who
    moved school, 42% …")."""
    while syntax.tokens[at].head != at and syntax.tokens[at].dep != "prep":
        at = syntax.tokens[at].head
    return at == 0 and syntax.tokens[at].lower in _BASE_OPENERS


def _statement(syntax: Syntax) -> int:
    """The number of the token at which the statement itself begins, after the words that only name
    its source ("Members noted that …"); 0 where there are none."""
    tokens = syntax.tokens
    for at, token in enumerate(tokens[:-1]):
        if token.lower == "that" and token.dep == "mark":
            return at + 1 if tokens[token.head].dep == "ccomp" else 0
    return 0


def _opener(syntax: Syntax, at: int) -> str:
    return syntax.tokens[syntax.subtree(at)[0]].lower


def _leads(
    syntax: Syntax, at: int, figures: frozenset[int], starts: set[int], words: Words
) -> bool:
    """Whether a phrase opens the sentence and is set off by a comma ("In the county, …"): its
    words narrow nothing, unless it names the base ("Of the …", "For children under five, …")."""
    token = syntax.tokens[at]
    if token.dep not in _LEADING or not figures:
        return False
    span = syntax.subtree(at)
    after = span[-1] + 1
    comma = after < len(syntax.tokens) and syntax.tokens[after].lower == ","
    opener = syntax.tokens[span[0]].lower
    set_off = comma or (span[0] in starts and opener in words.adjunct_openers)
    if not set_off or span[-1] > min(figures):
        return False
    if any(syntax.tokens[i].norm in words.localities for i in span):
        return False  # "In the south of the county, …" is a part of it
    return opener not in _BASE_OPENERS or _is_of_time(syntax, at, words)


def _is_of_time(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a phrase only gives a time ("For the second year running")."""
    objects = [i for i in syntax.children[at] if syntax.tokens[i].dep == "pobj"]
    return bool(objects) and all(syntax.tokens[i].norm in words.times for i in objects)


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
