"""Adjuncts, which narrow no figure: reasons, comparisons, who said it, what leads to a figure."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.grammar.acting import acting, aiming
from extractor.binding.grammar.causes import caused, denies
from extractor.binding.grammar.compared import compares_with_that, gives_base
from extractor.binding.grammar.governor import PUNCTUATION, figure_is_subject, has_subject
from extractor.binding.grammar.relative_clauses import AMONG, describes_another
from extractor.binding.grammar.reporting_clauses import BASE_OPENERS, base_before, leading_to
from extractor.rulebook.words import Words, nouns

_CLAUSES = frozenset({"advcl", "parataxis", "intj", "meta"})

_SET_OFF = frozenset(
    {"relcl", "acl", "appos", "prep", "conj", "advmod", "npadvmod", "acomp", "dep"}
)

_LEADING = frozenset({"prep", "advmod", "npadvmod", "advcl", "nmod"})

_REASONS = frozenset({"because", "due", "owing"})

_OUTCOMES = frozenset({"result", "consequence"})

LABEL_WORDS = 7  # words before the colon of a list item that are its label


@dataclass(frozen=True, slots=True)
class Beside:
    """The words of a sentence that narrow no figure, as token numbers: `adjuncts` only give reason,
    time, comparison or source, `leading` open the sentence, `describing` are of a clause about
    another noun or say whose aim it is, `acting` name who did what the figure counts."""

    adjuncts: set[int]
    leading: set[int]
    describing: set[int]
    acting: frozenset[int]


def read_beside(
    syntax: Syntax,
    figures: frozenset[int],
    holds: frozenset[int],
    counted: frozenset[int],
    words: Words,
) -> Beside:
    """The words beside the figures of a sentence.

    `figures` are the tokens of the figures, `holds` those on which one hangs, and `counted` the
    offsets of the nouns that are counted.
    """
    left_out: set[int] = set()
    leading: set[int] = set()
    describing = aiming(syntax, figures, words)
    starts = {0, _statement_start(syntax)}
    for at in range(len(syntax.tokens)):
        if at in holds or at in left_out:
            continue
        if describes_another(syntax, at, holds, counted, words):
            describing.update(syntax.subtrees[at])
        elif _leads(syntax, at, figures, starts, words):
            beside = _opener(syntax, at) in words.adjunct_openers - words.time_openers
            (left_out if beside else leading).update(syntax.subtrees[at])
        elif _is_adjunct(syntax, at, figures, words) and not caused(syntax, at, counted, words):
            left_out.update(syntax.subtrees[at])
    left_out |= _reporting(syntax, holds)
    left_out |= _listed_in(syntax, figures)
    label = _label_words(syntax, figures)
    actors = acting(syntax, figures, words) | _sentence_before(syntax, figures)
    return Beside(left_out - label, leading - label, describing - label, actors)


_ENDS_A_LIST = frozenset({";", ".", ":", "(", ")"})


def _listed_in(syntax: Syntax, figures: frozenset[int]) -> set[int]:
    """The words of a list behind all figures that says what is among those counted ("are in
    suitable accommodation including foster care, supported lodgings or hostels"), up to a verb."""
    tokens = syntax.tokens
    last = max(figures, default=0)
    opens = next((i for i, t in enumerate(tokens) if i > last and t.lower == "including"), None)
    if opens is None:
        return set()
    found: set[int] = set()
    for at in range(opens, len(tokens)):
        token = tokens[at]
        finite = token.pos == "AUX" or (token.pos == "VERB" and token.dep in ("ROOT", "relcl"))
        if finite or token.lower in _ENDS_A_LIST:
            break
        found.add(at)
    return found


def _label_words(syntax: Syntax, figures: frozenset[int]) -> set[int]:
    """The words of a list item's label: "Placed with parents: 33" counts who are so placed, it
    does not tell how something came about."""
    tokens = syntax.tokens
    colon = next((at for at, t in enumerate(tokens[: LABEL_WORDS + 1]) if t.lower == ":"), None)
    if colon is None or colon + 1 not in figures or min(figures) < colon:
        return set()
    return set(range(colon))


def _sentence_before(syntax: Syntax, figures: frozenset[int]) -> frozenset[int]:
    """The words of a sentence before a colon ("The Chair welcomed the fall in disruptions: 23 had
    …"): it names the matter, and what it says of it narrows no figure."""
    tokens = syntax.tokens
    colon = next((at for at, t in enumerate(tokens) if t.lower == ":"), len(tokens))
    says = any(t.pos in ("VERB", "AUX") and t.dep in ("ROOT", "ccomp") for t in tokens[:colon])
    if colon == len(tokens) or not says or min(figures, default=0) < colon:
        return frozenset()
    return frozenset(range(colon))


def _is_adjunct(syntax: Syntax, at: int, figures: frozenset[int], words: Words) -> bool:
    """Whether a subtree without a figure is set off from what the figure counts."""
    token = syntax.tokens[at]
    if token.head == at or token.inside:
        return False
    if token.dep in ("neg", "punct", "cc", "det", "aux", "auxpass", "mark"):
        return False
    span = syntax.subtrees[at]
    if token.dep == "nsubj" and _moves_that_number(syntax, token.head):
        return not figures.intersection(span)
    first = syntax.tokens[span[0]].lower
    before = syntax.tokens[span[0] - 1].lower if span[0] else ""
    if token.dep in ("prep", "advcl", "pcomp", "advmod", "acl", "amod") and (
        token.lower in words.adjunct_openers or first in words.adjunct_openers
    ):
        return not (
            _leads_to_bracket(syntax, span[-1], figures)
            or _completes_copula(syntax, at)
            or _completes_verb(syntax, at, figures)
            or (before not in PUNCTUATION and _is_reason_of_subject(syntax, at, figures))
        )
    if compares_with_that(syntax, at):
        return True
    if gives_base(syntax, at):
        return False
    if token.dep == "acl" and span[0] and syntax.tokens[span[0] - 1].norm in words.times:
        return True  # "for the ninth year running", "in the year ending …"
    if token.dep in _CLAUSES:
        return before in PUNCTUATION or span[0] == 0
    if token.dep == "conj" and token.pos in ("VERB", "AUX"):
        if not has_subject(syntax, at) and _leaves_figure(syntax, token.head, at, figures):
            return False
        contrasts = any(syntax.tokens[i].lower == "but" for i in range(token.head, at))
        return syntax.tokens[token.head].pos in ("VERB", "AUX") and (
            (contrasts and not denies(syntax, at))
            or has_subject(syntax, at)
            or not (
                figure_is_subject(syntax, token.head, figures)
                or _says_which(syntax, token.head, figures)
            )
        )
    if token.dep in _SET_OFF and before in PUNCTUATION and figures:
        set_off = span[0] > max(figures) and not _goes_on_behind_aside(syntax, at)
        return set_off and not _says_for_whom(syntax, at)
    return False


_FOR_WHOM = frozenset({"for", "among", "amongst"})


def _says_for_whom(syntax: Syntax, at: int) -> bool:
    """Whether a phrase says for which people a figure is ("…, at 58%, for children placed outside
    the borough"): a comma before it changes nothing."""
    tokens = syntax.tokens
    if tokens[at].lower not in _FOR_WHOM:
        return False
    return any(tokens[i].norm in nouns().people for i in syntax.children[at])


_LONGEST_ASIDE = 8  # words


def _goes_on_behind_aside(syntax: Syntax, at: int) -> bool:
    """Whether a phrase behind a comma is what a verb needs, from which an aside parts it ("have
    been involved, in recent years, in projects"): the aside begins right behind the verb."""
    tokens, verb = syntax.tokens, syntax.tokens[at].head
    comma = syntax.subtrees[at][0] - 1
    if tokens[at].dep != "prep" or tokens[verb].pos != "VERB" or tokens[comma].lower != ",":
        return False
    return tokens[verb + 1].lower == "," and 1 < comma - verb <= _LONGEST_ASIDE + 1


def _leaves_figure(syntax: Syntax, first: int, verb: int, figures: frozenset[int]) -> bool:
    """Whether a figure stands between "and" and a verb, whose subject it then is though the parser
    hung it on the figure before ("absence was 8.1% and 24.6% of pupils were …")."""
    joined = [i for i in range(first, verb) if syntax.tokens[i].dep == "cc"]
    return bool(joined) and any(joined[-1] < i < verb for i in figures)


def _leads_to_bracket(syntax: Syntax, last: int, figures: frozenset[int]) -> bool:
    """Whether a figure in brackets follows right behind a phrase, which then says what it counts
    ("are subject to plans due to neglect (200)")."""
    return last + 2 < len(syntax.tokens) and (
        syntax.tokens[last + 1].lower == "(" and last + 2 in figures
    )


_MOVING = frozenset({"reduce", "lower", "cut", "bring", "increase", "raise", "push", "take"})


def _moves_that_number(syntax: Syntax, verb: int) -> bool:
    """Whether a verb acts on a number named before ("more agency staff reduced this number to 38",
    "savings have brought this pressure down to £2m"): its subject is the cause, and not what is
    counted."""
    tokens = syntax.tokens
    moves = tokens[verb].lemma in _MOVING
    objects = [i for i in syntax.children[verb] if tokens[i].dep == "dobj"]
    return any(
        (moves or tokens[i].lemma in nouns().figures)
        and any(tokens[c].lower in ("this", "that", "these") for c in syntax.children[i])
        for i in objects
    )


def _is_reason_of_subject(syntax: Syntax, at: int, figures: frozenset[int]) -> bool:
    """Whether a reason is all that a sentence says about those counted ("31 children are looked
    after because of absent parenting"); "numbers rose to 512 because of …" counts everybody."""
    first = [syntax.tokens[i].lower for i in syntax.subtrees[at][:2]]  # "primarily because of"
    if not _REASONS.intersection(first):
        return False
    return figure_is_subject(syntax, syntax.tokens[at].head, figures)


def _completes_verb(syntax: Syntax, at: int, figures: frozenset[int]) -> bool:
    """Whether a phrase with "as" completes its verb ("are recorded as disabled", "were identified
    as being at risk"), or a number in its place ("12 through friends and eight as strangers")."""
    token = syntax.tokens[at]
    if token.lower == "as" and at - 1 in figures:
        return True
    apart = at > 0 and syntax.tokens[at - 1].lower in PUNCTUATION
    if apart and any(syntax.tokens[i].lower in _OUTCOMES for i in syntax.children[at]):
        return False  # ", as a result of the rising cost of placements" gives a reason
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


def _statement_start(syntax: Syntax) -> int:
    """The number of the token at which the statement itself begins, after the words that only name
    its source ("Members noted that …"); 0 where there are none."""
    tokens = syntax.tokens
    for at, token in enumerate(tokens[:-1]):
        if token.lower == "that" and token.dep == "mark":
            return at + 1 if tokens[token.head].dep == "ccomp" else 0
    return 0


def _opener(syntax: Syntax, at: int) -> str:
    """The first word of the phrase that hangs on a token, in lower case."""
    return syntax.tokens[syntax.subtrees[at][0]].lower


def _leads(
    syntax: Syntax, at: int, figures: frozenset[int], starts: set[int], words: Words
) -> bool:
    """Whether a phrase opens the sentence and is set off by a comma ("In the county, …"): its
    words narrow nothing, unless it names the base ("Of the …", "For children under five, …")."""
    token = syntax.tokens[at]
    if token.dep not in _LEADING or not figures:
        return False
    if gives_base(syntax, at):
        return False
    span = syntax.subtrees[at]
    after = span[-1] + 1
    comma = after < len(syntax.tokens) and syntax.tokens[after].lower == ","
    opener = syntax.tokens[span[0]].lower
    set_off = comma or (span[0] in starts and opener in words.adjunct_openers)
    if not set_off or span[-1] > min(figures):
        return False
    if any(syntax.tokens[i].norm in words.localities for i in span) or _is_of_one(
        syntax, at, words
    ):
        return False  # "In the south of the county, …" and "At one school, …" are of a part of it
    # "In the cases that we read, …"
    among = [i for i in span if opener in AMONG and syntax.tokens[i].dep == "relcl"]
    told = any(syntax.tokens[syntax.tokens[i].head].lower.endswith("s") for i in among)
    return (opener not in BASE_OPENERS and not told) or _is_of_time(syntax, at, words)


_ONE_OF_SEVERAL = frozenset({"one", "another", "some", "several", "two", "three", "four", "both"})


def _is_of_one(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a phrase is of one thing, or of some, of which there are more ("At one school")."""
    return any(
        syntax.tokens[i].norm in words.things
        and any(syntax.tokens[d].lower in _ONE_OF_SEVERAL for d in syntax.children[i])
        for i in syntax.children[at]
        if syntax.tokens[i].dep == "pobj"
    )


def _is_of_time(syntax: Syntax, at: int, words: Words) -> bool:
    """Whether a phrase only gives a time ("For the second year running")."""
    objects = [i for i in syntax.children[at] if syntax.tokens[i].dep == "pobj"]
    return bool(objects) and all(syntax.tokens[i].norm in words.times for i in objects)


def _reporting(syntax: Syntax, holds: frozenset[int]) -> set[int]:
    """The words of a clause that only says who reported the figure ("The head of service
    highlighted that 363 children …"), or what was thought of it ("There was concern that …")."""
    found: set[int] = set()
    for at in holds:
        token = syntax.tokens[at]
        if token.start < syntax.tokens[token.head].start:
            found.update(_statement_behind(syntax, at, holds))
            continue
        inside = set(syntax.subtrees[at])
        if token.dep == "ccomp":
            base = base_before(syntax, at)
            outside = [i for i in syntax.subtrees[token.head] if i not in inside | base]
            if not any(i in holds for i in outside if i != token.head):
                found.update(outside)
                found.update(leading_to(syntax, at, holds) - base)
        elif (
            token.dep == "acl"
            and syntax.tokens[token.head].lemma not in _GROUNDS
            and _is_that_clause(syntax, at)
        ):
            above = syntax.ancestors[at]
            outside = [i for i in syntax.subtrees[above[-1]] if i not in inside]
            if not any(i in holds for i in outside if i not in above):
                found.update(outside)
    return found


_GROUNDS = frozenset({"cause", "reason"})
"""Nouns whose statement says what is so because of them: "adoption was the reason that 9% left"."""


def _statement_behind(syntax: Syntax, verb: int, holds: frozenset[int]) -> set[int]:
    """The words of a statement without a figure behind a comma, under which the parser put the one
    before it ("39% live elsewhere, so our position remains better than most")."""
    tokens, head = syntax.tokens, syntax.tokens[verb].head
    last = syntax.subtrees[verb][-1] + 1
    if tokens[verb].dep != "ccomp" or last >= len(tokens) or tokens[last].lower not in (",", ";"):
        return set()
    behind = {i for i in syntax.subtrees[head] if i > last}
    if not has_subject(syntax, head) or (behind - {head}).intersection(holds):
        return set()
    return behind


def _is_that_clause(syntax: Syntax, verb: int) -> bool:
    children = (syntax.tokens[i] for i in syntax.children[verb])
    return any(child.dep == "mark" and child.lower == "that" for child in children)


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
    return bool(figures.intersection(syntax.subtrees[noun]))
